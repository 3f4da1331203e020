/** Crockford's base 32: no I, L, O, U. */
export const crockfordAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const digits = new Map(Array.from(crockfordAlphabet, (character, value) => [character, value]));

/** The first bits of the bytes, most significant first, five to a character. */
export function crockford(bytes: Uint8Array, characters: number): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5 && text.length < characters) {
      bits -= 5;
      text += crockfordAlphabet.charAt((held >> bits) & 31);
    }
  }
  return text;
}

/** The way back: bits that fill no whole byte stand at the front of the last one. */
export function crockfordBytes(text: string): Buffer {
  const bytes = Buffer.alloc(Math.ceil((text.length * 5) / 8));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const character of text) {
    held = ((held << 5) | (digits.get(character) ?? 0)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = held >> bits;
    at += 1;
  }
  if (bits > 0) bytes[at] = held << (8 - bits);
  return bytes;
}

/**
 * A code as people copy it off a label, in its one spelling: capitals, no gaps or hyphens, O read as 0, I and L as 1.
 * Null where the length is wrong or a character is none of the alphabet's.
 */
export function foldCrockford(text: string, characters: number): string | null {
  const folded = isFolded(text) ? text : fold(text);
  return folded.length === characters && isFolded(folded) ? folded : null;
}

/** `7K2M 9XQ4 …`: as printed, and as people read it out. */
export function inGroups(code: string, gap = ' '): string {
  return code.replace(/.{4}(?=.)/g, `$&${gap}`);
}

function isFolded(text: string): boolean {
  return /^[0-9A-HJKMNP-TV-Z]+$/.test(text);
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}
