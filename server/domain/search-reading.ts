import { parseTypedCode } from './identifiers/typed-code.ts';
import { searchKey } from './search-key.ts';
import { meantSyllable } from './typed-vietnamese.ts';

/**
 * One way to understand what stands in the search box. Every word must begin a word of the record, in any order; of its
 * alternatives one suffices.
 */
export interface SearchReading {
  words: string[][];
  /** The words in a row as a title would begin with them. */
  phrase: string;
  /** All of it as one code; empty where it is none. */
  code: string;
}

const mostWords = 8;
/** Letters of a word that are compared; no Vietnamese syllable has more than seven. */
export const wordReach = 12;
const codeReach = 24;

/**
 * What may have been meant, best first: as it stands, then with Telex or VNI signs read as such. The second is asked only
 * where the first finds nothing, so neither English words nor codes suffer by it. None for signs without letters.
 */
export function searchReadings(text: string): SearchReading[] {
  const link = linkIn(text);
  const tokens = (link ? link.join(' ') : text).split(/\s+/).flatMap(wordsOf).slice(0, mostWords);
  if (tokens.length === 0) return [];
  const code = codeKey(link ? link.join('') : text);
  const plain = tokens.map(({ word }) => word);
  const meant = tokens.map(({ word, meant: other = word }) => other);
  const first = { words: plain.map((word) => [word]), phrase: plain.join(' '), code };
  if (plain.join(' ') === meant.join(' ')) return [first];
  const both = plain.map((word, at) => [...new Set([meant[at] ?? word, word])]);
  return [first, { words: both, phrase: meant.join(' '), code: '' }];
}

/** Codes are compared without signs, and numbers without the zeros that fill them up. */
export function codeKey(text: string): string {
  const key = searchKey(text).replaceAll(' ', '').slice(0, 80);
  return /^\d+$/.test(key) ? key.replace(/^0+(?=\d)/, '') : key;
}

/** What a record is found by, under one multikey index: `tho` a begun word, `^tho` one that begins its title, `=…` a whole code. */
export function keysOf({ title, words, codes }: Findable): string[] {
  const keys = new Set<string>();
  const head = searchKey(title);
  for (const word of wordsIn([title, ...words, ...codes]))
    for (const part of beginnings(word)) keys.add(part);
  for (const part of beginnings(head.split(' ')[0] ?? '')) keys.add(`^${part}`);
  for (const code of codes.map(codeKey)) {
    if (code === '') continue;
    keys.add(`=${code}`);
    for (const part of beginnings(code, codeReach)) keys.add(part);
  }
  return [...keys];
}

/** All words of a record between spaces, for those of a query that the index did not look up. */
export function lineOf({ title, words, codes }: Findable): string {
  return ` ${[...wordsIn([title, ...words, ...codes, ...codes.map(codeKey)])].join(' ')} `;
}

export interface Findable {
  title: string;
  words: readonly string[];
  codes: readonly string[];
}

export type SearchTier = (typeof searchTiers)[number];

/** Best first. Within each the most recent comes first. */
export const searchTiers = ['code', 'code-begins', 'title-begins', 'words'] as const;

/** The key to look up for a tier that one key answers; undefined where nothing can stand in it. */
export function keyOfTier({ code, phrase, words }: SearchReading, tier: SearchTier): string | undefined {
  if (tier === 'code') return code === '' ? undefined : `=${code}`;
  if (tier === 'title-begins') return `^${phrase.split(' ')[0]?.slice(0, wordReach) ?? ''}`;
  if (tier === 'words') return undefined;
  const isOwnWord = words.length === 1 && words[0]?.[0] === code;
  return code.length < 3 || isOwnWord || !/\d/.test(code) ? undefined : code.slice(0, codeReach);
}

/** `dduwowngf` in small letters and without what is not typed with it; a code in brackets is none. */
function wordsOf(token: string): { word: string; meant?: string | undefined }[] {
  const small = token.normalize('NFC').toLowerCase();
  const bare = small.replace(/^[("'“‘]+|[)"'”’.,;:!?]+$/g, '');
  const brackets = /[a-z]/.test(bare) && /[[\]]/.test(bare) ? meantSyllable(unaccented(bare)) : undefined;
  if (brackets !== undefined) return [{ word: brackets }];
  const words = searchKey(small).split(' ').filter(Boolean);
  const cut = words.map((word) => word.slice(0, 40));
  if (cut.length !== 1) return cut.map((word) => ({ word }));
  return cut.map((word) => ({ word, meant: meantSyllable(unaccented(bare)) ?? meantSyllable(word) }));
}

function unaccented(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd');
}

/** The key and lot in the address or element string off a label. */
function linkIn(text: string): string[] | undefined {
  if (!/\/(?:01|t)\/|^\s*\(01\)/i.test(text)) return undefined;
  const link = parseTypedCode({ code: text, lot: '' });
  if (!link.ok) return undefined;
  const { key, qualifiers } = link.value;
  return [key.value, ...qualifiers.filter(({ ai }) => ai === '10').map(({ value }) => value)];
}

function wordsIn(texts: readonly string[]): Set<string> {
  return new Set(texts.flatMap((text) => searchKey(text).split(' ')).filter(Boolean));
}

function beginnings(word: string, reach = wordReach): string[] {
  return Array.from({ length: Math.min(word.length, reach) }, (_, at) => word.slice(0, at + 1));
}
