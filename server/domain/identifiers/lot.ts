import { understood, unreadable } from '../parsed.ts';
import { characterAt, firstOutside } from './character-sets.ts';
import type { Parsed } from '../parsed.ts';

const longest = 20;

/**
 * A lot number that can stand in AI (10); capitals and small letters stay as typed, they are different lots. GS1 would
 * take one or two dots, but browsers drop such a part of an address, encoded or not.
 */
export function parseLot(text: string): Parsed<string> {
  const lot = text.normalize('NFC').trim();
  if (lot === '') return unreadable('identifiers.lot-empty');
  if (/^\.{1,2}$/.test(lot)) return unreadable('identifiers.lot-dots');
  const outside = firstOutside('X', lot);
  const stranger = outside < 0 ? undefined : characterAt(lot, outside);
  if (stranger && /\s/u.test(stranger.character)) {
    return unreadable('identifiers.lot-space', { position: stranger.position });
  }
  if (stranger) return unreadable('identifiers.lot-character', { ...stranger });
  if (lot.length > longest)
    return unreadable('identifiers.lot-length', { limit: longest, count: lot.length });
  return understood(lot);
}
