import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditEntryModel } from '../../server/ledger/audit-entry-model.ts';
import { OutboxModel } from '../../server/ledger/outbox-model.ts';
import type { Reconciliation } from '../../server/platform/contract-types.ts';
import { eventually } from '../support/eventually.ts';
import { recordsOf, waitingFor } from '../support/producer-records.ts';
import { startSandboxWorld } from '../support/sandbox-world.ts';
import type { SandboxWorld } from '../support/sandbox-world.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let sandbox: SandboxWorld;
let world: World;
let records: ReturnType<typeof recordsOf>;
let goods: { product: string; place: string };
beforeAll(async () => {
  sandbox = await startSandboxWorld();
  const national = { url: sandbox.url, ...sandbox.credentials };
  world = await startWorld({ gateways: { national, privateNetwork: true, inFlight: 4 } });
  world.start();
  records = recordsOf(world.clerk);
  goods = await plantedGoods();
  await busyTime(2);
}, 120_000);
afterAll(async () => {
  await world.close();
  await sandbox.close();
});

/** Approved once; every batch is of it. A product needs a GTIN to be taken by the gateway. */
async function plantedGoods(): Promise<{ product: string; place: string }> {
  const ready = await records.readyBatch({
    product: await records.product({ gtin: '9520099000015' }),
    place: await records.place(),
  });
  const { body } = await world.clerk.get(`/batches/${ready.batch}`);
  const { product, place } = (body as { content: { product: string; place: string } }).content;
  await world.clerk.post(`/batches/${ready.batch}/submission`);
  for (const record of [product, place, ready.certificate, ready.batch]) await approveWaiting(record);
  return { product, place };
}

async function approveWaiting(record: string): Promise<void> {
  const { status } = await world.officer.post(
    `/submissions/${await waitingFor(world.officer, record)}/approval`,
  );
  expect(status).toBeLessThan(300);
}

/** So many batches from draft to approval, and readers of their pages meanwhile. */
async function busyTime(count: number): Promise<{ batches: string[]; perSecond: number }> {
  const batches: string[] = [];
  const began = performance.now();
  for (let n = 0; n < count; n += 1) {
    const batch = await records.batch(goods);
    await records.stage(batch, goods.place);
    await world.clerk.post(`/batches/${batch}/submission`);
    await approveWaiting(batch);
    const { body } = await world.clerk.get(`/batches/${batch}`);
    const { pathname } = new URL((body as { uri: string }).uri);
    for (let reader = 0; reader < 10; reader += 1) {
      expect(
        (await world.web.get(`/vi/nguon-goc${pathname.replace('/01/', '/').replace('/10/', '/')}`)).status,
      ).toBe(200);
    }
    batches.push(batch);
  }
  return { batches, perSecond: count / ((performance.now() - began) / 1000) };
}

function drained(): Promise<unknown> {
  return eventually(
    'everything is drained',
    async () => (await OutboxModel.countDocuments({ state: { $in: ['queued', 'sending'] } })) === 0,
    90_000,
  );
}

describe('a gateway that is down', () => {
  it('is not noticed by approvals and public pages, and gets everything once when it is back', async () => {
    const batches: string[] = [];
    const ratios: number[] = [];
    for (const order of [
      ['up', 'down'],
      ['down', 'up'],
    ]) {
      const perSecond: Record<string, number> = {};
      for (const weather of order) {
        if (weather === 'down') await sandbox.fault({ kind: 'outage', times: null });
        const busy = await busyTime(3);
        if (weather === 'down') {
          expect(await OutboxModel.countDocuments({ state: 'queued' })).toBeGreaterThan(0);
          await sandbox.clearFaults();
        }
        await drained();
        perSecond[weather] = busy.perSecond;
        batches.push(...busy.batches);
      }
      ratios.push((perSecond['down'] ?? 0) / (perSecond['up'] ?? 1));
    }
    console.info(
      `approvals and pages with the gateway down against up: ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')}`,
    );
    const held = await sandbox.held('batch');
    for (const batch of batches) expect(held.filter(({ id }) => id === batch)).toHaveLength(1);
  }, 180_000);
});

describe('a gateway that is configured later', () => {
  it('gets everything that stands approved, in order and audited, when it is asked for', async () => {
    const approved = await OutboxModel.distinct('aggregate');
    await fetch(`${sandbox.url}/admin/dossiers`, { method: 'DELETE' });
    await OutboxModel.deleteMany({});
    const report = await reconciled();
    expect(Object.fromEntries(report.kinds.map(({ kind, filled }) => [kind, filled]))).toEqual({
      organisation: approved.filter((name) => name.startsWith('organisation:')).length,
      product: 1,
      batch: approved.filter((name) => name.startsWith('batch:')).length,
    });
    await drained();
    expect(await OutboxModel.distinct('aggregate', { state: 'accepted' })).toEqual(approved);
    const entries = await AuditEntryModel.find({ action: 'reconciliation.fill' }).sort({ _id: 1 }).lean();
    expect(entries.length).toBeGreaterThanOrEqual(3);
    expect(entries.every(({ subject }) => subject.id === report.id)).toBe(true);
  }, 120_000);

  it('is told nothing twice', async () => {
    const { kinds } = await reconciled();
    expect(kinds.map(({ filled, missing, stale, unknown }) => filled + missing + stale + unknown)).toEqual([
      0, 0, 0,
    ]);
  }, 60_000);

  async function reconciled(): Promise<Reconciliation> {
    const earlier = await reports();
    expect((await world.officer.post('/gateways/national/reconcile')).status).toBe(202);
    return eventually(
      'a report',
      async () => {
        const [latest] = (await reports()).filter(({ id }) => earlier.every((one) => one.id !== id));
        return latest?.state === 'done' && latest;
      },
      60_000,
    );
  }

  async function reports(): Promise<Reconciliation[]> {
    const { body } = await world.officer.get('/reconciliations');
    return (body as { items: Reconciliation[] }).items;
  }
});
