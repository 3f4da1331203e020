import { buffer } from 'node:stream/consumers';
import { Types } from 'mongoose';
import sharp from 'sharp';
import { bitsApart, differenceHash, hashBands, hashGrid, mostBitsApart } from '../../domain/picture-hash.ts';
import type { FileBytes } from './file-bytes.ts';
import { FileModel } from './file-model.ts';
import type { StoredFile } from './file-model.ts';

export type PictureLooks = Pick<StoredFile, 'looks' | 'looksBands'>;

/** Two pictures that look the same, whatever their sizes and names are. */
export interface Likeness {
  picture: string;
  other: string;
}

/** What a picture looks like, from any of its renditions. */
export async function looksOf(jpeg: Buffer): Promise<PictureLooks> {
  const { width, height } = hashGrid;
  const greys = await sharp(jpeg).greyscale().resize(width, height, { fit: 'fill' }).raw().toBuffer();
  const looks = differenceHash(greys);
  return { looks, looksBands: looks === null ? [] : hashBands(looks) };
}

/** Finds pictures again that were uploaded under another name, by anybody. */
export function pictureLikeness({ bytes }: { bytes: FileBytes }) {
  return {
    /** All pictures that look like one of these; a picture is always like itself. */
    async similarTo(ids: readonly string[]): Promise<Likeness[]> {
      const own = await FileModel.find({ _id: { $in: ids.map((id) => new Types.ObjectId(id)) } }).lean();
      const found: Likeness[] = [];
      for (const { _id, looks, looksBands = [] } of own) {
        const picture = String(_id);
        if (typeof looks !== 'string') {
          found.push({ picture, other: picture });
          continue;
        }
        const near = await FileModel.find({ looksBands: { $in: looksBands } }, { looks: 1 }).lean<
          { _id: Types.ObjectId; looks: string }[]
        >();
        const alike = near.filter((one) => bitsApart(one.looks, looks) <= mostBitsApart);
        found.push(...alike.map((one) => ({ picture, other: String(one._id) })));
      }
      return found;
    },

    /** Looks at the pictures that were uploaded before anybody looked; says how many. */
    async lookAtOld(): Promise<number> {
      let count = 0;
      const unseen = FileModel.find({ kind: 'picture', looks: { $exists: false } }).cursor();
      for await (const file of unseen) {
        const [smallest] = file.renditions;
        if (!smallest) continue;
        const looks = await looksOf(await buffer(bytes.read(smallest.bytes)));
        await FileModel.updateOne({ _id: file._id }, { $set: looks });
        count += 1;
      }
      return count;
    },
  };
}
