import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import {
  axeViolations,
  desk,
  inBrowser,
  launchBrowser,
  newPerson,
  overflowAt320,
  phone,
  takePicture,
} from '../support/browser.ts';
import type { Person } from '../support/browser.ts';
import { decideRight, openAccount, registerMark } from '../support/department-acts.ts';
import { eventually } from '../support/eventually.ts';
import type { HttpClient } from '../support/http-client.ts';
import { pdfPages, symbolsIn } from '../support/label-reading.ts';
import { daysAgo, fillIn, follow, press, signIn, vi } from '../support/page-acts.ts';
import { registerBatch } from '../support/producer-acts.ts';
import { recordsOf, submitAndApprove } from '../support/producer-records.ts';
import { startTrialServer } from '../support/trial-server.ts';
import type { TrialServer } from '../support/trial-server.ts';

const slow = 300_000;
const promise = 'Nấu từ nước thốt nốt lấy trong ngày (kiểm thử).';
const password = 'mười hai từ rời rạc';

inBrowser(() => {
  const undo: (() => Promise<void>)[] = [];
  let server: TrialServer;
  let browser: Browser;
  let clerk: Person;
  let officer: Person;
  let second: Person;
  let parties: Record<'clerk' | 'officer', HttpClient>;
  let ready: Awaited<ReturnType<ReturnType<typeof recordsOf>['readyBatch']>>;
  let mark: string;
  let grant: string;
  let batch: string;
  let uri: string;

  beforeAll(async () => {
    server = await startTrialServer();
    undo.push(server.stop);
    browser = await launchBrowser();
    undo.push(() => browser.close());
    [clerk, officer, second] = [await someone(), await someone(), await someone()];
    await signIn(clerk.page, server.logins.producer);
    await signIn(officer.page, server.logins.officer);
    parties = {
      clerk: await server.api(server.logins.producer),
      officer: await server.api(server.logins.officer),
    };
    await aSecondOfficer();
    ready = await recordsOf(parties.clerk).readyBatch({ lot: 'NEN-01' });
    await submitAndApprove(parties, ready);
    await aMarkWithSeason();
  }, 600_000);
  afterAll(async () => {
    for (const step of undo.reverse()) await step();
  }, 60_000);

  it(
    'a producer asks for the right to use a mark',
    async () => {
      const { page } = clerk;
      await page.goto('/producer/rights');
      await follow(page, vi('marks.right-new'));
      await seen(page, 'rights-offered');
      await follow(page, 'Nhãn hiệu kiểm thử');
      await press(page, vi('marks.right-send'));
      await seen(page, 'right-form-faults');
      await fillIn(page, {
        products: [ready.product],
        from: daysAgo(60),
        to: daysAgo(-600),
        'area.value': '0,25',
        'area.unit': 'HAR',
      });
      await press(page, vi('marks.right-send'));
      expect(await textOf(page)).toContain(vi('marks.right-waits'));
      await seen(page, 'right-applied');
      grant = /[0-9a-f]{24}/.exec(page.url())?.[0] ?? '';
    },
    slow,
  );

  it(
    'one officer checks on the spot and proposes, another decides',
    async () => {
      const { page } = officer;
      await page.goto(`/department/grants/${grant}`);
      await follow(page, vi('marks.check-new'));
      await seen(page, 'grant-check');
      await fillIn(page, {
        on: daysAgo(1),
        team: 'Trần Thị Cán Bộ',
        findings: 'Sổ ghi chép và vùng nguyên liệu đúng quy chế.',
        outcome: 'passed',
      });
      await press(page, vi('common.save'));
      await follow(page, vi('marks.propose-grant'));
      await fillIn(page, { number: 'QSD-2026-07', decisionNumber: '07/QĐ-HĐS' });
      await press(page, vi('marks.propose'));
      expect(await textOf(page)).toContain(vi('marks.second-needed'));
      await seen(page, 'grant-proposed');
      await second.page.goto(`/department/grants/${grant}/decide`);
      await seen(second.page, 'grant-decide');
      await decideRight(second.page, grant);
      await page.reload();
      await seen(page, 'grant-granted');
      await page.goto(`/department/marks/${mark}`);
      await seen(page, 'mark');
    },
    slow,
  );

  it(
    'the holder sees what the season allows, and takes the paper along',
    async () => {
      const { page } = clerk;
      await page.goto('/producer/rights');
      expect(await textOf(page)).toContain('250 kg');
      await seen(page, 'rights');
      await follow(page, 'Nhãn hiệu kiểm thử');
      await seen(page, 'right-granted');
      const href = await page.getByRole('link', { name: vi('marks.right-pdf') }).getAttribute('href');
      const [paper] = await pdfPages(await (await page.request.get(href ?? '')).body(), 150);
      const [code] = await symbolsIn(paper ?? Buffer.alloc(0));
      const visitor = await someone();
      await visitor.page.goto(new URL(code?.text ?? '').pathname);
      expect(await visitor.page.locator('body').innerText()).toContain(vi('marks.right-lead-granted'));
      await seen(visitor.page, 'register-right');
      await visitor.page.goto('/vi/nhan-hieu?q=nhan+hieu+kiem+thu');
      await seen(visitor.page, 'register');
      await visitor.page.goto(`/vi/nhan-hieu/${mark}`);
      await seen(visitor.page, 'register-mark');
      visitor.expectNoComplaints();
      await visitor.close();
    },
    slow,
  );

  it(
    'a batch beyond the ceiling is refused with the shortfall; one within it gets its stamps, and no more',
    async () => {
      const { page } = clerk;
      const facts = { product: ready.product, place: ready.place, lot: 'NEN-02', grants: [grant] };
      const beyond = registerBatch(page, { ...facts, 'quantity.value': '260' });
      await expect(beyond).rejects.toThrow(/chỉ còn 250 kg, thiếu 10/);
      await seen(page, 'batch-over-ceiling');
      await fillIn(page, { 'quantity.value': '250' });
      await press(page, vi('common.save'));
      batch = /[0-9a-f]{24}/.exec(page.url())?.[0] ?? '';
      await recordsOf(parties.clerk).stage(batch, ready.place);
      await submit(batch);
      await seen(page, 'batch-under-mark');

      await page.goto(`/producer/batches/${batch}/stamps/new`);
      await fillIn(page, { count: '501' });
      await press(page, vi('stamping.continue'));
      expect(await textOf(page)).toContain(vi('stamps.over-approved', { left: 500, short: 1 }));
      await fillIn(page, { count: '490' });
      await press(page, vi('stamping.continue'));
      await press(page, vi('stamping.request-now', { count: 490 }));
      await page.goto(`/producer/rights/${grant}`);
      expect(await textOf(page)).toContain('245 kg');
      const more = registerBatch(page, { ...facts, lot: 'NEN-03', 'quantity.value': '1' });
      await expect(more).rejects.toThrow(/chỉ còn 0 kg, thiếu 1/);
    },
    slow,
  );

  it(
    'a suspension shows on the page and holds back stamps within two seconds, and a restoration as well',
    async () => {
      expect(await publicPage()).toContain(promise);
      await decide('suspend', 'Chưa nộp sổ ghi chép.');
      await eventually('the mark is gone', async () => !(await publicPage()).includes(promise), 2000);
      await seen(officer.page, 'grant-suspended');
      const { page } = clerk;
      await page.goto(`/producer/batches/${batch}/stamps/new`);
      expect(await page.locator('main [name=count]').count()).toBe(0);
      await page.goto(`/producer/rights/${grant}`);
      expect(await textOf(page)).toContain('Chưa nộp sổ ghi chép.');
      await seen(page, 'right-suspended');

      await decide('restore', 'Đã nộp đủ sổ.');
      await eventually('the mark is back', async () => (await publicPage()).includes(promise), 2000);
      await page.goto(`/producer/batches/${batch}/stamps/new`);
      await fillIn(page, { count: '10' });
      await press(page, vi('stamping.continue'));
      expect(await textOf(page)).toContain('10 tem × 500 g = 5 kg');
      for (const person of [clerk, officer, second]) person.expectNoComplaints();
    },
    slow,
  );

  const someone = () => newPerson(browser, server.origin);
  const textOf = async (page: Page) => (await page.locator('main').innerText()).replaceAll('\u00a0', ' ');

  /** A picture of each size, nothing axe complains of, nothing that sticks out. */
  async function seen(page: Page, name: string): Promise<void> {
    await takePicture(page, `marks-${name}`, phone.width);
    await takePicture(page, `marks-${name}`, desk.width);
    expect(await axeViolations(page)).toEqual([]);
    expect(await overflowAt320(page)).toEqual([]);
  }

  async function aSecondOfficer(): Promise<void> {
    const administrator = await someone();
    await signIn(administrator.page, server.logins.administrator);
    const account = { login: 'canbo.hai', name: 'Lê Cán Bộ Hai', roles: ['officer'] };
    const oneTime = await openAccount(administrator.page, account);
    await administrator.close();
    await signIn(second.page, { login: account.login, password: oneTime });
    await fillIn(second.page, { current: oneTime, next: password, again: password });
    await press(second.page, vi('account.password-title'));
  }

  /** Of the producer's own collective: a hectare gives a tonne in the season at hand. */
  async function aMarkWithSeason(): Promise<void> {
    const { page } = officer;
    const { organisation: id } = (await parties.clerk.get('/me')).body as { organisation: string };
    const { body } = await parties.clerk.get(`/organisations/${id}`);
    const { name } = (body as { organisation: { name: string } }).organisation;
    mark = await registerMark(page, name, { name: 'Nhãn hiệu kiểm thử', promises: promise });
    await parties.officer.post(`/marks/${mark}/members`, { organisation: id, joinedOn: '2024-01-01' });
    await page.goto(`/department/marks/${mark}/seasons/new`);
    await fillIn(page, {
      ...{ name: 'Vụ kiểm thử', from: daysAgo(60), to: daysAgo(-200) },
      ...{ 'norm.value': '1.000', 'norm.unit': 'KGM', 'norm.per': 'HAR' },
      basis: 'Điều tra năng suất',
    });
    await press(page, vi('common.save'));
    await seen(page, 'seasons');
  }

  async function submit(id: string): Promise<void> {
    const { page } = clerk;
    await page.goto(`/producer/batches/${id}`);
    await press(page, vi('producer.submit'));
    const waiting = (await parties.officer.get('/submissions?limit=100')).body as {
      items: { id: string; record: string }[];
    };
    const submission = waiting.items.find(({ record }) => record === id)?.id ?? '';
    await parties.officer.post(`/submissions/${submission}/approval`);
    ({ uri } = (await parties.officer.get(`/batches/${id}`)).body as { uri: string });
    await page.goto(`/producer/batches/${id}`);
  }

  async function decide(act: 'suspend' | 'restore', reason: string): Promise<void> {
    const { page } = officer;
    await page.goto(`/department/grants/${grant}/${act}`);
    await fillIn(page, { reason });
    await press(page, vi(`department.grant-${act}`));
  }

  /** What a consumer reads now. */
  async function publicPage(): Promise<string> {
    return (await fetch(uri)).text();
  }
});
