import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import mongoose from 'mongoose';
import { canonicalKinds, recordName } from '../../server/domain/canonical-record.ts';
import type { CanonicalRecord } from '../../server/domain/canonical-record.ts';
import type { Accepted, Delivery, GatewayPort, Outcome } from '../../server/gateway/gateway-port.ts';
import { syncWorker } from '../../server/gateway/sync-worker.ts';
import { migrations } from '../../server/jobs/migrations.ts';
import { OutboxModel } from '../../server/ledger/outbox-model.ts';
import { createLedger } from '../../server/ledger/unit-of-work.ts';
import { closeDatabase, connectDatabase } from '../../server/platform/database.ts';
import { silentLogger } from '../../server/platform/logger.ts';
import { migrate } from '../../server/platform/migration.ts';
import { anOrganisation } from '../support/canonical-records.ts';
import { eventually } from '../support/eventually.ts';

const clock = { now: () => new Date() };
const actor = { id: 'f'.repeat(24), name: 'Cán bộ', roles: ['officer' as const], organisation: null };
let ledger: ReturnType<typeof createLedger>;
beforeAll(async () => {
  const uri = process.env['TEST_MONGODB_URI'] ?? '';
  const database = await connectDatabase(uri, silentLogger, `model-${randomBytes(6).toString('hex')}`);
  await migrate(database, migrations, clock.now());
  ledger = createLedger({ clock, gateways: [{ name: 'national', kinds: canonicalKinds, inOrder: true }] });
});
afterAll(async () => {
  await mongoose.connection.dropDatabase();
  await closeDatabase();
});

/** What the gateway makes of one call. */
type Luck = 'done' | 'later' | 'done-unseen' | 'lost' | 'refused' | 'crash';
const luck = fc.constantFrom<Luck>('done', 'done', 'later', 'done-unseen', 'lost', 'refused', 'crash');

/** A gateway without any protection of its own: every put has an effect, once more for every repetition. */
function nakedGateway(luckOf: () => Luck) {
  const effects: { id: string; seq: number; key: string }[] = [];
  const underWay = new Set<string>();
  const overlaps: string[] = [];
  const accepted = ({ key }: Delivery): Accepted => ({
    outcome: 'accepted',
    foreignId: key,
    receipt: key,
    digest: '',
  });

  async function put({ id }: CanonicalRecord, delivery: Delivery): Promise<Outcome> {
    if (underWay.has(id)) overlaps.push(id);
    underWay.add(id);
    await new Promise((resolve) => setImmediate(resolve));
    underWay.delete(id);
    const fate = luckOf();
    if (fate === 'crash') throw new Error('ours');
    if (fate === 'later') return { outcome: 'later', reason: 'busy' };
    if (fate === 'refused') return { outcome: 'refused', code: 'NO', words: 'Không' };
    if (fate === 'lost') return { outcome: 'unknown', reason: 'connection-lost' };
    effects.push({ id, seq: delivery.seq, key: delivery.key });
    return fate === 'done' ? accepted(delivery) : { outcome: 'unknown', reason: 'connection-lost' };
  }

  const port: GatewayPort = {
    name: 'national',
    put,
    withdraw: put,
    lookup: (_record, delivery) =>
      Promise.resolve(
        effects.some(({ key }) => key === delivery.key) ? accepted(delivery) : { outcome: 'absent' },
      ),
    list: () => Promise.resolve({ outcome: 'listed', records: [], next: null }),
    tally: () => Promise.resolve({ outcome: 'tallied', days: [] }),
    health: () => Promise.resolve({ healthy: true }),
    check: () => Promise.resolve([]),
  };
  return { port, effects, overlaps };
}

describe('whatever the gateway does and however many carry', () => {
  it('each message has at most one effect, in its order, and what was accepted has exactly one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 }),
        fc.infiniteStream(luck),
        async (versions, fates) => {
          await OutboxModel.deleteMany({});
          const gateway = nakedGateway(() => fates.next().value as Luck);
          const workers = [1, 2, 3].map(() =>
            syncWorker({ gateway: gateway.port, clock, log: silentLogger, pollMs: 20, random: () => 0.001 }),
          );
          for (const worker of workers) worker.start();
          for (const count of versions) await queue(count);
          await eventually(
            'all settled',
            async () => (await OutboxModel.countDocuments({ state: { $in: ['queued', 'sending'] } })) === 0,
            25_000,
          );
          for (const worker of workers) await worker.stop();
          await judge(gateway);
        },
      ),
      { numRuns: 8, endOnFailure: true },
    );
  }, 240_000);
});

async function queue(versions: number): Promise<void> {
  const record = anOrganisation();
  for (let version = 1; version <= versions; version += 1) {
    const aggregate = recordName('organisation', record.id);
    await ledger.change({ actor }, (write) =>
      write({
        subject: { kind: 'organisation', id: record.id },
        action: 'organisation.approve',
        messages: [
          { aggregate, organisation: record.id, needs: [], record: { ...record, version }, sample: false },
        ],
      }),
    );
  }
}

async function judge({ effects, overlaps }: ReturnType<typeof nakedGateway>): Promise<void> {
  expect(overlaps).toEqual([]);
  const keys = effects.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  for (const id of new Set(effects.map((effect) => effect.id))) {
    const seqs = effects.filter((effect) => effect.id === id).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
  }
  const accepted = await OutboxModel.find({ state: 'accepted' }, { _id: 1 }).lean();
  expect(accepted.map(({ _id }) => _id).sort()).toEqual(keys.sort());
}
