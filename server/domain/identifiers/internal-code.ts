import { understood, unreadable } from '../parsed.ts';
import type { Parsed } from '../parsed.ts';
import { crockfordAlphabet as alphabet } from './crockford.ts';

/** The letters of Crockford's base 32 are its last 22. */
const letters = alphabet.slice(10);
const length = 8;
const codes = BigInt(letters.length) << 30n;

/**
 * A code of our own for a product or place without a GS1 number: a letter, six characters, a check character.
 * The letter in front keeps it apart from every GTIN and GLN, which are digits only. Takes 8 random bytes.
 */
export function internalCode(random: Uint8Array): string {
  if (random.length < 8) throw new Error('internalCode: 8 random bytes are needed');
  let number = random.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) % codes;
  let tail = '';
  for (let at = 0; at < length - 2; at += 1) {
    tail = alphabet.charAt(Number(number & 31n)) + tail;
    number >>= 5n;
  }
  const body = letters.charAt(Number(number)) + tail;
  return body + checkCharacter(body);
}

/** Reads a code as people copy it off a stamp: small letters, gaps, O for 0, I or L for 1. */
export function parseInternalCode(text: string): Parsed<string> {
  const typed = text
    .normalize('NFC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '');
  if (typed.length !== length)
    return unreadable('identifiers.code-length', { limit: length, count: typed.length });
  if (!letters.includes(typed.charAt(0))) return unreadable('identifiers.code-letter', { letters });
  const code = typed.replaceAll('O', '0').replace(/[IL]/g, '1');
  const stranger = Array.from(code).find((character) => !alphabet.includes(character));
  if (stranger) return unreadable('identifiers.code-character', { character: stranger });
  const body = code.slice(0, -1);
  return checkCharacter(body) === code.slice(-1) ? understood(code) : unreadable('identifiers.code-mistyped');
}

/**
 * A Reed–Solomon check symbol over GF(32): characters weighted by distinct powers of a primitive element, so every
 * wrong character and every exchange of two is found. ISO/IEC 7064 MOD 37,36 misses some exchanges, and its check
 * character may be an I or O.
 */
function checkCharacter(body: string): string {
  const sum = Array.from(body).reduce((total, character) => timesX(total ^ alphabet.indexOf(character)), 0);
  return alphabet.charAt(sum);
}

/** Multiplies by x in GF(2)[x] / (x⁵ + x² + 1). */
function timesX(element: number): number {
  const doubled = element << 1;
  return doubled > 31 ? doubled ^ 0b100101 : doubled;
}
