import { OriginModel } from './origin-model.ts';
import type { StoredOrigin } from './origin-model.ts';
import type { Publisher } from './publisher.ts';
import { systemActor } from '../domain/roles.ts';
import type { Ledger } from '../ledger/unit-of-work.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { repeatedWork } from '../platform/repeated-work.ts';

interface RefresherOptions {
  ledger: Ledger;
  clock: Clock;
  publisher: Pick<Publisher, 'remake'>;
  log: Logger;
}

const pause = 500;
const portion = 50;
const patience = 60_000;

/** Makes due origins anew, one small change each, so that a mark shown by ten thousand batches locks none of them. */
export function originRefresher({ ledger, clock, publisher, log }: RefresherOptions) {
  const turns = repeatedWork({
    work: refreshDue,
    pauseMs: pause,
    log,
    failure: 'due origins could not be read',
  });

  return {
    /** Until nothing is due; says how many were made anew. */
    refreshDue,
    start: turns.start,
    stop: turns.stop,
  };

  async function refreshDue(): Promise<number> {
    let count = 0;
    for (;;) {
      const due = await OriginModel.find({ dueAt: { $lte: clock.now() } }, { kind: 1, record: 1 })
        .sort({ dueAt: 1 })
        .limit(portion)
        .lean<Due[]>();
      if (due.length === 0) return count;
      for (const origin of due) await refresh(origin);
      count += due.length;
    }
  }

  /** One that cannot be made waits a minute, so that it never stands in the way of the others. */
  async function refresh(due: Due): Promise<void> {
    try {
      await remake(due);
    } catch (error) {
      log.error({ err: error, origin: due._id }, 'origin could not be made anew');
      const dueAt = new Date(clock.now().getTime() + patience);
      await ledger.change({ actor: systemActor }, async () => {
        await OriginModel.updateOne({ _id: due._id }, { $set: { dueAt } });
        return null;
      });
    }
  }

  async function remake({ kind, record }: Due): Promise<void> {
    const id = String(record);
    await ledger.change({ actor: systemActor }, async (write) => {
      const messages = await publisher.remake(kind, id);
      if (messages.length > 0) await write({ subject: { kind, id }, action: `${kind}.refresh`, messages });
      return null;
    });
  }
}

type Due = Pick<StoredOrigin, '_id' | 'kind' | 'record'>;
