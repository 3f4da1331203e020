import { expect, it } from '@jest/globals';
import { definitionOf, definitions } from '../../server/domain/identifiers/application-identifiers.ts';
import type { Component, Definition } from '../../server/domain/identifiers/ai-definition.ts';
import { describeWith, sharedText } from '../support/shared-data.ts';

interface Entry {
  ai: string;
  fixedLengthNoFnc1: boolean;
  dlAttribute: boolean;
  components: { type: string; min: number; max: number; optional: boolean; linters: string[] }[];
  requires?: string[][];
  excludes?: string[];
  dlPrimaryKey?: string[][];
}

const table = sharedText('gs1/ai-table.json');
const { entries } = JSON.parse(table ?? '{"entries":[]}') as { entries: Entry[] };
const dictionary = sharedText('gs1/gs1-syntax-dictionary.txt');

describeWith(table, 'our table of application identifiers, against the Syntax Dictionary as JSON', () => {
  it.each(entries)('($ai) is the same', (entry) => {
    for (const ai of aisOf(entry.ai)) {
      const definition = definitionOf(ai);
      expect({ ai, definition: definition && asEntry(definition) }).toEqual({
        ai,
        definition: {
          fixedLengthNoFnc1: entry.fixedLengthNoFnc1,
          dlAttribute: entry.dlAttribute,
          components: entry.components.map((part) => ({ ...part, min: part.optional ? 0 : part.min })),
          requires: entry.requires ?? [],
          excludes: entry.excludes ?? [],
          dlPrimaryKey: entry.dlPrimaryKey?.length === 0 ? [[]] : entry.dlPrimaryKey,
        },
      });
    }
  });

  it('has no other', () => {
    const theirs = entries.flatMap(({ ai }) => aisOf(ai));
    expect(definitions.flatMap(({ ais }) => aisOf(ais)).sort()).toEqual(theirs.sort());
  });
});

describeWith(
  dictionary,
  'our table of application identifiers, against the text of the Syntax Dictionary',
  () => {
    const lines = (dictionary ?? '').split('\n').filter((line) => /^[0-9]/.test(line));

    it.each(lines.map((line) => [line.split(/\s/)[0] ?? '', line]))(
      '(%s) has the same format',
      (ais, line) => {
        const formats = /^\S+\s+[*?]*\s+((?:\[?[NXYZ][0-9.]+\]?\S*\s*)+)/
          .exec(line)?.[1]
          ?.trim()
          .split(/\s+/);
        for (const ai of aisOf(ais)) expect(definitionOf(ai)?.components.map(asFormat)).toEqual(formats);
      },
    );

    it('reads every line', () => {
      expect(lines).toHaveLength(224);
    });
  },
);

function aisOf(ais: string): string[] {
  const [first = '', last = first] = ais.split('-');
  const found: string[] = [];
  for (let ai = Number(first); ai <= Number(last); ai += 1)
    found.push(String(ai).padStart(first.length, '0'));
  return found;
}

function asEntry(definition: Definition) {
  return {
    fixedLengthNoFnc1: definition.predefined,
    dlAttribute: definition.inQuery,
    components: definition.components.map(({ set, min, max, optional = false, rules }) => ({
      type: set,
      min: optional ? 0 : min,
      max,
      optional,
      linters: rules,
    })),
    requires: definition.needs.length === 0 ? [] : [definition.needs.map((group) => group.join('+'))],
    excludes: definition.bars,
    dlPrimaryKey: definition.key,
  };
}

function asFormat({ set, min, max, optional, rules }: Component): string {
  const length = set + (min === max ? String(max) : `..${String(max)}`);
  return [optional ? `[${length}]` : length, ...rules].join(',');
}
