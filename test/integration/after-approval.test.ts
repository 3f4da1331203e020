import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../server/domain/roles.ts';
import { translate } from '../../server/platform/i18n.ts';
import { batchExpiry } from '../../server/features/batches/batch-expiry.ts';
import { certificateExpiry } from '../../server/features/certificates/certificate-expiry.ts';
import { dailyJobs } from '../../server/jobs/daily-jobs.ts';
import { silentLogger } from '../../server/platform/logger.ts';
import { dateInVietnam } from '../../server/domain/vietnamese-format.ts';
import { addDays } from '../../server/domain/calendar-date.ts';
import { recordsOf, submitAndApprove } from '../support/producer-records.ts';
import { approvedBatches } from '../support/approved-batch.ts';
import { formIn } from '../support/form-reader.ts';
import { pageVisitor } from '../support/page-visitor.ts';
import { aPdf } from '../support/record-builders.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const t = translate.vi;
const password = 'bốn từ rời rạc';
const day = 24 * 60 * 60 * 1000;

type Visitor = ReturnType<typeof pageVisitor>;

let world: World;
let approved: ReturnType<typeof approvedBatches>;
let clerk: Visitor;
let officer: Visitor;
beforeAll(async () => {
  world = await startWorld();
  approved = approvedBatches(world);
  clerk = await signedIn('thu-ky', 'producer-clerk', world.cooperative.id);
  officer = await signedIn('can-bo', 'officer', null);
  await signedIn('lanh-dao', 'leader', null);
});
afterAll(() => world.close());

async function signedIn(login: string, role: Role, organisation: string | null): Promise<Visitor> {
  await world.features.accounts.users.createWithPassword(
    { login, name: login, roles: [role], organisation },
    password,
    { actor: world.administrator.actor },
  );
  return enter(login);
}

/** Sessions end; whoever comes back signs in again. */
async function enter(login: string): Promise<Visitor> {
  const visitor = pageVisitor(world.root);
  await visitor.post('/sign-in', { login, password });
  return visitor;
}

function pointersOf({ body }: { body: unknown }): string[] {
  return (body as { faults: { pointer: string }[] }).faults.map(({ pointer }) => pointer);
}

describe('a suspended batch', () => {
  it('waits a day for the explanation of its producer, and its page says until when', async () => {
    const { batch, page } = await approved();
    await world.officer.post(`/batches/${batch}/suspension`, { reason: 'Nghi sai ngày thu hoạch' });
    const { body } = await world.clerk.get(`/batches/${batch}`);
    expect(body).toMatchObject({
      hold: 'suspended',
      suspension: { state: 'waiting', by: world.officer.actor.name, explanation: null, end: null },
    });
    const { at, answerBy } = (body as { suspension: { at: string; answerBy: string } }).suspension;
    expect(Date.parse(answerBy) - Date.parse(at)).toBe(day);
    expect((await world.web.get(page)).text).toContain('chưa có giải trình');

    expect((await clerk.get(`/producer/batches/${batch}`)).text).toContain(t('suspension.not-explained'));
    const form = `/producer/batches/${batch}/explanation`;
    const fields = new FormData();
    fields.set('key', formIn((await clerk.get(form)).text)['key'] ?? '');
    fields.set('text', 'Ngắn');
    expect((await clerk.postForm(form, fields)).text).toContain('href="#f-text"');
    fields.set('text', 'Ngày thu hoạch ghi nhầm ở nhật ký, đã đối chiếu với sổ cân.');
    fields.set('files.new', new Blob([aPdf]), 'so-can.pdf');
    const sent = await clerk.postForm(form, fields);
    expect(sent.location).toBe(`/producer/batches/${batch}?done=explained`);

    expect((await world.web.get(page)).text).toContain('Cơ sở đã giải trình lúc');
    const desk = (await officer.get(`/department/batches/${batch}`)).text;
    expect(desk).toContain('đã đối chiếu với sổ cân');
    expect(desk).toContain('so-can.pdf');
    const again = await world.clerk.post(`/batches/${batch}/explanation`, {
      text: 'Thêm một lần nữa',
      files: [],
    });
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ by: 'thu-ky' });
  });

  it('takes from its producer alone an explanation with its own files', async () => {
    const { batch } = await approved();
    const said = { text: 'Đã kiểm tra lại toàn bộ kho.', files: [] };
    expect((await world.clerk.post(`/batches/${batch}/explanation`, said)).status).toBe(409);
    await world.officer.post(`/batches/${batch}/suspension`, { reason: 'Chờ kiểm nghiệm' });
    expect((await world.stranger.post(`/batches/${batch}/explanation`, said)).status).toBe(404);
    expect((await world.officer.post(`/batches/${batch}/explanation`, said)).status).toBe(403);
    const bad = await world.clerk.post(`/batches/${batch}/explanation`, {
      ...said,
      files: ['64b000000000000000000000'],
    });
    expect(bad.status).toBe(422);
    expect(pointersOf(bad)).toEqual(['/files/0']);
    const short = await world.clerk.post(`/batches/${batch}/explanation`, { text: 'Rồi', files: [] });
    expect(pointersOf(short)).toEqual(['/text']);
  });

  it('is taken down by another officer only, once its producer was heard or let the day go by', async () => {
    const { batch, page } = await approved();
    const takeDown = (who: typeof world.officer) =>
      who.post(`/batches/${batch}/taking-down`, { reason: 'Dữ liệu sai, không khắc phục' });
    expect((await takeDown(world.secondOfficer)).status).toBe(409);
    await world.officer.post(`/batches/${batch}/suspension`, { reason: 'Sai vùng trồng' });
    expect((await takeDown(world.officer)).status).toBe(403);
    expect((await takeDown(world.secondOfficer)).status).toBe(409);
    world.clock.advance(day + 1000);
    [officer, clerk] = [await enter('can-bo'), await enter('thu-ky')];
    const overdue = (await world.officer.get('/suspensions?state=overdue')).body as {
      items: { batch: { id: string } }[];
    };
    expect(overdue.items.map((one) => one.batch.id)).toContain(batch);
    expect((await officer.get('/department/suspensions?state=overdue')).text).toContain(batch);
    expect(
      (await world.clerk.post(`/batches/${batch}/explanation`, { text: 'Gửi muộn một ngày', files: [] }))
        .body,
    ).toMatchObject({ suspension: { state: 'answered', explanation: { isLate: true } } });

    const down = await takeDown(world.secondOfficer);
    expect(down.body).toMatchObject({ hold: 'withdrawn', suspension: { state: 'withdrawn' } });
    const { text } = await world.web.get(page);
    expect(text).toContain('<title>Đã gỡ thông tin');
    expect(text).toContain('Dữ liệu sai, không khắc phục');
    expect(text).not.toContain(t('public.fields-heading'));
    expect((await world.officer.post(`/batches/${batch}/restoration`, { reason: 'Nhầm' })).status).toBe(409);
  });
});

const content = {
  risk: 'pathogen',
  reason: 'Phát hiện Salmonella ở mẫu lưu.',
  danger: 'Có thể gây sốt, tiêu chảy trong ba ngày.',
  whatToDo: 'Không ăn, để riêng, mang trả nơi mua.',
  remedy: 'refund',
  howToReturn: 'Trả tại cửa hàng đã mua, không cần hóa đơn.',
  contact: { name: 'Phòng Kinh doanh', phone: '0296 3841 234' },
  channels: 'Chợ Tịnh Biên, cửa hàng hợp tác xã.',
};

describe('a recall with its notice', () => {
  it('is looked at first, published in the order of the register, revised, and closed with its report', async () => {
    const { batch, page } = await approved();
    expect((await officer.get(`/department/batches/${batch}`)).text).toContain(
      `/department/recalls/new?batch=${batch}`,
    );
    const form = `/department/recalls/new?batch=${batch}`;
    const typed = {
      ...formIn((await officer.get(form)).text),
      ...{ ...content, contact: '', batches: [batch], 'contact.name': 'Phòng Kinh doanh' },
    };
    const { contact: _none, ...blank } = typed as Record<string, string | string[]>;
    const refused = await officer.post(form, { ...blank, danger: '', intent: 'preview' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('href="#f-danger"');
    expect(refused.text).toContain('href="#f-contact.phone"');
    const filled = { ...blank, 'contact.phone': '0296 3841 234' };
    const preview = await officer.post(form, { ...filled, intent: 'preview' });
    expect([preview.status, preview.text.includes(t('recall.preview-lead'))]).toEqual([200, true]);
    expect((await world.web.get(page)).text).toContain('<title>Đã duyệt');

    const published = await officer.post(form, { ...filled, intent: 'publish' });
    expect(published.status).toBe(303);
    const number = /TH-[0-9A-F]{8}/.exec(published.location ?? '')?.[0] ?? '';
    const red = (await world.web.get(page)).text;
    expect(red).toContain('<title>Thu hồi');
    expect(red).toContain(`/vi/thu-hoi/${number}`);

    const notice = (await world.web.get(`/vi/thu-hoi/${number}`)).text;
    const order = ['goods', 'risk', 'what-to-do', 'remedy', 'contact'].map((part) =>
      part === 'goods'
        ? notice.indexOf(t('recall.lots'))
        : notice.indexOf(`>${t(`recall.${part as 'risk'}`)}<`),
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(Math.min(...order)).toBeGreaterThan(0);
    expect(notice).toContain('Salmonella');
    expect((await world.web.get(`/en/recalls/${number}`)).text).toContain('Disease-causing microbes');
    expect((await world.web.get('/vi/thu-hoi?q=salmon')).text).not.toContain(number);
    expect((await world.web.get(`/vi/thu-hoi?q=${number}`)).text).toContain(number);
    expect((await world.web.get('/vi/thu-hoi/TH-00000000')).status).toBe(404);

    const { uri } = (await world.clerk.get(`/batches/${batch}`)).body as { uri: string };
    const links = await world.web.get(`${new URL(uri).pathname}?linkType=linkset`, {
      Accept: 'application/linkset+json',
    });
    if (links.status === 200) expect(links.text).toContain(`/vi/thu-hoi/${number}`);

    const told = (await world.officer.get(`/recalls/${number}`)).body as { rev: number };
    const body = { ...content, batches: [batch], contact: { name: 'Tổ trực', phone: '0296 3999 999' } };
    const revised = await world.officer.put(`/recalls/${number}`, told.rev, body);
    expect(revised.status).toBe(200);
    expect((await world.officer.put(`/recalls/${number}`, told.rev, body)).status).toBe(409);
    expect((await world.web.get(`/vi/thu-hoi/${number}`)).text).toContain('0296 3999 999');

    const { rev } = revised.body as { rev: number };
    const closing = {
      found: { value: '100', unit: 'KGM' },
      returned: { value: '70', unit: 'KGM' },
      destroyed: { value: '40', unit: 'KGM' },
      measures: 'Tiêu hủy có biên bản, vệ sinh lò nấu.',
      responsible: 'Chau Sóc',
      closedOn: '2020-01-01',
    };
    const match = { 'If-Match': `"${rev}"` };
    const bad = await world.officer.post(`/recalls/${number}/closing`, closing, match);
    expect(pointersOf(bad).sort()).toEqual(['/closedOn', '/found/value']);
    const today = dateInVietnam(world.clock.now());
    const good = { ...closing, closedOn: today, destroyed: { value: '30000', unit: 'GRM' } };
    expect((await world.officer.post(`/recalls/${number}/closing`, good, match)).status).toBe(200);
    expect((await world.web.get(`/vi/thu-hoi/${number}`)).text).toContain(t('recall.closed'));
    expect((await world.web.get(page)).text).toContain('Việc thu hồi đã kết thúc');
    expect((await world.officer.post(`/recalls/${number}/closing`, good, match)).status).toBe(409);

    const desk = (await officer.get(`/department/recalls/${number}`)).text;
    for (const part of ['Tiêu hủy có biên bản', t('recall.holders')]) expect(desk).toContain(part);
    expect((await world.stranger.get(`/recalls/${number}`)).status).toBe(404);
    expect((await clerk.get(`/producer/batches/${batch}`)).text).toContain(`/recalls/${number}`);
  });

  it('gives its notice to what was recalled in haste, but never two, nor one about two products', async () => {
    const [first, second] = [await approved(), await approved()];
    await world.officer.post(`/batches/${first.batch}/recall`, { reason: 'Khẩn cấp' });
    expect((await officer.get(`/department/batches/${first.batch}`)).text).toContain(t('recall.missing'));
    const mixed = await world.officer.post('/recalls', { ...content, batches: [first.batch, second.batch] });
    expect([mixed.status, pointersOf(mixed)]).toEqual([422, ['/batches/1']]);
    const one = { ...content, batches: [first.batch] };
    expect((await world.clerk.post('/recalls', one)).status).toBe(403);
    const notice = await world.officer.post('/recalls', one);
    expect(notice.status).toBe(201);
    expect(pointersOf(await world.officer.post('/recalls', one))).toEqual(['/batches/0']);
    const { number } = notice.body as { number: string };
    const publicly = await world.anyone.get(`/recall-notices/${number}`);
    expect(publicly.body).toMatchObject({ number, closedOn: null, lots: [{ code: expect.anything() }] });
    const holders = (await world.officer.get(`/recalls/${number}/holders`)).body;
    expect(holders).toMatchObject({ isWhole: true, holders: [] });
  });
});

describe('the calendar', () => {
  it('ends batches and certificates once each, and keeps a log that leaders read', async () => {
    const expiresOn = addDays(dateInVietnam(world.clock.now()), 10);
    const ready = await recordsOf(world.clerk).readyBatch({ expiresOn });
    await submitAndApprove(world, ready);
    const { batch } = ready;
    const { uri } = (await world.clerk.get(`/batches/${batch}`)).body as { uri: string };
    const page = `/vi/nguon-goc${new URL(uri).pathname.replace(/^\/(?:01|t)\//, '/').replace('/10/', '/')}`;
    expect((await world.web.get(page)).text).toContain('<title>Đã duyệt');
    world.clock.advance(11 * day);
    await world.features.refresher.refreshDue();
    expect((await world.web.get(page)).text).toContain('<title>Hết hạn');

    const parts = { ledger: world.features.ledger, clock: world.clock };
    const jobs = [
      { name: 'batches-expire', run: batchExpiry(parts) },
      { name: 'certificates-expire', run: certificateExpiry(parts) },
      { name: 'broken', run: () => Promise.reject(new Error('đĩa đầy')) },
    ];
    const runs = world.features.jobRuns;
    const daily = () => dailyJobs({ ...world, log: silentLogger, jobs, runs });
    await Promise.all([daily().runDue(), daily().runDue()]);
    await daily().runDue();
    const log = (await world.leader.get('/job-runs?job=batches-expire')).body as {
      items: { count: number; state: string; process: string; records: { id: string }[] }[];
    };
    expect(log.items).toMatchObject([{ state: 'done' }]);
    expect(log.items[0]?.records.map(({ id }) => id)).toContain(batch);
    expect((await world.leader.get('/job-runs?job=broken')).body).toMatchObject({
      items: [{ state: 'failed', error: 'đĩa đầy' }],
    });
    expect((await world.officer.get('/job-runs')).status).toBe(403);
    const shown = (await (await enter('lanh-dao')).get('/department/jobs')).text;
    expect(shown).toContain(t('jobs.name-batches-expire'));
    expect(shown).toContain('đĩa đầy');
    const { entries } = (await world.clerk.get(`/history?kind=batch&id=${batch}`)).body as {
      entries: { action: string }[];
    };
    expect(entries.filter(({ action }) => action === 'batch.expire')).toHaveLength(1);
  });
});
