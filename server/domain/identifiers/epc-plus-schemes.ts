import type { Element } from './element-check.ts';
import { alphabets, charactersOf, decimalOf } from './epc-bits.ts';
import { withQualifier } from './epc-classic-schemes.ts';
import { tooShort, wrongContent } from './epc-scheme.ts';
import type { EpcContent, EpcScheme, EpcTrouble } from './epc-scheme.ts';

interface Layout {
  ai: string;
  digits: number;
  qualifier?: '21' | '254';
  isDated?: true;
  /** The newest schemes carry the owner's host name behind the identity; it does not tell what the thing is. */
  hasHost?: true;
}

/** Header, the bit that announces more data, filter. */
const headWidth = 12;
const moreAt = 8;
const dateWidth = 20;
const indicatorWidth = 8;

/** Date types of the DSGTIN (Tag Data Standard 2.3 §14.6.2). */
const dateAis = ['11', '13', '15', '16', '17', '7006', '7007'];

const gtin = { ai: '01', digits: 14, qualifier: '21' } as const;
const sscc = { ai: '00', digits: 18 } as const;
const gln = { ai: '414', digits: 13, qualifier: '254' } as const;

/** EPC schemes of variable length, digits in four bits each and no partition (Tag Data Standard 2.x §14.6). */
export const plusSchemes: [header: string, scheme: EpcScheme][] = [
  ['f7', scheme('SGTIN+', gtin)],
  ['fb', scheme('DSGTIN+', { ...gtin, isDated: true })],
  ['fd', scheme('SGTIN++', { ...gtin, hasHost: true })],
  ['fc', scheme('DSGTIN++', { ...gtin, isDated: true, hasHost: true })],
  ['f9', scheme('SSCC+', sscc)],
  ['ef', scheme('SSCC++', { ...sscc, hasHost: true })],
  ['f2', scheme('SGLN+', gln)],
  ['e9', scheme('SGLN++', { ...gln, hasHost: true })],
];

function scheme(name: string, layout: Layout): EpcScheme {
  return { name, decode: (bits) => decode(bits, layout) };
}

function decode(bits: string, { ai, digits, qualifier, isDated, hasHost }: Layout): EpcContent | EpcTrouble {
  const keyAt = headWidth + (isDated ? dateWidth : 0);
  const keyEnd = keyAt + digits * 4;
  if (bits.length < keyEnd) return tooShort(bits, keyEnd);
  const date = isDated ? dateOf(bits.slice(headWidth, keyAt)) : [];
  if (date === undefined) return wrongContent('date', headWidth);
  const value = charactersOf(bits.slice(keyAt, keyEnd), alphabets.decimal);
  if (value === undefined) return wrongContent('key', keyAt);
  const hasMore = bits.charAt(moreAt) === '1' || hasHost === true;
  if (qualifier === undefined) return { elements: [{ ai, value }], used: keyEnd, hasMore };
  const text = variableText(bits, keyEnd);
  if ('trouble' in text) return text;
  const elements = [...withQualifier({ ai, value }, qualifier, text.value), ...date];
  return { elements, used: text.end, hasMore };
}

/** Seven bits of year, four of month, five of day, behind four that say which date it is. */
function dateOf(bits: string): Element[] | undefined {
  const ai = dateAis[parseInt(bits.slice(0, 4), 2)];
  const parts = [bits.slice(4, 11), bits.slice(11, 15), bits.slice(15)].map((part) => decimalOf(part, 2));
  return ai === undefined || parts.includes(undefined) ? undefined : [{ ai, value: parts.join('') }];
}

interface TextMethod {
  /** Bits for so many characters. */
  width: (length: number) => number;
  read: (bits: string, length: number) => string | undefined;
}

/** Three bits of method, five of length, then the characters (Tag Data Standard 2.x §14.5.6). */
function variableText(bits: string, at: number): { value: string; end: number } | EpcTrouble {
  const from = at + indicatorWidth;
  if (bits.length < from) return tooShort(bits, from);
  const method = textMethods[parseInt(bits.slice(at, at + 3), 2)];
  const length = parseInt(bits.slice(at + 3, from), 2);
  if (!method) return wrongContent('encoding', at);
  const end = from + method.width(length);
  if (bits.length < end) return tooShort(bits, end);
  const value = method.read(bits.slice(from, end), length);
  return value === undefined || value === '' ? wrongContent('serial', from) : { value, end };
}

const textMethods: TextMethod[] = [
  { width: (length) => Math.ceil(length * Math.log2(10)), read: decimalOf },
  spelled(4, alphabets.upperHexadecimal),
  spelled(4, alphabets.lowerHexadecimal),
  spelled(6, alphabets.base64),
  spelled(7, alphabets.ascii),
  { width: (length) => Math.ceil(length / 3) * 16, read: urnCode40 },
];

function spelled(width: number, alphabet: string): TextMethod {
  return { width: (length) => length * width, read: (bits) => charactersOf(bits, alphabet) };
}

/** Three characters in sixteen bits; a place is 0 only behind the last character. */
function urnCode40(bits: string, length: number): string | undefined {
  const alphabet = '\0ABCDEFGHIJKLMNOPQRSTUVWXYZ-.:0123456789';
  let text = '';
  for (let at = 0; at < bits.length; at += 16) {
    const group = parseInt(bits.slice(at, at + 16), 2) - 1;
    const places = [Math.floor(group / 1600), Math.floor(group / 40) % 40, group % 40];
    text += places.map((place) => alphabet.charAt(place)).join('');
  }
  const value = text.slice(0, length);
  return value.length < length || value.includes('\0') || /[^\0]/.test(text.slice(length))
    ? undefined
    : value;
}
