import { createHmac, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import jwt from 'jsonwebtoken';
import { generateSync } from 'otplib';
import { networkOf } from '../../server/features/accounts/sign-in-brake.ts';
import { UserModel } from '../../server/features/accounts/user-model.ts';
import type { Role } from '../../server/domain/roles.ts';
import { AuditEntryModel } from '../../server/ledger/audit-entry-model.ts';
import { httpClient } from '../support/http-client.ts';
import { pageVisitor } from '../support/page-visitor.ts';
import { publicOrigin, startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const password = 'bốn từ rời rạc';
const minute = 60_000;
const hour = 60 * minute;
const sessionCookie = '__Host-session';
const tokenSecret = randomBytes(32).toString('base64url');
let world: World;
let people = 0;

/** An account with a password of its own, as trial mode makes them. */
async function somebody(role: Role, organisation: string | null = null) {
  people += 1;
  const login = `${role}.${people}`;
  const by = { actor: world.administrator.actor };
  const given = { login, name: `Người thứ ${people}`, roles: [role], organisation };
  const { id } = await world.features.accounts.users.createWithPassword(given, password, by);
  return { id, login };
}

const aClerk = () => somebody('producer-clerk', world.cooperative.id);

let networks = 0;
const ownNetwork = () => ({
  'X-Forwarded-For': `10.1.${Math.floor((networks += 1) / 250)}.${networks % 250}`,
});
const visitor = (headers = ownNetwork()) => pageVisitor(world.root, headers);
const program = (headers: Record<string, string> = ownNetwork()) =>
  httpClient(`${world.root}/api/v1`, headers);
const bearing = (token: string) => program({ Authorization: `Bearer ${token}` });

async function signedIn(login: string) {
  const browser = visitor();
  const answer = await browser.post('/sign-in', { login, password });
  expect([answer.status, browser.cookies.has(sessionCookie)]).toEqual([303, true]);
  return browser;
}

async function tokensOf(login: string) {
  const { status, body } = await program().post('/tokens', { login, password });
  expect(status).toBe(200);
  return body as { accessToken: string; refreshToken: string };
}

const actionsOn = async (id: string) =>
  (await AuditEntryModel.find({ 'subject.kind': 'user', 'subject.id': id }).sort({ _id: 1 }).lean()).map(
    ({ action }) => action,
  );

describe('accounts', () => {
  beforeAll(async () => {
    world = await startWorld({ trustProxy: ['loopback'], tokenSecrets: [tokenSecret] });
  });
  afterAll(() => world.close());

  describe('signing in on a page', () => {
    it('gives a cookie bound to this host, hidden from scripts, and never the one that was brought along', async () => {
      const { login } = await aClerk();
      const planted = 'x'.repeat(43);
      const browser = visitor();
      browser.cookies.set(sessionCookie, planted);
      const answer = await browser.post('/sign-in', { login: login.toUpperCase(), password });
      const [cookie = ''] = answer.headers.getSetCookie();
      expect(cookie).toMatch(/^__Host-session=[\w-]{43};.* Path=\/;.*HttpOnly; Secure; SameSite=Lax$/);
      expect(answer.headers.getSetCookie()).toHaveLength(1);
      expect(browser.cookies.get(sessionCookie)).not.toBe(planted);
      expect((await browser.get('/account')).text).toContain(login);
    });

    it('voids the session it replaces', async () => {
      const { login } = await aClerk();
      const browser = await signedIn(login);
      const old = visitor();
      old.cookies.set(sessionCookie, browser.cookies.get(sessionCookie)!);
      await browser.post('/sign-in', { login, password });
      expect((await old.get('/account')).location).toBe('/sign-in?next=%2Faccount');
      expect((await browser.get('/account')).status).toBe(200);
    });

    it('ends with signing out, at once', async () => {
      const { id, login } = await aClerk();
      const browser = await signedIn(login);
      const copy = visitor();
      copy.cookies.set(sessionCookie, browser.cookies.get(sessionCookie)!);
      expect((await browser.post('/sign-out')).location).toBe('/sign-in?done=signed-out');
      expect((await copy.get('/account')).location).toBe('/sign-in?next=%2Faccount');
      expect(await actionsOn(id)).toEqual(['user.create', 'user.sign-in', 'user.sign-out']);
    });

    it('keeps signed-in pages out of every cache', async () => {
      const { login } = await aClerk();
      const browser = await signedIn(login);
      expect((await browser.get('/account')).headers.get('Cache-Control')).toBe('no-store');
    });

    it('ends after an idle hour and after twelve hours for the department', async () => {
      const { login } = await somebody('officer');
      const idle = await signedIn(login);
      const busy = await signedIn(login);
      for (let at = 0; at < 12 * hour; at += 50 * minute) {
        expect((await busy.get('/account')).status).toBe(200);
        world.clock.advance(50 * minute);
      }
      expect((await idle.get('/account')).status).toBe(303);
      expect((await busy.get('/account')).status).toBe(303);
    });

    it('lasts a month for producers who come twice a day', async () => {
      const { login } = await aClerk();
      const browser = await signedIn(login);
      for (let day = 0; day < 60; day += 1) {
        expect((await browser.get('/account')).status).toBe(200);
        world.clock.advance(11.9 * hour);
      }
      world.clock.advance(11 * hour);
      expect((await browser.get('/account')).status).toBe(303);
    });

    it('shows the form again with what was typed, but for the password', async () => {
      const { login } = await aClerk();
      const answer = await visitor().post('/sign-in', { login, password: 'không phải thế này' });
      expect(answer.status).toBe(401);
      expect(answer.text).toContain(`value="${login}"`);
      expect(answer.text).not.toContain('không phải thế này');
    });

    it.each([
      ['/department/users?q=lan', '/department/users?q=lan'],
      ['/account', '/account'],
      ['//evil.example', 'home'],
      ['/\\evil.example', 'home'],
      ['https://evil.example', 'home'],
      ['/account/../../evil', 'home'],
      ['/accounting', 'home'],
      ['/account\r\nSet-Cookie: a=b', 'home'],
      ['', 'home'],
    ])('goes on to our own pages only: next=%j', async (next, expected) => {
      const { login } = await aClerk();
      const { location } = await visitor().post('/sign-in', { login, password, next });
      if (expected === 'home') expect(location).toMatch(/^\/(producer|account)$/);
      else expect(location).toBe(expected);
      expect(new URL(location!, publicOrigin).origin).toBe(publicOrigin);
    });
  });

  describe('guessing', () => {
    it('is slowed for one account from one address, while its other addresses are served', async () => {
      const { login } = await aClerk();
      const guesser = program({ 'X-Forwarded-For': '203.0.113.7' });
      const statuses: number[] = [];
      for (let n = 0; n < 10; n += 1) {
        statuses.push((await guesser.post('/tokens', { login, password: `sai lần ${n}` })).status);
      }
      expect(statuses).toEqual([...Array<number>(8).fill(401), 429, 429]);
      const slowed = await guesser.post('/tokens', { login, password });
      expect(slowed.status).toBe(429);
      expect(Number(slowed.headers.get('Retry-After'))).toBeGreaterThan(200);
      await tokensOf(login);
    });

    it('cannot pass the brake by many tries at once', async () => {
      const { login } = await aClerk();
      const guesser = program({ 'X-Forwarded-For': '203.0.113.8' });
      const tries = Array.from({ length: 20 }, (_, n) =>
        guesser.post('/tokens', { login, password: `sai ${n}` }),
      );
      const statuses = (await Promise.all(tries)).map(({ status }) => status);
      expect(statuses.filter((status) => status === 401)).toHaveLength(8);
    });

    it('counts the addresses of one IPv6 subscriber as one', () => {
      expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe(networkOf('2001:db8:1:2::9'));
      expect(networkOf('2001:db8:1:2::9')).not.toBe(networkOf('2001:db8:1:3::9'));
      expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1');
    });

    it('learns nothing from the answer: unknown, disabled and wrong are told alike', async () => {
      const known = await aClerk();
      const closed = await aClerk();
      await world.administrator.post(`/users/${closed.id}/disable`);
      const tries = [
        { login: known.login, password: 'sai mật khẩu' },
        { login: closed.login, password },
        { login: 'khong.ai.ca', password },
      ];
      const answers = [];
      for (const given of tries) answers.push(await program().post('/tokens', given));
      const told = answers.map(({ status, body }) => ({ status, ...body, instance: undefined }));
      expect(told[0]).toMatchObject({ status: 401, type: '/problems/unauthenticated' });
      expect(told[1]).toEqual(told[0]);
      expect(told[2]).toEqual(told[0]);
    });

    it('leaves entries without a secret in the audit log', async () => {
      const { id, login } = await aClerk();
      await program().post('/tokens', { login, password: 'sai mật khẩu' });
      expect(await actionsOn(id)).toEqual(['user.create', 'user.sign-in-failed']);
      const entries = JSON.stringify(await AuditEntryModel.find({}).lean());
      expect(entries).not.toContain('sai mật khẩu');
      expect(entries).not.toContain('argon2');
    });
  });

  describe('requests forged by other sites', () => {
    const forged: [string, Record<string, string>, number][] = [
      ['from another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
      ['from a sibling under one domain', { 'Sec-Fetch-Site': 'same-site' }, 403],
      [
        'cross-site with our own origin written in',
        { 'Sec-Fetch-Site': 'cross-site', Origin: publicOrigin },
        403,
      ],
      ['from another origin, by an old browser', { Origin: 'https://evil.example' }, 403],
      ['from the origin "null"', { Origin: 'null' }, 403],
      ['without any sign of where they come from', {}, 403],
      ['from our own pages', { 'Sec-Fetch-Site': 'same-origin' }, 303],
      ['from our own origin, by an old browser', { Origin: publicOrigin }, 303],
    ];
    it.each(forged)('%s', async (_, headers, expected) => {
      const { login } = await aClerk();
      const browser = await signedIn(login);
      expect((await browser.post('/sign-out', {}, headers)).status).toBe(expected);
      expect((await browser.get('/account')).status).toBe(expected === 403 ? 200 : 303);
    });

    it('are not answered by the API either: it never reads a cookie', async () => {
      const { login } = await aClerk();
      const browser = await signedIn(login);
      const cookie = `${sessionCookie}=${browser.cookies.get(sessionCookie)!}`;
      expect((await program({ Cookie: cookie }).get('/me')).status).toBe(401);
    });
  });

  describe('an administrator', () => {
    it('opens an account whose one-time password is shown once and must be changed first', async () => {
      const made = await world.administrator.post('/users', {
        login: 'Lan.Pham',
        name: 'Phạm Thị Lan',
        roles: ['producer-clerk'],
        organisation: world.cooperative.id,
      });
      expect(made.status).toBe(201);
      const { id, oneTimePassword, organisation } = made.body;
      expect(organisation).toEqual(world.cooperative);
      expect((await world.administrator.get(`/users/${id}`)).body).not.toHaveProperty('oneTimePassword');

      const browser = visitor();
      const first = await browser.post('/sign-in', { login: 'lan.pham', password: oneTimePassword });
      expect(first.location).toBe('/account/password');
      expect((await browser.get('/account')).location).toBe('/account/password');
      const page = await browser.get('/account/password');
      expect(page.text).toContain('lần đăng nhập đầu tiên');

      const change = { current: oneTimePassword, next: password, again: password };
      expect((await browser.post('/account/password', change)).location).toBe('/account?done=password');
      expect((await browser.get('/account?done=password')).text).toContain('Đã đổi mật khẩu.');
      expect(
        (await visitor().post('/sign-in', { login: 'lan.pham', password: oneTimePassword })).status,
      ).toBe(401);
    });

    it('opens one account when the same request comes twice, and shows its password once', async () => {
      const given = { login: 'mot.lan', name: 'Một Lần', roles: ['inspector'] };
      const key = { 'Idempotency-Key': 'account-1' };
      const first = await world.administrator.post('/users', given, key);
      const second = await world.administrator.post('/users', given, key);
      expect([first.status, second.status, second.body.id]).toEqual([201, 201, first.body.id]);
      expect(first.body.oneTimePassword).toMatch(/^[\w-]{19}$/);
      expect(second.body).not.toHaveProperty('oneTimePassword');
    });

    it('cannot be somebody else: producers and officers open no accounts', async () => {
      const given = { login: 'len.lut', name: 'Lén Lút', roles: ['administrator'] };
      for (const person of [world.clerk, world.owner, world.officer, world.leader]) {
        expect((await person.post('/users', given)).status).toBe(403);
        expect((await person.get('/users')).status).toBe(403);
      }
      expect((await world.anyone.post('/users', given)).status).toBe(401);
    });

    const faulty: [string, object, string][] = [
      ['a clerk without an organisation', { roles: ['producer-clerk'] }, '/organisation'],
      ['an officer with one', { roles: ['officer'], organisation: 'own' }, '/organisation'],
      ['both sides in one account', { roles: ['officer', 'producer-owner'], organisation: 'own' }, '/roles'],
      [
        'an organisation that is not there',
        { roles: ['mark-manager'], organisation: 'f'.repeat(24) },
        '/organisation',
      ],
      ['a login with accents', { login: 'lân', roles: ['officer'] }, '/login'],
      ['an e-mail that is none', { email: 'lan', roles: ['officer'] }, '/email'],
      ['no role', { roles: [] }, '/roles'],
      ['a role that is not there', { roles: ['king'] }, '/roles/0'],
      ['a field of its own', { roles: ['officer'], passwordHash: 'x' }, '/passwordHash'],
    ];
    it.each(faulty)('is told the field: %s', async (_, given, pointer) => {
      const own = (given as { organisation?: string }).organisation === 'own';
      const { status, body } = await world.administrator.post('/users', {
        login: 'nguoi.moi',
        name: 'Người Mới',
        ...given,
        ...(own && { organisation: world.cooperative.id }),
      });
      expect(status).toBe(422);
      expect(body.faults.map((fault: { pointer: string }) => fault.pointer)).toEqual([pointer]);
    });

    it('is told that a login is taken', async () => {
      const { login } = await aClerk();
      const again = await world.administrator.post('/users', { login, name: 'Trùng', roles: ['officer'] });
      expect([again.status, again.body.faults[0].pointer]).toEqual([422, '/login']);
    });

    it('closes an account at once: pages, tokens and refresh tokens', async () => {
      const { id, login } = await aClerk();
      const browser = await signedIn(login);
      const { accessToken, refreshToken } = await tokensOf(login);
      expect((await world.administrator.post(`/users/${id}/disable`)).body.disabled).toBe(true);
      expect((await browser.get('/account')).location).toBe('/sign-in?next=%2Faccount');
      expect((await bearing(accessToken).get('/me')).status).toBe(401);
      expect((await program().post('/tokens/refresh', { refreshToken })).status).toBe(401);
      await world.administrator.post(`/users/${id}/enable`);
      expect((await bearing(accessToken).get('/me')).status).toBe(401);
      await tokensOf(login);
    });

    it('takes a role away at once', async () => {
      const { id, login } = await somebody('administrator');
      const { accessToken } = await tokensOf(login);
      const browser = await signedIn(login);
      expect((await bearing(accessToken).get('/users')).status).toBe(200);
      expect((await browser.get('/department/users')).status).toBe(200);
      const { rev, name } = (await world.administrator.get(`/users/${id}`)).body;
      await world.administrator.put(`/users/${id}`, rev, { name, roles: ['leader'] });
      expect((await bearing(accessToken).get('/users')).status).toBe(401);
      expect((await browser.get('/department/users')).status).toBe(303);
      expect((await (await signedIn(login)).get('/department/users')).status).toBe(403);
    });

    it('keeps sessions alive when only a name changes', async () => {
      const { id, login } = await aClerk();
      const browser = await signedIn(login);
      const { rev, roles, organisation } = (await world.administrator.get(`/users/${id}`)).body;
      const content = { name: 'Tên Mới', roles, organisation: organisation.id };
      expect((await world.administrator.put(`/users/${id}`, rev, content)).status).toBe(200);
      expect((await browser.get('/account')).text).toContain('Tên Mới');
      const stale = await world.administrator.put(`/users/${id}`, rev, content);
      expect([stale.status, stale.body.yours, stale.body.current]).toEqual([409, rev, Number(rev) + 1]);
    });

    it('resets a password: the old one, sessions and tokens end; the new one lives three days', async () => {
      const { id, login } = await aClerk();
      const browser = await signedIn(login);
      const { body } = await world.administrator.post(`/users/${id}/password-reset`);
      expect((await browser.get('/account')).status).toBe(303);
      expect((await program().post('/tokens', { login, password })).status).toBe(401);
      world.clock.advance(73 * hour);
      const late = await program().post('/tokens', { login, password: body.oneTimePassword });
      expect([late.status, late.body.title]).toEqual([
        401,
        'Mật khẩu dùng một lần này đã hết hạn. Vui lòng xin quản trị viên cấp lại.',
      ]);
    });

    it('can neither close nor demote the own account', async () => {
      const { id, login } = await somebody('administrator');
      const self = bearing((await tokensOf(login)).accessToken);
      expect((await self.post(`/users/${id}/disable`)).status).toBe(409);
      const { rev, name } = (await self.get(`/users/${id}`)).body;
      const demoted = await self.put(`/users/${id}`, rev, { name, roles: ['leader'] });
      expect([demoted.status, demoted.body.faults[0].pointer]).toEqual([422, '/roles']);
    });

    it('finds accounts by words without accents, page by page', async () => {
      for (const name of ['Huỳnh Thị Đào', 'Huỳnh Văn Đước', 'Huỳnh Đại']) {
        const login = `huynh.${(people += 1)}`;
        await world.administrator.post('/users', { login, name, roles: ['inspector'] });
      }
      const first = await world.administrator.get('/users?q=huynh&limit=2');
      expect(first.body.items.map(({ name }: { name: string }) => name)).toEqual([
        'Huỳnh Đại',
        'Huỳnh Văn Đước',
      ]);
      const second = await world.administrator.get(`/users?q=huynh&limit=2&after=${first.body.next}`);
      expect(second.body.items.map(({ name }: { name: string }) => name)).toEqual(['Huỳnh Thị Đào']);
      expect(second.body).not.toHaveProperty('next');
      expect((await world.administrator.get('/users?q=%28a%2B%29%2B%24')).status).toBe(200);
    });

    it('does all of it on pages as well', async () => {
      const { login } = await somebody('administrator');
      const browser = await signedIn(login);
      const form = await browser.get('/department/users/new');
      const requestKey = /name="requestKey" value="([^"]+)"/.exec(form.text)![1]!;
      const given = { requestKey, login: 'tren.trang', name: 'Trên Trang', roles: 'producer-owner' };

      const refused = await browser.post('/department/users', given);
      expect(refused.status).toBe(422);
      expect(refused.text).toContain('href="#f-organisation"');
      expect(refused.text).toContain('value="Trên Trang"');

      const complete = { ...given, organisation: world.cooperative.id };
      const made = await browser.post('/department/users', complete);
      expect(made.status).toBe(201);
      expect(made.text).toMatch(/<span class="code">[0-9a-z-]{19}<\/span>/);
      expect(made.headers.get('Cache-Control')).toBe('no-store');
      expect((await browser.post('/department/users', complete)).text).toContain('đã hiện trước đó');

      const list = await browser.get('/department/users?q=tren.trang');
      const [, id] = /href="\/department\/users\/([0-9a-f]{24})"/.exec(list.text)!;
      const page = await browser.get(`/department/users/${id}`);
      const [, rev] = /name="rev" value="(\d+)"/.exec(page.text)!;
      const edit = { rev: rev!, name: 'Đổi Tên', roles: ['inspector', 'leader'], organisation: '' };
      expect((await browser.post(`/department/users/${id}`, edit)).location).toBe(
        `/department/users/${id}?done=saved`,
      );
      expect((await browser.post(`/department/users/${id}`, edit)).status).toBe(409);
      expect((await browser.post(`/department/users/${id}/disable`)).status).toBe(303);
      expect((await browser.get(`/department/users/${id}?done=disable`)).text).toContain('Đã khóa');
      expect((await browser.post(`/department/users/${id}/enable`)).status).toBe(303);
      expect((await browser.post(`/department/users/${id}/password-reset`)).text).toContain('class="code"');
      expect((await browser.post(`/department/users/${id}/explode`)).status).toBe(404);
    });
  });

  describe('a change of password', () => {
    it('ends every other session and token, and keeps the own', async () => {
      const { id, login } = await aClerk();
      const [here, elsewhere] = [await signedIn(login), await signedIn(login)];
      const { accessToken } = await tokensOf(login);
      const next = 'năm từ khác hẳn nhau';
      await here.post('/account/password', { current: password, next, again: next });
      expect((await here.get('/account')).status).toBe(200);
      expect((await elsewhere.get('/account')).status).toBe(303);
      expect((await bearing(accessToken).get('/me')).status).toBe(401);
      expect(await actionsOn(id)).toContain('user.password-changed');
    });

    const refused: [string, { current?: string; next: string }, string][] = [
      ['a common one', { next: 'matkhau123' }, '/next'],
      ['one with the name of the service', { next: 'NguonGoc2026' }, '/next'],
      ['a short one', { next: 'bảychữ1' }, '/next'],
      ['the old one', { next: password }, '/next'],
      ['a wrong present one', { current: 'không phải', next: 'năm từ khác hẳn nhau' }, '/current'],
    ];
    it.each(refused)('refuses %s and names the field', async (_, given, pointer) => {
      const { accessToken } = await tokensOf((await aClerk()).login);
      const body = { current: password, ...given };
      const answer = await bearing(accessToken).send('PUT', '/me/password', body);
      expect([answer.status, answer.body.faults.length, answer.body.faults[0].pointer]).toEqual([
        422,
        1,
        pointer,
      ]);
    });

    it('refuses two that differ, on the page', async () => {
      const browser = await signedIn((await aClerk()).login);
      const fields = { current: password, next: 'năm từ khác hẳn nhau', again: 'năm từ khác nhau' };
      const answer = await browser.post('/account/password', fields);
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('href="#f-again"');
    });

    it('is all that a program with a one-time password may do', async () => {
      const { body } = await world.administrator.post('/users', {
        login: 'may.ket.noi',
        name: 'Máy kết nối',
        roles: ['machine-client'],
        organisation: world.cooperative.id,
      });
      const given = { login: 'may.ket.noi', password: body.oneTimePassword };
      const { accessToken } = (await program().post('/tokens', given)).body;
      expect((await bearing(accessToken).get('/products')).status).toBe(403);
      expect((await bearing(accessToken).get('/me')).body.pending).toBe('password');
      const change = { current: body.oneTimePassword, next: password };
      expect((await bearing(accessToken).send('PUT', '/me/password', change)).status).toBe(204);
      expect((await bearing(accessToken).get('/products')).status).toBe(200);
    });
  });

  describe('an access token', () => {
    it('says who calls, for ten minutes', async () => {
      const { id, login } = await aClerk();
      const { accessToken } = await tokensOf(login);
      const me = await bearing(accessToken).get('/me');
      expect(me.body).toMatchObject({ id, login, organisation: world.cooperative.id, pending: null });
      world.clock.advance(10 * minute + 1000);
      expect((await bearing(accessToken).get('/me')).status).toBe(401);
    });

    it('is void once its owner signs out', async () => {
      const { accessToken, refreshToken } = await tokensOf((await aClerk()).login);
      expect((await bearing(accessToken).delete('/tokens')).status).toBe(204);
      expect((await bearing(accessToken).get('/me')).status).toBe(401);
      expect((await program().post('/tokens/refresh', { refreshToken })).status).toBe(401);
    });

    it('is not what anybody else made of it', async () => {
      const { id, login } = await aClerk();
      const { accessToken, refreshToken } = await tokensOf(login);
      const { header, payload } = jwt.decode(accessToken, { complete: true })!;
      const claims = payload as jwt.JwtPayload & { fam: string };
      const key = Buffer.from(tokenSecret, 'base64url');
      const forge = (
        change: object,
        { algorithm, kid, secret }: { algorithm?: jwt.Algorithm; kid?: string; secret?: Buffer } = {},
      ) =>
        jwt.sign({ ...claims, ...change }, secret ?? key, {
          algorithm: algorithm ?? 'HS256',
          keyid: kid ?? header.kid ?? '',
        });
      const part = (data: object) => Buffer.from(JSON.stringify(data)).toString('base64url');
      const [head = '', body = '', signature = ''] = accessToken.split('.');
      const now = Math.floor(world.clock.now().getTime() / 1000);
      const { exp: _exp, ...endless } = claims;

      const corpus: Record<string, string> = {
        unsigned: `${part({ alg: 'none', typ: 'JWT', kid: header.kid })}.${body}.`,
        'unsigned, in capitals': `${part({ alg: 'NONE', kid: header.kid })}.${body}.`,
        'signature left out': `${head}.${body}.`,
        'another algorithm': forge({}, { algorithm: 'HS512' }),
        'another audience': forge({ aud: 'https://elsewhere.example' }),
        'another issuer': forge({ iss: 'https://elsewhere.example' }),
        'another kind': forge({ typ: 'refresh' }),
        'no kind': forge({ typ: undefined }),
        outworn: forge({ iat: now - 1200, exp: now - 600 }),
        'made to last': forge({ iat: now - 1200, exp: now + 10 ** 7 }),
        endless: jwt.sign(endless, key, { algorithm: 'HS256', header: { alg: 'HS256', kid: header.kid } }),
        'a foreign key': forge({}, { secret: Buffer.alloc(32, 7) }),
        'an unknown key id': forge({}, { kid: 'unknown' }),
        'a path for a key id': forge({}, { kid: '../../dev/null' }),
        'no key id': jwt.sign(claims, key, { algorithm: 'HS256' }),
        'another subject': forge({ sub: 'a'.repeat(24) }),
        'a family that is none': forge({ fam: 'x' }),
        'a family that is a query': forge({ fam: { $ne: '' } }),
        'tampered claims': `${head}.${part({ ...claims, sub: 'a'.repeat(24) })}.${signature}`,
        'a refresh token': refreshToken,
        'signed by hand with an empty key': `${head}.${body}.${createHmac('sha256', '').update(`${head}.${body}`).digest('base64url')}`,
        nothing: 'x',
      };
      for (const [name, token] of Object.entries(corpus)) {
        expect([name, (await bearing(token).get('/me')).status]).toEqual([name, 401]);
      }
      expect((await bearing(forge({})).get('/me')).body.id).toBe(id);
    });
  });

  describe('a refresh token', () => {
    const refresh = (refreshToken: string) => program().post('/tokens/refresh', { refreshToken });

    it('is exchanged for the next one', async () => {
      const first = await tokensOf((await aClerk()).login);
      const second = await refresh(first.refreshToken);
      expect(second.status).toBe(200);
      expect(second.body.refreshToken).not.toBe(first.refreshToken);
      expect((await bearing(second.body.accessToken).get('/me')).status).toBe(200);
      expect((await refresh(second.body.refreshToken)).status).toBe(200);
    });

    it('gives the same successor again when the answer was lost', async () => {
      const first = await tokensOf((await aClerk()).login);
      const answers = await Promise.all([1, 2, 3].map(() => refresh(first.refreshToken)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(new Set(answers.map(({ body }) => body.refreshToken as string)).size).toBe(1);
    });

    it('ends its whole chain when it is used twice, and says so in the audit log', async () => {
      const { id, login } = await aClerk();
      const first = await tokensOf(login);
      const second = await refresh(first.refreshToken);
      world.clock.advance(11_000);
      expect((await refresh(first.refreshToken)).status).toBe(401);
      expect((await refresh(second.body.refreshToken)).status).toBe(401);
      expect((await bearing(second.body.accessToken).get('/me')).status).toBe(401);
      expect(await actionsOn(id)).toContain('user.refresh-token-reused');
    });

    it('ends its chain when an older link turns up within the ten seconds', async () => {
      const first = await tokensOf((await aClerk()).login);
      const second = await refresh(first.refreshToken);
      const third = await refresh(second.body.refreshToken);
      expect((await refresh(first.refreshToken)).status).toBe(401);
      expect((await refresh(third.body.refreshToken)).status).toBe(401);
    });

    it('is nothing that can be made up', async () => {
      const { accessToken } = await tokensOf((await aClerk()).login);
      for (const made of ['x', '.', 'a.b', accessToken.slice(0, 200)])
        expect((await refresh(made)).status).toBe(401);
      expect((await program().post('/tokens/refresh', { refreshToken: { $ne: '' } })).status).toBe(422);
    });
  });
});

describe('the second factor', () => {
  beforeAll(async () => {
    world = await startWorld({ trustProxy: ['loopback'], requireSecondFactor: true });
  });
  afterAll(() => world.close());

  const codeFor = (secret: string) =>
    generateSync({ secret, epoch: Math.floor(world.clock.now().getTime() / 1000) });

  async function enrolled() {
    const officer = await somebody('officer');
    const browser = await signedIn(officer.login);
    await browser.post('/account/second-factor/start');
    const page = await browser.get('/account/second-factor');
    const secret = /<span class="code">([A-Z2-7 ]+)<\/span>/.exec(page.text)![1]!.replaceAll(' ', '');
    const code = codeFor(secret);
    const done = await browser.post('/account/second-factor', { code });
    expect(done.location).toBe('/account?done=second-factor');
    return { ...officer, browser, secret, code };
  }

  it('leaves an officer without one nothing but its own page', async () => {
    const { login } = await somebody('officer');
    const browser = await signedIn(login);
    for (const path of ['/account', '/department/users', '/sign-in']) {
      expect((await browser.get(path)).location).toBe('/account/second-factor');
    }
    const { accessToken } = await tokensOf(login);
    expect((await bearing(accessToken).get('/products')).status).toBe(403);
    expect((await bearing(accessToken).get('/me')).body.pending).toBe('second-factor');
  });

  it('is not asked of producers', async () => {
    const browser = await signedIn((await aClerk()).login);
    expect((await browser.get('/account')).status).toBe(200);
  });

  it('is enrolled by a symbol or a key and one code, and opens the rest', async () => {
    const { id, browser } = await enrolled();
    expect((await browser.get('/account')).status).toBe(200);
    expect(await actionsOn(id)).toContain('user.second-factor-enrolled');
  });

  it('is drawn on the page and fetched from nowhere', async () => {
    const browser = await signedIn((await somebody('lead-officer')).login);
    expect((await browser.get('/account/second-factor')).text).not.toContain('<img src="data:');
    await browser.post('/account/second-factor/start');
    expect((await browser.get('/account/second-factor')).text).toMatch(
      /<img src="data:image\/svg\+xml;base64,/,
    );
    const wrong = await browser.post('/account/second-factor', { code: '000000' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('href="#f-code"');
  });

  it('is demanded at sign-in from then on, and no code is taken twice', async () => {
    const { login, secret, code } = await enrolled();
    const attempt = (given: string) => program().post('/tokens', { login, password, code: given });
    expect((await program().post('/tokens', { login, password })).status).toBe(401);
    expect((await attempt(code)).status).toBe(401);
    world.clock.advance(30_000);
    const next = codeFor(secret);
    expect((await attempt('123')).status).toBe(401);
    expect((await attempt(next)).status).toBe(200);
    expect((await attempt(next)).status).toBe(401);
    world.clock.advance(30_000);
    const fresh = codeFor(secret);
    const race = await Promise.all([1, 2, 3].map(() => attempt(fresh)));
    expect(race.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('cannot be replaced by its owner, nor enrolled in a session left open', async () => {
    const { browser } = await enrolled();
    expect((await browser.post('/account/second-factor/start')).status).toBe(409);
    const idle = await signedIn((await somebody('officer')).login);
    world.clock.advance(20 * minute);
    expect((await idle.post('/account/second-factor/start')).status).toBe(403);
  });

  it('survives a reset of the password and is removed only on purpose', async () => {
    const { id, login } = await enrolled();
    const { body } = await world.administrator.post(`/users/${id}/password-reset`);
    const given = { login, password: body.oneTimePassword };
    expect((await program().post('/tokens', given)).status).toBe(401);
    await world.administrator.post(`/users/${id}/second-factor-reset`);
    expect((await program().post('/tokens', given)).status).toBe(200);
    expect((await UserModel.findById(id).lean())?.totp).toBeNull();
  });

  it('is enrolled by a program as well', async () => {
    const { login } = await somebody('administrator');
    const { accessToken } = await tokensOf(login);
    const { body } = await bearing(accessToken).post('/me/second-factor');
    expect(body.uri).toContain(`secret=${body.secret}`);
    const code = codeFor(body.secret);
    const done = await bearing(accessToken).post('/me/second-factor/confirmation', { code });
    expect(done.status).toBe(204);
    expect((await bearing(accessToken).get('/users')).status).toBe(200);
  });
});
