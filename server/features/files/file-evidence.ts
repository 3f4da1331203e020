import { buffer } from 'node:stream/consumers';
import type { FileBytes } from './file-bytes.ts';
import { FileModel } from './file-model.ts';
import { objectIds } from './file-service.ts';

/** Files as evidence in the file of a record that its reader may see. Looks at no actor. */
export function fileEvidence({ bytes }: { bytes: FileBytes }) {
  return {
    /** Those of the identifiers that are files, in their order, with the digest of what was uploaded. */
    async of(ids: readonly string[]) {
      const docs = await FileModel.find({ _id: { $in: objectIds(ids) } }).lean();
      const found = new Map(docs.map((file) => [String(file._id), file]));
      return ids.flatMap((id) => {
        const file = found.get(id);
        if (!file) return [];
        const { kind, name, size, sha256, at } = file;
        return [{ id, kind, name, size, sha256, at }];
      });
    },

    /** The smallest form of a picture, in memory; null for what is none. */
    async smallest(id: string): Promise<{ jpeg: Buffer; pixelWidth: number; pixelHeight: number } | null> {
      const [file] = await FileModel.find({ _id: { $in: objectIds([id]) } }).lean();
      const rendition = file?.kind === 'picture' ? file.renditions[0] : undefined;
      if (!rendition) return null;
      const { pixelWidth, pixelHeight } = rendition;
      return { jpeg: await buffer(bytes.read(rendition.bytes)), pixelWidth, pixelHeight };
    },
  };
}
