import sharp from 'sharp';
import { babyCornPictures } from './pictures-baby-corn.ts';
import { chucPictures } from './pictures-chuc.ts';
import { palmSugarPictures } from './pictures-palm-sugar.ts';

const pictures = { ...palmSugarPictures, ...chucPictures, ...babyCornPictures };

export type PictureName = keyof typeof pictures;

/** The drawing as a photograph would come from a phone. */
export function drawn(name: PictureName): Promise<Buffer> {
  return sharp(Buffer.from(pictures[name]())).jpeg({ quality: 88 }).toBuffer();
}
