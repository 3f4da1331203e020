import { keyOfTier, searchTiers, wordReach } from '../domain/search-reading.ts';
import type { SearchReading, SearchTier } from '../domain/search-reading.ts';
import type { IndexedKind } from './search-entry-model.ts';

/** Whose entries of which kinds: the first part of every filter and of the index. */
export interface SearchScope {
  scope: { $in: string[] };
  kind: { $in: IndexedKind[] };
}

/** Where a page ended: which reading, which tier, and the last entry of it. */
export interface SearchPlace {
  reading: number;
  tier: number;
  at: Date;
  record: string;
}

/**
 * What stands in one tier and in none before it. `lead` is the word that the index looks up; what else is asked is
 * compared within the line of each entry found, so that no plan for another query can be mistaken for this one's.
 */
export function tierFilter(reading: SearchReading, tier: SearchTier, lead: number): object | undefined {
  const own = condition(reading, tier, lead);
  if (!own) return undefined;
  const before = searchTiers
    .slice(0, searchTiers.indexOf(tier))
    .flatMap((one) => condition(reading, one, lead) ?? []);
  return before.length === 0 ? own : { ...own, $nor: before };
}

function condition(reading: SearchReading, tier: SearchTier, lead: number): object | undefined {
  const key = keyOfTier(reading, tier);
  if (tier === 'words') {
    const keys = { $in: (reading.words[lead] ?? []).map((word) => word.slice(0, wordReach)) };
    return { keys, ...inLine(reading, (at) => at !== lead) };
  }
  if (key === undefined) return undefined;
  if (tier !== 'title-begins') return { keys: key };
  const head = { $regex: `^${escaped(reading.phrase)}` };
  return { keys: key, head };
}

/** Every word begins one of the line's; a word longer than its key is compared whole. */
function inLine({ words }: SearchReading, isAsked: (at: number) => boolean): object {
  const asked = words.filter((alternatives, at) => isAsked(at) || alternatives.some(isLonger));
  if (asked.length === 0) return {};
  return {
    $and: asked.map((alternatives) => ({ line: { $regex: ` (?:${alternatives.map(escaped).join('|')})` } })),
  };
}

function isLonger(word: string): boolean {
  return word.length > wordReach;
}

/** Letters and digits only by now, whatever was typed; kept so should that ever change. */
function escaped(word: string): string {
  return word.replaceAll(/[^\p{L}\p{N} ]/gu, String.raw`\$&`);
}

/** Behind a place in the order of every tier: the latest first. */
export function beyond({ at, record }: SearchPlace): object {
  return { $or: [{ at: { $lt: at } }, { at, record: { $lt: record } }] };
}

export function placeIn(after: string): SearchPlace {
  const [, reading = '', tier = '', at = '', record = ''] =
    /^(\d)(\d)\.(\d+)\.([0-9a-f]{24})$/.exec(after) ?? [];
  return { reading: Number(reading), tier: Number(tier), at: new Date(Number(at)), record };
}

export function placeText({ reading, tier, at, record }: SearchPlace): string {
  return `${reading}${tier}.${at.getTime()}.${record}`;
}
