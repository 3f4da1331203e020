import { randomBytes } from 'node:crypto';
import mongoose, { Types } from 'mongoose';
import type { Actor } from '../../server/domain/roles.ts';
import type { StampedBatch } from '../../server/features/stamps/stamp-neighbours.ts';
import { stampService } from '../../server/features/stamps/stamp-service.ts';
import { createLedger } from '../../server/ledger/unit-of-work.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { publicOrigin } from '../load/bench-database.ts';

const count = 1_000_000;
const rounds = 5;

/** A million stamps issued, then all of them printed and activated: how long each takes, and what is stored. */
export async function issueSection(): Promise<object> {
  const organisation = new Types.ObjectId().toHexString();
  const actor: Actor = { id: organisation, name: 'Tải thử', roles: ['producer-clerk'], organisation };
  const stamps = stampService({
    ledger: createLedger({ clock: systemClock, gateways: [] }),
    clock: systemClock,
    publicOrigin,
    keys: [{ id: 'bench', secret: randomBytes(32) }],
    neighbours: {
      batch: (id) => Promise.resolve(aBatch(id, organisation)),
      batchTitles: () => Promise.resolve(new Map()),
      productsAt: () => Promise.resolve(new Map()),
      markStamped: () => Promise.resolve(),
      mostUnderMarks: () => Promise.resolve(null),
      drawOnMarks: () => Promise.resolve(),
      tellLabels: () => Promise.resolve(),
    },
  });
  const seconds: Record<'issue' | 'print' | 'activate', number[]> = { issue: [], print: [], activate: [] };
  let batch = '';
  for (let round = 0; round < rounds; round += 1) {
    batch = new Types.ObjectId().toHexString();
    const run = await timed(seconds.issue, () =>
      stamps.request({ batch, count, hiddenCode: true }, { actor }),
    );
    await timed(seconds.print, () => stamps.markPrinted(run.id, { from: 0, to: count }, { actor }));
    await timed(seconds.activate, () =>
      stamps.activate(batch, { first: run.firstSerial, last: run.lastSerial }, { actor }),
    );
  }
  return {
    stamps: count,
    seconds: Object.fromEntries(Object.entries(seconds).map(([act, times]) => [act, median(times)])),
    storedBytes: await storedBytes(batch),
    target: { issue: 2, run: 2048 },
  };
}

/** Enough goods for a million packs. */
function aBatch(id: string, organisation: string): StampedBatch {
  return {
    id,
    title: 'Lô tải thử',
    lot: 'TT-1',
    organisation,
    productKey: { ai: '01', value: '08936012345674' },
    netContent: { value: '500', unit: 'GRM' },
    isProductApproved: true,
    quantity: { value: '500', unit: 'TNE' },
    isApproved: true,
    isRefused: false,
    hold: 'none',
    closedOn: null,
    expiresOn: null,
  };
}

/** What the batch has in each collection, in bytes of BSON. */
async function storedBytes(batch: string): Promise<Record<string, number>> {
  const owner = new Types.ObjectId(batch);
  const places = {
    account: ['stamp_accounts', '_id'],
    run: ['stamp_runs', 'batch'],
    acts: ['stamp_acts', 'batch'],
  };
  const sizes: Record<string, number> = {};
  for (const [name, [collection = '', field = '']] of Object.entries(places)) {
    const [sum] = await mongoose.connection
      .collection(collection)
      .aggregate<{ bytes: number }>([
        { $match: { [field]: owner } },
        { $group: { _id: null, bytes: { $sum: { $bsonSize: '$$ROOT' } } } },
      ])
      .toArray();
    sizes[name] = sum?.bytes ?? 0;
  }
  return sizes;
}

async function timed<T>(times: number[], work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  times.push((performance.now() - start) / 1000);
  return result;
}

function median(values: readonly number[]): number {
  return Number((values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0).toFixed(4));
}
