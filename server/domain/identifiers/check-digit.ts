import { understood, unreadable } from '../parsed.ts';
import type { Parsed } from '../parsed.ts';
import type { MessageKey } from '../../locales/catalogue.ts';

/** The digit that completes a GS1 number: weights 3, 1, 3 … from the right, modulo 10 (GS1 General Specifications §7.9.1). */
export function checkDigit(body: string): string {
  let sum = 0;
  for (let at = 0; at < body.length; at += 1) {
    const isWeighty = (body.length - at) % 2 === 1;
    sum += Number(body.charAt(at)) * (isWeighty ? 3 : 1);
  }
  return String((10 - (sum % 10)) % 10);
}

export function hasRightCheckDigit(digits: string): boolean {
  return checkDigit(digits.slice(0, -1)) === digits.slice(-1);
}

const set82 = '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
const set32 = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83];

/**
 * The pair that completes an alphanumeric key such as a Global Model Number: values in set 82 weighted by primes from
 * the right, modulo 1021, written as two characters of set 32 (GS1 General Specifications §7.9.5).
 */
export function checkCharacterPair(body: string): string {
  const sum = Array.from(body).reduce(
    (total, character, at) => total + set82.indexOf(character) * (primes[body.length - 1 - at] ?? 0),
    0,
  );
  const rest = sum % 1021;
  return set32.charAt(rest >> 5) + set32.charAt(rest & 31);
}

/** A GS1 number as people type it, with spaces and hyphens between the digits. */
export function parseCheckedDigits(
  text: string,
  { lengths, wrongLength }: { lengths: readonly number[]; wrongLength: MessageKey },
): Parsed<string> {
  const digits = text.normalize('NFC').replace(/[\s\p{Pd}]/gu, '');
  const stranger = /[^0-9]/u.exec(digits)?.[0];
  if (stranger) return unreadable('identifiers.digits-only', { character: stranger });
  if (!lengths.includes(digits.length)) return unreadable(wrongLength, { count: digits.length });
  if (/^0+$/.test(digits)) return unreadable('identifiers.all-zeros');
  if (!hasRightCheckDigit(digits)) {
    const body = digits.slice(0, -1);
    return unreadable('identifiers.check-digit', { count: body.length, digit: checkDigit(body) });
  }
  return understood(digits);
}
