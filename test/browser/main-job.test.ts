import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { desk, inBrowser, launchBrowser, newPerson, phone } from '../support/browser.ts';
import type { Person } from '../support/browser.ts';
import {
  approve,
  decideRight,
  grantRight,
  openAccount,
  openWaiting,
  registerMark,
  registerOrganisation,
  returnWith,
} from '../support/department-acts.ts';
import { eventually } from '../support/eventually.ts';
import { daysAgo, fillIn, follow, press, save, signIn, vi } from '../support/page-acts.ts';
import {
  recordStage,
  registerBatch,
  registerCertificate,
  registerPlace,
  registerProduct,
} from '../support/producer-acts.ts';
import { readQr } from '../support/qr-reading.ts';
import { startTrialServer } from '../support/trial-server.ts';
import type { TrialServer } from '../support/trial-server.ts';

const cooperative = 'HTX Đường thốt nốt Văn Giáo (kiểm thử)';
const password = 'bốn cây thốt nốt già';
const slow = 60_000;

inBrowser(() => {
  const undo: (() => Promise<void>)[] = [];
  let server: TrialServer;
  let browser: Browser;
  let clerk: Person;
  let officer: Person;
  let administrator: Person;
  /** Ids of what the clerk registers first, as later batches use it too. */
  const made = { place: '', product: '', certificate: '', batch: '' };

  beforeAll(async () => {
    server = await startTrialServer();
    undo.push(server.stop);
    browser = await launchBrowser();
    undo.push(() => browser.close());
    clerk = await newPerson(browser, server.origin, { viewport: phone });
    officer = await newPerson(browser, server.origin);
    administrator = await newPerson(browser, server.origin);
    await signIn(officer.page, server.logins.officer);
    await signIn(administrator.page, server.logins.administrator);
  }, 600_000);
  afterAll(async () => {
    for (const step of undo.reverse()) await step();
  }, slow);

  describe('the main job, as three people do it', () => {
    let codes: { shown: Buffer; png: Buffer; svg: Buffer };

    it(
      'the department registers a co-operative and lets in its clerk, who chooses a password',
      async () => {
        await registerOrganisation(officer.page, { name: cooperative, taxCode: '1600000010' });
        const account = { login: 'thuky.vangiao', name: 'Neáng Sóc Kha' };
        const oneTime = await openAccount(administrator.page, account, cooperative);

        const { page } = clerk;
        await signIn(page, { login: account.login, password: oneTime });
        expect(pathOf(page)).toBe('/account/password');
        await fillIn(page, { current: oneTime, next: password, again: password });
        await press(page, vi('account.password-title'));
        await page.goto('/producer');
        expect(await page.locator('h1').innerText()).toContain(cooperative);
      },
      slow,
    );

    it(
      'the clerk registers a place by its former commune, a product, a certificate, a batch and its stages',
      async () => {
        const { page } = clerk;
        made.place = await registerPlace(page);
        expect(await page.locator('main').innerText()).toContain('Xã An Cư');
        made.product = await registerProduct(page);
        made.certificate = await registerCertificate(page, { products: [made.product] });
        made.batch = await aBatch('TNV-01', { certificates: [made.certificate] });
        expect(await page.locator('#stages .timeline > li').count()).toBe(3);
      },
      slow,
    );

    it('one press submits the batch with all it needs', async () => {
      const { page } = clerk;
      await press(page, vi('producer.submit'));
      expect(await stateOf(page)).toBe(vi('submission.state-waiting'));
      for (const title of ['TNV-01', 'Đường thốt nốt viên', 'Lò nấu đường Văn Giáo', 'HACCP-2026-017']) {
        await openWaiting(officer.page, title);
        expect(await officer.page.locator('main').innerText()).toContain(cooperative);
      }
    });

    it('the officer returns it, and the clerk mends it where the note stands', async () => {
      await openWaiting(officer.page, 'TNV-01');
      await returnWith(officer.page, 'Số lượng chưa khớp với phiếu cân.', {
        quantity: 'Phiếu cân ghi 1.205,5 kg.',
      });

      const { page } = clerk;
      await page.goto('/producer');
      await follow(page, vi('producer.returned'));
      expect(await page.locator('main').innerText()).toContain('Số lượng chưa khớp với phiếu cân.');
      await follow(page, vi('common.edit'));
      const field = page.locator('[name="quantity.value"]');
      const described = await field.getAttribute('aria-describedby');
      expect(described).not.toBeNull();
      expect(await page.locator(`:is(${ids(described)})`).allInnerTexts()).toContainEqual(
        expect.stringContaining('Phiếu cân ghi 1.205,5 kg.'),
      );
      await fillIn(page, { 'quantity.value': '1.205,5' });
      await save(page);
      await press(page, vi('producer.submit'));
      expect(await stateOf(page)).toBe(vi('submission.state-waiting'));
    });

    it(
      'the officer approves what the batch needs and then the batch',
      async () => {
        for (const title of ['Lò nấu đường Văn Giáo', 'Đường thốt nốt viên', 'HACCP-2026-017', 'TNV-01']) {
          await approve(officer.page, title);
        }
      },
      slow,
    );

    it('the clerk sees a code that an independent decoder reads, on the page and in both downloads', async () => {
      const { page } = clerk;
      await page.goto(`/producer/batches/${made.batch}`);
      const image = page.locator('.qr-image img');
      await image.scrollIntoViewIfNeeded();
      const download = async (format: string) => {
        const answer = await page.request.get(`/producer/batches/${made.batch}/qr.${format}`);
        return answer.body();
      };
      codes = { shown: await image.screenshot(), png: await download('png'), svg: await download('svg') };
      const printed = await readQr(codes.shown);
      expect(await page.locator('.qr-text .code').innerText()).toBe(printed);
      expect(await readQr(codes.png)).toBe(printed);
      expect(await readQr(codes.svg)).toBe(printed);
    });

    it('whoever scans it reads the nine fields and who stands for each, in two languages and without script', async () => {
      const { page, close, expectNoComplaints } = await newPerson(browser, server.origin, {
        viewport: phone,
        javaScriptEnabled: false,
      });
      const answer = await page.goto(await readQr(codes.shown));
      const redirect = await answer!.request().redirectedFrom()!.response();
      expect(redirect!.status()).toBe(307);
      expect(pathOf(page)).toMatch(/^\/vi\/nguon-goc\/.+\/TNV-01$/);

      expect(await page.title()).toMatch(/^Đã duyệt: Đường thốt nốt viên, lô TNV-01/);
      expect(await factsOn(page)).toEqual(
        nineFields(/^(Sở KH&CN đã thẩm định|Nhà sản xuất khai báo) ngày \d/),
      );
      const text = await page.locator('main').innerText();
      for (const told of ['Sản xuất tại phường Tịnh Biên', 'HACCP-2026-017', vi('stage.raw-collection')]) {
        expect(text).toContain(told);
      }

      await page.locator('.switch').click();
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      expect(await page.title()).toMatch(/^Approved: Palm sugar tablets, lot TNV-01/);
      expect(await factsOn(page)).toHaveLength(9);
      expectNoComplaints();
      await close();
    });

    it(
      'the national gateway has accepted it, and officer, clerk and gateway say so',
      async () => {
        await accepted(made.batch);
        await clerk.page.goto(`/producer/batches/${made.batch}`);
        expect(await clerk.page.locator('main').innerText()).toMatch(/Cổng quốc gia: đã nhận/);
        expect(await heldAtGateway('TNV-01')).toBe(1);
      },
      slow,
    );
  });

  describe('while the national gateway is out of order', () => {
    it('approval works and the page is public; when it is back the record arrives once', async () => {
      await gatewayFault('POST', { kind: 'outage' });
      const batch = await aBatch('TNV-02');
      await press(clerk.page, vi('producer.submit'));
      await approve(officer.page, 'TNV-02');
      expect(await publicPage(batch)).toContain('TNV-02');
      expect(await syncState(batch)).toMatch(
        new RegExp(`${vi('gateway.state-queued')}|${vi('gateway.state-sending')}`),
      );
      expect(await heldAtGateway('TNV-02')).toBe(0);

      await gatewayFault('DELETE');
      await accepted(batch);
      expect(await heldAtGateway('TNV-02')).toBe(1);
    }, 120_000);
  });

  describe('a collective mark', () => {
    it('shows on the page of goods with a live right of use, and is gone within two seconds of its revocation', async () => {
      const name = 'Đường thốt nốt Văn Giáo (kiểm thử)';
      const mark = await registerMark(officer.page, cooperative, { name });
      const account = { login: 'canbo.hai', name: 'Lê Cán Bộ Hai', roles: ['officer'] };
      const oneTime = await openAccount(administrator.page, account);
      const second = await newPerson(browser, server.origin);
      await signIn(second.page, { login: account.login, password: oneTime });
      await fillIn(second.page, { current: oneTime, next: password, again: password });
      await press(second.page, vi('account.password-title'));
      const officers = { officer: officer.page, second: second.page };
      const grant = await grantRight(officers, mark, { organisation: cooperative, product: made.product });
      const batch = await aBatch('TNV-03', { grants: [grant] });
      await press(clerk.page, vi('producer.submit'));
      await approve(officer.page, 'TNV-03');
      expect(await publicPage(batch)).toContain('Không bảo đảm về dư lượng.');

      await officer.page.goto(`/department/grants/${grant}/revoke`);
      await fillIn(officer.page, { reason: 'Vi phạm quy chế sử dụng nhãn hiệu.' });
      await press(officer.page, vi('marks.propose'));
      await decideRight(second.page, grant);
      const isGone = async () => !(await publicPage(batch)).includes('Không bảo đảm về dư lượng.');
      await eventually('the mark is gone from the page', isGone, 2000);
    }, 120_000);

    it('left nobody with a console error, a blocked request or one that went elsewhere', () => {
      for (const person of [clerk, officer, administrator]) person.expectNoComplaints();
    });
  });

  /** Of the product made first, with its three stages; ends on its page. */
  async function aBatch(lot: string, fields: Record<string, string[]> = {}): Promise<string> {
    const { page } = clerk;
    const id = await registerBatch(page, { product: made.product, place: made.place, lot, ...fields });
    await recordStage(page, vi('stage.raw-collection'), { startedAt: `${daysAgo(4)} 05:30` });
    await recordStage(page, vi('stage.processing'), {
      startedAt: `${daysAgo(3)} 13:00`,
      'quantity.value': '1.250,5',
    });
    await recordStage(page, vi('stage.packing'), { startedAt: daysAgo(2) });
    return id;
  }

  /** What a consumer reads now. */
  async function publicPage(batch: string): Promise<string> {
    const api = await server.api(server.logins.officer);
    const { uri } = (await api.get(`/batches/${batch}`)).body as { uri: string };
    return (await fetch(uri)).text();
  }

  async function accepted(batch: string): Promise<void> {
    const isAccepted = async () => (await syncState(batch)) === vi('gateway.state-accepted');
    await eventually('the gateway has accepted the batch', isAccepted, 45_000);
  }

  /** As the officer's list of messages tells it. */
  async function syncState(batch: string): Promise<string> {
    const { page } = officer;
    await page.goto(`/department/sync?record=${batch}`);
    return (await page.locator('main tbody .tag').first().innerText()).trim();
  }

  /** How many production orders of this lot the gateway's own page shows. */
  async function heldAtGateway(lot: string): Promise<number> {
    const { page, close } = await newPerson(browser, server.sandbox, { viewport: desk });
    await page.goto('/');
    const held = await page
      .locator('article h3', { hasText: 'Lệnh sản xuất' })
      .filter({ hasText: lot })
      .count();
    await close();
    return held;
  }

  async function gatewayFault(method: string, fault?: object): Promise<void> {
    const body = fault && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(fault) };
    const { ok } = await fetch(`${server.sandbox}/admin/faults`, { method, ...body });
    expect(ok).toBe(true);
  }
});

const fieldKeys = [
  'name',
  'picture',
  'producer',
  'address',
  'origin',
  'events',
  'brand',
  'expiry',
  'standards',
] as const;

function nineFields(who: RegExp) {
  return fieldKeys.map((key) => [vi(`public.field-${key}`), expect.stringMatching(who)]);
}

/** Each fact on an origin page with the word on who stands for it. */
function factsOn(page: Page): Promise<(string | undefined)[][]> {
  return page
    .locator('.facts > div')
    .evaluateAll((rows: any[]) =>
      rows.map((row) => [row.querySelector('dt').innerText, row.querySelector('dd .chip')?.innerText]),
    );
}

async function stateOf(page: Page): Promise<string> {
  return (await page.locator('main .tag').first().innerText()).trim();
}

function pathOf(page: Page): string {
  return new URL(page.url()).pathname;
}

function ids(list: string | null): string {
  return (list ?? '')
    .split(' ')
    .map((id) => `[id="${id}"]`)
    .join(', ');
}
