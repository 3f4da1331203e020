import { OutboxModel } from '../ledger/outbox-model.ts';

interface Settled {
  gateway: string;
  /** The records that something became of. */
  aggregates: readonly string[];
  at: Date;
}

/** Whatever waited for these records looks again at once; what was given up because of them is tried again. */
export async function wakeDependants({ gateway, aggregates, at }: Settled): Promise<void> {
  if (aggregates.length === 0) return;
  const settled = { $in: [...aggregates] };
  await OutboxModel.updateMany(
    {
      gateway,
      state: 'queued',
      tries: 0,
      nextAt: { $gt: at },
      $or: [{ aggregate: settled }, { needs: settled }],
    },
    { nextAt: at },
  );
  // One after the other, the earlier message of a record first: the later one must never be alone in the queue.
  const blocked = await OutboxModel.find(
    { gateway, blockedBy: settled, state: 'refused' },
    { aggregate: 1, blockedBy: 1 },
  )
    .sort({ aggregate: 1, seq: 1 })
    .lean();
  if (blocked.length === 0) return;
  const there = await OutboxModel.distinct('aggregate', {
    gateway,
    aggregate: { $in: blocked.map(({ blockedBy }) => blockedBy ?? '') },
    state: 'accepted',
    'foreignIds.id': { $exists: true },
  });
  for (const { _id, blockedBy } of blocked) {
    if (blockedBy === null || !there.includes(blockedBy)) continue;
    await OutboxModel.updateOne(
      { _id, blockedBy, state: 'refused' },
      { $set: { state: 'queued', nextAt: at, settledAt: null, blockedBy: null, cause: null } },
    );
  }
}
