import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import mongoose from 'mongoose';
import type { Types } from 'mongoose';
import type { Database } from '../../platform/database.ts';

export type FileBytes = ReturnType<typeof fileBytes>;

/** The bytes of files in GridFS, under identifiers only: no name of a user ever becomes a path (ASVS 5.3.2). */
export function fileBytes(database: Database) {
  return {
    async write(bytes: Buffer): Promise<Types.ObjectId> {
      const id = new mongoose.Types.ObjectId();
      const stream = bucket().openUploadStreamWithId(id, String(id));
      stream.end(bytes);
      await once(stream, 'finish');
      return id;
    },

    /** For bytes that come piece by piece, under an identifier their owner wrote down first. How many there were. */
    async writeFrom(id: Types.ObjectId, pieces: AsyncIterable<Uint8Array>): Promise<number> {
      let size = 0;
      const counted = async function* () {
        for await (const piece of pieces) {
          size += piece.length;
          yield piece;
        }
      };
      await pipeline(counted, bucket().openUploadStreamWithId(id, String(id)));
      return size;
    },

    /** Also what a writer that died left unfinished: pieces without a name. */
    async remove(id: Types.ObjectId): Promise<void> {
      const { db } = database;
      await db?.collection('file-bytes.files').deleteOne({ _id: id });
      await db?.collection('file-bytes.chunks').deleteMany({ files_id: id });
    },

    read(id: Types.ObjectId): Readable {
      return bucket().openDownloadStream(id);
    },
  };

  function bucket(): mongoose.mongo.GridFSBucket {
    if (!database.db) throw new Error('fileBytes: the database is not connected');
    return new mongoose.mongo.GridFSBucket(database.db, { bucketName: 'file-bytes' });
  }
}
