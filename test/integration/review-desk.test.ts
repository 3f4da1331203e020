import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import sharp from 'sharp';
import { SubmissionModel } from '../../server/features/submissions/submission-model.ts';
import { reviewQueueFields } from '../../server/jobs/migrations/review-queue.ts';
import { AuditEntryModel } from '../../server/ledger/audit-entry-model.ts';
import type { Role } from '../../server/domain/roles.ts';
import { translate } from '../../server/platform/i18n.ts';
import type { HttpClient } from '../support/http-client.ts';
import { aGrant, aMarkWithMember, grantedRight } from '../support/marks.ts';
import { pageVisitor } from '../support/page-visitor.ts';
import { recordsOf, submitAndApprove, waitingFor } from '../support/producer-records.ts';
import { upload } from '../support/record-builders.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const t = translate.vi;
const password = 'bốn từ rời rạc';
const day = 86_400_000;
type Visitor = ReturnType<typeof pageVisitor>;
let world: World;
let records: ReturnType<typeof recordsOf>;
/** People at their pages. */
let desk: Record<'officer' | 'lead' | 'leader' | 'clerk', Visitor>;

beforeAll(async () => {
  world = await startWorld();
  records = recordsOf(world.clerk);
  desk = {
    officer: await signedIn('can-bo', 'officer', 'Lan Bàn Một'),
    lead: await signedIn('truong-phong', 'lead-officer', 'Hùng Bàn Hai'),
    leader: await signedIn('lanh-dao', 'leader', 'Võ Lãnh Đạo'),
    clerk: await signedIn('thu-ky', 'producer-clerk', 'Thư Ký', world.cooperative.id),
  };
});
afterAll(() => world.close());

async function signedIn(login: string, role: Role, name: string, organisation: string | null = null) {
  const { users } = world.features.accounts;
  const account = { login, name, roles: [role], organisation };
  await users.createWithPassword(account, password, { actor: world.administrator.actor });
  const visitor = pageVisitor(world.root);
  await visitor.post('/sign-in', { login, password });
  return visitor;
}

async function submitted(kind: string, id: string, by: HttpClient = world.clerk): Promise<string> {
  const answer = await by.post(`/${kind}/${id}/submission`);
  if (answer.status !== 200) throw new Error(answer.text);
  return (answer.body as { id: string }).id;
}

async function aWaitingPlace(overrides = {}) {
  const place = await records.place(overrides);
  return { place, submission: await submitted('places', place) };
}

async function approvedPlace(overrides = {}): Promise<string> {
  const { place, submission } = await aWaitingPlace(overrides);
  await world.officer.post(`/submissions/${submission}/approval`);
  return place;
}

async function edited(path: string, changes: object, by = world.clerk): Promise<void> {
  const { body } = await by.get(path);
  const answer = await by.put(path, body.rev, { ...body.content, ...changes });
  if (answer.status !== 200) throw new Error(answer.text);
}

/** What speaks against a submission, by name. */
async function flagsOf(submission: string): Promise<Record<string, any>> {
  const { body } = await world.officer.get(`/submissions/${submission}`);
  return Object.fromEntries(body.flags.map((flag: { name: string }) => [flag.name, flag]));
}

/** A picture with something on it, to be told from others. */
function aScene(seed: number, { width = 640, quality = 90 } = {}): Promise<Buffer> {
  const blocks = Array.from({ length: 40 }, (_, at) => {
    const spread = (seed * 7919 + at * 104_729) % 9973;
    const grey = (spread * 31) % 256;
    return `<rect x="${(at % 8) * 80}" y="${Math.floor(at / 8) * 96}" width="80" height="96" fill="rgb(${grey},${grey},${255 - grey})"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480">${blocks.join('')}</svg>`;
  return sharp(Buffer.from(svg)).resize({ width }).jpeg({ quality }).toBuffer();
}

async function uploaded(by: HttpClient, bytes: Buffer): Promise<string> {
  return (await upload(by, bytes)).body.id as string;
}

describe('what speaks against a record', () => {
  it('is a producer the department hardly knows, until three batches were approved', async () => {
    const { submission } = await aWaitingPlace();
    expect(await flagsOf(submission)).toMatchObject({ 'new-producer': { count: 0 } });
    for (let count = 0; count < 3; count += 1) await submitAndApprove(world, await records.readyBatch());
    expect(await flagsOf(submission)).toEqual({});
  });

  it('is a picture that another producer of the province shows, however it was pressed', async () => {
    const own = await records.product({ images: [await uploaded(world.clerk, await aScene(1))] });
    await submitted('products', own);
    const copy = await uploaded(world.stranger, await aScene(1, { width: 500, quality: 55 }));
    const theirs = recordsOf(world.stranger);
    const stolen = await submitted(
      'products',
      await theirs.product({ name: 'Bắp', images: [copy] }),
      world.stranger,
    );
    expect((await flagsOf(stolen))['duplicate-picture']).toMatchObject({
      count: 1,
      records: [{ kind: 'product', id: own, producer: world.cooperative.name, like: copy }],
    });
    const honest = await theirs.product({ images: [await uploaded(world.stranger, await aScene(2))] });
    expect(await flagsOf(await submitted('products', honest, world.stranger))).not.toHaveProperty(
      'duplicate-picture',
    );
    const page = await desk.officer.get(`/department/submissions/${stolen}`);
    expect(page.text).toContain(`/media/${copy}/320.jpg`);
    expect(page.text).toContain(t('desk.own-picture'));
  });

  it('is not a picture shown beside the same producer’s product, but one of another batch', async () => {
    const image = await uploaded(world.clerk, await aScene(3));
    const ready = await records.readyBatch({
      product: await records.product({ images: [image] }),
      images: [image],
    });
    const first = await submitted('batches', ready.batch);
    expect(await flagsOf(first)).not.toHaveProperty('duplicate-picture');
    const again = await uploaded(world.clerk, await aScene(3, { width: 400 }));
    const second = await submitted(
      'batches',
      (await records.readyBatch({ product: ready.product, images: [again] })).batch,
    );
    expect((await flagsOf(second))['duplicate-picture']).toMatchObject({ records: [{ id: ready.batch }] });
  });

  it('is a lot number that another producer uses', async () => {
    const first = await records.readyBatch({ lot: 'CHUNG-2026-A' });
    await submitted('batches', first.batch);
    const theirs = await recordsOf(world.stranger).readyBatch({ lot: 'CHUNG-2026-A' });
    const submission = await submitted('batches', theirs.batch, world.stranger);
    expect((await flagsOf(submission))['same-lot']).toMatchObject({ records: [{ id: first.batch }] });
  });

  it('is a certificate that is about to end, from the day the calendar says so', async () => {
    const ready = await records.readyBatch();
    await submitted('batches', ready.batch);
    const submission = await waitingFor(world.officer, ready.certificate);
    expect(await flagsOf(submission)).toEqual({});
    await edited(`/certificates/${await anotherCertificate()}`, {});
    const soon = new Date(world.clock.now().getTime() + 20 * day).toISOString().slice(0, 10);
    const ending = await anotherCertificate({ expiresOn: soon });
    expect((await flagsOf(await submitted('certificates', ending)))['certificate-expiring']).toMatchObject({
      on: soon,
    });
  });

  it('is a ceiling that is nearly used up', async () => {
    const ready = await records.readyBatch();
    await submitAndApprove(world, ready);
    const mark = await aMarkWithMember(world.officer, world.cooperative.id);
    const right = { products: [ready.product], ceiling: { value: '260', unit: 'KGM' } };
    const grant = await grantedRight(world, aGrant(mark, world.cooperative.id, right));
    const batch = await records.batch({ product: ready.product, place: ready.place, grants: [grant] });
    await records.stage(batch, ready.place);
    expect((await flagsOf(await submitted('batches', batch)))['near-ceiling']).toMatchObject({
      percent: '96.2',
    });
  });

  it('is told to the department, not to those it looks at', async () => {
    const { submission } = await aWaitingPlace();
    await SubmissionModel.updateOne(
      { _id: submission },
      { $set: { flags: [{ name: 'new-producer', count: 0 }] } },
    );
    expect((await world.clerk.get(`/submissions/${submission}`)).body).toMatchObject({
      flags: [],
      claim: null,
    });
  });

  it('brings it forward in the queue, and can be asked for', async () => {
    const plain = await aWaitingPlace({ name: 'Hàng gấp một' });
    const late = await aWaitingPlace({ name: 'Hàng gấp hai' });
    await SubmissionModel.updateOne({ _id: late.submission }, { $set: { urgentOn: '2020-01-01' } });
    const inOrder = async (more: string) => {
      const { body } = await world.officer.get(`/submissions?q=hang%20gap${more}`);
      return body.items.map(({ id }: { id: string }) => id);
    };
    expect(await inOrder('')).toEqual([late.submission, plain.submission]);
    expect(await inOrder('&order=age')).toEqual([plain.submission, late.submission]);
    expect(await inOrder('&flag=complaint')).toEqual([]);
    const first = (await world.officer.get('/submissions?q=hang%20gap&limit=1')).body;
    expect(await inOrder(`&limit=1&after=${first.next}`)).toEqual([plain.submission]);
    expect((await world.officer.get('/submissions?after=nowhere')).status).toBe(400);
  });

  async function anotherCertificate(changes = {}): Promise<string> {
    const id = await records.certificate(await records.product());
    if (Object.keys(changes).length > 0) await edited(`/certificates/${id}`, changes);
    return id;
  }
});

describe('a correction after a consumer’s report', () => {
  it('takes two officers: the first endorses, another confirms, and only then is it in force', async () => {
    const ready = await records.readyBatch();
    await submitAndApprove(world, ready);
    const { uri } = (await world.clerk.get(`/batches/${ready.batch}`)).body;
    const [, code, lot] = /\/(?:01|t)\/([^/]+)\/10\/([^/]+)$/i.exec(new URL(uri).pathname) ?? [];
    const text = 'Bao bì ghi khối lượng không đúng với trang truy xuất.';
    expect((await world.anyone.post('/reports', { code, lot, text })).status).toBe(201);
    await edited(`/batches/${ready.batch}`, { quantity: { value: '240', unit: 'KGM' } });
    const id = await submitted('batches', ready.batch);
    const at = `/submissions/${id}`;

    expect((await world.officer.get(at)).body).toMatchObject({
      needsTwo: true,
      acts: ['return', 'refuse', 'endorse'],
      flags: expect.arrayContaining([{ name: 'complaint', count: 1 }]),
    });
    const first = await world.officer.post(`${at}/approval`);
    expect(first.body).toMatchObject({ state: 'endorsed', endorsedBy: world.officer.actor.name });
    expect((await world.clerk.get(`/batches/${ready.batch}`)).body).toMatchObject({
      state: 'submitted',
      approved: { version: 1 },
    });
    expect((await world.officer.post(`${at}/approval`)).status).toBe(403);
    expect((await world.officer.get('/submissions?state=endorsed')).body.items).toHaveLength(1);
    const page = await desk.officer.get(`/department${at}`);
    expect(page.text).toContain(t('desk.endorsed-title'));
    expect(page.text).toContain(t('desk.confirm'));

    const second = await world.secondOfficer.post(`${at}/approval`);
    expect(second.body).toMatchObject({ state: 'approved', decidedBy: world.secondOfficer.actor.name });
    expect((await world.clerk.get(`/batches/${ready.batch}`)).body.approved).toMatchObject({ version: 2 });
    const entries = await AuditEntryModel.find({
      'subject.id': ready.batch,
      action: /endorse|approve/,
    }).lean();
    expect(entries.map(({ action }) => action)).toEqual(['batch.approve', 'batch.endorse', 'batch.approve']);
  });
});

describe('many approvals at one press', () => {
  it('take what nothing speaks against, leave out the rest and say why, each for itself', async () => {
    const free = await aWaitingPlace({ name: 'Duyệt chung 1' });
    const other = await aWaitingPlace({ name: 'Duyệt chung 2' });
    const flagged = await aWaitingPlace({ name: 'Duyệt chung 3' });
    await world.secondOfficer.post(`/submissions/${flagged.submission}/return`, { message: 'Bổ sung.' });
    const again = await submitted('places', flagged.place);
    const looked = await aWaitingPlace({ name: 'Duyệt chung 4' });
    await world.secondOfficer.put(`/submissions/${looked.submission}/claim`, 0, {});
    const ids = [free.submission, again, looked.submission, other.submission];
    const key = { 'Idempotency-Key': 'bulk-1' };
    const answer = await world.officer.post('/submissions/approvals', { ids }, key);
    expect(answer.body.items).toMatchObject([
      { id: free.submission, outcome: 'approved' },
      { id: again, outcome: 'left-out', code: 'submission.bulk-flagged' },
      { id: looked.submission, outcome: 'left-out', code: 'submission.bulk-claimed' },
      { id: other.submission, outcome: 'approved' },
    ]);
    expect((await world.officer.post('/submissions/approvals', { ids }, key)).body).toEqual(answer.body);
    const approvals = { action: 'place.approve', 'subject.id': { $in: [free.place, other.place] } };
    expect(await AuditEntryModel.countDocuments(approvals)).toBe(2);
    expect((await world.clerk.post('/submissions/approvals', { ids })).status).toBe(403);
  });

  it('begin with what others are built on, and are offered in the list', async () => {
    const ready = await records.readyBatch();
    await submitted('batches', ready.batch);
    const ids: string[] = [];
    for (const [kind, record] of Object.entries(ready)) {
      if (kind === 'stage') continue;
      const id = await waitingFor(world.officer, record);
      const list = await desk.officer.get(`/department/queue?kind=${kind}`);
      // What waits for others is not offered; the rest is.
      const isOffered = new RegExp(`name="ids"\\s+value="${id}"`).test(list.text);
      expect([kind, isOffered]).toEqual([kind, kind !== 'batch']);
      ids.push(id);
    }
    ids.reverse();
    const result = await desk.officer.post('/department/queue/approvals', { ids, key: 'bulk-2' });
    expect(result.text).toContain(t('desk.bulk-done', { approved: 4, left: 0 }));
    expect((await desk.officer.post('/department/queue/approvals', {})).text).toContain(t('desk.bulk-none'));
  });
});

describe('who looks at what', () => {
  it('is told to colleagues for some minutes, and binds nobody', async () => {
    const { submission } = await aWaitingPlace({ name: 'Đang xem' });
    const at = `/department/submissions/${submission}`;
    const markOf = async ({ post }: Visitor) =>
      (JSON.parse((await post(`${at}/claim`)).text) as { items: { text: string }[] }).items[0]?.text;
    await desk.officer.get(at, { Purpose: 'prefetch' });
    expect((await desk.lead.get('/department/queue?q=dang+xem')).text).not.toContain('đang xem từ');

    // A leader reads along without doing any of the work.
    await desk.leader.get(at);
    await desk.officer.get(at);
    expect((await desk.lead.get(at)).text).toContain('Lan Bàn Một đang xem từ');
    expect((await desk.officer.get(at)).text).not.toContain('đang xem từ');
    expect((await desk.lead.get('/department/queue?q=dang+xem')).text).toContain('Lan Bàn Một đang xem từ');
    const { text } = await desk.lead.get(`/department/queue/claims?ids=${submission}`);
    expect(text).toContain(`"id":"${submission}","text":"Lan Bàn Một đang xem từ`);
    expect((await world.officer.put(`/submissions/${submission}/claim`, 0, {})).body).toMatchObject({
      by: 'Lan Bàn Một',
      isMine: false,
    });

    await desk.officer.post(`${at}/claim/end`);
    expect(await markOf(desk.lead)).toBe('');
    expect(await markOf(desk.officer)).toContain('Hùng Bàn Hai đang xem từ');
    world.clock.advance(6 * 60_000);
    expect(await markOf(desk.officer)).toBe('');
    expect((await world.officer.post(`/submissions/${submission}/approval`)).status).toBe(200);
    expect(await markOf(desk.lead)).toContain('đã xử lý lúc');
    expect((await world.officer.put(`/submissions/${submission}/claim`, 0, {})).status).toBe(409);
  });
});

describe('the department’s time', () => {
  it('tells what is overdue and how long decisions take', async () => {
    await approvedPlace();
    const { submission } = await aWaitingPlace({ name: 'Quá hạn rồi' });
    await SubmissionModel.updateOne({ _id: submission }, { $set: { dueOn: '2026-01-05' } });
    const { body } = await world.leader.get('/submissions/service-level');
    expect(body).toMatchObject({ overdue: 1, medianHours: expect.any(Number) });
    expect(body.kinds.find(({ kind }: { kind: string }) => kind === 'place')).toMatchObject({
      workingDays: 5,
      overdue: 1,
      decided: expect.any(Number),
    });
    const late = await world.officer.get('/submissions?due=overdue');
    expect(late.body.items).toMatchObject([{ id: submission, isOverdue: true }]);
    const page = await desk.leader.get('/department/queue?due=overdue');
    expect(page.text).toContain(t('desk.is-overdue', { date: '05/01/2026' }));
    expect(page.text).not.toContain('name="ids"');
  });
});

describe('what was submitted before there were due dates', () => {
  it('gets its own, and stands in the queue', async () => {
    const { submission } = await aWaitingPlace({ name: 'Hồ sơ đời trước' });
    const submissions = world.database.collection('submissions');
    const added = ['dueOn', 'urgentOn', 'isFirst', 'needsTwo', 'flags', 'assessedAt', 'pictures'];
    await submissions.updateOne(
      { _id: new mongoose.Types.ObjectId(submission) },
      { $unset: Object.fromEntries(added.map((name) => [name, ''])) },
    );
    await reviewQueueFields.up(world.database);
    await reviewQueueFields.up(world.database);
    const { body } = await world.officer.get('/submissions?q=doi%20truoc');
    expect(body.items).toMatchObject([
      { id: submission, isFirst: true, dueOn: expect.any(String), flags: [] },
    ]);
  });
});

describe('remarks of the department', () => {
  it('stand at their fields in the producer’s form, for every field of every kind of record', async () => {
    const product = await records.product({ shelfLifeDays: 30 });
    const ready = await records.readyBatch({
      product,
      images: [await records.picture()],
      packedOn: '2026-10-01',
    });
    await submitted('batches', ready.batch);
    await edited(`/organisations/${world.cooperative.id}`, { shortName: 'HTX Văn Giáo' });
    await submitted('organisations', world.cooperative.id);
    const forms = {
      [world.cooperative.id]: '/producer/organisation/edit',
      [ready.product]: `/producer/products/${ready.product}/edit`,
      [ready.place]: `/producer/places/${ready.place}/edit`,
      [ready.certificate]: `/producer/certificates/${ready.certificate}/edit`,
      [ready.batch]: `/producer/batches/${ready.batch}/edit`,
    };
    for (const [record, form] of Object.entries(forms)) {
      const at = `/department/submissions/${await waitingFor(world.officer, record)}`;
      const boxes = [...(await desk.officer.get(at)).text.matchAll(/name="note\.([^"]+)"/g)].map(
        ([, name = '']) => name,
      );
      const ofForm = boxes.filter((name) => !name.startsWith('stages'));
      expect(ofForm.length).toBeGreaterThan(5);
      const notes = Object.fromEntries(boxes.map((name) => [`note.${name}`, `Xem lại (${name}).`]));
      const sent = await desk.officer.post(at, {
        ...notes,
        decision: 'return',
        returnMessage: 'Bổ sung.',
        key: at,
      });
      expect([at, sent.status]).toEqual([at, 303]);
      const shown = (await desk.clerk.get(form)).text;
      expect([form, ofForm.filter((name) => !shown.includes(`Xem lại (${name}).`))]).toEqual([form, []]);
    }
    const batchPage = (await desk.clerk.get(`/producer/batches/${ready.batch}`)).text;
    expect(batchPage).toContain('Xem lại (stages.0).');
  });

  it('come back to the officer beside what was done about them', async () => {
    const place = await approvedPlace({ name: 'Kho trả lời', steward: 'Chau Sóc' });
    await edited(`/places/${place}`, { name: 'Kho trả lời 2' });
    const first = await submitted('places', place);
    await world.officer.post(`/submissions/${first}/return`, {
      message: 'Xem lại hai mục.',
      notes: [
        { pointer: '/name', text: 'Ghi đủ tên.' },
        { pointer: '/steward', text: 'Ai phụ trách?' },
      ],
    });
    await edited(`/places/${place}`, { name: 'Kho trả lời số 3' });
    await submitted('places', place);
    await world.clerk.delete(`/places/${place}/submission`);
    const last = await submitted('places', place);
    const { body } = await world.officer.get(`/submissions/${last}`);
    expect(body).toMatchObject({
      formerMessage: 'Xem lại hai mục.',
      answers: [
        { pointer: '/name', before: 'Kho trả lời 2', after: 'Kho trả lời số 3', isChanged: true },
        { pointer: '/steward', after: 'Chau Sóc', isChanged: false },
      ],
      flags: expect.arrayContaining([{ name: 'changed-after-return', count: 1 }]),
    });
    const { text } = await desk.officer.get(`/department/submissions/${last}`);
    expect(text).toContain(t('desk.answers'));
    expect(text).toContain(t('desk.answer-changed'));
    expect(text).toContain(t('desk.answer-same'));
    expect(text).toContain('Ghi đủ tên.');
  });
});
