export type FileType = 'jpeg' | 'png' | 'webp' | 'pdf';

/** What the bytes are, whatever they are called (ASVS 5.2.2); undefined for all we do not take. */
export function fileTypeOf(bytes: Buffer): FileType | undefined {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'webp';
  return isWholePdf(bytes) ? 'pdf' : undefined;
}

/**
 * From its first byte to its last a PDF, so that no other format can hide in front of it or behind it
 * (ISO 32000-2 §7.5.2, §7.5.5).
 */
function isWholePdf(bytes: Buffer): boolean {
  return (
    /^%PDF-[12]\.[0-9][\r\n %]/.test(ascii(bytes, 0, 16)) &&
    /startxref\s+[0-9]+\s+%%EOF\s*$/.test(ascii(bytes, bytes.length - 1024, bytes.length))
  );
}

function startsWith(bytes: Buffer, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}

function ascii(bytes: Buffer, from: number, to: number): string {
  return bytes.subarray(Math.max(0, from), to).toString('latin1');
}
