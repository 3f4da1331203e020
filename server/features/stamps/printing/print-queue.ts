import mongoose from 'mongoose';
import type { Types } from 'mongoose';
import { systemActor } from '../../../domain/roles.ts';
import type { Entry, Ledger } from '../../../ledger/unit-of-work.ts';
import type { Clock } from '../../../platform/clock.ts';
import { PrintJobModel } from './print-job-model.ts';
import type { PrintJob } from './print-job-model.ts';

export type StoredPrintJob = PrintJob & { _id: Types.ObjectId };

interface PrintQueueOptions {
  ledger: Ledger;
  owner: string;
  clock: Clock;
  leaseMs: number;
  keptMs: number;
}

export interface Claim {
  job: StoredPrintJob;
  /** Where the file goes; named on the job before the first byte is written. */
  bytes: Types.ObjectId;
  /** What an earlier worker may have left there. */
  leftover: Types.ObjectId | null;
}

/** Who fails this often fails again. */
const mostTries = 3;

/**
 * Print jobs as one worker sees them. A claim is a lease with a fence, as in the outbox: a worker that slept through
 * its lease, or whose job was cancelled, finds that its writes change nothing.
 */
export function printQueue({ ledger, owner, clock, leaseMs, keptMs }: PrintQueueOptions) {
  return {
    /** The oldest job that waits or was abandoned, of at most so many labels. */
    async claim(mostLabels: number): Promise<Claim | undefined> {
      const bytes = new mongoose.Types.ObjectId();
      const now = clock.now();
      const before = await PrintJobModel.findOneAndUpdate(
        {
          total: { $lte: mostLabels },
          $or: [{ state: 'queued' }, { state: 'working', 'lease.until': { $lte: now } }],
        },
        {
          $set: { state: 'working', lease: { owner, until: later(leaseMs) }, bytes, done: 0 },
          $inc: { fence: 1, tries: 1, rev: 1 },
        },
        { sort: { _id: 1 }, returnDocument: 'before' },
      ).lean<StoredPrintJob>();
      if (!before) return undefined;
      return {
        job: { ...before, fence: before.fence + 1, tries: before.tries + 1 },
        bytes,
        leftover: before.bytes,
      };
    },

    /** False where the job is no longer this worker's: cancelled, or taken over. */
    async progress({ job }: Claim, done: number): Promise<boolean> {
      return write(job, { done, 'lease.until': later(leaseMs) });
    },

    finish({ job }: Claim, file: NonNullable<PrintJob['file']>): Promise<boolean> {
      const finishedAt = clock.now();
      return ledger.change({ actor: systemActor }, async (record) => {
        const isOurs = await write(
          job,
          { state: 'done', file, done: job.total, lease: null, finishedAt, keptUntil: later(keptMs) },
          { rev: 1 },
        );
        if (isOurs) await record(finished(job));
        return isOurs;
      });
    },

    /** Waits for another try, or is given up with what went wrong. */
    async fail({ job }: Claim, { failure, isFinal }: { failure: string; isFinal: boolean }): Promise<void> {
      const isOver = isFinal || job.tries >= mostTries;
      const settled = isOver
        ? { state: 'failed', failure, finishedAt: clock.now(), lease: null, bytes: null }
        : { state: 'queued', lease: null };
      await write(job, settled, { rev: 1 });
    },

    /** Given back unharmed: this process ends, another goes on. */
    async release({ job }: Claim): Promise<void> {
      await write(job, { state: 'queued', lease: null }, { rev: 1, tries: -1 });
    },

    /** Jobs whose file has been kept long enough, or is of no use: their bytes may go. */
    async stale(): Promise<StoredPrintJob[]> {
      return PrintJobModel.find({
        bytes: { $ne: null },
        $or: [
          { state: 'done', keptUntil: { $lte: clock.now() } },
          { state: 'cancelled', finishedAt: { $lte: later(-leaseMs) } },
        ],
      })
        .limit(20)
        .lean<StoredPrintJob[]>();
    },

    async forget({ _id, state, bytes }: StoredPrintJob): Promise<void> {
      const next = state === 'done' ? 'expired' : state;
      await PrintJobModel.updateOne({ _id, bytes }, { $set: { bytes: null, state: next }, $inc: { rev: 1 } });
    },
  };

  async function write({ _id, fence }: StoredPrintJob, set: object, inc: object = {}): Promise<boolean> {
    const { matchedCount } = await PrintJobModel.updateOne(
      { _id, fence, state: 'working' },
      { $set: set, $inc: inc },
    );
    return matchedCount === 1;
  }

  function later(milliseconds: number): Date {
    return new Date(clock.now().getTime() + milliseconds);
  }
}

function finished({ _id, organisation }: StoredPrintJob): Entry {
  const subject = { kind: 'print-job' as const, id: String(_id) };
  return { subject, action: 'print-job.finish', organisation: String(organisation) };
}
