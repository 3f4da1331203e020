import type { Comparison } from '../../platform/contract-types.ts';
import type { Hole } from '../../platform/html.ts';
import { fieldCatalogue } from './field-catalogue.ts';
import type { FieldKind } from './field-definition.ts';
import type { Reading } from './field-values.ts';
import { code } from './record-parts.ts';
import type { Difference } from './record-parts.ts';
import { shownDifferences } from './shown-differences.ts';

/** Whether the values of a kind have words of their own. */
export function isFieldKind(kind: string): kind is FieldKind {
  return Object.hasOwn(fieldCatalogue, kind);
}

/** What differs between two versions as pages show it; a kind without words for its fields is shown as it is kept. */
export function comparedRows(reading: Reading, comparison: Comparison): Difference[] {
  const { about, from, to, differences } = comparison;
  if (isFieldKind(about.kind)) {
    const versions = { kind: about.kind, content: to.content, previous: from.content, differences };
    return shownDifferences(reading, versions);
  }
  return differences.map(({ pointer, before, after }) => ({
    term: pointer,
    before: asKept(before),
    after: asKept(after),
  }));
}

function asKept(value: unknown): Hole {
  return value === undefined ? undefined : code(typeof value === 'string' ? value : JSON.stringify(value));
}
