import sharp from 'sharp';
import { DomainError } from '../../domain/errors.ts';
import { semaphore } from '../../platform/semaphore.ts';

export const pictureWidths = [320, 800, 1600] as const;
export type PictureWidth = (typeof pictureWidths)[number];

export interface EncodedPicture {
  width: PictureWidth;
  pixelWidth: number;
  pixelHeight: number;
  jpeg: Buffer;
}

/** The decoder refuses more before it takes memory for it (ASVS 5.2.6). */
const mostPixels = 24_000_000;
const decoding = semaphore(2);
sharp.cache(false);

/**
 * A picture made anew from its pixels, upright, as JPEG in up to three widths; none is wider than the original.
 * Position, camera and whatever else travelled in the file stay behind (ASVS 14.2.8).
 */
export function encodePicture(bytes: Buffer): Promise<EncodedPicture[]> {
  return decoding(async () => {
    await refuseFlood(bytes);
    try {
      return await encodeWidths(bytes);
    } catch {
      throw broken();
    }
  });
}

async function refuseFlood(bytes: Buffer): Promise<void> {
  let size: { width: number; height: number };
  try {
    size = await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch {
    throw broken();
  }
  if (size.width * size.height > mostPixels) {
    const params = { limit: mostPixels / 1_000_000 };
    throw new DomainError('invalid-input', { key: 'file.too-many-pixels', params });
  }
}

async function encodeWidths(bytes: Buffer): Promise<EncodedPicture[]> {
  const { data, info } = await sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' })
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .resize({ width: 1600, withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width: widest, height, channels } = info;
  const raw = { width: widest, height, channels };
  const pictures: EncodedPicture[] = [];
  for (const width of pictureWidths.filter(
    (wanted, at) => at === 0 || widest > (pictureWidths[at - 1] ?? wanted),
  )) {
    const made = await sharp(data, { raw })
      .resize({ width, withoutEnlargement: true })
      .jpeg({ quality: 80, progressive: true })
      .toBuffer({ resolveWithObject: true });
    pictures.push({ width, pixelWidth: made.info.width, pixelHeight: made.info.height, jpeg: made.data });
  }
  return pictures;
}

function broken(): DomainError {
  return new DomainError('invalid-input', { key: 'file.picture-broken' });
}
