import decoder from 'jsqr';
import sharp from 'sharp';

/** What a telephone reads from a picture of a code: decoded by a library that had no part in drawing it. */
export async function readQr(picture: Buffer): Promise<string> {
  const { data, info } = await sharp(picture, { density: 300 })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const found = decoder.default(new Uint8ClampedArray(data), info.width, info.height);
  if (!found) throw new Error(`No code to be read in a picture of ${info.width} × ${info.height}`);
  return found.data;
}
