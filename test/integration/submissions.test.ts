import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { SubmissionModel } from '../../server/features/submissions/submission-model.ts';
import { AuditEntryModel } from '../../server/ledger/audit-entry-model.ts';
import { OutboxModel } from '../../server/ledger/outbox-model.ts';
import { VersionModel } from '../../server/ledger/version-model.ts';
import { recordsOf, submitAndApprove, waitingFor } from '../support/producer-records.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let records: ReturnType<typeof recordsOf>;

beforeAll(async () => {
  world = await startWorld({
    gateways: {
      national: { url: 'http://127.0.0.1:9', clientId: 'test', clientSecret: 'test' },
      privateNetwork: true,
      inFlight: 4,
    },
  });
  records = recordsOf(world.clerk);
});
afterAll(() => world.close());

async function aSubmittedPlace(overrides = {}) {
  const place = await records.place(overrides);
  const { body } = await world.clerk.post(`/places/${place}/submission`);
  return { place, submission: (body as { id: string }).id };
}

describe('a batch on its way to the department', () => {
  it('takes along what it is built on, so that the clerk presses once', async () => {
    const { product, place, certificate, batch } = await records.readyBatch();
    const { status, body } = await world.clerk.post(`/batches/${batch}/submission`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      kind: 'batch',
      record: batch,
      number: 1,
      state: 'waiting',
      submittedBy: world.clerk.actor.name,
      organisation: { name: world.cooperative.name },
      previous: null,
      differences: [],
    });
    expect(body.content.stages).toHaveLength(1);
    expect(body.awaits).toMatchObject([
      { kind: 'product', id: product, state: 'submitted' },
      { kind: 'place', id: place, state: 'submitted' },
      { kind: 'certificate', id: certificate, state: 'submitted' },
      { kind: 'organisation', id: world.cooperative.id, state: 'approved' },
    ]);
  });

  it('says at the field which record it is built on is not complete, and submits nothing', async () => {
    const product = await records.product({ images: [], standards: [] });
    const place = await records.place();
    const batch = await records.batch({ product, place, images: [await records.picture()] });
    await records.stage(batch, place);
    const answer = await world.clerk.post(`/batches/${batch}/submission`);
    expect(answer.status).toBe(422);
    expect(answer.body.faults).toMatchObject([{ pointer: '/product', code: 'submission.need-incomplete' }]);
    expect((await world.clerk.get(`/batches/${batch}`)).body.state).toBe('draft');
    expect(await SubmissionModel.countDocuments({ record: { $in: [batch, product, place] } })).toBe(0);
  });

  it('needs a stage and a picture', async () => {
    const product = await records.product({ images: [] });
    const batch = await records.batch({ product });
    const answer = await world.clerk.post(`/batches/${batch}/submission`);
    expect(answer.body.faults).toMatchObject([{ pointer: '/stages' }, { pointer: '/images' }]);
  });

  it('expires when the product’s shelf life says so, where the producer left it open', async () => {
    const product = await records.product({ shelfLifeDays: 31 });
    const place = await records.place();
    const batch = await records.batch({ product, place, producedOn: '2026-10-01' });
    await records.stage(batch, place);
    const { body } = await world.clerk.post(`/batches/${batch}/submission`);
    expect(body.content.expiresOn).toBe('2026-11-01');
  });

  it('is submitted once, however often the button is pressed', async () => {
    const { batch } = await records.readyBatch();
    const key = { 'Idempotency-Key': `submit-${batch}` };
    const first = await world.clerk.post(`/batches/${batch}/submission`, {}, key);
    const same = await world.clerk.post(`/batches/${batch}/submission`, {}, key);
    const other = await world.clerk.post(`/batches/${batch}/submission`);
    expect(same.body).toEqual(first.body);
    expect(other.status).toBe(409);
    expect(await SubmissionModel.countDocuments({ record: batch })).toBe(1);
  });

  it('comes back to the producer on request, until somebody has decided', async () => {
    const { place, submission } = await aSubmittedPlace();
    expect((await world.stranger.delete(`/places/${place}/submission`)).status).toBe(404);
    expect((await world.clerk.delete(`/places/${place}/submission`)).status).toBe(204);
    expect((await world.clerk.get(`/places/${place}`)).body.state).toBe('draft');
    expect((await world.officer.post(`/submissions/${submission}/approval`)).status).toBe(409);
    expect((await world.clerk.delete(`/places/${place}/submission`)).status).toBe(409);
  });
});

describe('the whole way', () => {
  it('leads from draft over returned with notes to approved', async () => {
    const made = await records.readyBatch();
    await world.clerk.post(`/batches/${made.batch}/submission`);
    const first = await waitingFor(world.officer, made.batch);

    const returned = await world.officer.post(`/submissions/${first}/return`, {
      message: 'Vui lòng bổ sung',
      notes: [
        { pointer: '/quantity/value', text: 'Số lượng chưa khớp với công đoạn' },
        { pointer: '/expiresOn', text: 'Thiếu hạn sử dụng' },
      ],
    });
    expect(returned.body).toMatchObject({ state: 'returned', decidedBy: world.officer.actor.name });
    const toFix = (await world.clerk.get(`/batches/${made.batch}`)).body;
    expect(toFix).toMatchObject({
      state: 'returned',
      message: 'Vui lòng bổ sung',
      notes: [{ pointer: '/quantity/value' }, { pointer: '/expiresOn' }],
    });

    await world.clerk.put(`/batches/${made.batch}`, toFix.rev, { ...toFix.content, expiresOn: '2027-10-01' });
    expect((await world.clerk.get(`/batches/${made.batch}`)).body.notes).toHaveLength(2);
    await world.clerk.post(`/batches/${made.batch}/submission`);
    for (const record of [made.product, made.place, made.certificate, made.batch]) {
      const id = await waitingFor(world.officer, record);
      expect((await world.officer.post(`/submissions/${id}/approval`)).status).toBe(200);
    }

    const approved = (await world.clerk.get(`/batches/${made.batch}`)).body;
    expect(approved).toMatchObject({ state: 'approved', notes: [], approved: { version: 2 } });
    const { entries, versions } = (await world.clerk.get(`/history?kind=batch&id=${made.batch}`)).body;
    expect(entries.map(({ action }: { action: string }) => action)).toEqual([
      'batch.approve',
      'batch.submit',
      'batch.edit',
      'batch.return',
      'batch.submit',
      'batch.record-stage',
      'batch.create',
    ]);
    expect(versions).toMatchObject([{ number: 2, content: { expiresOn: '2027-10-01' } }]);
    expect((await world.leader.get(`/history?kind=batch&id=${made.batch}`)).body).toMatchObject({ versions });
    expect((await world.administrator.get(`/history?kind=batch&id=${made.batch}`)).status).toBe(403);
  });

  it('shows the department what differs from the version in force', async () => {
    const { place, submission } = await aSubmittedPlace();
    await world.officer.post(`/submissions/${submission}/approval`);
    const { rev, content } = (await world.clerk.get(`/places/${place}`)).body;
    await world.clerk.put(`/places/${place}`, rev, {
      ...content,
      name: 'Lò nấu đường số 2',
      steward: 'Chau Sóc',
    });
    const { body } = await world.clerk.post(`/places/${place}/submission`);
    expect(body).toMatchObject({
      number: 2,
      differences: [
        { pointer: '/name', before: content.name, after: 'Lò nấu đường số 2' },
        { pointer: '/steward', after: 'Chau Sóc' },
      ],
    });
    const refused = await world.officer.post(`/submissions/${body.id}/refusal`, {
      ground: 'Điều 23 Nghị định 37/2026/NĐ-CP',
      message: 'Tên không đúng với giấy tờ',
    });
    expect(refused.body.state).toBe('refused');
    expect((await world.clerk.get(`/places/${place}`)).body).toMatchObject({
      state: 'refused',
      approved: { version: 1 },
    });
  });
});

describe('deciding', () => {
  it('waits for what the batch is built on, and names it', async () => {
    const { batch } = await records.readyBatch();
    await world.clerk.post(`/batches/${batch}/submission`);
    const answer = await world.officer.post(
      `/submissions/${await waitingFor(world.officer, batch)}/approval`,
    );
    expect(answer.status).toBe(409);
    expect(answer.body.title).toContain('Lò nấu đường Văn Giáo');
    expect(answer.body.awaits).toHaveLength(3);
  });

  it('is done once: the second officer learns who was first', async () => {
    const { submission } = await aSubmittedPlace();
    const answers = await Promise.all([
      world.officer.post(`/submissions/${submission}/approval`),
      world.secondOfficer.post(`/submissions/${submission}/return`, { message: 'Thiếu sơ đồ' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const late = answers.find(({ status }) => status === 409)!;
    const { body } = await world.leader.get(`/submissions/${submission}`);
    expect(late.body).toMatchObject({ state: body.state, decidedBy: body.decidedBy });
    expect(late.body.title).toContain(body.decidedBy);
    expect(
      await AuditEntryModel.countDocuments({ 'subject.id': body.record, action: /approve|return/ }),
    ).toBe(1);
  });

  it('is never done by who submitted, whatever roles they hold', async () => {
    const actor = { ...world.clerk.actor, roles: ['producer-clerk', 'officer'] as const };
    const place = await records.place();
    const by = { actor: { ...actor, roles: [...actor.roles] } };
    const { id } = await world.features.submissions.submit('place', place, by);
    await expect(world.features.submissions.approve(id, by)).rejects.toMatchObject({
      kind: 'forbidden',
      sentence: { key: 'submission.own' },
    });
  });

  it('remarks on fields that are there, not on others', async () => {
    const { submission } = await aSubmittedPlace();
    const answer = await world.officer.post(`/submissions/${submission}/return`, {
      message: 'Xem lại',
      notes: [
        { pointer: '/address/communeCode', text: 'Sai xã' },
        { pointer: '/nowhere', text: 'Không có' },
      ],
    });
    expect(answer.status).toBe(422);
    expect(answer.body.faults).toMatchObject([{ pointer: '/notes/1/pointer' }]);
  });

  it('is for officers', async () => {
    const { submission } = await aSubmittedPlace();
    for (const person of [world.clerk, world.inspector, world.leader, world.administrator]) {
      expect((await person.post(`/submissions/${submission}/approval`)).status).toBe(403);
    }
    expect((await world.anyone.get('/submissions')).status).toBe(401);
    expect((await world.clerk.get('/submissions')).status).toBe(403);
    expect((await world.stranger.get(`/submissions/${submission}`)).status).toBe(404);
    expect((await world.clerk.get(`/submissions/${submission}`)).status).toBe(200);
  });
});

describe('the queue', () => {
  it('shows the oldest first, page by page, and finds titles without accents', async () => {
    const name = 'Xưởng Hòa Đa';
    const places = [];
    for (let count = 0; count < 3; count += 1) places.push((await aSubmittedPlace({ name })).place);
    const path = '/submissions?kind=place&q=xuong%20hoa%20da&limit=2';
    const first = (await world.officer.get(path)).body;
    const second = (await world.officer.get(`${path}&after=${first.next}`)).body;
    expect([...first.items, ...second.items].map(({ record }: { record: string }) => record)).toEqual(places);
    expect(second.next).toBeUndefined();
    expect(first.items[0]).toMatchObject({ organisation: { name: world.cooperative.name }, isFirst: true });
  });
});

describe('an approval', () => {
  it('writes record, version, audit entry and outbox message together', async () => {
    const made = await records.readyBatch();
    await submitAndApprove(world, made);
    expect(await VersionModel.countDocuments({ 'subject.id': made.batch })).toBe(1);
    expect(await AuditEntryModel.countDocuments({ 'subject.id': made.batch, action: 'batch.approve' })).toBe(
      1,
    );
    expect(await OutboxModel.countDocuments({ aggregate: `batch:${made.batch}`, gateway: 'national' })).toBe(
      1,
    );
  });

  it('changes nothing at all when the outbox cannot be written', async () => {
    const { product } = await records.readyBatch();
    await world.clerk.post(`/products/${product}/submission`);
    const submission = await waitingFor(world.officer, product);
    const outbox = mongoose.connection.collection<{ _id: string }>('outbox');
    // The row the approval would write is taken by a stranger, so that its insert fails.
    await outbox.insertOne({ _id: `national:product:${product}:1` });
    const failed = await world.officer.post(`/submissions/${submission}/approval`);
    expect(failed.status).toBeGreaterThanOrEqual(400);

    expect((await world.clerk.get(`/products/${product}`)).body).toMatchObject({
      state: 'submitted',
      approved: null,
    });
    expect((await world.officer.get(`/submissions/${submission}`)).body.state).toBe('waiting');
    expect(await VersionModel.countDocuments({ 'subject.id': product })).toBe(0);
    expect(await AuditEntryModel.countDocuments({ 'subject.id': product, action: 'product.approve' })).toBe(
      0,
    );

    await outbox.deleteOne({ _id: `national:product:${product}:1` });
    expect((await world.officer.post(`/submissions/${submission}/approval`)).status).toBe(200);
  });
});
