import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import type { BatchRecord, CanonicalRecord } from '../../server/domain/canonical-record.ts';
import { canonicalKinds, recordName } from '../../server/domain/canonical-record.ts';
import type { Actor } from '../../server/domain/roles.ts';
import type { GatewayPort } from '../../server/gateway/gateway-port.ts';
import { isOpen } from '../../server/gateway/breaker.ts';
import { gatewayState } from '../../server/gateway/gateway-state-model.ts';
import { outboxQueue } from '../../server/gateway/outbox-queue.ts';
import type { Claim } from '../../server/gateway/outbox-lease.ts';
import { syncRoutes } from '../../server/gateway/sync-routes.ts';
import { syncService } from '../../server/gateway/sync-service.ts';
import { syncWorker } from '../../server/gateway/sync-worker.ts';
import type { SyncWorker } from '../../server/gateway/sync-worker.ts';
import { migrations } from '../../server/jobs/migrations.ts';
import { AuditEntryModel } from '../../server/ledger/audit-entry-model.ts';
import { createLedger } from '../../server/ledger/unit-of-work.ts';
import { closeDatabase, connectDatabase } from '../../server/platform/database.ts';
import { parse } from '../../server/platform/contracts.ts';
import { silentLogger } from '../../server/platform/logger.ts';
import { migrate } from '../../server/platform/migration.ts';
import { aBatch, aProduct, aStage, anOrganisation } from '../support/canonical-records.ts';
import { eventually } from '../support/eventually.ts';
import { startSandboxWorld } from '../support/sandbox-world.ts';
import type { SandboxWorld } from '../support/sandbox-world.ts';

const officer: Actor = {
  id: 'f'.repeat(24),
  name: 'Trần Thị Cán Bộ',
  roles: ['officer'],
  organisation: null,
};

let world: SandboxWorld;
let sync: ReturnType<typeof syncService>;
let ledger: ReturnType<typeof createLedger>;
let workers: SyncWorker[] = [];
const clock = { ahead: 0, now: () => new Date(Date.now() + clock.ahead) };

beforeAll(async () => {
  const uri = process.env['TEST_MONGODB_URI'] ?? '';
  const database = await connectDatabase(uri, silentLogger, `sync-${randomBytes(6).toString('hex')}`);
  await migrate(database, migrations, clock.now());
  world = await startSandboxWorld();
  ledger = createLedger({ clock, gateways: [{ name: 'national', kinds: canonicalKinds, inOrder: true }] });
  sync = syncService({ ledger, clock });
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  workers = [];
  await world.clearFaults();
});
afterAll(async () => {
  await world.close();
  await mongoose.connection.dropDatabase();
  await closeDatabase();
});

function startWorker(gateway: GatewayPort = world.gateway(), pollMs = 100): SyncWorker {
  const worker = syncWorker({ gateway, clock, log: silentLogger, pollMs, gatherMs: 20, random: () => 0.05 });
  worker.start();
  workers.push(worker);
  return worker;
}

/** Queues the record in a change of its own, as an approval does. */
async function approve<Kind extends CanonicalRecord>(record: Kind): Promise<Kind> {
  const organisation = record.kind === 'organisation' ? record.id : record.organisation;
  const needs = record.kind === 'organisation' ? [] : [recordName('organisation', organisation)];
  if (record.kind === 'batch') needs.push(recordName('product', record.product));
  await ledger.change({ actor: officer }, (write) =>
    write({
      subject: { kind: record.kind, id: record.id },
      action: `${record.kind}.approve`,
      organisation,
      messages: [
        { aggregate: recordName(record.kind, record.id), organisation, needs, record, sample: false },
      ],
    }),
  );
  return record;
}

async function latest(record: CanonicalRecord) {
  const [message] = await sync.ofRecord(record.kind, record.id);
  return message!;
}

function stands(record: CanonicalRecord, state: string) {
  return eventually(`${record.kind} ${state}`, async () => {
    const message = await latest(record);
    return message.state === state && message;
  });
}

async function approvedFamily(differing: Partial<BatchRecord> = {}) {
  const organisation = await approve(anOrganisation());
  const product = await approve(aProduct(organisation));
  return { organisation, product, batch: await approve(aBatch(product, differing)) };
}

async function isPaused(): Promise<boolean> {
  return isOpen((await gatewayState('national')).breaker);
}

async function heldTimes(record: CanonicalRecord): Promise<number> {
  return (await world.held(record.kind)).filter(({ id }) => id === record.id).length;
}

describe('what was approved reaches the gateway', () => {
  it('whatever the order in which it was queued', async () => {
    const organisation = anOrganisation();
    const product = aProduct(organisation);
    const batch = await approve(aBatch(product));
    startWorker();
    const waiting = await latest(batch);
    expect(waiting).toMatchObject({ state: 'queued', tries: 0, attempts: [] });
    expect(waiting.waitsFor).toEqual([
      recordName('organisation', organisation.id),
      recordName('product', product.id),
    ]);
    await approve(product);
    await approve(organisation);
    expect(await stands(batch, 'accepted')).toMatchObject({
      foreignId: expect.stringMatching(/^LSX-/),
      receipt: expect.stringMatching(/^TXNG-/),
      attempts: [{ outcome: 'accepted' }],
      waitsFor: [],
    });
  });

  it('once, although two workers carry it', async () => {
    startWorker();
    startWorker();
    const families = [];
    for (let n = 0; n < 6; n += 1) families.push(await approvedFamily());
    for (const { batch } of families) {
      expect((await stands(batch, 'accepted')).attempts).toHaveLength(1);
      expect(await heldTimes(batch)).toBe(1);
    }
  });

  it('in the order of its versions', async () => {
    const { product } = await approvedFamily();
    const batch = await approve(aBatch(product));
    for (const version of [2, 3, 4])
      await approve({ ...batch, version, stages: [...batch.stages, aStage()] });
    await approve({ ...batch, version: 4, state: 'recalled' });
    startWorker();
    await stands(batch, 'accepted');
    const all = await sync.ofRecord('batch', batch.id);
    expect(all.map(({ state }) => state)).toEqual(Array(5).fill('accepted'));
    const settled = all.map(({ settledAt }) => settledAt!);
    expect(settled).toEqual([...settled].sort().reverse());
    expect((await world.held('batch')).find(({ id }) => id === batch.id)).toMatchObject({ seq: 5 });
  });

  it('at once: the change stream wakes the worker long before its poll', async () => {
    const first = await approve(anOrganisation());
    startWorker(world.gateway(), 60_000);
    await stands(first, 'accepted');
    await stands(await approve(anOrganisation()), 'accepted');
  });

  it('and a withdrawal takes it out of use there', async () => {
    startWorker();
    const { batch } = await approvedFamily();
    await stands(batch, 'accepted');
    await approve({ ...batch, version: 2, state: 'withdrawn' });
    await eventually(
      'withdrawn',
      async () => (await latest(batch)).seq === 2 && (await latest(batch)).state === 'accepted',
    );
    expect((await world.held('batch')).find(({ id }) => id === batch.id)).toMatchObject({ withdrawn: true });
  });
});

describe('a gateway in trouble', () => {
  it('finds everything waiting when it is back, and gets it once', async () => {
    await world.stop();
    startWorker();
    const { organisation, batch } = await approvedFamily();
    await eventually('a vain try', async () => (await latest(organisation)).attempts.length > 0);
    expect((await latest(organisation)).attempts[0]).toMatchObject({
      outcome: 'later',
      trouble: 'unreachable',
      code: null,
    });
    expect((await latest(batch)).attempts).toEqual([]);
    await world.restart();
    await stands(batch, 'accepted');
    expect(await heldTimes(batch)).toBe(1);
  });

  it('is asked before anything is sent again whose answer was lost', async () => {
    await world.fault({ kind: 'dropped-answer', times: 1 });
    const organisation = await approve(anOrganisation());
    startWorker();
    const { attempts } = await stands(organisation, 'accepted');
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['unknown', 'accepted']);
    expect(await heldTimes(organisation)).toBe(1);
  });

  it('is given the time it asks for', async () => {
    await world.fault({ kind: 'too-many', times: 1, retryAfter: 3600, on: 'ToChuc_HoSo' });
    const organisation = await approve(anOrganisation());
    const before = clock.now().getTime();
    startWorker();
    await eventually('a try', async () => (await latest(organisation)).tries > 0);
    expect(Date.parse((await latest(organisation)).nextAt!) - before).toBeGreaterThan(3600_000);
    clock.ahead += 2 * 3600_000;
    await stands(organisation, 'accepted');
  });

  it('is left in peace after five failures in a row, but for a probe', async () => {
    await world.fault({ kind: 'outage', times: null });
    const organisations = [];
    for (let n = 0; n < 12; n += 1) organisations.push(await approve(anOrganisation()));
    startWorker();
    await eventually('the breaker opened', isPaused);
    const tried = await Promise.all(organisations.map(latest));
    expect(tried.some(({ attempts }) => attempts.length === 0)).toBe(true);
    await world.clearFaults();
    for (const organisation of organisations) await stands(organisation, 'accepted');
    expect(await isPaused()).toBe(false);
  });
});

describe('a worker that dies half-way', () => {
  const queueOf = (owner: string) =>
    outboxQueue({ gateway: 'national', owner, clock, random: () => 0, leaseMs: 60_000, waitMs: 100 });

  it('leaves a lease behind; when it ends another worker asks, and there is one effect', async () => {
    const organisation = await approve(anOrganisation());
    const [claim] = (await queueOf('dead').claim(1)) as [Claim];
    const { _id: key, seq, record, createdAt } = claim.message;
    expect(record.id).toBe(organisation.id);
    await world.gateway().put(record, { key, seq, at: createdAt.toISOString(), foreignIds: {} });

    startWorker();
    await eventually('seen as under way', async () => (await latest(organisation)).state === 'sending');
    expect(await queueOf('other').claim(1)).toEqual([]);
    clock.ahead += 61_000;
    const { attempts } = await stands(organisation, 'accepted');
    expect(attempts).toHaveLength(1);
    expect(await heldTimes(organisation)).toBe(1);
  });

  it('changes nothing when it wakes up after its lease was given away', async () => {
    const organisation = await approve(anOrganisation());
    const sleeper = queueOf('sleeper');
    const [claim] = (await sleeper.claim(1)) as [Claim];
    clock.ahead += 61_000;
    startWorker();
    await stands(organisation, 'accepted');
    const outcome = { outcome: 'refused', code: 'X', words: 'quá muộn' } as const;
    expect(await sleeper.settle([{ claim, outcome }])).toBe(0);
    expect(await latest(organisation)).toMatchObject({
      state: 'accepted',
      attempts: [{ outcome: 'accepted' }],
    });
  });
});

describe('a refusal', () => {
  it('is shown at once with the words of the gateway, and can be sent again by an officer, audited', async () => {
    startWorker();
    await world.fault({
      kind: 'business-error',
      times: 1,
      code: 'ERR_SYS_DEV',
      words: 'Hệ thống đang khóa sổ.',
    });
    const organisation = await approve(anOrganisation());
    const refused = await stands(organisation, 'refused');
    expect(refused.attempts).toEqual([
      expect.objectContaining({
        outcome: 'refused',
        code: 'ERR_SYS_DEV',
        words: 'Hệ thống đang khóa sổ.',
        trouble: null,
      }),
    ]);
    await sync.retry(refused.id, 'Cổng đã sửa lỗi', { actor: officer });
    expect((await stands(organisation, 'accepted')).attempts).toHaveLength(2);
    const entry = await AuditEntryModel.findOne({ 'subject.id': refused.id }).lean();
    expect(entry).toMatchObject({ action: 'sync-message.retry', actor: { name: officer.name } });
  });

  it('does not hold up the corrected version', async () => {
    startWorker();
    const organisation = await approve(anOrganisation());
    const product = await approve(aProduct(organisation, { pictures: [] }));
    const refused = await stands(product, 'refused');
    await approve({ ...product, version: 2, pictures: ['https://txng.example/moi.png'] });
    await stands(product, 'accepted');
    await expect(sync.retry(refused.id, 'Cổng đã sửa lỗi', { actor: officer })).rejects.toMatchObject({
      kind: 'conflict',
      sentence: { key: 'gateway.retry-superseded' },
    });
  });

  it('of a record is shown at those that need it, with the way to mend it, and its acceptance wakes them', async () => {
    startWorker();
    const organisation = await approve(anOrganisation());
    const product = await approve(aProduct(organisation, { gtin: null, internalCode: 'NB-7' }));
    const batch = await approve(aBatch(product));
    expect(await stands(product, 'refused')).toMatchObject({
      attempts: [{ outcome: 'refused', trouble: 'no-gtin', code: null }],
      fix: { kind: 'product', id: product.id, field: 'gtin' },
    });
    expect(await stands(batch, 'refused')).toMatchObject({
      tries: 0,
      attempts: [{ trouble: 'needs-refused' }],
      fix: { kind: 'product', id: product.id, field: null },
    });
    await approve({ ...product, version: 2, gtin: aProduct(organisation).gtin });
    await stands(batch, 'accepted');
  });

  it('cannot be made of what was accepted', async () => {
    startWorker();
    const organisation = await approve(anOrganisation());
    const { id } = await stands(organisation, 'accepted');
    await expect(sync.retry(id, 'Thử', { actor: officer })).rejects.toMatchObject({
      sentence: { key: 'gateway.retry-settled' },
    });
  });
});

describe('a failure of our own', () => {
  it('is shown as ours and tried again', async () => {
    const gateway = world.gateway();
    let calls = 0;
    startWorker({
      ...gateway,
      put(record, delivery) {
        calls += 1;
        if (calls === 1) throw new Error('a bug');
        return gateway.put(record, delivery);
      },
    });
    const organisation = await approve(anOrganisation());
    const { attempts } = await stands(organisation, 'accepted');
    expect(attempts[0]).toMatchObject({ outcome: 'later', trouble: 'internal' });
  });
});

describe('the list for officers', () => {
  it('is paged newest first and filtered', async () => {
    startWorker();
    const { organisation, product, batch } = await approvedFamily();
    await stands(batch, 'accepted');
    const all = await sync.list({ organisation: organisation.id, limit: 2 });
    expect(all.items.map(({ record }) => record)).toEqual([batch.id, product.id]);
    const rest = await sync.list({ organisation: organisation.id, limit: 2, after: all.next! });
    expect(rest.items.map(({ record }) => record)).toEqual([organisation.id]);
    expect(rest.next).toBeUndefined();
    const batches = await sync.list({
      organisation: organisation.id,
      kind: 'batch',
      state: 'accepted',
      limit: 9,
    });
    expect(batches.items.map(({ title }) => title)).toEqual([`${batch.productName} · ${batch.lot}`]);
    await expect(sync.list({ limit: 5, after: 'rubbish' })).rejects.toMatchObject({ kind: 'malformed' });
  });

  it('answers as its contracts say, counts included', async () => {
    const page = await sync.list({ limit: 50 });
    parse('SyncMessagePage', JSON.parse(JSON.stringify(page)));
    const counts = parse('SyncCounts', await sync.counts());
    expect(counts.accepted).toBeGreaterThan(10);
    expect(counts.refused).toBeGreaterThan(0);
    expect(counts.oldestWaiting).toBeNull();
    await expect(sync.find('national:batch:none:1')).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('is open to those who may see it, and sending again to officers', () => {
    expect(syncRoutes(sync).map(({ method, path, right }) => `${method} ${path} ${right}`)).toEqual([
      'get /sync-messages sync.read',
      'get /sync-messages/counts sync.read',
      'get /sync-messages/causes sync.read',
      'post /sync-messages/causes/requeue sync.retry',
      'get /sync-messages/{message} sync.read',
      'post /sync-messages/{message}/retry sync.retry',
      'post /sync-messages/{message}/skip sync.retry',
    ]);
  });
});
