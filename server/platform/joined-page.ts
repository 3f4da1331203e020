import { createHash } from 'node:crypto';
import { constants, crc32, deflateRawSync } from 'node:zlib';

/** A page whose text is fixed but for named gaps; what stands between them is compressed once. */
export interface PageTemplate {
  /** The memory it takes. */
  readonly bytes: number;
  fill(values: Readonly<Record<string, string>>): JoinedPage;
}

export interface JoinedPage {
  /** The strong validator of each form, without quotes (RFC 9110 §8.8.3). */
  tag: string;
  plain: () => Buffer;
  gzip: () => Buffer;
}

type Piece = { gap: string } | { plain: Buffer; packed: Buffer };

/** `mark` stands before and after the name of each gap in the text. */
export function pageTemplate(text: string, mark: string): PageTemplate {
  const pieces = text.split(mark).map((part, at): Piece => (at % 2 === 1 ? { gap: part } : fixed(part)));
  const digest = createHash('sha256').update(text.replaceAll(mark, '\0')).digest();
  return {
    bytes: pieces.reduce((sum, one) => sum + ('gap' in one ? 0 : one.plain.length + one.packed.length), 0),

    fill(values) {
      const parts = pieces.map((one) => ('gap' in one ? Buffer.from(values[one.gap] ?? '') : one));
      const filled = createHash('sha256').update(digest);
      for (const part of parts) if (Buffer.isBuffer(part)) filled.update(part).update('\0');
      const plains = parts.map((part) => (Buffer.isBuffer(part) ? part : part.plain));
      return {
        tag: filled.digest('base64url').slice(0, 20),
        plain: () => Buffer.concat(plains),
        gzip: () => joined(parts, plains),
      };
    },
  };
}

const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
/** An empty last block (RFC 1951 §3.2.6). */
const end = Buffer.from([3, 0]);
const longestStored = 0xffff;

/** Ends at a byte's edge, so that the next block can follow, and refers to nothing before it. */
function fixed(text: string): { plain: Buffer; packed: Buffer } {
  const plain = Buffer.from(text);
  return { plain, packed: deflateRawSync(plain, { level: 9, finishFlush: constants.Z_SYNC_FLUSH }) };
}

/** One gzip member (RFC 1952 §2.3) of blocks made at different times; what filled the gaps is stored as it is. */
function joined(parts: readonly (Buffer | { packed: Buffer })[], plains: readonly Buffer[]): Buffer {
  const trailer = Buffer.allocUnsafe(8);
  // Nothing at all is not to be handed to crc32: it would begin anew.
  trailer.writeUInt32LE(plains.reduce((sum, plain) => (plain.length > 0 ? crc32(plain, sum) : sum), 0));
  trailer.writeUInt32LE(plains.reduce((sum, { length }) => sum + length, 0) >>> 0, 4);
  const blocks = parts.flatMap((part) => (Buffer.isBuffer(part) ? storedBlocks(part) : [part.packed]));
  return Buffer.concat([head, ...blocks, end, trailer]);
}

/** RFC 1951 §3.2.4. */
function storedBlocks(bytes: Buffer): Buffer[] {
  const blocks: Buffer[] = [];
  for (let from = 0; from < bytes.length; from += longestStored) {
    const part = bytes.subarray(from, from + longestStored);
    const length = Buffer.allocUnsafe(5);
    length.writeUInt8(0);
    length.writeUInt16LE(part.length, 1);
    length.writeUInt16LE(part.length ^ 0xffff, 3);
    blocks.push(length, part);
  }
  return blocks;
}
