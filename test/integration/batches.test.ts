import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordsOf, submitAndApprove } from '../support/producer-records.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let records: ReturnType<typeof recordsOf>;

beforeAll(async () => {
  world = await startWorld();
  records = recordsOf(world.clerk);
});
afterAll(() => world.close());

const pointersOf = ({ body }: { body: { faults?: { pointer: string }[] } }) =>
  (body.faults ?? []).map(({ pointer }) => pointer);

describe('a new batch', () => {
  it('is a draft named after its product, at the address its code will have', async () => {
    const product = await records.product({ name: 'Đường thốt nốt bột', gtin: '8938505970011' });
    const content = await records.batchContent({ product, lot: 'VG-2610' });
    const { status, body } = await world.clerk.post('/batches', content);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      state: 'draft',
      title: 'Đường thốt nốt bột · VG-2610',
      organisation: { id: world.cooperative.id, name: world.cooperative.name },
      product: { id: product, name: 'Đường thốt nốt bột' },
      place: { name: 'Lò nấu đường Văn Giáo' },
      uri: `${world.publicOrigin}/01/08938505970011/10/VG-2610`,
      hold: 'none',
      closedOn: null,
      actions: ['edit', 'record-stage', 'submit'],
    });
  });

  it('stands under the product’s internal code where there is no GTIN', async () => {
    const { body } = await world.clerk.post('/batches', await records.batchContent({ lot: 'N1' }));
    expect(body.uri).toMatch(/^https:\/\/txng\.example\.vn\/t\/[0-9A-Z]{8}\/10\/N1$/);
  });

  it('is told every wrong field at once', async () => {
    const content = await records.batchContent({
      lot: 'LÔ 1',
      quantity: { value: '0', unit: 'HAR' },
      producedOn: '2026-10-01',
      packedOn: '2026-09-28',
      expiresOn: '2026-09-01',
    });
    const answer = await world.clerk.post('/batches', content);
    expect(answer.status).toBe(422);
    expect(pointersOf(answer).sort()).toEqual([
      '/expiresOn',
      '/lot',
      '/packedOn',
      '/quantity/unit',
      '/quantity/value',
    ]);
  });

  it('is not produced in the future, with a day of grace', async () => {
    const dayFromNow = (days: number) =>
      new Date(world.clock.now().getTime() + (days * 24 + 7) * 3_600_000).toISOString().slice(0, 10);
    const base = await records.batchContent();
    const late = await world.clerk.post('/batches', { ...base, producedOn: dayFromNow(2) });
    expect(pointersOf(late)).toEqual(['/producedOn']);
    const tomorrow = await world.clerk.post('/batches', { ...base, producedOn: dayFromNow(1) });
    expect(tomorrow.status).toBe(201);
  });

  it('has a lot of its own within its product', async () => {
    const content = await records.batchContent({ lot: 'SAME' });
    expect((await world.clerk.post('/batches', content)).status).toBe(201);
    const again = await world.clerk.post('/batches', content);
    expect(again.status).toBe(422);
    expect(pointersOf(again)).toEqual(['/lot']);
    const other = await records.batchContent({ lot: 'SAME' });
    expect((await world.clerk.post('/batches', other)).status).toBe(201);
  });

  it('is built on the producer’s own records only', async () => {
    const theirs = recordsOf(world.stranger);
    const product = await theirs.product();
    const answer = await world.clerk.post(
      '/batches',
      await records.batchContent({
        product,
        place: await theirs.place(),
        certificates: [await theirs.certificate(product)],
        images: [await records.picture(), await theirs.picture()],
        grants: ['0123456789abcdef01234567'],
      }),
    );
    expect(answer.status).toBe(422);
    expect(pointersOf(answer).sort()).toEqual([
      '/certificates/0',
      '/grants/0',
      '/images/1',
      '/place',
      '/product',
    ]);
  });

  it('starts from the last one, without what is each batch’s own', async () => {
    const owner = world.as('producer-clerk', world.neighbour.id, 'Thư Ký Mới');
    expect((await owner.get('/batches/template')).body).toEqual({ certificates: [], grants: [], images: [] });
    const theirs = recordsOf(owner);
    const content = await theirs.batchContent({ note: 'Riêng lô này', images: [await theirs.picture()] });
    await owner.post('/batches', content);
    const { product, place, quantity } = content;
    expect((await owner.get('/batches/template')).body).toEqual({
      product,
      place,
      quantity,
      certificates: [],
      grants: [],
      images: [],
    });
  });

  it('is made once for one request key', async () => {
    const content = await records.batchContent();
    const key = { 'Idempotency-Key': 'batch-once' };
    const [first, second] = [
      await world.clerk.post('/batches', content, key),
      await world.clerk.post('/batches', content, key),
    ];
    expect(second.body).toEqual(first.body);
  });
});

describe('another producer’s batch', () => {
  it('is not found, whatever is tried', async () => {
    const { batch, place } = await records.readyBatch();
    const content = await recordsOf(world.stranger).batchContent();
    const answers = [
      await world.stranger.get(`/batches/${batch}`),
      await world.stranger.put(`/batches/${batch}`, 0, content),
      await world.stranger.post(`/batches/${batch}/submission`),
      await world.stranger.post(`/batches/${batch}/closing`),
      await world.stranger.get(`/batches/${batch}/stages`),
      await world.stranger.get(`/batches/${batch}/events`),
      await world.stranger.post(`/batches/${batch}/stages`, records.stageContent(place)),
      await world.stranger.get(`/history?kind=batch&id=${batch}`),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
  });
});

describe('an approved batch', () => {
  async function approvedBatch() {
    const made = await records.readyBatch();
    await submitAndApprove(world, made);
    return made;
  }

  it('keeps product and lot for good: its code is in print', async () => {
    const { batch } = await approvedBatch();
    const { content, rev } = (await world.clerk.get(`/batches/${batch}`)).body;
    const answer = await world.clerk.put(`/batches/${batch}`, rev, {
      ...content,
      lot: 'OTHER',
      product: await records.product(),
    });
    expect(answer.status).toBe(422);
    expect(pointersOf(answer).sort()).toEqual(['/lot', '/product']);
  });

  it('is suspended, restored and recalled by the department, each with its reason', async () => {
    const { batch } = await approvedBatch();
    const decide = (noun: string, reason = 'Đang xác minh phản ánh') =>
      world.officer.post(`/batches/${batch}/${noun}`, { reason });

    const suspended = await decide('suspension');
    expect(suspended.body).toMatchObject({
      hold: 'suspended',
      holdReason: 'Đang xác minh phản ánh',
      actions: ['restore', 'recall'],
    });
    expect((await decide('suspension')).status).toBe(409);
    expect((await decide('restoration')).body).toMatchObject({
      hold: 'none',
      holdReason: null,
      holdSince: null,
    });
    expect((await decide('recall', 'Phát hiện vi sinh vượt mức')).body).toMatchObject({
      hold: 'recalled',
      actions: [],
    });
    expect((await decide('restoration')).status).toBe(409);
    expect((await world.clerk.post(`/batches/${batch}/recall`, { reason: 'Tự thu hồi' })).status).toBe(403);

    const { entries } = (await world.clerk.get(`/history?kind=batch&id=${batch}`)).body;
    expect(entries.slice(0, 3)).toMatchObject([
      { action: 'batch.recall', reason: 'Phát hiện vi sinh vượt mức', by: world.officer.actor.name },
      { action: 'batch.restore' },
      { action: 'batch.suspend' },
    ]);
  });

  it('is closed by its producer, and then nothing is added', async () => {
    const { batch, place } = await approvedBatch();
    const closed = await world.owner.post(`/batches/${batch}/closing`);
    expect(closed.body).toMatchObject({ state: 'approved', actions: [] });
    expect(closed.body.closedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const { content, rev } = closed.body;
    expect((await world.clerk.put(`/batches/${batch}`, rev, content)).status).toBe(409);
    expect((await world.clerk.post(`/batches/${batch}/stages`, records.stageContent(place))).status).toBe(
      409,
    );
    expect((await world.clerk.post(`/batches/${batch}/closing`)).status).toBe(409);
  });

  it('is not submitted again once it is closed, though a draft was under way', async () => {
    const { batch, place } = await approvedBatch();
    await records.stage(batch, place, { stage: 'packing', startedAt: '2026-10-02' });
    await world.owner.post(`/batches/${batch}/closing`);
    const answer = await world.clerk.post(`/batches/${batch}/submission`);
    expect(answer.status).toBe(409);
    expect((await world.clerk.get(`/batches/${batch}`)).body).toMatchObject({ state: 'draft', actions: [] });
  });

  it('is edited as a draft while the approved version stays in force', async () => {
    const { batch } = await approvedBatch();
    const { content, rev } = (await world.clerk.get(`/batches/${batch}`)).body;
    const edited = await world.clerk.put(`/batches/${batch}`, rev, { ...content, note: 'Bổ sung' });
    expect(edited.body).toMatchObject({ state: 'draft', approved: { version: 1 } });
    const stale = await world.owner.put(`/batches/${batch}`, rev, content);
    expect(stale.status).toBe(409);
    expect(stale.body).toMatchObject({ yours: rev, current: edited.body.rev });
  });
});

it('a batch never approved can be neither held nor closed', async () => {
  const batch = await records.batch();
  expect((await world.officer.post(`/batches/${batch}/recall`, { reason: 'Thử nghiệm' })).status).toBe(409);
  expect((await world.clerk.post(`/batches/${batch}/closing`)).status).toBe(409);
});
