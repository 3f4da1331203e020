import { hostname } from 'node:os';
import { Types } from 'mongoose';
import { cursorId } from '../../ledger/record-store.ts';
import type { Clock } from '../../platform/clock.ts';
import type { JobRun, JobRunPage, JobRunQuery } from '../../platform/contract-types.ts';
import { JobRunModel } from './job-run-model.ts';
import type { StoredJobRun } from './job-run-model.ts';

export interface JobRecord {
  kind: string;
  id: string;
  title: string;
}

export type JobRunService = ReturnType<typeof jobRunService>;

/** Enough to look into; the count tells the rest. */
const mostRecords = 50;
/** A run that has not ended by now lost its process. */
const patience = 60 * 60 * 1000;

/** What the daily jobs did: no record of the trade, so written as it happens, outside the ledger. */
export function jobRunService({ clock }: { clock: Clock }) {
  const place = `${hostname()}:${process.pid}`;

  return {
    async begin(job: string): Promise<string> {
      const run = new JobRunModel({ job, startedAt: clock.now(), process: place });
      await run.save();
      return String(run._id);
    },

    async end(id: string, did: number | readonly JobRecord[]): Promise<void> {
      const isCount = typeof did === 'number';
      await settle(id, {
        count: isCount ? did : did.length,
        records: isCount ? [] : did.slice(0, mostRecords),
      });
    },

    async fail(id: string, error: unknown): Promise<void> {
      await settle(id, { error: error instanceof Error ? error.message : String(error) });
    },

    /** The jobs there is a log of. */
    async names(): Promise<string[]> {
      return (await JobRunModel.distinct('job')).sort();
    },

    async list({ job, limit = 25, after }: JobRunQuery): Promise<JobRunPage> {
      const docs = await JobRunModel.find({
        ...(job !== undefined && { job }),
        ...(after !== undefined && { _id: { $lt: cursorId(after) } }),
      })
        .sort({ _id: -1 })
        .limit(limit + 1)
        .lean();
      const items = docs.slice(0, limit).map((doc) => viewOf(doc, clock.now()));
      const last = items.at(-1);
      return docs.length > limit && last ? { items, next: last.id } : { items };
    },
  };

  async function settle(id: string, outcome: Partial<StoredJobRun>): Promise<void> {
    const endedAt = clock.now();
    await JobRunModel.updateOne({ _id: new Types.ObjectId(id) }, { $set: { ...outcome, endedAt } });
  }
}

function viewOf(run: StoredJobRun & { _id: Types.ObjectId }, now: Date): JobRun {
  const { _id, job, startedAt, endedAt, process: ran, count, records, error } = run;
  return {
    id: String(_id),
    ...{ job, process: ran, count, records, error },
    startedAt: startedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    state: stateOf(run, now),
  };
}

function stateOf({ startedAt, endedAt, error }: StoredJobRun, now: Date): JobRun['state'] {
  if (endedAt) return error === null ? 'done' : 'failed';
  return now.getTime() - startedAt.getTime() > patience ? 'broken-off' : 'running';
}
