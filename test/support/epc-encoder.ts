import { alphabets, bitsOf } from '../../server/domain/identifiers/epc-bits.ts';

/** Bits of a number in a field of fixed width. */
function field(value: string | number, width: number): string {
  return BigInt(value).toString(2).padStart(width, '0');
}

const prefixWidths = [40, 37, 34, 30, 27, 24, 20];

/** Prefix and reference of a key whose company prefix has so many digits; an indicator or extension digit moves in front of the reference. */
function numbered(prefix: string, reference: string, width: number): string {
  const partition = 12 - prefix.length;
  const prefixWidth = prefixWidths[partition]!;
  return field(partition, 3) + field(prefix, prefixWidth) + field(reference || 0, width - prefixWidth);
}

export function sgtin96(gtin: string, serial: string, prefixLength: number): string {
  const prefix = gtin.slice(1, 1 + prefixLength);
  const reference = gtin.charAt(0) + gtin.slice(1 + prefixLength, -1);
  return field(0x30, 8) + field(3, 3) + numbered(prefix, reference, 44) + field(serial, 38);
}

export function sscc96(sscc: string, prefixLength: number): string {
  const prefix = sscc.slice(1, 1 + prefixLength);
  const reference = sscc.charAt(0) + sscc.slice(1 + prefixLength, -1);
  return field(0x31, 8) + field(0, 3) + numbered(prefix, reference, 58) + '0'.repeat(24);
}

export function sgln96(gln: string, extension: string, prefixLength: number): string {
  const reference = gln.slice(prefixLength, -1);
  return (
    field(0x32, 8) + field(0, 3) + numbered(gln.slice(0, prefixLength), reference, 41) + field(extension, 41)
  );
}

const decimalDigits = alphabets.decimal;
const methods: [fits: RegExp, encode: (text: string) => string][] = [
  [/^[0-9]+$/, (text) => field(text, Math.ceil(text.length * Math.log2(10)))],
  [/^[0-9A-F]+$/, (text) => bitsOf(text, alphabets.upperHexadecimal)],
  [/^[0-9a-f]+$/, (text) => bitsOf(text, alphabets.lowerHexadecimal)],
  [/^[-\w]+$/, (text) => bitsOf(text, alphabets.base64)],
  [/^./, (text) => bitsOf(text, alphabets.ascii)],
  [/^[-A-Z.:0-9]+$/, urnCode40],
];

/** Every method that can carry the text, so that readers may try them all. */
export function variableTexts(text: string): string[] {
  return methods.flatMap(([fits, encode], index) =>
    fits.test(text) ? [field(index, 3) + field(text.length, 5) + encode(text)] : [],
  );
}

export function plusScheme(header: number, key: string, text = ''): string {
  return field(header, 8) + '0' + field(3, 3) + bitsOf(key, decimalDigits) + text;
}

export function hexadecimalPath(bits: string): string {
  const filled = bits.padEnd(Math.ceil(bits.length / 16) * 16, '0');
  return `/eh${filled.replace(/.{4}/g, (four) => parseInt(four, 2).toString(16))}`;
}

export function base64Path(bits: string): string {
  const filled = bits.padEnd(Math.ceil(bits.length / 6) * 6, '0');
  return `/ex${filled.replace(/.{6}/g, (six) => alphabets.base64.charAt(parseInt(six, 2)))}`;
}

function urnCode40(text: string): string {
  const alphabet = '\0ABCDEFGHIJKLMNOPQRSTUVWXYZ-.:0123456789';
  return (text.match(/.{1,3}/g) ?? [])
    .map((three) => {
      const [one = 0, two = 0, last = 0] = Array.from(three, (character) => alphabet.indexOf(character));
      return field(1600 * one + 40 * two + last + 1, 16);
    })
    .join('');
}
