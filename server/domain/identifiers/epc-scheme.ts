import type { Element } from './element-check.ts';

/** What a tag says: key first, then its qualifier, then a date; `used` bits of it were read. */
export interface EpcContent {
  elements: Element[];
  used: number;
  /** Whether data that is no part of the identity may follow. */
  hasMore: boolean;
}

/** What is wrong with a tag; `at` counts bits. */
export interface EpcTrouble {
  trouble: 'epc-short' | 'epc-content';
  at: number;
  params: Record<string, string | number>;
}

export interface EpcScheme {
  name: string;
  decode: (bits: string) => EpcContent | EpcTrouble;
}

export function tooShort(bits: string, limit: number): EpcTrouble {
  return { trouble: 'epc-short', at: bits.length, params: { limit, count: bits.length } };
}

export function wrongContent(part: string, at: number): EpcTrouble {
  return { trouble: 'epc-content', at, params: { part } };
}
