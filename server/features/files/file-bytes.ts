import { once } from 'node:events';
import type { Readable } from 'node:stream';
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

    read(id: Types.ObjectId): Readable {
      return bucket().openDownloadStream(id);
    },
  };

  function bucket(): mongoose.mongo.GridFSBucket {
    if (!database.db) throw new Error('fileBytes: the database is not connected');
    return new mongoose.mongo.GridFSBucket(database.db, { bucketName: 'file-bytes' });
  }
}
