import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import mongoose from 'mongoose';
import { canonicalKinds, recordName } from '../../server/domain/canonical-record.ts';
import type { OrganisationRecord } from '../../server/domain/canonical-record.ts';
import type { Actor } from '../../server/domain/roles.ts';
import { gatewayState } from '../../server/gateway/gateway-state-model.ts';
import { nextNight, reconcileSchedule } from '../../server/gateway/reconcile-schedule.ts';
import { reconciliation } from '../../server/gateway/reconciliation.ts';
import { ReconciliationModel } from '../../server/gateway/reconciliation-model.ts';
import { reconciliationService } from '../../server/gateway/reconciliation-service.ts';
import { syncWorker } from '../../server/gateway/sync-worker.ts';
import { migrations } from '../../server/jobs/migrations.ts';
import { OutboxModel } from '../../server/ledger/outbox-model.ts';
import { createLedger } from '../../server/ledger/unit-of-work.ts';
import { closeDatabase, connectDatabase } from '../../server/platform/database.ts';
import { silentLogger } from '../../server/platform/logger.ts';
import { migrate } from '../../server/platform/migration.ts';
import { anOrganisation, newId } from '../support/canonical-records.ts';
import { eventually } from '../support/eventually.ts';
import { startSandboxWorld } from '../support/sandbox-world.ts';
import type { SandboxWorld } from '../support/sandbox-world.ts';

const officer: Actor = {
  id: 'f'.repeat(24),
  name: 'Trần Thị Cán Bộ',
  roles: ['officer'],
  organisation: null,
};
const feed = { name: 'national', kinds: canonicalKinds, inOrder: true } as const;
const clock = { ahead: 0, now: () => new Date(Date.now() + clock.ahead) };

/** Here the records stand in the outbox alone. */
const nothingStanding = { page: () => Promise.resolve([]), draft: () => Promise.resolve(undefined) };

let world: SandboxWorld;
let dossiers: mongoose.mongo.Collection<{ _id: string; maThamChieu: string; noiDung: object }>;
let other: mongoose.Connection;
let ledger: ReturnType<typeof createLedger>;
let worker: ReturnType<typeof syncWorker>;
let compare: ReturnType<typeof reconciliation>;
beforeAll(async () => {
  const uri = process.env['TEST_MONGODB_URI'] ?? '';
  const database = await connectDatabase(uri, silentLogger, `both-${randomBytes(6).toString('hex')}`);
  await migrate(database, migrations, clock.now());
  world = await startSandboxWorld();
  other = mongoose.connection.useDb(world.databaseName);
  dossiers = other.collection('dossiers');
  ledger = createLedger({ clock, gateways: [feed] });
  compare = reconciliation({ ledger, clock, log: silentLogger, standing: nothingStanding });
  worker = syncWorker({
    gateway: world.gateway(),
    clock,
    log: silentLogger,
    pollMs: 100,
    gatherMs: 20,
    random: () => 0.05,
  });
  worker.start();
});
afterAll(async () => {
  await worker.stop();
  await world.close();
  await other.dropDatabase();
  await mongoose.connection.dropDatabase();
  await closeDatabase();
});

async function approved(count: number): Promise<OrganisationRecord[]> {
  const records = Array.from({ length: count }, () => anOrganisation());
  for (const record of records) {
    await ledger.change({ actor: officer }, (write) =>
      write({
        subject: { kind: 'organisation', id: record.id },
        action: 'organisation.approve',
        organisation: record.id,
        messages: [
          {
            aggregate: recordName('organisation', record.id),
            organisation: record.id,
            needs: [],
            record,
            sample: false,
          },
        ],
      }),
    );
  }
  await settled();
  return records;
}

function settled(): Promise<unknown> {
  return eventually('everything is settled', async () => {
    const waiting = await OutboxModel.countDocuments({ state: { $in: ['queued', 'sending'] } });
    return waiting === 0;
  });
}

function run() {
  return compare.run(world.gateway(), ['organisation'], { trigger: 'demand', by: officer.name });
}

async function stray(): Promise<string> {
  const id = newId();
  const body = { maThamChieu: id, phienBan: 1, ten: 'Lạ', diaChi: 'An Giang', maSoThue: '1600000017' };
  const thoiDiem = clock.now().toISOString();
  const answer = await world.call('POST', 'ToChuc_HoSo', { body: { ...body, thoiDiem }, key: newId() });
  expect(answer.body.maLoi).toBeNull();
  return id;
}

type Damage = 'none' | 'lost' | 'altered' | 'older';
const damages = fc.array(fc.constantFrom<Damage>('none', 'lost', 'altered', 'older'), {
  minLength: 3,
  maxLength: 8,
});

async function inflict(id: string, damage: Damage): Promise<void> {
  if (damage === 'lost') await dossiers.deleteOne({ maThamChieu: id });
  if (damage === 'altered') await dossiers.updateOne({ maThamChieu: id }, { $set: { 'noiDung.ten': 'Sai' } });
  if (damage === 'older') {
    await dossiers.updateOne(
      { maThamChieu: id },
      { $set: { phienBan: 0, ngay: '2020-01-01', thoiDiem: '2020-01-01T05:00:00Z' } },
    );
  }
}

describe('comparing both sides', () => {
  it('finds exactly what differs, mends it, and finds nothing the next time', async () => {
    await fc.assert(
      fc.asyncProperty(damages, fc.nat(2), async (kinds, strangers) => {
        const records = await approved(kinds.length);
        clock.ahead += 1000;
        for (const [at, damage] of kinds.entries()) await inflict(records[at]!.id, damage);
        const strays: string[] = [];
        for (let n = 0; n < strangers; n += 1) strays.push(await stray());

        const { state, findings } = await run();
        expect(state).toBe('done');
        const found = findings.map(({ record, cause }) => `${cause} ${record}`).sort();
        const expected = kinds.flatMap((damage, at) => {
          if (damage === 'none') return [];
          return [`${damage === 'lost' ? 'missing' : 'stale'} ${records[at]!.id}`];
        });
        expect(found).toEqual([...expected, ...strays.map((id) => `unknown ${id}`)].sort());

        await settled();
        clock.ahead += 1000;
        const { items } = await reconciliationService({ ledger, clock }).strays();
        const open = items.filter((one) => one.state === 'open' && strays.includes(one.record));
        expect(open).toHaveLength(strangers);
        const service = reconciliationService({ ledger, clock });
        for (const { id } of open) {
          await service.decide(id, { decision: 'withdraw', reason: 'Dữ liệu thử' }, { actor: officer });
        }
        await settled();
        clock.ahead += 1000;
        expect((await run()).findings).toEqual([]);
      }),
      { numRuns: 6, endOnFailure: true },
    );
  }, 120_000);

  it('lists nothing where the sums of the days agree', async () => {
    await approved(3);
    clock.ahead += 1000;
    const gateway = world.gateway();
    let lists = 0;
    const counted = {
      ...gateway,
      list: (...args: Parameters<typeof gateway.list>) => {
        lists += 1;
        return gateway.list(...args);
      },
    };
    const report = await compare.run(counted, ['organisation'], { trigger: 'demand', by: '' });
    expect(report.kinds[0]).toMatchObject({ daysDiffering: 0, missing: 0, stale: 0, unknown: 0 });
    expect(lists).toBe(0);
  });

  it('does not judge what is on its way', async () => {
    await worker.stop();
    const record = anOrganisation();
    await ledger.change({ actor: officer }, (write) =>
      write({
        subject: { kind: 'organisation', id: record.id },
        action: 'organisation.approve',
        messages: [
          {
            aggregate: recordName('organisation', record.id),
            organisation: record.id,
            needs: [],
            record,
            sample: false,
          },
        ],
      }),
    );
    const [message] = await OutboxModel.find({ aggregate: recordName('organisation', record.id) }).lean();
    await world.gateway().put(record, {
      key: message!._id,
      seq: message!.seq,
      at: message!.createdAt.toISOString(),
      foreignIds: {},
    });
    const { findings, kinds } = await run();
    expect(findings).toEqual([]);
    expect(kinds[0]).toMatchObject({ moving: 1 });
    worker.start();
    await settled();
  });

  it('says that it could not finish where the gateway does not answer', async () => {
    await world.fault({ kind: 'outage', times: null });
    expect(await run()).toMatchObject({ state: 'failed', trouble: 'busy', findings: [] });
    await world.clearFaults();
  });
});

describe('the nightly comparison', () => {
  it('is at two in the morning of Viet Nam', () => {
    expect(nextNight(new Date('2026-11-22T18:59:00Z'))).toEqual(new Date('2026-11-22T19:00:00Z'));
    expect(nextNight(new Date('2026-11-22T19:00:00Z'))).toEqual(new Date('2026-11-23T19:00:00Z'));
  });

  it('is run by one process of many, and again the next night', async () => {
    const port = world.gateway();
    const parts = {
      gateways: [{ port, feed }],
      reconciliation: compare,
      clock,
      log: silentLogger,
      pollMs: 50,
    };
    const before = await ReconciliationModel.countDocuments({ trigger: 'nightly' });
    const schedules = [reconcileSchedule(parts), reconcileSchedule(parts)];
    for (const schedule of schedules) schedule.start();
    await eventually('the first night is set', async () => (await gatewayState('national')).reconcileAt);
    for (const night of [1, 2]) {
      clock.ahead += 24 * 3600_000;
      for (const schedule of schedules) schedule.ring();
      await eventually(`night ${night}`, async () => {
        const reports = await ReconciliationModel.find({ trigger: 'nightly' }).lean();
        return reports.length === before + night && reports.every(({ state }) => state === 'done');
      });
    }
    for (const schedule of schedules) await schedule.stop();
    expect(await ReconciliationModel.countDocuments({ trigger: 'nightly' })).toBe(before + 2);
  });
});
