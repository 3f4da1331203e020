import { parseCheckedDigits } from './check-digit.ts';
import type { Parsed } from '../parsed.ts';

/** A Global Location Number, of a party or a place: always 13 digits. */
export function parseGln(text: string): Parsed<string> {
  return parseCheckedDigits(text, { lengths: [13], wrongLength: 'identifiers.gln-length' });
}
