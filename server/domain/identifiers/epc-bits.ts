export const alphabets = {
  decimal: '0123456789',
  upperHexadecimal: '0123456789ABCDEF',
  lowerHexadecimal: '0123456789abcdef',
  base64: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
  ascii: Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).join(''),
} as const;

/** Characters as the bits of their places in the alphabet. */
export function bitsOf(text: string, alphabet: string): string {
  const width = widthOf(alphabet);
  return Array.from(text, (character) => alphabet.indexOf(character).toString(2).padStart(width, '0')).join(
    '',
  );
}

/** Bits as characters, each by its place in the alphabet; undefined where there is no such place. */
export function charactersOf(bits: string, alphabet: string): string | undefined {
  const width = widthOf(alphabet);
  let text = '';
  for (let at = 0; at < bits.length; at += width) {
    const character = alphabet.charAt(parseInt(bits.slice(at, at + width), 2));
    if (character === '') return undefined;
    text += character;
  }
  return text;
}

/** Bits as a number of exactly so many digits; undefined where it has more. */
export function decimalOf(bits: string, digits: number): string | undefined {
  const number = BigInt(`0b0${bits}`);
  const text = number === 0n ? '' : number.toString();
  return text.length > digits ? undefined : text.padStart(digits, '0');
}

function widthOf(alphabet: string): number {
  return Math.ceil(Math.log2(alphabet.length));
}
