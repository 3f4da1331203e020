import { recordsOf, submitAndApprove } from './producer-records.ts';
import type { World } from './world.ts';

/** Makes batches that the department has approved, and says where their pages stand: Vietnamese, English. */
export function approvedBatches({ clerk, officer }: Pick<World, 'clerk' | 'officer'>) {
  const records = recordsOf(clerk);
  return async () => {
    const ready = await records.readyBatch();
    await submitAndApprove({ clerk, officer }, ready);
    const { body } = await clerk.get(`/batches/${ready.batch}`);
    const { pathname } = new URL((body as { uri: string }).uri);
    const tail = pathname.replace(/^\/(?:01|t)\//, '/').replace('/10/', '/');
    const page = `/vi/nguon-goc${tail}`;
    return { batch: ready.batch, page, pages: [page, `/en/origin${tail}`] };
  };
}
