import type { CharacterSet } from './ai-definition.ts';

/** GS1 General Specifications §7.11; set 64 may end in padding. */
const members: Record<CharacterSet, string> = {
  N: '0123456789',
  X: '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz',
  Y: '#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  Z: '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz=',
};
const bits: Record<CharacterSet, number> = { N: 1, X: 2, Y: 4, Z: 8 };
const setsOfCharacter = new Uint8Array(128);
for (const set of ['N', 'X', 'Y', 'Z'] as const) {
  for (const character of members[set]) {
    const code = character.charCodeAt(0);
    setsOfCharacter[code] = (setsOfCharacter[code] ?? 0) | bits[set];
  }
}

/** Where the first character stands that is not in the set, counted from 0; -1 if there is none. */
export function firstOutside(set: CharacterSet, text: string): number {
  const bit = bits[set];
  for (let at = 0; at < text.length; at += 1) {
    if (((setsOfCharacter[text.charCodeAt(at)] ?? 0) & bit) === 0) return at;
  }
  return set === 'Z' ? misplacedPadding(text) : -1;
}

/** The character at this place of a text and its number as people count, from 1. */
export function characterAt(text: string, at: number): { character: string; position: number } {
  return {
    character: String.fromCodePoint(text.codePointAt(at) ?? 0),
    position: Array.from(text.slice(0, at)).length + 1,
  };
}

/** One or two equals signs, and only where they fill up the last group. */
function misplacedPadding(text: string): number {
  const at = text.indexOf('=');
  return at < 0 || /^={1,2}$/.test(text.slice(at)) ? -1 : at;
}
