import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keepEmail } from '../../server/features/accounts/account-email.ts';
import { UserModel } from '../../server/features/accounts/user-model.ts';
import { LetterModel } from '../../server/features/notices/letter-model.ts';
import { letterSender } from '../../server/features/notices/letter-sender.ts';
import { MailboxModel } from '../../server/features/notices/mailbox-model.ts';
import { NoticeModel } from '../../server/features/notices/notice-model.ts';
import type { Role } from '../../server/domain/roles.ts';
import { CertificateModel } from '../../server/features/certificates/certificate-model.ts';
import { silentLogger } from '../../server/platform/logger.ts';
import { smtpRoad } from '../../server/platform/mail-road.ts';
import type { Notice, NoticePage, NoticeSettings } from '../../server/platform/contract-types.ts';
import { certificateContent, placeContent } from '../support/record-builders.ts';
import type { HttpClient } from '../support/http-client.ts';
import { waitingFor } from '../support/producer-records.ts';
import { pageVisitor } from '../support/page-visitor.ts';
import { startSmtpServer } from '../support/smtp-server.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const password = 'bốn từ rời rạc';
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

let world: World;
let post: Awaited<ReturnType<typeof startSmtpServer>>;
let people = 0;

beforeAll(async () => {
  post = await startSmtpServer();
  world = await startWorld({ mail: { road: smtpRoad(post.url), from: 'txng@example.vn' } });
}, 120_000);
afterAll(async () => {
  await world.close();
  await post.close();
});

/** Somebody who can sign in, and calls the API as themselves. */
async function somebody(role: Role, organisation: string | null = null, email?: string) {
  people += 1;
  const login = `nguoi.${people}`;
  const given = { login, name: `Người thứ ${people}`, roles: [role], organisation };
  const { users } = world.features.accounts;
  const { id } = await users.createWithPassword(given, password, { actor: world.administrator.actor });
  const client = world.as(role, organisation, given.name);
  const actor = { ...client.actor, id };
  const api = clientOf(actor);
  if (email !== undefined) await reachable(id, email);
  return { id, login, actor, ...api };
}

function clientOf(actor: object): HttpClient {
  const header = { 'X-Test-Actor': encodeURIComponent(JSON.stringify(actor)) };
  const { anyone } = world;
  const send: HttpClient['send'] = (method, path, body, headers) =>
    anyone.send(method, path, body, { ...header, ...headers });
  return {
    ...anyone,
    send,
    get: (path, headers) => send('GET', path, undefined, headers),
    post: (path, body = {}, headers) => send('POST', path, body, headers),
  };
}

async function reachable(user: string, email: string) {
  await keepEmail(user, email);
  await MailboxModel.updateOne({ _id: user }, { $set: { confirmed: email } }, { upsert: true });
}

const aClerk = (email?: string) => somebody('producer-clerk', world.cooperative.id, email);
const noticesOf = async (who: HttpClient, query = '') =>
  (await who.get(`/notices${query}`, { 'Accept-Language': 'vi' })).body as NoticePage;

async function submittedPlace(clerk: HttpClient, name = 'Ruộng Văn Giáo') {
  const { id } = (await clerk.post('/places', placeContent({ name }))).body as { id: string };
  const submitted = await clerk.post(`/places/${id}/submission`);
  expect(submitted.status).toBe(200);
  return { id, submission: await waitingFor(world.officer, id) };
}

async function returnedPlace(clerk: HttpClient, name?: string, pointer = '/geometry') {
  const place = await submittedPlace(clerk, name);
  const answer = await world.officer.post(`/submissions/${place.submission}/return`, {
    message: 'Vui lòng sửa vị trí.',
    notes: [{ pointer, text: 'Vị trí nằm ngoài tỉnh.' }],
  });
  expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
  return place;
}

const round = () => world.features.letterSender.round();
const mailsTo = (email: string) => post.mails.filter(({ to }) => to.includes(email));

describe('notices', () => {
  it('tell the producer of a return, and land at the very field', async () => {
    const [clerk, colleague, neighbour] = [
      await aClerk(),
      await somebody('producer-owner', world.cooperative.id),
      await somebody('producer-clerk', world.neighbour.id),
    ];
    const { id } = await returnedPlace(clerk, 'Ruộng sai vị trí');
    for (const reader of [clerk, colleague]) {
      const { items, unread } = await noticesOf(reader);
      expect(items[0]).toMatchObject({
        kind: 'returned',
        text: 'Địa điểm “Ruộng sai vị trí” được trả lại để sửa',
        href: `/producer/places/${id}/edit#f-geometry.latitude`,
        readAt: null,
        settledAt: null,
      });
      expect(unread).toBe(1);
    }
    expect((await noticesOf(neighbour)).items).toEqual([]);

    const browser = pageVisitor(world.root);
    await browser.post('/sign-in', { login: clerk.login, password });
    const list = await browser.get('/account/notices?state=unread');
    expect(list.text).toContain('Thông báo: 1 tin chưa đọc');
    const notice = (await noticesOf(clerk)).items[0]!;
    const opened = await browser.get(`/account/notices/${notice.id}`);
    expect([opened.status, opened.location]).toEqual([303, notice.href]);
    const form = await browser.get(opened.location!.replace(/#.*/, ''));
    expect(form.text).toContain('id="f-geometry.latitude"');
    expect(form.text).toContain('Thông báo: không có tin mới');
    expect((await noticesOf(colleague)).unread).toBe(1);
    expect((await neighbour.send('PUT', `/notices/${notice.id}/reading`)).status).toBe(404);
  });

  it('are written with the act or not at all, once an act, and never to whoever did it', async () => {
    const officer = await somebody('officer');
    const clerk = await aClerk();
    const { submission } = await submittedPlace(clerk, 'Ruộng một lần');
    const waiting = (await noticesOf(officer, '?kind=submission-waiting')).items;
    expect(waiting.filter(({ text }) => text.includes('Ruộng một lần'))).toMatchObject([
      { href: `/department/submissions/${submission}` },
    ]);
    const answers = await Promise.all(
      [world.officer, world.secondOfficer].map((one) => one.post(`/submissions/${submission}/approval`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await noticesOf(clerk, '?kind=approved')).toMatchObject({ items: [{ kind: 'approved' }] });
    const settled = (await noticesOf(officer, '?kind=submission-waiting')).items;
    expect(settled.find(({ text }) => text.includes('Ruộng một lần'))!.settledAt).not.toBeNull();
    expect(await NoticeModel.countDocuments({ user: clerk.id, kind: 'submission-waiting' })).toBe(0);
  });

  it('say of what was mended meanwhile that it is settled', async () => {
    const clerk = await aClerk();
    const { id } = await returnedPlace(clerk, 'Ruộng sửa rồi');
    expect((await noticesOf(clerk, '?state=unread')).unread).toBe(1);
    expect((await clerk.post(`/places/${id}/submission`)).status).toBe(200);
    const { items, unread } = await noticesOf(clerk);
    expect([items[0]!.settledAt === null, unread]).toEqual([false, 0]);
  });

  it('are shown while the reader acts for that organisation, in such a role', async () => {
    const clerk = await aClerk();
    await returnedPlace(clerk, 'Ruộng của người chuyển đi');
    const moved = clientOf({ ...clerk.actor, organisation: world.neighbour.id });
    expect(await noticesOf(moved)).toEqual({ items: [], unread: 0 });
    expect((await noticesOf(clientOf({ ...clerk.actor, roles: ['machine-client'] }))).items).toEqual([]);
  });

  it('come page by page, by kind and state, and are read one by one or all at once', async () => {
    const clerk = await aClerk();
    for (const name of ['Ruộng 1', 'Ruộng 2', 'Ruộng 3']) await returnedPlace(clerk, name);
    const first = await noticesOf(clerk, '?limit=2&kind=returned');
    const rest = await noticesOf(clerk, `?limit=2&kind=returned&after=${first.next}`);
    expect([first.items.length, rest.items.length, first.unread]).toEqual([2, 1, 3]);
    const one = (await clerk.send('PUT', `/notices/${first.items[0]!.id}/reading`)).body as Notice;
    const again = (await clerk.send('PUT', `/notices/${one.id}/reading`)).body as Notice;
    expect(again.readAt).toBe(one.readAt);
    expect((await noticesOf(clerk, '?state=unread')).items).toHaveLength(2);
    const browser = pageVisitor(world.root);
    await browser.post('/sign-in', { login: clerk.login, password });
    expect((await browser.post('/account/notices/reading')).location).toBe('/account/notices?done=read-all');
    expect((await noticesOf(clerk)).unread).toBe(0);
    expect((await clerk.get('/notices?kind=gossip')).body.faults[0].pointer).toBe('/kind');
    expect((await browser.get('/account/notices/nobody')).status).toBe(404);
  });

  it('tell by the calendar what ends soon and what is overdue, each once', async () => {
    const [clerk, officer] = [await aClerk(), await somebody('officer')];
    const { id } = (await clerk.post('/certificates', certificateContent({ number: 'VG-99' }))).body as {
      id: string;
    };
    const on = new Date(world.clock.now().getTime() + 40 * day).toISOString().slice(0, 10);
    const content = certificateContent({ number: 'VG-99', expiresOn: on });
    await CertificateModel.updateOne(
      { _id: id },
      { $set: { approved: { version: 1, at: world.clock.now(), by: 'x', content } } },
    );
    await submittedPlace(clerk, 'Ruộng để lâu');
    world.clock.advance(30 * day);
    for (const _ of [1, 2]) await world.features.tellByCalendar();
    const [ending] = (await noticesOf(clerk, '?kind=expiring')).items;
    expect(ending).toMatchObject({ href: `/producer/certificates/${id}` });
    expect(ending!.text).toContain(on.split('-').reverse().join('/'));
    const overdue = (await noticesOf(officer, '?kind=submission-overdue')).items;
    expect(overdue).toMatchObject([{ href: '/department/queue?due=overdue&order=age', settledAt: null }]);
    world.clock.advance(day);
    await world.features.tellByCalendar();
    const next = (await noticesOf(officer, '?kind=submission-overdue')).items;
    expect(next.map(({ settledAt }) => settledAt === null)).toEqual([true, false]);
  });
});

describe('mails', () => {
  it('put several notices of a few minutes into one, and never say a thing twice', async () => {
    const clerk = await aClerk('mot@example.vn');
    for (const name of ['Ruộng A', 'Ruộng B', 'Ruộng C']) await returnedPlace(clerk, name);
    await round();
    expect(mailsTo('mot@example.vn')).toEqual([]);
    world.clock.advance(4 * minute);
    await round();
    await round();
    const [mail, ...others] = mailsTo('mot@example.vn');
    expect(others).toEqual([]);
    expect(mail!.subject).toBe('3 thông báo mới');
    for (const name of ['Ruộng A', 'Ruộng B', 'Ruộng C'])
      expect(mail!.text).toContain(`“${name}” được trả lại`);
    const link = /https:\/\/txng\.example\.vn(\/account\/notices\/[0-9a-f]{24})/.exec(mail!.text)![1]!;
    const browser = pageVisitor(world.root);
    const asked = await browser.get(link);
    expect(asked.location).toBe(`/sign-in?next=${encodeURIComponent(link)}`);
    expect((await browser.post('/sign-in', { login: clerk.login, password, next: link })).location).toBe(
      link,
    );
    expect((await browser.get(link)).location).toContain('/edit#f-geometry.latitude');
  });

  it('hold for the morning what is wanted once a day, in the language that was chosen', async () => {
    const clerk = await aClerk('hai@example.vn');
    const chosen = await clerk.send('PUT', '/me/notice-settings', {
      language: 'en',
      timings: { returned: 'daily', approved: 'never' },
    });
    expect((chosen.body as NoticeSettings).timings).toMatchObject({ returned: 'daily', approved: 'never' });
    await returnedPlace(clerk, 'Ruộng ngày');
    const { submission } = await submittedPlace(clerk, 'Ruộng được duyệt');
    await world.officer.post(`/submissions/${submission}/approval`);
    world.clock.advance(5 * minute);
    const sentBefore = mailsTo('hai@example.vn').length;
    world.clock.advance(day);
    await round();
    expect(sentBefore).toBe(0);
    expect(mailsTo('hai@example.vn').map(({ subject }) => subject)).toEqual([
      'Place “Ruộng ngày” was returned to be mended',
    ]);
  });

  it('are not sent of what was read or mended before, and say what was settled on the way', async () => {
    const clerk = await aClerk('ba@example.vn');
    await returnedPlace(clerk, 'Ruộng đã đọc');
    await clerk.send('PUT', '/notices/reading');
    world.clock.advance(4 * minute);
    await round();
    expect(mailsTo('ba@example.vn')).toEqual([]);

    await returnedPlace(clerk, 'Ruộng còn đó');
    const { id } = await returnedPlace(clerk, 'Ruộng sửa giữa đường');
    world.clock.advance(4 * minute);
    post.be('busy');
    await round();
    await clerk.post(`/places/${id}/submission`);
    post.be('good');
    world.clock.advance(2 * minute);
    await round();
    const [mail] = mailsTo('ba@example.vn');
    expect(mail!.text).toContain('“Ruộng sửa giữa đường” được trả lại để sửa (đã giải quyết)');
    expect(mail!.subject).toBe('Địa điểm “Ruộng còn đó” được trả lại để sửa');
  });

  it('go out once where two processes are at it', async () => {
    const clerks = [];
    for (const at of [1, 2, 3, 4, 5]) clerks.push(await aClerk(`doi${at}@example.vn`));
    await returnedPlace(clerks[0]!, 'Ruộng hai tiến trình');
    world.clock.advance(4 * minute);
    await Promise.all([round(), anotherProcess().round(), round(), anotherProcess().round()]);
    for (const at of [1, 2, 3, 4, 5]) expect(mailsTo(`doi${at}@example.vn`)).toHaveLength(1);
  });

  it('keep their Message-ID where a process dies between sending and marking', async () => {
    const clerk = await aClerk('bon@example.vn');
    await returnedPlace(clerk, 'Ruộng gửi hai lần');
    world.clock.advance(4 * minute);
    const dying = { ...smtpRoad(post.url), send: smtpRoad(post.url).send };
    const dies = anotherProcess({
      async send(message) {
        await dying.send(message);
        await LetterModel.updateOne(
          { to: 'bon@example.vn' },
          { $set: { 'lease.owner': 'died' }, $inc: { fence: 1 } },
        );
      },
    });
    await dies.round();
    await round();
    expect(mailsTo('bon@example.vn')).toHaveLength(1);
    world.clock.advance(2 * minute);
    await round();
    const [one, other, ...more] = mailsTo('bon@example.vn');
    expect(more).toEqual([]);
    expect(other!.id).toBe(one!.id);
    expect(one!.id).toMatch(/^<[0-9a-f]{24}@txng\.example\.vn>$/);

    await returnedPlace(clerk, 'Ruộng đứt giữa chừng');
    world.clock.advance(4 * minute);
    post.be('dies-after-data');
    await round();
    post.be('good');
    world.clock.advance(2 * minute);
    await round();
    const ids = mailsTo('bon@example.vn')
      .slice(2)
      .map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
  });

  it('that fail are tried again, ever more rarely, and shown to the administrator', async () => {
    const administrator = await somebody('administrator');
    const clerk = await aClerk('nam@example.vn');
    await returnedPlace(clerk, 'Ruộng thư hỏng');
    world.clock.advance(4 * minute);
    post.be('busy');
    await round();
    await round();
    expect((await LetterModel.findOne({ to: 'nam@example.vn' }))!.tries).toBe(1);
    world.clock.advance(3 * day);
    await round();
    const troubles = await administrator.get('/mail-troubles');
    const mine = troubles.body.items.find(({ email }: { email: string }) => email === 'nam@example.vn');
    expect(mine).toMatchObject({ user: { id: clerk.id }, isLasting: true });
    expect(mine.reason).toContain('451');
    expect((await clerk.get('/mail-troubles')).status).toBe(403);
    const browser = pageVisitor(world.root);
    await browser.post('/sign-in', { login: administrator.login, password });
    expect((await browser.get('/department/mail-troubles')).text).toContain('nam@example.vn');

    post.be('refuses');
    world.clock.advance(day);
    await round();
    expect(await LetterModel.findOne({ to: 'nam@example.vn' })).toMatchObject({ state: 'failed' });
    post.be('good');
    await returnedPlace(clerk, 'Ruộng thư thông');
    world.clock.advance(4 * minute);
    await round();
    const after = await administrator.get('/mail-troubles');
    expect(after.text).not.toContain('nam@example.vn');
  });

  it('go to an address only after it has answered, within an hour, and to nobody else', async () => {
    const clerk = await aClerk();
    const browser = pageVisitor(world.root);
    await browser.post('/sign-in', { login: clerk.login, password });
    const wrong = await browser.post('/account/email', { email: 'không phải thư' });
    expect([wrong.status, wrong.text.includes('f-email')]).toEqual([422, true]);
    expect((await clerk.send('PUT', '/me/email', { email: 'x' })).body.faults[0].pointer).toBe('/email');

    expect((await browser.post('/account/email', { email: 'sau@example.vn' })).status).toBe(303);
    await returnedPlace(clerk, 'Ruộng chưa xác nhận');
    world.clock.advance(4 * minute);
    await round();
    const [asked, ...more] = mailsTo('sau@example.vn');
    expect(more).toEqual([]);
    const token = /confirm\?token=([\w-]+)/.exec(asked!.text)![1]!;
    const stranger = await aClerk();
    expect((await stranger.post('/me/email/confirmation', { token })).body.faults[0].pointer).toBe('/token');
    expect((await browser.get(`/account/email/confirm?token=${token}`)).text).toContain('sau@example.vn');
    expect((await clerk.get('/me/notice-settings')).body).toMatchObject({ isConfirmed: false });
    const confirmed = await browser.post('/account/email/confirm', { token });
    expect(confirmed.location).toBe('/account?done=email');
    expect((await UserModel.findById(clerk.id))!.email).toBe('sau@example.vn');
    expect((await browser.post('/account/email/confirm', { token })).status).toBe(422);

    await clerk.send('PUT', '/me/email', { email: 'bay@example.vn' });
    await round();
    const late = /confirm\?token=([\w-]+)/.exec(mailsTo('bay@example.vn')[0]!.text)![1]!;
    world.clock.advance(hour + minute);
    expect((await clerk.post('/me/email/confirmation', { token: late })).status).toBe(422);
    expect((await clerk.get('/me/notice-settings')).body).toMatchObject({
      email: 'sau@example.vn',
      isConfirmed: true,
      pending: null,
    });
  });

  it('are chosen with known words alone', async () => {
    const clerk = await aClerk();
    const bad = await clerk.send('PUT', '/me/notice-settings', {
      language: 'fr',
      timings: { returned: 'hourly' },
    });
    expect(bad.status).toBe(422);
    expect(bad.body.faults.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      '/language',
      '/timings/returned',
    ]);
    const browser = pageVisitor(world.root);
    await browser.post('/sign-in', { login: clerk.login, password });
    const page = await browser.post('/account/notices/settings', {
      language: 'vi',
      'timings.returned': 'hourly',
    });
    expect([page.status, page.text.includes('href="#f-timings.returned"')]).toEqual([422, true]);
    const saved = await browser.post('/account/notices/settings', {
      language: 'vi',
      'timings.returned': 'never',
    });
    expect(saved.location).toBe('/account/notices/settings?done=saved');
    for (const at of [1, 2, 3]) await clerk.send('PUT', '/me/email', { email: `thu${at}@example.vn` });
    expect((await clerk.send('PUT', '/me/email', { email: 'thu4@example.vn' })).status).toBe(422);
  });
});

function anotherProcess(road = smtpRoad(post.url)) {
  return letterSender({
    clock: world.clock,
    log: silentLogger,
    publicOrigin: world.publicOrigin,
    mail: { road, from: 'txng@example.vn' },
    neighbours: {
      async addressees(ids) {
        const users = await UserModel.find({ _id: { $in: [...ids] } });
        return users.map(({ _id, name, email, roles, organisation }) => ({
          ...{ id: String(_id), name, email, roles },
          organisation: organisation && String(organisation),
        }));
      },
    },
    tokenOf: () => null,
  });
}
