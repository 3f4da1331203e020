import fc from 'fast-check';
import type { Component, Definition, RuleName } from '../../server/domain/identifiers/ai-definition.ts';
import { definitionOf, definitions } from '../../server/domain/identifiers/application-identifiers.ts';
import { checkCharacterPair, checkDigit } from '../../server/domain/identifiers/check-digit.ts';
import type { Element } from '../../server/domain/identifiers/element-check.ts';

const alphabets = {
  N: '0123456789',
  X: '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz',
  Y: '#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  Z: '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz',
};

/** Texts of so many characters of a set, by a small generator of our own arbitraries. */
export function textOf(set: keyof typeof alphabets, minLength: number, maxLength: number) {
  return fc.string({ unit: fc.constantFrom(...Array.from(alphabets[set])), minLength, maxLength });
}

const two = (min: number, max: number) =>
  fc.integer({ min, max }).map((number) => String(number).padStart(2, '0'));
const time = fc.tuple(two(0, 23), two(0, 59)).map((parts) => parts.join(''));
const date = fc.tuple(two(0, 99), two(1, 12), two(1, 28)).map((parts) => parts.join(''));

/** Right values of the tests of content that plain digits or characters would fail. */
const special: Partial<Record<RuleName, fc.Arbitrary<string>>> = {
  yymmdd: date,
  yymmd0: fc.oneof(
    date,
    date.map((day) => `${day.slice(0, 4)}00`),
  ),
  yyyymmdd: date.map((day) => `19${day}`),
  hhmi: time,
  hh: two(0, 23),
  mi: two(0, 59),
  ss: two(0, 59),
  iso3166: fc.constantFrom('704', '276', '418'),
  iso3166999: fc.constantFrom('704', '999'),
  iso3166alpha2: fc.constantFrom('VN', 'LA'),
  iso4217: fc.constantFrom('704', '978'),
  iso5218: fc.constantFrom('0', '1', '2', '9'),
  iban: fc.constantFrom('DE91100000000123456789', 'GB98MIDL07009312345678'),
  pcenc: textOf('N', 1, 10).map((digits) => `S%E1%BB%9F+${digits}`),
  latitude: textOf('N', 9, 9).map((digits) => `1${digits}`.replace(/^1[89]/, '10')),
  longitude: textOf('N', 9, 9).map((digits) => `2${digits}`),
  mediatype: fc.constantFrom('01', '10', '80', '99'),
  packagetype: fc.constantFrom('8', '1A', 'BGE'),
  importeridx: fc.constantFrom('-', '_', 'a', 'Z', '5'),
  hyphen: fc.constant('-'),
  yesno: fc.constantFrom('0', '1'),
  winding: fc.constantFrom('0', '1', '9'),
  zero: fc.constant('0'),
  nozeroprefix: textOf('N', 0, 11).map((digits) => `7${digits}`),
  pieceoftotal: fc.constantFrom('0101', '0102', '9999'),
  couponcode: fc.constantFrom('012345612345615110123', '012345612345615110123327123191001'),
  couponposoffer: fc.constantFrom('001234561234560123456', '11123456712345611234567'),
  posinseqslash: fc.constantFrom('1/1', '2/9'),
};

export function valueOf(definition: Definition): fc.Arbitrary<string> {
  const parts = definition.components.map(partOf);
  const required = definition.components.filter(({ optional }) => !optional).length;
  return fc
    .tuple(fc.integer({ min: required, max: parts.length }), ...parts)
    .map(([count, ...texts]) => texts.slice(0, count).join(''));
}

function partOf({ set, min, max, rules }: Component): fc.Arbitrary<string> {
  if (rules.includes('csum')) {
    return textOf('N', max - 1, max - 1).map((body) => body + checkDigit(body));
  }
  if (rules.includes('csumalpha')) {
    return textOf('X', 1, max - 7).map((text) => `8938A${text}${checkCharacterPair(`8938A${text}`)}`);
  }
  if (rules.includes('gcppos1')) return textOf(set, 0, max - 4).map((text) => `8938${text}`);
  if (rules.includes('nonzero')) return textOf('N', max - 1, max - 1).map((digits) => `${digits}1`);
  const [own] = rules.flatMap((rule) => special[rule] ?? []);
  return own ?? textOf(set, min, max);
}

export const primaryKeys = definitions.filter(({ key }) => key !== undefined).map(({ ais }) => ais);

/** What a Digital Link may hold under this key: qualifiers of one row, in order, and data attributes. */
export function linkElements(key: string): fc.Arbitrary<{ path: Element[]; attributes: Element[] }> {
  const rows = definitionOf(key)?.key ?? [];
  const places = new Set([key, ...rows.flat()]);
  return fc.constantFrom(...rows).chain((row) => {
    const fitting = row.filter((ai) => suits(ai, [key]));
    return fc.subarray(fitting, { minLength: key === '415' ? 1 : 0 }).chain((qualifiers) => {
      const path = [key, ...qualifiers];
      const free = attributeAis.filter((ai) => !places.has(ai) && suits(ai, path));
      return fc
        .subarray(free, { maxLength: 3 })
        .map((some) => some.filter((ai, at) => !some.slice(0, at).some((other) => areStrangers(ai, other))))
        .chain((attributes) => fc.record({ path: elementsFor(path), attributes: elementsFor(attributes) }));
    });
  });
}

const attributeAis = definitions.filter(({ inQuery }) => inQuery).map(({ ais }) => ais.replace(/-.*/, ''));

function suits(ai: string, path: string[]): boolean {
  const { needs = [] } = definitionOf(ai) ?? {};
  const isMet = needs.length === 0 || needs.some((group) => group.every((other) => path.includes(other)));
  return isMet && !path.some((other) => areStrangers(ai, other));
}

/** One of them bars the other; a signature (8030) is kept from the keys that then need a serial number. */
function areStrangers(one: string, other: string): boolean {
  const isBarred = (ai: string, by: string) =>
    definitionOf(by)?.bars.some((bar) => new RegExp(`^${bar.replaceAll('n', '[0-9]')}$`).test(ai));
  const isUnsignable = one === '8030' && ['253', '255', '8003'].includes(other);
  return isUnsignable || isBarred(one, other) === true || isBarred(other, one) === true;
}

function elementsFor(ais: string[]): fc.Arbitrary<Element[]> {
  return fc.tuple(...ais.map((ai) => valueOf(definitionOf(ai)!).map((value): Element => ({ ai, value }))));
}
