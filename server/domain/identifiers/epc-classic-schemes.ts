import { checkDigit } from './check-digit.ts';
import type { Element } from './element-check.ts';
import { alphabets, charactersOf, decimalOf } from './epc-bits.ts';
import { tooShort, wrongContent } from './epc-scheme.ts';
import type { EpcContent, EpcScheme, EpcTrouble } from './epc-scheme.ts';

/** Company prefix and reference of a key: so many digits and bits together, whatever the share of each. */
interface Numbering {
  digits: number;
  width: number;
  key: (prefix: string, reference: string) => Element;
}

interface Layout {
  total: number;
  numbering: Numbering;
  /** The rest behind the key: a serial number or extension, absent, or undefined where it cannot be. */
  tail: (bits: string) => string | undefined;
  qualifier?: string;
}

/** Header, filter and partition; the key follows. */
const keyAt = 14;
const partitionAt = 11;
const prefixWidths = [40, 37, 34, 30, 27, 24, 20];

const tradeItem: Numbering = {
  digits: 13,
  width: 44,
  key: (prefix, reference) => checked('01', reference.charAt(0) + prefix + reference.slice(1)),
};
const logisticUnit: Numbering = {
  digits: 17,
  width: 58,
  key: (prefix, reference) => checked('00', reference.charAt(0) + prefix + reference.slice(1)),
};
const location: Numbering = {
  digits: 12,
  width: 41,
  key: (prefix, reference) => checked('414', prefix + reference),
};

/** EPC schemes of fixed length, by their header (EPC Tag Data Standard §14.5, tables of SGTIN, SSCC and SGLN). */
export const classicSchemes: [header: string, scheme: EpcScheme][] = [
  ['30', scheme('SGTIN-96', { total: 96, numbering: tradeItem, tail: integer, qualifier: '21' })],
  ['36', scheme('SGTIN-198', { total: 198, numbering: tradeItem, tail: characters, qualifier: '21' })],
  ['31', scheme('SSCC-96', { total: 96, numbering: logisticUnit, tail: nothing })],
  ['32', scheme('SGLN-96', { total: 96, numbering: location, tail: integer, qualifier: '254' })],
  ['39', scheme('SGLN-195', { total: 195, numbering: location, tail: characters, qualifier: '254' })],
];

/** `0` stands for a location without extension. */
export function withQualifier(key: Element, ai: string | undefined, value: string): Element[] {
  return ai === undefined || (ai === '254' && value === '0') ? [key] : [key, { ai, value }];
}

function scheme(name: string, layout: Layout): EpcScheme {
  return { name, decode: (bits) => decode(bits, layout) };
}

function decode(bits: string, { total, numbering, tail, qualifier }: Layout): EpcContent | EpcTrouble {
  if (bits.length < total) return tooShort(bits, total);
  const partition = parseInt(bits.slice(partitionAt, keyAt), 2);
  const prefixWidth = prefixWidths[partition];
  if (prefixWidth === undefined) return wrongContent('partition', partitionAt);
  const prefixDigits = 12 - partition;
  const keyEnd = keyAt + numbering.width;
  const prefix = decimalOf(bits.slice(keyAt, keyAt + prefixWidth), prefixDigits);
  const reference = decimalOf(bits.slice(keyAt + prefixWidth, keyEnd), numbering.digits - prefixDigits);
  if (prefix === undefined) return wrongContent('prefix', keyAt);
  if (reference === undefined) return wrongContent('reference', keyAt + prefixWidth);
  const value = tail(bits.slice(keyEnd, total));
  if (value === undefined) return wrongContent('serial', keyEnd);
  const elements = withQualifier(numbering.key(prefix, reference), qualifier, value);
  return { elements, used: total, hasMore: false };
}

function checked(ai: string, body: string): Element {
  return { ai, value: body + checkDigit(body) };
}

function integer(bits: string): string {
  return BigInt(`0b${bits}`).toString();
}

/** Characters of seven bits, then zeros to the end. */
function characters(bits: string): string | undefined {
  const text = charactersOf(bits, alphabets.ascii)?.replace(/\0+$/, '');
  return text === undefined || text === '' || text.includes('\0') ? undefined : text;
}

function nothing(bits: string): string | undefined {
  return bits.includes('1') ? undefined : '';
}
