import type { Definition } from './ai-definition.ts';
import { itemIdentifiers } from './ai-table-items.ts';
import { logisticIdentifiers } from './ai-table-logistics.ts';
import { measureIdentifiers } from './ai-table-measures.ts';
import { usageIdentifiers } from './ai-table-uses.ts';

/** All application identifiers of the GS1 Syntax Dictionary as of July 2026, in lexical order. */
export const definitions: readonly Definition[] = [
  ...itemIdentifiers,
  ...measureIdentifiers,
  ...logisticIdentifiers,
  ...usageIdentifiers,
].sort((one, other) => (one.ais < other.ais ? -1 : 1));

const byAi = new Map(definitions.flatMap((definition) => aisOf(definition).map((ai) => [ai, definition])));

/** The first two digits tell how long an application identifier is (General Specifications §7.8.1). */
const lengthByPrefix = new Map(Array.from(byAi.keys(), (ai) => [ai.slice(0, 2), ai.length]));

export function definitionOf(ai: string): Definition | undefined {
  return byAi.get(ai);
}

/** Whether an element of this kind needs no separator behind it. */
export function isPredefined(ai: string): boolean {
  return byAi.get(ai)?.predefined === true;
}

/** The rows of qualifiers a primary key may have; none for what is no primary key. */
export function qualifierRowsOf(ai: string): readonly (readonly string[])[] {
  return byAi.get(ai)?.key ?? [];
}

/** The application identifier with which the text goes on at this place; undefined if there is none. */
export function aiAt(text: string, at: number): string | undefined {
  const length = lengthByPrefix.get(text.slice(at, at + 2));
  const ai = length === undefined ? '' : text.slice(at, at + length);
  return byAi.has(ai) ? ai : undefined;
}

/** `'3100-3105'` are six application identifiers of one kind. */
function aisOf({ ais }: Definition): string[] {
  const [first = '', last = first] = ais.split('-');
  const count = Number(last) - Number(first) + 1;
  return Array.from({ length: count }, (_, at) => String(Number(first) + at).padStart(first.length, '0'));
}
