import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { StampRun } from '../../server/platform/contract-types.ts';
import { inGroups } from '../../server/domain/identifiers/crockford.ts';
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
import type { HttpClient } from '../support/http-client.ts';
import { eventually } from '../support/eventually.ts';
import { pdfPages, symbolsIn } from '../support/label-reading.ts';
import { fillIn, follow, press, signIn, vi } from '../support/page-acts.ts';
import { aPhoto } from '../support/producer-acts.ts';
import { recordsOf, submitAndApprove } from '../support/producer-records.ts';
import { stampsOf } from '../support/stamps.ts';
import { startTrialServer } from '../support/trial-server.ts';
import type { TrialServer } from '../support/trial-server.ts';

const slow = 600_000;
const printing = 240_000;

inBrowser(() => {
  const undo: (() => Promise<void>)[] = [];
  let server: TrialServer;
  let browser: Browser;
  let person: Person;
  let parties: Record<'clerk' | 'officer', HttpClient>;
  let batch: string;
  let run: StampRun;
  let serials: string[];
  let uris: string[];

  beforeAll(async () => {
    server = await startTrialServer();
    undo.push(server.stop);
    browser = await launchBrowser();
    undo.push(() => browser.close());
    person = await newPerson(browser, server.origin, { viewport: phone });
    await signIn(person.page, server.logins.producer);
    parties = {
      clerk: await server.api(server.logins.producer),
      officer: await server.api(server.logins.officer),
    };
    const ready = await recordsOf(parties.clerk).readyBatch({ lot: 'TEM-500' });
    await submitAndApprove(parties, ready);
    batch = ready.batch;
  }, 600_000);
  afterAll(async () => {
    for (const step of undo.reverse()) await step();
  }, 60_000);

  /** What whoever looks sees: a picture of each size, nothing axe complains of, nothing that sticks out. */
  async function seen(page: Page, name: string): Promise<void> {
    for (const viewport of [desk, phone]) {
      await page.setViewportSize(viewport);
      await takePicture(page, name, viewport.width);
      expect(await axeViolations(page)).toEqual([]);
    }
    expect(await overflowAt320(page)).toEqual([]);
  }

  /** Numbers stand beside their units with a space that does not break. */
  const mainText = async (page: Page) => (await page.locator('main').innerText()).replaceAll('\u00a0', ' ');
  const serial = (label: number) => serials[label - 1] ?? '';

  describe('a clerk gives 500 packs their stamps', () => {
    it(
      'asks for 500 of a batch of 250 kg, and is told what that means before anything is issued',
      async () => {
        const { page } = person;
        await page.goto(`/producer/batches/${batch}`);
        await follow(page, vi('stamping.door'));
        await seen(page, 'stamps-none');
        await follow(page, vi('stamping.request'));
        await seen(page, 'stamps-request');
        await fillIn(page, { count: '501' });
        await press(page, vi('stamping.continue'));
        expect(await mainText(page)).toContain(vi('stamps.over-approved', { left: 500, short: 1 }));
        await seen(page, 'stamps-request-over');
        await fillIn(page, { count: '500' });
        await press(page, vi('stamping.continue'));
        expect(await mainText(page)).toContain('500 tem × 500 g = 250 kg');
        await seen(page, 'stamps-request-check');
        await press(page, vi('stamping.request-now', { count: 500 }));
        expect(await mainText(page)).toContain(vi('stamping.requested-next'));
        await seen(page, 'stamps-run');

        const { body } = await parties.clerk.get(`/stamp-runs?batch=${batch}`);
        [run] = (body as { items: [StampRun] }).items;
        ({ serials, uris } = await stampsOf(parties, run.id));
        expect(serials).toHaveLength(500);
      },
      slow,
    );

    it(
      'prints labels that decoders read, and again from label 213 with the same serials',
      async () => {
        const first = await printed({ from: '1', to: '500' });
        expect(first).toEqual([...uris].sort());
        const again = await printed({ from: '213', to: '260' });
        expect(again).toEqual(uris.slice(212, 260).sort());
      },
      slow,
    );

    it(
      'activates first to last after packing',
      async () => {
        const { page } = person;
        await page.goto(`/producer/batches/${batch}/stamps`);
        await seen(page, 'stamps-printed');
        await follow(page, vi('stamping.title-activate'));
        await seen(page, 'stamps-activation');
        await fillIn(page, { first: inGroups(serial(1)).toLowerCase(), last: '12345' });
        await press(page, vi('stamping.continue'));
        expect(await mainText(page)).toContain(vi('stamps.mistyped'));
        await seen(page, 'stamps-activation-faults');
        await fillIn(page, { last: serial(500) });
        await press(page, vi('stamping.continue'));
        await seen(page, 'stamps-activation-check');
        await press(page, vi('stamping.do-activate', { count: 500 }));
        expect(await mainText(page)).toMatch(/Đã kích hoạt 500 tem lúc/);
        await seen(page, 'stamps-active');
      },
      slow,
    );

    it(
      'voids 13 misprints, and finds it all in the history',
      async () => {
        const { page } = person;
        await follow(page, vi('stamping.title-void'));
        await seen(page, 'stamps-voiding');
        await fillIn(page, {
          first: serial(101),
          last: serial(113),
          reason: 'damaged',
          note: 'Rách khi dán',
        });
        await press(page, vi('stamping.continue'));
        await seen(page, 'stamps-voiding-check');
        await press(page, vi('stamping.do-void', { count: 13 }));
        const counts = { count: 500, active: 487, unactivated: 0, void: 13, returned: 0 };
        expect(await mainText(page)).toContain(vi('stamping.issued', counts));
        await seen(page, 'stamps-voided');
        await follow(page, vi('stamping.history'));
        await seen(page, 'stamps-history');
        await page.goto('/producer/stamps');
        await seen(page, 'stamps-list');
        person.expectNoComplaints();
      },
      slow,
    );

    it(
      'is told which stamps stand in the way of a second activation',
      async () => {
        const { page } = person;
        await page.goto(`/producer/batches/${batch}/stamps/activation?first=${serial(7)}&last=${serial(9)}`);
        await press(page, vi('stamping.continue'));
        expect(await mainText(page)).toContain(vi('stamping.why-active'));
        expect(await mainText(page)).toContain(inGroups(serial(9)));
        await seen(page, 'stamps-activation-conflict');
      },
      slow,
    );
  });

  describe('the camera helps to type, where there is one', () => {
    const field = 'main [name=first]';

    it(
      'is not offered by a browser that cannot read codes',
      async () => {
        const { page, close } = await clerkWith();
        await page.goto(`/producer/batches/${batch}/stamps/activation`);
        await page.waitForLoadState('networkidle');
        expect(await page.locator('[data-camera] button').count()).toBe(0);
        await close();
      },
      slow,
    );

    it(
      'writes the serial of the stamp it sees into the field',
      async () => {
        const { page, close, expectNoComplaints } = await clerkWith({ sees: uris[4] ?? '' });
        await page.goto(`/producer/batches/${batch}/stamps/activation`);
        await page.locator('[data-camera="f-first"] button').click();
        await eventually('the serial is in the field', async () => {
          return (await page.locator(field).inputValue()) === inGroups(serial(5));
        });
        expect(await page.locator('[data-camera="f-first"]').innerText()).toContain(
          vi('stamping.camera-found'),
        );
        expect(await page.locator('video').count()).toBe(0);
        await seen(page, 'stamps-camera');
        expectNoComplaints();
        await close();
      },
      slow,
    );

    it(
      'shows an inspector at once how the stamp stands that it sees',
      async () => {
        const { page, close, expectNoComplaints } = await clerkWith(
          { sees: uris[4] ?? '' },
          server.logins.officer,
        );
        await page.goto('/department/inspection');
        await page.locator('[data-camera="f-code"] button').click();
        await page.waitForURL(/code=/);
        const text = await mainText(page);
        expect(text).toContain(vi('scans.inspect-result'));
        expect(text).toContain(inGroups(serial(5)));
        await seen(page, 'inspection-camera');
        expectNoComplaints();
        await close();
      },
      slow,
    );

    it(
      'says so when it sees no stamp, finds nothing for a while, or is not allowed, and keeps what was typed',
      async () => {
        for (const [sight, sentence] of [
          [{ sees: 'https://example.com/' }, vi('stamping.camera-other')],
          [{ isHurried: true }, vi('stamping.camera-nothing')],
          [{ refuses: 'NotAllowedError' }, vi('stamping.camera-refused')],
          [{ refuses: 'NotFoundError' }, vi('stamping.camera-failed')],
        ] as const) {
          const { page, close } = await clerkWith({ sees: '', ...sight });
          await page.goto(`/producer/batches/${batch}/stamps/activation`);
          await fillIn(page, { first: 'ABCD' });
          const place = page.locator('[data-camera="f-first"]');
          await place.locator('button').click();
          await eventually(sentence, async () => (await place.innerText()).includes(sentence));
          expect(await page.locator(field).inputValue()).toBe('ABCD');
          await close();
        }
      },
      slow,
    );
  });

  describe('a consumer scans what was printed', () => {
    let consumer: Person;
    let spare: { serials: string[]; uris: string[] };
    beforeAll(async () => {
      consumer = await newPerson(browser, server.origin, { viewport: phone });
      const more = await recordsOf(parties.clerk).readyBatch({ lot: 'TEM-CHO' });
      await submitAndApprove(parties, more);
      const { body } = await parties.clerk.post('/stamp-runs', {
        batch: more.batch,
        count: 3,
        hiddenCode: false,
      });
      const { id } = body as StampRun;
      await parties.clerk.post(`/stamp-runs/${id}/printing`, { first: 1, last: 3 });
      spare = await stampsOf(parties, id);
      waiting = more.batch;
    }, slow);
    let waiting: string;

    /** As a telephone opens the address it read. */
    async function scan(uri: string | undefined): Promise<string> {
      const address = new URL(uri ?? '');
      expect(address.origin.toLowerCase()).toBe(server.origin);
      await consumer.page.goto(address.pathname);
      return consumer.page.locator('.verdict').innerText();
    }

    it(
      'reads first whether the stamp is valid, then everything about the batch',
      async () => {
        expect(await scan(uris[0])).toContain(vi('scans.verdict-first'));
        const text = await consumer.page.locator('body').innerText();
        expect(text).toContain(inGroups(serial(1)));
        expect(text).toContain('TEM-500');
        await seen(consumer.page, 'unit-first');
        // A serial is drawn by lot: the widest there is must fit as well.
        await consumer.page.evaluate(
          `document.querySelector('.unit strong').textContent = '${inGroups('W'.repeat(20))}'`,
        );
        expect(await overflowAt320(consumer.page)).toEqual([]);
      },
      slow,
    );

    it(
      'learns that a stamp is not yet active, void, or no stamp at all, each with what to do',
      async () => {
        expect(await scan(spare.uris[0])).toContain(vi('scans.verdict-inactive'));
        await seen(consumer.page, 'unit-not-activated');
        expect(await scan(uris[100])).toContain(vi('scans.verdict-void'));
        await seen(consumer.page, 'unit-void');
        const typo = (uris[1] ?? '').replace(/.$/, (last) => (last === '7' ? '8' : '7'));
        expect(await scan(typo)).toContain(vi('scans.verdict-unknown'));
        expect(await scan((uris[1] ?? '').slice(0, -1))).toContain(vi('scans.verdict-mistyped'));
        await seen(consumer.page, 'unit-mistyped');
      },
      slow,
    );

    it(
      'reports a problem from the page of a stamp, with a photo and without an account',
      async () => {
        const { page } = consumer;
        await scan(uris[1]);
        await follow(page, vi('public.wrong-button'));
        await fillIn(page, {
          text: 'Gói này mua ở chợ Tịnh Biên, tem dán chồng lên tem khác.',
          picture: await aPhoto('tem.jpg', '#777777'),
        });
        await seen(page, 'unit-report');
        await press(page, vi('public.report-send'));
        expect(await page.locator('body').innerText()).toContain(vi('public.report-received'));
        const { body } = await parties.officer.get('/reports?limit=5');
        expect(JSON.stringify(body)).toContain('tem dán chồng lên tem khác');
      },
      slow,
    );

    it(
      'sees a recall before anything else',
      async () => {
        await parties.clerk.post(`/batches/${waiting}/stamp-activations`, { serials: spare.serials });
        await parties.officer.post(`/batches/${waiting}/recall`, { reason: 'Vượt mức vi sinh cho phép' });
        await eventually('the page of the stamp says recalled', async () =>
          (await scan(spare.uris[1])).includes(vi('scans.verdict-recalled')),
        );
        await seen(consumer.page, 'unit-recalled');
        consumer.expectNoComplaints();
      },
      slow,
    );
  });

  /** Orders labels as PDF, fetches the file, and reads every code in it. */
  async function printed(range: { from: string; to: string }): Promise<string[]> {
    const { page } = person;
    await page.goto(`/producer/stamp-runs/${run.id}`);
    await follow(page, /^In (tem|lại)$/);
    await fillIn(page, range);
    await seen(page, `print-order-${range.from}`);
    await press(page, vi('labels.print'));
    const link = page.getByRole('link', { name: vi('labels.download') });
    await eventually('the file is ready', async () => (await link.count()) > 0, printing);
    await seen(page, `print-job-${range.from}`);
    const answer = await page.request.get((await link.getAttribute('href')) ?? '');
    const texts: string[] = [];
    for (const picture of await pdfPages(await answer.body(), 300)) {
      texts.push(...(await symbolsIn(picture)).map(({ text }) => text));
    }
    // ZXing comes upon a symbol twice now and then, by two ways.
    return [...new Set(texts)].sort();
  }

  interface Sight {
    /** What a code in front of the camera holds; none where it is empty. */
    sees?: string;
    refuses?: string;
    /** Time passes sixteen seconds at a glance. */
    isHurried?: boolean;
  }

  /** Somebody whose browser has a camera and reads codes, as Chrome on Android does; Chromium here has neither. */
  async function clerkWith(sight?: Sight, login = server.logins.producer): Promise<Person> {
    const other = await newPerson(browser, server.origin, { viewport: phone });
    await signIn(other.page, login);
    if (sight) await other.page.addInitScript(cameraOf, sight);
    return other;
  }
});

/** Runs in the page, before its own scripts. */
function cameraOf({
  sees = '',
  refuses,
  isHurried = false,
}: {
  sees?: string;
  refuses?: string;
  isHurried?: boolean;
}) {
  // The types here are Node's: they know nothing of a page's globals, which this code replaces.
  const page = globalThis as any;
  page.BarcodeDetector = class {
    static getSupportedFormats = () => Promise.resolve(['qr_code']);
    detect = () => Promise.resolve(sees === '' ? [] : [{ rawValue: sees }]);
  };
  const getUserMedia = () =>
    refuses === undefined
      ? Promise.resolve(page.document.createElement('canvas').captureStream())
      : Promise.reject(new page.DOMException('', refuses) as Error);
  Object.defineProperty(page.navigator, 'mediaDevices', { value: { getUserMedia } });
  if (!isHurried) return;
  const now = Date.now.bind(Date);
  let passed = 0;
  Date.now = () => now() + (passed += 16_000);
}
