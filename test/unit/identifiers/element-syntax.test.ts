import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Definition } from '../../../server/domain/identifiers/ai-definition.ts';
import { definitions } from '../../../server/domain/identifiers/application-identifiers.ts';
import { checkValue } from '../../../server/domain/identifiers/element-check.ts';
import {
  formatBracketed,
  formatElementString,
  parseBracketed,
  parseElementString,
} from '../../../server/domain/identifiers/element-syntax.ts';
import { linkElements, primaryKeys, textOf, valueOf } from '../../support/gs1-elements.ts';

const gtin = '08938505974194';
const gs = '\x1d';

describe('an element string', () => {
  it.each([
    [`01${gtin}10L1`, `(01)${gtin}(10)L1`],
    [`${gs}01${gtin}10L1${gs}21S1`, `(01)${gtin}(10)L1(21)S1`],
    [`]d201${gtin}17271231`, `(01)${gtin}(17)271231`],
    [`]C1${gs}01${gtin}`, `(01)${gtin}`],
    [`01${gtin}${gs}10L1${gs}`, `(01)${gtin}(10)L1`],
    [`01${gtin}310300050010L`, `(01)${gtin}(3103)000500(10)L`],
    [`01${gtin}01${gtin}`, `(01)${gtin}`],
  ])('%j is %s', (text, bracketed) => {
    const read = parseElementString(text);
    expect(read.ok ? formatBracketed(read.value) : read.fault).toBe(bracketed);
    expect(parseBracketed(bracketed)).toEqual(read);
  });

  it.each([
    ['', 'element-none', 0],
    [gs, 'element-none', 0],
    ['hello', 'element-start', 0],
    [`01${gtin}8999`, 'element-start', 16],
    ['0108938505974195', 'check-digit', 15],
    ['010893850597419', 'value-short', 15],
    [`01${gtin}10${'L'.repeat(21)}`, 'value-long', 38],
    [`01${gtin}10Lô1`, 'value-character', 19],
    [`01${gtin}10${gs}21S1`, 'value-empty', 18],
    [`01${gtin}17271301`, 'value-month', 20],
    [`01${gtin}10A${gs}10B`, 'ai-contradicts', 18],
    [`01${gtin}375`, 'ai-excludes', 2],
    ['10L1', 'ai-requires', 2],
  ])('%j is refused: %s at %i', (text, code, position) => {
    expect(parseElementString(text)).toMatchObject({ ok: false, fault: { code, position } });
  });

  it.each(primaryKeys)('is read as it was written, and so is its bracketed form, under key (%s)', (key) => {
    fc.assert(
      fc.property(linkElements(key), ({ path, attributes }) => {
        const elements = [...path, ...attributes];
        expect(parseElementString(formatElementString(elements))).toEqual({ ok: true, value: elements });
        expect(parseElementString(`]d2${formatElementString(elements)}${gs}`)).toEqual({
          ok: true,
          value: elements,
        });
        expect(parseBracketed(formatBracketed(elements))).toEqual({ ok: true, value: elements });
      }),
      { numRuns: 40 },
    );
  });

  it('needs a separator only where the length is not known beforehand', () => {
    const elements = [
      { ai: '01', value: gtin },
      { ai: '10', value: 'L1' },
      { ai: '17', value: '271231' },
      { ai: '21', value: 'S1' },
    ];
    expect(formatElementString(elements)).toBe(`01${gtin}10L1${gs}1727123121S1`);
  });
});

describe('bracketed text', () => {
  it.each([
    ['', 'element-none', 0],
    ['01)', 'element-bracket', 0],
    ['(1)2', 'element-bracket', 0],
    ['(89)x', 'ai-unknown', 1],
    [`(01)${gtin}(10)`, 'value-empty', 22],
    [`(01)${gtin}(10)A\\(B~`, 'value-character', 26],
    [`(01)${gtin}(10)A(B`, 'element-bracket', 23],
  ])('%s is refused: %s at %i', (text, code, position) => {
    expect(parseBracketed(text)).toMatchObject({ ok: false, fault: { code, position } });
  });

  it('tells a fault at the very character, escaped brackets before it or not', () => {
    fc.assert(
      fc.property(textOf('X', 1, 9), textOf('X', 0, 9), (before, after) => {
        const start = `(01)${gtin}(10)${before.replaceAll('(', '\\(')}`;
        const read = parseBracketed(`${start}~${after.replaceAll('(', '\\(')}`);
        expect(read).toMatchObject({ fault: { code: 'value-character', position: start.length } });
      }),
    );
  });
});

describe('every application identifier', () => {
  it.each(definitions.map((definition) => [definition.ais, definition] as const))(
    '(%s) takes what it should',
    (_, definition) => {
      fc.assert(
        fc.property(valueOf(definition), (value) => {
          expect([value, checkValue(definition, value)]).toEqual([value, undefined]);
          expect(checkValue(definition, `${value}${'0'.repeat(100)}`)).toMatchObject({ code: 'value-long' });
          expect(checkValue(definition, '')).toMatchObject({ code: 'value-empty' });
          expect(checkValue(definition, `ô${value.slice(1)}`)).toMatchObject({ at: 0 });
        }),
        { numRuns: 15 },
      );
    },
  );

  const withCheckDigit = definitions.filter(({ components }) =>
    components.some(({ rules }) => rules.includes('csum') || rules.includes('csumalpha')),
  );

  it.each(withCheckDigit.map((definition) => [definition.ais, definition] as const))(
    '(%s) gives away every wrong character under its check',
    (_, definition) => {
      fc.assert(
        fc.property(valueOf(definition), fc.nat(), fc.nat(), (value, place, offset) => {
          const at = place % checkedLength(definition, value);
          const alphabet = definition.components.some(({ set }) => set === 'X' && definition.max === 25)
            ? '23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdef!'
            : '0123456789';
          const other = alphabet.charAt(offset % alphabet.length);
          fc.pre(other !== value.charAt(at));
          const wrong = value.slice(0, at) + other + value.slice(at + 1);
          expect([wrong, checkValue(definition, wrong) !== undefined]).toEqual([wrong, true]);
        }),
        { numRuns: 60 },
      );
    },
  );

  function checkedLength(definition: Definition, value: string): number {
    const index = definition.components.findIndex(({ rules }) =>
      rules.some((rule) => rule.startsWith('csum')),
    );
    const length = definition.components.slice(0, index + 1).reduce((sum, { max }) => sum + max, 0);
    return Math.min(length, value.length);
  }
});
