import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StampAccountModel, StampOrdinalModel } from '../../server/features/stamps/stamp-account-model.ts';
import { StampRunModel } from '../../server/features/stamps/stamp-run-model.ts';
import { recordsOf, submitAndApprove } from '../support/producer-records.ts';
import { aBatchWithStamps, stampsOf } from '../support/stamps.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

describe('asking for stamps', () => {
  let world: World;
  let records: ReturnType<typeof recordsOf>;
  beforeAll(async () => {
    world = await startWorld();
    records = recordsOf(world.clerk);
  });
  afterAll(() => world.close());

  /** 250 kg in packs of 500 g, product approved: enough for 500 stamps. */
  async function aBatch(overrides: Record<string, unknown> = {}): Promise<string> {
    const ready = await records.readyBatch(overrides);
    await submitAndApprove(world, ready);
    return ready.batch;
  }

  function ask(batch: string, count: number, more: object = {}) {
    return world.clerk.post('/stamp-runs', { batch, count, ...more });
  }

  it('says beforehand what a stamp stands for and how many there may be', async () => {
    const batch = await aBatch();
    const { status, body } = await world.clerk.get(`/batches/${batch}/stamp-allowance`);
    expect([status, body]).toMatchObject([
      200,
      {
        quantity: { value: '250', unit: 'KGM' },
        perStamp: { value: '500', unit: 'GRM' },
        total: 500,
        issued: 0,
        left: 500,
        obstacle: null,
      },
    ]);
  });

  it('gives a run with serials of its own, none of them active', async () => {
    const { run, serials, paths, productKey } = await aBatchWithStamps(world, { count: 25, printed: 0 });
    expect(run).toMatchObject({ number: 1, count: 25, hasHiddenCode: false, keyId: 'test-1' });
    expect(run.counts).toEqual({
      issued: 25,
      printed: 0,
      active: 0,
      void: 0,
      returned: 0,
      unactivated: 25,
      held: 0,
    });
    expect(new Set(serials).size).toBe(25);
    expect([run.firstSerial, run.lastSerial]).toEqual([serials[0], serials[24]]);
    expect(paths[3]).toBe(`/T/${productKey}/21/${serials[3]}`);
  });

  it('goes on where the run before ended, so that no two stamps are alike', async () => {
    const { batch, serials } = await aBatchWithStamps(world, { count: 10 });
    const more = await ask(batch, 10);
    expect(more).toMatchObject({ status: 201, body: { number: 2 } });
    const { serials: further } = await stampsOf(world, more.body.id);
    expect(new Set([...serials, ...further]).size).toBe(20);
  });

  it('takes the same request once, however often it is sent', async () => {
    const batch = await aBatch();
    const key = { 'Idempotency-Key': 'stamps-once' };
    const first = await world.clerk.post('/stamp-runs', { batch, count: 5 }, key);
    const again = await world.clerk.post('/stamp-runs', { batch, count: 5 }, key);
    expect(again.body).toEqual(first.body);
    expect(await world.clerk.get(`/batches/${batch}/stamp-allowance`)).toMatchObject({ body: { left: 495 } });
  });

  it('gives two requests at once the same number, but never the same stamps', async () => {
    const batch = await aBatch();
    const answers = await Promise.all([ask(batch, 200), ask(batch, 200), ask(batch, 200)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 422]);
    const runs = answers.filter(({ status }) => status === 201);
    const serials = await Promise.all(runs.map(async ({ body }) => (await stampsOf(world, body.id)).serials));
    expect(new Set(serials.flat()).size).toBe(400);
  });

  it('refuses more than the batch carries: how many are left, how many too many, and whom to ask', async () => {
    const batch = await aBatch();
    await ask(batch, 450);
    const refused = await ask(batch, 60, {});
    expect(refused).toMatchObject({ status: 422, body: { faults: [{ pointer: '/count' }] } });
    const [{ message }] = refused.body.faults;
    expect(message).toContain('50');
    expect(message).toContain('10');
    expect(message).toMatch(/cán bộ thẩm định|officer/);
  });

  it.each([0, -1, 1.5, 4_194_305, '10'])('refuses %j as a number of stamps', async (count) => {
    const batch = await aBatch();
    expect(await world.clerk.post('/stamp-runs', { batch, count })).toMatchObject({
      status: 422,
      body: { faults: [{ pointer: '/count' }] },
    });
  });

  it('converts tonnes and grams exactly, and takes what is counted by the piece', async () => {
    const tonnes = await aBatch({ quantity: { value: '0.3', unit: 'TNE' } });
    expect((await world.clerk.get(`/batches/${tonnes}/stamp-allowance`)).body).toMatchObject({ total: 600 });
    const pieces = await aBatch({ quantity: { value: '77', unit: 'H87' } });
    expect((await world.clerk.get(`/batches/${pieces}/stamp-allowance`)).body).toMatchObject({
      total: 77,
      perStamp: { value: '1', unit: 'H87' },
    });
  });

  it('asks how much a stamp stands for where kilograms and litres do not meet, and keeps to it', async () => {
    const batch = await aBatch({ quantity: { value: '100', unit: 'LTR' } });
    expect((await world.clerk.get(`/batches/${batch}/stamp-allowance`)).body).toMatchObject({
      perStamp: null,
      left: null,
    });
    const pointerOf = async (more: object) => (await ask(batch, 10, more)).body.faults?.[0]?.pointer;
    expect(await pointerOf({})).toBe('/perStamp');
    expect(await pointerOf({ perStamp: { value: '1', unit: 'KGM' } })).toBe('/perStamp/unit');
    expect(await pointerOf({ perStamp: { value: '0', unit: 'LTR' } })).toBe('/perStamp/value');
    expect(await ask(batch, 10, { perStamp: { value: '250', unit: 'MLT' } })).toMatchObject({ status: 201 });
    expect(await pointerOf({ perStamp: { value: '100', unit: 'MLT' } })).toBe('/perStamp');
    expect(await ask(batch, 391)).toMatchObject({ status: 422 });
    expect(await ask(batch, 390)).toMatchObject({ status: 201 });
  });

  it('lets nobody choose what a stamp stands for where the net content says it', async () => {
    const batch = await aBatch();
    expect(await ask(batch, 10, { perStamp: { value: '1', unit: 'GRM' } })).toMatchObject({
      status: 422,
      body: { faults: [{ pointer: '/perStamp' }] },
    });
  });

  it('waits for the product to be approved, not for the batch', async () => {
    const ready = await records.readyBatch();
    expect(await ask(ready.batch, 5)).toMatchObject({ status: 409, body: { obstacle: 'product' } });
    await submitAndApprove(world, ready);
    const draft = await records.batch({ product: ready.product, place: ready.place });
    expect(await ask(draft, 5)).toMatchObject({ status: 201 });
  });

  it('is refused for a batch that is closed, suspended or recalled', async () => {
    const obstacleOf = async (batch: string) => (await ask(batch, 5)).body.obstacle as unknown;
    const closed = await aBatch();
    await world.clerk.post(`/batches/${closed}/closing`);
    expect(await obstacleOf(closed)).toBe('closed');
    const held = await aBatch();
    await world.officer.post(`/batches/${held}/suspension`, { reason: 'Kiểm tra lại nguồn gốc' });
    expect(await obstacleOf(held)).toBe('suspended');
    await world.officer.post(`/batches/${held}/recall`, { reason: 'Nhiễm vi sinh vượt mức' });
    expect(await obstacleOf(held)).toBe('recalled');
  });

  it('is for producers: another’s batch is not found, the department may look and not ask', async () => {
    const { batch, run } = await aBatchWithStamps(world);
    expect((await world.stranger.post('/stamp-runs', { batch, count: 1 })).status).toBe(404);
    for (const path of [
      `/batches/${batch}/stamp-allowance`,
      `/batches/${batch}/stamps`,
      `/batches/${batch}/stamp-acts`,
      `/stamp-runs/${run.id}`,
      `/stamp-runs/${run.id}/stamps`,
    ]) {
      expect([path, (await world.stranger.get(path)).status]).toEqual([path, 404]);
      expect([path, (await world.officer.get(path)).status]).toEqual([path, 200]);
    }
    expect((await world.officer.post('/stamp-runs', { batch, count: 1 })).status).toBe(403);
    const others = (await world.stranger.get('/stamp-runs')).body.items;
    expect(others).toEqual([]);
  });

  it('shows hidden codes to those who print and to nobody else', async () => {
    const { run } = await aBatchWithStamps(world, { count: 3, hiddenCode: true });
    const own = (await world.clerk.get(`/stamp-runs/${run.id}/stamps`)).body.items;
    expect(own[0].hiddenCode).toMatch(/^[0-9A-Z]{8}$/);
    expect(new Set(own.map(({ hiddenCode }: { hiddenCode: string }) => hiddenCode)).size).toBe(3);
    const department = (await world.officer.get(`/stamp-runs/${run.id}/stamps`)).body.items;
    expect(department[0]).toEqual({ label: 1, serial: own[0].serial, uri: own[0].uri });
  });

  it('gives the stamps of a run by pages, from any label on', async () => {
    const { run, serials } = await aBatchWithStamps(world, { count: 7 });
    const page = await world.clerk.get(`/stamp-runs/${run.id}/stamps?from=3&limit=2`);
    expect(page.body).toMatchObject({
      items: [
        { label: 3, serial: serials[2] },
        { label: 4, serial: serials[3] },
      ],
      next: 5,
    });
    expect((await world.clerk.get(`/stamp-runs/${run.id}/stamps?from=7`)).body.next).toBeUndefined();
  });

  it('lists runs newest first, of one batch where asked', async () => {
    const { batch, run } = await aBatchWithStamps(world);
    const second = (await ask(batch, 5)).body.id;
    const listed = await world.clerk.get(`/stamp-runs?batch=${batch}&limit=1`);
    expect(listed.body.items.map(({ id }: { id: string }) => id)).toEqual([second]);
    const rest = await world.clerk.get(`/stamp-runs?batch=${batch}&after=${listed.body.next}`);
    expect(rest.body.items.map(({ id }: { id: string }) => id)).toEqual([run.id]);
  });

  it('fixes product and lot of the batch, and a quantity below which it cannot go', async () => {
    const ready = await records.readyBatch();
    await submitAndApprove(world, ready);
    const draft = await records.batch({ product: ready.product, place: ready.place });
    await ask(draft, 100);
    const { rev, content } = (await world.clerk.get(`/batches/${draft}`)).body;
    const edit = (change: object) => world.clerk.put(`/batches/${draft}`, rev, { ...content, ...change });
    const pointersOf = async (change: object) =>
      (await edit(change)).body.faults?.map(({ pointer }: { pointer: string }) => pointer);
    expect(await pointersOf({ product: await records.product(), lot: 'KHAC' })).toEqual(['/product', '/lot']);
    expect(await pointersOf({ quantity: { value: '49.9', unit: 'KGM' } })).toEqual(['/quantity/value']);
    expect(await pointersOf({ quantity: { value: '100', unit: 'H87' } })).toEqual(['/quantity/unit']);
    expect((await edit({ quantity: { value: '50000', unit: 'GRM' } })).status).toBe(200);
  });

  it('counts what an approval put in force, not what a working copy claims', async () => {
    const batch = await aBatch();
    const { rev, content } = (await world.clerk.get(`/batches/${batch}`)).body;
    await world.clerk.put(`/batches/${batch}`, rev, { ...content, quantity: { value: '900', unit: 'KGM' } });
    expect((await world.clerk.get(`/batches/${batch}/stamp-allowance`)).body).toMatchObject({ total: 500 });
  });

  it('leaves room again for stamps that are gone for sure', async () => {
    const { batch, serials } = await aBatchWithStamps(world, { count: 20, active: 5 });
    const voided = (first: number, last: number, reason: string) =>
      world.clerk.post(`/batches/${batch}/stamp-voids`, {
        first: serials[first],
        last: serials[last],
        reason,
      });
    await voided(0, 1, 'damaged');
    await voided(5, 7, 'damaged');
    await voided(8, 9, 'stolen');
    await world.clerk.post(`/batches/${batch}/stamp-returns`, { first: serials[10], last: serials[13] });
    expect((await world.clerk.get(`/batches/${batch}/stamp-allowance`)).body).toMatchObject({
      issued: 20,
      givenBack: 3 + 4,
      left: 500 - 20 + 7,
    });
  });

  it('never gives a batch more stamps than a serial can number, nor a product more batches', async () => {
    const { batch } = await aBatchWithStamps(world, {
      count: 1,
      content: { quantity: { value: '9999999', unit: 'TNE' } },
    });
    expect(await ask(batch, 4_194_304)).toMatchObject({
      status: 422,
      body: { faults: [{ pointer: '/count' }] },
    });
    expect((await ask(batch, 4_194_303)).status).toBe(201);
    expect((await ask(batch, 1)).status).toBe(422);

    const account = await StampAccountModel.findById(batch).orFail().lean();
    await StampOrdinalModel.updateOne({ _id: account.productKey.value }, { next: 2 ** 18 });
    const { content } = (await world.clerk.get(`/batches/${batch}`)).body;
    const another = await records.batch({ product: content.product, place: content.place });
    expect((await ask(another, 1)).status).toBe(409);
  });

  it('stores a run of four million in less than two kilobytes', async () => {
    const stored = await StampRunModel.findOne({ count: 4_194_303 }).lean();
    const size = await StampRunModel.aggregate<{ bytes: number }>([
      { $match: { _id: stored?._id } },
      { $project: { bytes: { $bsonSize: '$$ROOT' } } },
    ]);
    expect(size[0]?.bytes).toBeLessThan(2048);
  });
});
