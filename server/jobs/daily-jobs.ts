import { dateInVietnam } from '../domain/vietnamese-format.ts';
import type { JobRecord } from '../features/jobs/job-run-service.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { newSecret } from '../platform/ids.ts';
import type { Logger } from '../platform/logger.ts';
import { repeatedWork } from '../platform/repeated-work.ts';

interface DailyJob {
  /** Who runs it and when it ran last stands under this name. */
  name: string;
  /** How many records, or which. */
  run(): Promise<number | readonly JobRecord[]>;
}

/** Where each run stands with what it did, for people to read. */
interface JobRuns {
  begin(job: string): Promise<string>;
  end(id: string, did: number | readonly JobRecord[]): Promise<void>;
  fail(id: string, error: unknown): Promise<void>;
}

interface StoredLease {
  _id: string;
  /** The last day on which it was done. */
  day: string;
  holder: string;
  until: Date;
}

const pause = 60_000;
const patience = 10 * 60_000;

/** What the calendar asks for, once a day in one process of many; the next one takes over where a holder died. */
export function dailyJobs(options: {
  database: Database;
  clock: Clock;
  log: Logger;
  jobs: readonly DailyJob[];
  runs: JobRuns;
}) {
  const { database, clock, log, jobs, runs } = options;
  const leases = database.collection<StoredLease>('job_leases');
  const holder = newSecret();
  const turns = repeatedWork({
    work: runDue,
    pauseMs: pause,
    firstPauseMs: 0,
    log,
    failure: 'daily jobs could not be run',
  });

  return { runDue, start: turns.start, stop: turns.stop };

  async function runDue(): Promise<void> {
    for (const job of jobs) {
      try {
        if (!(await taken(job.name))) continue;
        await run(job);
        await leases.updateOne({ _id: job.name, holder }, { $set: { day: today(), until: clock.now() } });
      } catch (error) {
        log.error({ err: error, job: job.name }, 'daily job failed');
      }
    }
  }

  async function run(job: DailyJob): Promise<void> {
    const id = await runs.begin(job.name);
    try {
      const did = await job.run();
      await runs.end(id, did);
      log.info({ job: job.name, count: typeof did === 'number' ? did : did.length }, 'daily job done');
    } catch (error) {
      await runs.fail(id, error);
      throw error;
    }
  }

  /** False where it was done today, or another process is at it. */
  async function taken(name: string): Promise<boolean> {
    const now = clock.now();
    const free = { _id: name, day: { $lt: today() }, until: { $lte: now } };
    await leases.updateOne(
      { _id: name },
      { $setOnInsert: { day: '', holder: '', until: new Date(0) } },
      { upsert: true },
    );
    const until = new Date(now.getTime() + patience);
    const { modifiedCount } = await leases.updateOne(free, { $set: { holder, until } });
    return modifiedCount === 1;
  }

  function today(): string {
    return dateInVietnam(clock.now());
  }
}
