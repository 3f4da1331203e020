import { understood } from '../parsed.ts';
import { parseCheckedDigits } from './check-digit.ts';
import type { Parsed } from '../parsed.ts';

/** A GTIN of 8, 12, 13 or 14 digits in its 14-digit form, the only one we store (GS1 General Specifications §3.3.2). */
export function parseGtin(text: string): Parsed<string> {
  const digits = parseCheckedDigits(text, {
    lengths: [8, 12, 13, 14],
    wrongLength: 'identifiers.gtin-length',
  });
  return digits.ok ? understood(digits.value.padStart(14, '0')) : digits;
}
