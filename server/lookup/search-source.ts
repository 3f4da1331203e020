import { Types } from 'mongoose';
import type { Model } from 'mongoose';
import type { SearchDraft, SearchSource } from './search-sources.ts';

/** Reads the records of one collection, one by one or all of them, and tells what is found of each. */
export function sourceOf<Doc>(
  kind: SearchSource['kind'],
  model: Model<Doc>,
  describe: (doc: Doc & { _id: unknown }) => Promise<SearchDraft[]>,
): SearchSource {
  type Read = Doc & { _id: unknown };
  return {
    kind,

    async of(id) {
      const doc: unknown = await model.findById(new Types.ObjectId(id)).lean();
      return doc === null ? [] : describe(doc as Read);
    },

    async *all() {
      const cursor: AsyncIterable<unknown> = model.find().lean().cursor({ batchSize: 200 });
      for await (const doc of cursor) {
        const read = doc as Read;
        yield { id: String(read._id), drafts: () => describe(read) };
      }
    },
  };
}
