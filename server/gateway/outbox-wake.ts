import { OutboxModel } from '../ledger/outbox-model.ts';

interface Settled {
  gateway: string;
  /** The record that something became of. */
  aggregate: string;
  at: Date;
}

/** Whatever waited for this record looks again at once; what was given up because of it is tried again. */
export async function wakeDependants({ gateway, aggregate, at }: Settled): Promise<void> {
  await OutboxModel.updateMany(
    { gateway, state: 'queued', tries: 0, $or: [{ aggregate }, { needs: aggregate }] },
    { nextAt: at },
  );
  // One after the other, the earlier message of a record first: the later one must never be alone in the queue.
  const blocked = await OutboxModel.find({ gateway, blockedBy: aggregate, state: 'refused' }, { _id: 1 })
    .sort({ aggregate: 1, seq: 1 })
    .lean();
  if (blocked.length === 0) return;
  const there = { gateway, aggregate, state: 'accepted', 'foreignIds.id': { $exists: true } } as const;
  if (!(await OutboxModel.exists(there))) return;
  for (const { _id } of blocked) {
    await OutboxModel.updateOne(
      { _id, blockedBy: aggregate, state: 'refused' },
      { $set: { state: 'queued', nextAt: at, settledAt: null, blockedBy: null, cause: null } },
    );
  }
}
