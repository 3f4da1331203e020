import { searchKey } from '../../domain/search-key.ts';
import type { CommuneMatch, Entry } from './geography-entries.ts';

export interface SearchOptions {
  /** Only what lies in this province of today. */
  province?: string | undefined;
  limit: number;
}

/** How well an entry answers, best first. */
const wholeName = 0;
const nameAndSurroundings = 1;
const nameBegins = 2;
const wordsInName = 3;
const wordsAnywhere = 4;
const notAtAll = Infinity;

/**
 * Finds names by their words in any order, the last begun at least, accents or none. The kinds people write may be
 * those of yesterday (`xã An Phú, huyện Tịnh Biên`, at the end a phường of a thị xã), so a name answers without them.
 */
export function searchEntries(
  entries: Entry[],
  text: string,
  { province, limit }: SearchOptions,
): CommuneMatch[] {
  const query = searchKey(text);
  const nameOnly = withoutKinds(text);
  const found: Answer[] = [];
  for (const entry of entries) {
    if (province !== undefined && !liesIn(entry, province)) continue;
    const place = Math.min(
      rank(entry, query),
      query === nameOnly ? notAtAll : rankWithoutKinds(entry, nameOnly),
    );
    if (place !== notAtAll) found.push({ entry, place });
  }
  return firstDistinct(found, limit);
}

interface Answer {
  entry: Entry;
  place: number;
}

/** Unaccented, `tinh` may be the name Tịnh; `tỉnh` is only ever the kind. */
function withoutKinds(text: string): string {
  const kinds = /\b(xa|phuong|dac khu|thi tran|thi xa|thanh pho|huyen|quan|tp|tx|tt|x|p|q|h)\b/g;
  return searchKey(
    searchKey(text.normalize('NFC').toLowerCase().replaceAll('tỉnh', ' ')).replace(kinds, ' '),
  );
}

function liesIn({ match }: Entry, province: string): boolean {
  return match.choices.some((choice) => choice.province.code === province);
}

function rank({ typed, bare, around, line }: Entry, query: string): number {
  if (query === '' || !holdsWords(line, query)) return notAtAll;
  if (query === bare || query === typed) return wholeName;
  if (continues(query, typed, around) || continues(query, bare, around)) return nameAndSurroundings;
  if (bare.startsWith(query) || typed.startsWith(query)) return nameBegins;
  return holdsWords(` ${typed} `, query) ? wordsInName : wordsAnywhere;
}

/** Half a place behind those whose kind agrees, and only where the name itself answers. */
function rankWithoutKinds(entry: Entry, nameOnly: string): number {
  const place = rank(entry, nameOnly);
  return place <= nameBegins ? place + 0.5 : notAtAll;
}

function continues(query: string, name: string, around: string): boolean {
  return query.startsWith(`${name} `) && holdsWords(` ${around} `, query.slice(name.length + 1));
}

/** Whole words, but for the last, which may still be being typed. */
function holdsWords(line: string, words: string): boolean {
  const last = words.lastIndexOf(' ');
  if (!line.includes(` ${words.slice(last + 1)}`)) return false;
  return (
    last < 0 ||
    words
      .slice(0, last)
      .split(' ')
      .every((word) => line.includes(` ${word} `))
  );
}

/** The best, without former communes that merely became today's unit of the same name. */
function firstDistinct(found: Answer[], limit: number): CommuneMatch[] {
  const current = new Set<string>();
  const distinct: CommuneMatch[] = [];
  for (const { entry } of found.sort((a, b) => a.place - b.place || compareEntries(a.entry, b.entry))) {
    if (distinct.length >= limit) break;
    const { match } = entry;
    const [only] = match.choices;
    if (match.was === 'current' && only) current.add(only.code);
    else if (only && !match.split && current.has(only.code) && match.name.startsWith(`${only.name},`))
      continue;
    distinct.push(match);
  }
  return distinct;
}

const order = { current: 0, 'former-commune': 1, 'former-district': 2 };

function compareEntries(a: Entry, b: Entry): number {
  if (a.match.was !== b.match.was) return order[a.match.was] - order[b.match.was];
  if (a.bare.length !== b.bare.length) return a.bare.length - b.bare.length;
  return a.match.name < b.match.name ? -1 : 1;
}
