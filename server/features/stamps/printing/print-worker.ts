import type { Types } from 'mongoose';
import { DomainError } from '../../../domain/errors.ts';
import type { Ledger } from '../../../ledger/unit-of-work.ts';
import type { Clock } from '../../../platform/clock.ts';
import { newSecret } from '../../../platform/ids.ts';
import type { Logger } from '../../../platform/logger.ts';
import { wakefulWork } from '../../../platform/wakeful-work.ts';
import { fileEnding, labelFile } from '../labels/label-file.ts';
import { designOf, logoFrom } from './print-design.ts';
import type { PrintNeighbours, PrintStamps } from './print-neighbours.ts';
import { printQueue } from './print-queue.ts';
import type { Claim, StoredPrintJob } from './print-queue.ts';

interface PrintWorkerOptions {
  ledger: Ledger;
  clock: Clock;
  log: Logger;
  stamps: PrintStamps;
  neighbours: PrintNeighbours;
  bytes: {
    writeFrom(id: Types.ObjectId, pieces: AsyncIterable<Uint8Array>): Promise<number>;
    remove(id: Types.ObjectId): Promise<void>;
  };
  /** One a lane: rung when a job is ordered in this process. */
  bells: readonly [Bell, Bell];
  pollMs?: number;
  leaseMs?: number;
}

interface Bell {
  wait(milliseconds: number): Promise<void>;
  ring(): void;
}

/** The lease was lost or the job cancelled: what was written so far goes. */
class Abandoned extends Error {
  override readonly name = 'Abandoned';
}

const keptMs = 7 * 24 * 3600_000;
const progressMs = 250;
/** A short job never waits behind a long one: the second lane takes nothing else. */
const lanes = [Infinity, 1000] as const;

const types = {
  pdf: 'application/pdf',
  zpl: 'application/zpl',
  svg: 'image/svg+xml',
  png: 'image/png',
  eps: 'application/postscript',
  csv: 'text/csv; charset=utf-8',
} as const;

/** Works off print jobs. Any number of processes may do so at once; a killed one's job is taken over when its lease ends. */
export function printWorker(options: PrintWorkerOptions) {
  const { ledger, clock, log, stamps, neighbours, bytes, bells, pollMs = 2000, leaseMs = 20_000 } = options;
  const queue = printQueue({ ledger, owner: newSecret(), clock, leaseMs, keptMs });
  const works = lanes.map((mostLabels, lane) => {
    const bell = bells[lane] ?? bells[0];
    const failure = 'print jobs could not be read';
    return wakefulWork({ round: () => round(mostLabels, bell), bell, pauseMs: pollMs, log, failure });
  });
  const isStopping = () => works.some((one) => one.isStopping());

  return {
    start(): void {
      for (const lane of works) lane.start();
    },

    /** What is under way stops at its next sheet and waits for whoever comes first. */
    async stop(): Promise<void> {
      await Promise.all(works.map((lane) => lane.stop()));
    },
  };

  async function round(mostLabels: number, bell: Bell): Promise<void> {
    const claim = await queue.claim(Number.isFinite(mostLabels) ? mostLabels : Number.MAX_SAFE_INTEGER);
    if (claim) return work(claim);
    await tidy();
    await bell.wait(pollMs);
  }

  async function work(claim: Claim): Promise<void> {
    const { job, leftover } = claim;
    const heartbeat = setInterval(() => void queue.progress(claim, job.done).catch(() => false), leaseMs / 3);
    try {
      if (leftover) await bytes.remove(leftover);
      const size = await bytes.writeFrom(claim.bytes, await fileOf(claim));
      const isOurs = await queue.finish(claim, { name: nameOf(job), type: typeOf(job), size });
      if (!isOurs) await bytes.remove(claim.bytes);
      log.info({ job: String(job._id), labels: job.total, size, isOurs }, 'labels printed to file');
    } catch (error) {
      await bytes.remove(claim.bytes);
      if (error instanceof Abandoned) {
        if (isStopping()) await queue.release(claim);
        return;
      }
      log.error({ err: error, job: String(job._id) }, 'print job failed');
      const failure = error instanceof Error ? error.message : String(error);
      await queue.fail(claim, { failure, isFinal: error instanceof DomainError });
    } finally {
      clearInterval(heartbeat);
    }
  }

  async function fileOf(claim: Claim): Promise<AsyncIterable<Uint8Array>> {
    const { job } = claim;
    const { from, to } = job.content;
    const logo = job.logo === null ? undefined : await logoFrom(await neighbours.picture(job.logo));
    const labels = await stamps.labels(String(job.run), { from, to }, job.orderedBy);
    let toldAt = 0;
    return labelFile({
      design: designOf(job, logo),
      facts: job.facts,
      labels,
      count: job.total,
      firstNumber: from,
      onProgress: async (done) => {
        job.done = done;
        if (isStopping()) throw new Abandoned();
        const now = clock.now().getTime();
        if (now - toldAt < progressMs) return;
        toldAt = now;
        if (!(await queue.progress(claim, done))) throw new Abandoned();
      },
    });
  }

  async function tidy(): Promise<void> {
    for (const job of await queue.stale()) {
      if (job.bytes) await bytes.remove(job.bytes);
      await queue.forget(job);
    }
  }
}

function nameOf({ title, content, total }: StoredPrintJob): string {
  const plain = title.replace(/[^\p{L}\p{N}.-]+/gu, '-');
  return `tem-${plain}-${content.from}-${content.to}.${fileEnding(content.format, total)}`;
}

function typeOf({ content: { format }, total }: StoredPrintJob): string {
  return fileEnding(format, total).endsWith('.zip') ? 'application/zip' : types[format];
}
