import { understood, unreadable } from '../parsed.ts';
import { firstOutsideSet82 } from './character-set-82.ts';
import type { Parsed } from '../parsed.ts';

const longest = 20;

/** A lot number that can stand in AI (10); capitals and small letters stay as typed, they are different lots. */
export function parseLot(text: string): Parsed<string> {
  const lot = text.normalize('NFC').trim();
  if (lot === '') return unreadable('identifiers.lot-empty');
  const stranger = firstOutsideSet82(lot);
  if (stranger && /\s/u.test(stranger.character)) {
    return unreadable('identifiers.lot-space', { position: stranger.position });
  }
  if (stranger) return unreadable('identifiers.lot-character', { ...stranger });
  if (lot.length > longest)
    return unreadable('identifiers.lot-length', { limit: longest, count: lot.length });
  return understood(lot);
}
