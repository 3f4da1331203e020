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
import { fillIn, follow, press, signIn, vi } from '../support/page-acts.ts';
import { clearByKeyboard, waitingPlaces } from '../support/review-acts.ts';
import { startTrialServer } from '../support/trial-server.ts';
import type { TrialServer } from '../support/trial-server.ts';

/** The narrow screen has both layouts' faults but for tables; continuous integration has no time for two. */
const screens = process.env['CI'] ? [phone] : [phone, desk];

type Role = 'visitor' | 'producer' | 'officer' | 'administrator';

/** Opens a page, by its address or as people come to it. */
type Way = string | ((page: Page) => Promise<unknown>);

inBrowser(() => {
  const undo: (() => Promise<void>)[] = [];
  let server: TrialServer;
  let browser: Browser;
  let people: Record<Role, Person>;
  let batches: SampleBatch[];

  beforeAll(async () => {
    server = await startTrialServer();
    undo.push(server.stop);
    browser = await launchBrowser();
    undo.push(() => browser.close());
    const someone = () => newPerson(browser, server.origin);
    people = {
      visitor: await someone(),
      producer: await someone(),
      officer: await someone(),
      administrator: await someone(),
    };
    for (const role of ['producer', 'officer', 'administrator'] as const) {
      await signIn(people[role].page, server.logins[role]);
    }
    const officer = await server.api(server.logins.officer);
    batches = ((await officer.get('/batches?limit=100')).body as { items: SampleBatch[] }).items;
  }, 600_000);
  afterAll(async () => {
    for (const step of undo.reverse()) await step();
  }, 60_000);

  const origin =
    (hold: string, language: 'vi' | 'en' = 'vi') =>
    async (page: Page) => {
      await page.goto(batchHeld(hold).uri);
      if (language === 'en') await page.locator('.switch').click();
    };

  const recalledAs = () => batchHeld('recalled').recall?.number ?? '';
  const recallNotice = (page: Page) => page.goto(`/vi/thu-hoi/${recalledAs()}`);

  const pages: [name: string, role: Role, way: Way][] = [
    ['home', 'visitor', '/'],
    ['origin-approved', 'visitor', origin('none')],
    ['origin-english', 'visitor', origin('none', 'en')],
    ['origin-suspended', 'visitor', origin('suspended')],
    ['origin-recalled', 'visitor', origin('recalled')],
    ['recall-list', 'visitor', '/vi/thu-hoi'],
    ['recall-notice', 'visitor', recallNotice],
    [
      'recall-notice-english',
      'visitor',
      (page) => recallNotice(page).then(() => page.locator('.switch').click()),
    ],
    ['origin-unknown', 'visitor', '/vi/nguon-goc/09520099999992/LO-1'],
    ['report', 'visitor', (page) => origin('none')(page).then(() => follow(page, vi('public.wrong-button')))],
    ['not-found', 'visitor', '/no-such-page'],
    ['sign-in', 'visitor', '/sign-in'],
    ['api', 'visitor', '/api'],
    ['producer-home', 'producer', '/producer'],
    ['producer-search', 'producer', '/search?q=thot+not'],
    ['producer-search-none', 'producer', '/search?q=khong+co+gi'],
    ['producer-returned', 'producer', '/producer/returned'],
    ['producer-batches', 'producer', '/producer/batches'],
    ['producer-batch', 'producer', (page) => page.goto(`/producer/batches/${ownBatch().id}`)],
    ['producer-public-view', 'producer', (page) => page.goto(`/producer/batches/${ownBatch().id}/public`)],
    ['producer-history', 'producer', (page) => page.goto(`/producer/history/batch/${ownBatch().id}`)],
    ['department-history', 'officer', (page) => page.goto(historyOf('recalled'))],
    [
      'department-comparison-faults',
      'officer',
      (page) => page.goto(`${historyOf('recalled')}/comparison?from=1&to=1`),
    ],
    ['department-comparison', 'officer', returnedOnce],
    ['producer-stages', 'producer', (page) => page.goto(`/producer/batches/${ownBatch().id}/stages/new`)],
    [
      'producer-stage-form',
      'producer',
      (page) => page.goto(`/producer/batches/${ownBatch().id}/stages/new?stage=packing`),
    ],
    ['producer-batch-form', 'producer', '/producer/batches/new'],
    ['producer-batch-faults', 'producer', faultyBatch],
    ['producer-stamps', 'producer', '/producer/stamps'],
    ['producer-batch-stamps', 'producer', (page) => page.goto(`/producer/batches/${ownBatch().id}/stamps`)],
    ['producer-place-form', 'producer', '/producer/places/new'],
    ['producer-product-form', 'producer', '/producer/products/new'],
    ['producer-links', 'producer', links],
    ['producer-handovers', 'producer', '/producer/handovers'],
    ['producer-handover-form', 'producer', '/producer/handovers/new'],
    ['producer-handover', 'producer', firstHandover],
    ['producer-handover-receipt', 'producer', handoverReceipt],
    ['producer-link-faults', 'producer', faultyLink],
    ['notices', 'officer', '/account/notices'],
    ['notices-unread', 'producer', '/account/notices?state=unread'],
    ['notice-settings', 'producer', '/account/notices/settings'],
    ['email', 'producer', '/account/email'],
    ['mail-troubles', 'administrator', '/department/mail-troubles'],
    ['department-links', 'officer', '/department/links'],
    ['department-link-import', 'officer', '/department/links/import'],
    ['department-home', 'officer', '/department'],
    ['department-search', 'officer', '/search?q=dduwowngf+thoots'],
    ['department-search-batches', 'officer', '/search?q=2026&kind=batch'],
    ['department-search-empty', 'officer', '/search'],
    ['department-queue', 'officer', '/department/queue'],
    ['department-queue-overdue', 'officer', '/department/queue?due=overdue&order=age'],
    ['department-review', 'officer', firstWaiting],
    ['department-review-flags', 'officer', firstFlagged],
    ['department-review-certificate', 'officer', firstCertificate],
    ['department-organisations', 'officer', '/department/organisations'],
    ['department-batch', 'officer', (page) => page.goto(`/department/batches/${batchHeld('recalled').id}`)],
    [
      'department-suspended',
      'officer',
      (page) => page.goto(`/department/batches/${batchHeld('suspended').id}`),
    ],
    ['department-suspensions', 'officer', '/department/suspensions'],
    ['department-recalls', 'officer', '/department/recalls'],
    ['department-recall', 'officer', (page) => page.goto(`/department/recalls/${recalledAs()}`)],
    [
      'department-recall-form',
      'officer',
      (page) => page.goto(`/department/recalls/new?batch=${batchHeld('none').id}`),
    ],
    [
      'department-recall-closing',
      'officer',
      (page) => page.goto(`/department/recalls/${recalledAs()}/closing`),
    ],
    ['department-jobs', 'administrator', '/department/jobs'],
    [
      'producer-explanation',
      'producer',
      (page) => page.goto(`/producer/batches/${batchHeld('suspended').id}/explanation`),
    ],
    ['department-marks', 'officer', '/department/marks'],
    ['department-mark-form', 'officer', '/department/marks/new'],
    ...(['overview', 'members', 'regulations', 'visits', 'project'] as const).map(
      (part) => [`department-mark-${part}`, 'officer', sampleMark(part)] as [string, Role, Way],
    ),
    ['register', 'visitor', '/vi/nhan-hieu'],
    ['register-mark', 'visitor', (page) => page.goto('/vi/nhan-hieu').then(() => follow(page, 'Vị Bảy Núi'))],
    ['producer-rights', 'producer', '/producer/rights'],
    ['department-sync', 'officer', '/department/sync'],
    ['department-sync-gateway', 'officer', '/department/sync/gateways/national'],
    ['department-sync-causes', 'officer', '/department/sync/causes'],
    ['department-sync-reconciliations', 'officer', '/department/sync/reconciliations'],
    ['department-sync-strays', 'officer', '/department/sync/strays'],
    ['department-reports', 'officer', '/department/reports'],
    ['department-inspection', 'officer', '/department/inspection'],
    ['department-cases', 'officer', '/department/cases'],
    ['department-anomalies', 'officer', '/department/anomalies'],
    ['department-stamps', 'officer', '/department/stamps'],
    ['department-norms', 'officer', '/department/scan-norms'],
    ['department-handovers', 'officer', '/department/handovers'],
    ['department-recovery-rates', 'officer', '/department/recovery-rates'],
    ['department-recovery-rate-form', 'officer', '/department/recovery-rates/new'],
    ['department-stage-catalogues', 'administrator', '/department/stage-catalogues'],
    ['department-stage-catalogue', 'administrator', '/department/stage-catalogues/crops'],
    ['users', 'administrator', '/department/users'],
    ['user-form', 'administrator', '/department/users/new'],
  ];

  it.each(pages)(
    'the page %s can be used by anyone, on any screen',
    async (name, role, way) => {
      const { page, expectNoComplaints } = people[role];
      await (typeof way === 'string' ? page.goto(way) : way(page));
      for (const viewport of screens) {
        await page.setViewportSize(viewport);
        await takePicture(page, name, viewport.width);
        expect(await axeViolations(page)).toEqual([]);
      }
      expect(await overflowAt320(page)).toEqual([]);
      expectNoComplaints();
    },
    60_000,
  );

  it('a form with faults puts the summary in focus, and its links lead to the fields', async () => {
    const { page } = people.producer;
    await faultyBatch(page);
    expect(await focused(page)).toBe('error-summary');
    expect(await page.title()).toMatch(/^Cần sửa: /);
    expect(await page.locator('[name=lot]').inputValue()).toBe('LÔ 15');
    await page.locator('.error-summary a', { hasText: vi('record.batch-lot') }).click();
    expect(await focused(page)).toBe('f-lot');
    expect(await page.locator('[name=lot]').getAttribute('aria-invalid')).toBe('true');
  });

  it('signing in and approving take a keyboard only, with the focus always in sight', async () => {
    const { page, close, expectNoComplaints } = await newPerson(browser, server.origin);
    const { login, password } = server.logins.officer;
    await page.goto('/sign-in');
    await tabTo(page, '[name=login]');
    await page.keyboard.type(login);
    await tabTo(page, '[name=password]');
    await page.keyboard.type(password);
    await entered(page, 'Enter');
    expect(new URL(page.url()).pathname).toBe('/department');

    await firstWaiting(page);
    await tabTo(page, 'button[name=decision][value=approve]');
    await entered(page, 'Enter');
    expect(page.url()).toMatch(/done=/);
    expectNoComplaints();
    await close();
  });

  const historyOf = (hold: string) => `/department/history/batch/${batchHeld(hold).id}`;

  /** The sample's lot that came back and was submitted again. */
  async function returnedOnce(page: Page): Promise<void> {
    for (const { id } of batches) {
      await page.goto(`/department/history/batch/${id}`);
      const before = page.locator('a', { hasText: vi('history.compare-before') });
      if ((await before.count()) === 0) continue;
      await page.goto((await before.first().getAttribute('href')) ?? '');
      return;
    }
    throw new Error('no lot of the sample has two versions');
  }

  function sampleMark(part: string): Way {
    return async (page) => {
      await page.goto('/department/marks?q=vi+bay+nui');
      await follow(page, 'Vị Bảy Núi');
      await page.goto(`${page.url()}/${part}`);
    };
  }

  it('forty submissions are cleared with the keyboard alone', async () => {
    const producer = await server.api(server.logins.producer);
    const places = await waitingPlaces(producer, 'Vườn bàn phím', 40);
    const { page, close, expectNoComplaints } = await newPerson(browser, server.origin);
    await signIn(page, server.logins.officer);
    await page.goto('/department/queue?kind=place&q=vuon+ban+phim');
    await page.keyboard.press('?');
    expect(await page.locator('#keys').innerText()).toContain(vi('desk.key-x'));

    const { approved, returned, serverMs } = await clearByKeyboard(page, places.length);
    process.stderr.write(
      `Review by keyboard: ${approved} approved, ${returned} returned; server time per step: median ${Math.round(serverMs[20] ?? 0)} ms, slowest ${Math.round(serverMs.at(-1) ?? 0)} ms\n`,
    );
    expect(await page.locator('main').innerText()).toContain(vi('department.queue-empty'));
    const states = new Map<string, number>();
    for (const place of places) {
      const { state } = (await producer.get(`/places/${place}`)).body as { state: string };
      states.set(state, (states.get(state) ?? 0) + 1);
    }
    expect(Object.fromEntries(states)).toEqual({ approved: 36, returned: 4 });
    expectNoComplaints();
    await close();
  }, 120_000);

  it('going along the queue shows the next record at once, and tells a colleague who is there', async () => {
    const producer = await server.api(server.logins.producer);
    await waitingPlaces(producer, 'Vườn kế tiếp', 3);
    const { page } = people.officer;
    await page.goto('/department/queue?q=vuon+ke+tiep');
    await page.locator('[data-row]').first().click();
    await page.locator('h1', { hasText: 'Vườn kế tiếp 1' }).waitFor();
    const ahead = page.waitForResponse((answer) => answer.request().headers()['purpose'] === 'prefetch');
    await page.reload();
    await ahead;
    await page.evaluate('window.isStillHere = true');
    await page.keyboard.press('j');
    await page.locator('h1', { hasText: 'Vườn kế tiếp 2' }).waitFor();
    expect(await page.evaluate('window.isStillHere')).toBe(true);
    expect(await page.title()).toContain('Vườn kế tiếp 2');
    await page.keyboard.press('k');
    await page.locator('h1', { hasText: 'Vườn kế tiếp 1' }).waitFor();
    people.officer.expectNoComplaints();
  }, 60_000);

  function batchHeld(hold: string): SampleBatch {
    const batch = batches.find(
      (one) => one.hold === hold && one.approved !== null && one.state === 'approved',
    );
    if (!batch) throw new Error(`The sample data has no approved batch of hold ${hold}`);
    return batch;
  }

  async function links(page: Page): Promise<void> {
    await page.goto(`/producer/products/${ownBatch().content.product}/links`);
  }

  async function faultyLink(page: Page): Promise<void> {
    await links(page);
    await follow(page, vi('link.add'));
    await fillIn(page, { href: 'http://localhost/', title: 'Trang của hợp tác xã' });
    await press(page, vi('common.save'));
  }

  function ownBatch(): SampleBatch {
    const producer = batches.find(
      (one) => one.organisation.name.includes('Hương Bảy Núi') && one.state === 'approved',
    );
    if (!producer) throw new Error('The sample data has no approved batch of the producer');
    return producer;
  }
});

interface SampleBatch {
  id: string;
  uri: string;
  state: string;
  hold: string;
  recall: { number: string } | null;
  approved: object | null;
  organisation: { name: string };
  content: { product: string };
}

async function faultyBatch(page: Page): Promise<void> {
  await page.goto('/producer/batches/new');
  await fillIn(page, { lot: 'LÔ 15', 'quantity.value': '1.250,55 kg', producedOn: '31/02/2026' });
  await press(page, vi('common.save'));
}

/** The first submission that waits for nothing else. */
/** The newest waits to be received by the co-operative. */
async function firstHandover(page: Page): Promise<void> {
  await page.goto('/producer/handovers');
  const link = page.locator('main tbody a').first();
  await Promise.all([page.waitForEvent('domcontentloaded'), link.click()]);
}

async function handoverReceipt(page: Page): Promise<void> {
  await firstHandover(page);
  await follow(page, vi('handover.confirm'));
}

async function firstWaiting(page: Page): Promise<void> {
  await page.goto('/department/queue');
  const row = page.locator('main tbody tr', { hasText: vi('department.awaits-nothing') }).first();
  await Promise.all([page.waitForEvent('domcontentloaded'), row.getByRole('link').first().click()]);
}

/** The first that something speaks against. */
async function firstFlagged(page: Page): Promise<void> {
  await page.goto('/department/queue?flag=duplicate-picture');
  await Promise.all([page.waitForEvent('domcontentloaded'), page.locator('[data-row]').first().click()]);
}

async function firstCertificate(page: Page): Promise<void> {
  await page.goto('/department/queue?kind=certificate');
  await Promise.all([page.waitForEvent('domcontentloaded'), page.locator('[data-row]').first().click()]);
}

function focused(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement.id');
}

/** Presses Tab until the element has the focus; on the way nothing may hold it unseen. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press('Tab');
    const { isThere, look } = await page.evaluate<{ isThere: boolean; look: string }>(`(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
      return { isThere: document.activeElement.matches('${selector}'), look: outlineStyle + ' ' + outlineWidth };
    })()`);
    expect(look).toMatch(/^(solid|auto) [1-9]/);
    if (isThere) return;
  }
  throw new Error(`150 presses of Tab never reached ${selector}`);
}

async function entered(page: Page, key: string): Promise<void> {
  await Promise.all([page.waitForEvent('domcontentloaded'), page.keyboard.press(key)]);
}
