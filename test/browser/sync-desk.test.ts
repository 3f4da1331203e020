import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { OutboxModel } from '../../server/ledger/outbox-model.ts';
import { startEmbeddedMongod } from '../../server/platform/embedded-mongod.ts';
import { findMongod } from '../../server/platform/mongod-binary.ts';
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
import { eventually } from '../support/eventually.ts';
import { press, signIn, vi } from '../support/page-acts.ts';
import { startSandboxWorld } from '../support/sandbox-world.ts';
import type { SandboxWorld } from '../support/sandbox-world.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const root = '/department/sync';
const slow = 120_000;
const log = { info: console.error, warn: console.error };

inBrowser(() => {
  const undo: (() => Promise<unknown>)[] = [];
  let sandbox: SandboxWorld;
  let world: World;
  let browser: Browser;
  let officer: Person;
  let page: Page;

  beforeAll(async () => {
    const folder = await mkdtemp(join(os.tmpdir(), 'nguon-goc-desk-'));
    undo.push(() => rm(folder, { recursive: true, force: true }));
    const binary = await findMongod({ systemBinary: process.env['MONGOMS_SYSTEM_BINARY'], log });
    const mongod = await startEmbeddedMongod({ dataDir: folder, binary, log, ephemeral: true });
    undo.push(mongod.stop);
    process.env['TEST_MONGODB_URI'] = mongod.uri;
    sandbox = await startSandboxWorld();
    undo.push(sandbox.close);
    const national = { url: sandbox.url, ...sandbox.credentials };
    world = await startWorld({ gateways: { national, privateNetwork: true, inFlight: 4 } });
    undo.push(world.close);
    const login = { login: 'can-bo', password: 'bốn từ rời rạc' };
    const content = { login: login.login, name: 'Trần Thị Cán Bộ', roles: ['officer' as const] };
    const { users } = world.features.accounts;
    await users.createWithPassword({ ...content, organisation: null }, login.password, {
      actor: world.administrator.actor,
    });
    world.start();
    browser = await launchBrowser();
    undo.push(() => browser.close());
    officer = await newPerson(browser, world.root);
    ({ page } = officer);
    await signIn(page, login);
  }, slow);
  afterAll(async () => {
    for (const step of undo.reverse()) await step();
  }, slow);

  let registered = 0;

  async function register(...taxCodes: string[]): Promise<void> {
    for (const taxCode of taxCodes) {
      registered += 1;
      const { status } = await world.officer.post('/organisations', {
        name: `Hợp tác xã Thốt nốt Văn Giáo ${registered}`,
        kind: 'cooperative',
        taxCode,
        address: { communeCode: '30526', street: 'Ấp Măng Rò' },
      });
      expect(status).toBe(201);
    }
  }

  function standing(state: 'refused', count: number): Promise<unknown> {
    return eventually(
      `${count} ${state}`,
      async () => (await OutboxModel.countDocuments({ state })) >= count,
      30_000,
    );
  }

  function quiet(): Promise<unknown> {
    return eventually(
      'nothing is on its way',
      async () => (await OutboxModel.countDocuments({ state: { $in: ['queued', 'sending'] } })) === 0,
      60_000,
    );
  }

  /** As somebody sees it at a desk and on a phone; usable by everybody. */
  async function look(path: string, name: string): Promise<void> {
    await page.goto(path);
    expect(await axeViolations(page)).toEqual([]);
    expect(await overflowAt320(page)).toEqual([]);
    await takePicture(page, `sync-${name}`, phone.width);
    await takePicture(page, `sync-${name}`, desk.width);
  }

  describe('the desk of the road to the gateway', () => {
    it(
      'in good weather: everything is there, and the check says so',
      async () => {
        await register('1600000035');
        await quiet();
        await look(root, 'good');
        await page.goto(`${root}/gateways/national`);
        await press(page, vi('sync.check'));
        expect(await page.content()).toContain(vi('sync.check-good'));
        await takePicture(page, 'sync-check', desk.width);
        await takePicture(page, 'sync-check', phone.width);
      },
      slow,
    );

    it(
      'in an outage: what waits, since when, and when the gateway is tried again',
      async () => {
        await sandbox.fault({ kind: 'outage', times: null });
        await register('1600000042', '1600000067', '1600000074', '1600000081', '1600000099', '1600000109');
        await eventually(
          'paused',
          async () => {
            await page.goto(root);
            return (await page.content()).includes(vi('sync.weather-paused'));
          },
          60_000,
        );
        await look(root, 'outage');
        await look(`${root}/gateways/national`, 'outage-gateway');
        await sandbox.clearFaults();
        await quiet();
      },
      slow,
    );

    it(
      'with refusals: grouped by cause, with the gateway’s words and the way to the field',
      async () => {
        const words =
          'Hồ sơ tổ chức phải có mã số thuế đúng với cơ sở dữ liệu quốc gia về đăng ký doanh nghiệp.';
        await sandbox.fault({ kind: 'business-error', times: 3, code: 'ERR_DU_LIEU', words });
        await register('1600000116', '1600000123', '1600000130');
        await standing('refused', 3);
        await look(`${root}/causes`, 'causes');
        await look(`${root}?state=refused`, 'refused');
        const refused = await OutboxModel.findOne({ state: 'refused' }).orFail().lean();
        await look(`${root}/messages/${refused._id}`, 'message');
        expect(await page.content()).toContain(words);
      },
      slow,
    );

    it(
      'after a comparison: what was missing is sent again, what nobody knows waits for a decision',
      async () => {
        const stranger = { maThamChieu: 'f'.repeat(24), phienBan: 1, ten: 'Lạ', diaChi: 'An Giang' };
        const body = { ...stranger, maSoThue: '1600000148', thoiDiem: world.clock.now().toISOString() };
        expect((await sandbox.call('POST', 'ToChuc_HoSo', { body, key: 'la-1' })).body.maLoi).toBeNull();
        await page.goto(`${root}/gateways/national`);
        await press(page, vi('sync.reconcile-now'));
        await eventually(
          'a stray is listed',
          async () => {
            await page.goto(`${root}/strays`);
            return (
              (await page.content()).includes('Lạ') || (await page.locator('table tbody tr').count()) > 0
            );
          },
          60_000,
        );
        await look(`${root}/strays`, 'strays');
        await look(`${root}/reconciliations`, 'reconciliations');
        await page.locator('table a').first().click();
        await look(page.url(), 'report');
        officer.expectNoComplaints();
      },
      slow,
    );
  });
});
