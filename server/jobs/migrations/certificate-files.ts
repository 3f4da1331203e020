import { Types } from 'mongoose';
import type { Migration } from '../../platform/migration.ts';

/**
 * Until now every certificate's paper was open to whoever knew its address once the department had approved it; its
 * holder was never asked. What nothing else shows is closed; who wants it open says so.
 */
export const certificateFiles: Migration = {
  name: '2026-11-22-certificate-files',
  async up(database) {
    const papers = await valuesOf('certificates', 'approved.content.file');
    const former = (await database
      .collection('versions')
      .distinct('content.file', { 'subject.kind': 'certificate' })) as string[];
    const shown = new Set([
      ...(await valuesOf('products', 'approved.content.images')),
      ...(await valuesOf('batches', 'approved.content.images')),
      ...(await valuesOf('batches', 'approved.content.stages.images')),
      ...(await valuesOf('marks', 'content.logo')),
    ]);
    const closed = [...papers, ...former].filter((id) => typeof id === 'string' && !shown.has(id));
    await database
      .collection('files')
      .updateMany(
        { _id: { $in: closed.map((id) => new Types.ObjectId(id)) } },
        { $set: { isPublic: false } },
      );

    async function valuesOf(collection: string, path: string): Promise<string[]> {
      return (await database.collection(collection).distinct(path)) as string[];
    }
  },
};
