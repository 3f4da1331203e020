import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { AuditEntryModel } from '../../server/ledger/audit-entry-model.ts';
import { OutboxModel } from '../../server/ledger/outbox-model.ts';
import { translate } from '../../server/platform/i18n.ts';
import { startSandboxWorld } from '../support/sandbox-world.ts';
import type { SandboxWorld } from '../support/sandbox-world.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const t = translate.vi;
let sandbox: SandboxWorld;
let world: World;
let env: Record<string, string>;
beforeAll(async () => {
  sandbox = await startSandboxWorld();
  // The server knows of no gateway: the operator sets one up afterwards.
  world = await startWorld();
  const uri = new URL(process.env['TEST_MONGODB_URI'] ?? '');
  uri.pathname = `/${mongoose.connection.name}`;
  env = {
    MONGODB_URI: uri.href,
    PUBLIC_ORIGIN: world.publicOrigin,
    TOKEN_SECRET: randomBytes(32).toString('base64url'),
    STAMP_SECRETS: `2026:${randomBytes(32).toString('base64')}`,
    GATEWAY_NATIONAL_URL: sandbox.url,
    GATEWAY_NATIONAL_CLIENT_ID: sandbox.credentials.clientId,
    GATEWAY_NATIONAL_CLIENT_SECRET: sandbox.credentials.clientSecret,
    GATEWAY_PRIVATE_NETWORK: 'yes',
  };
}, 60_000);
afterEach(() => sandbox.clearFaults());
afterAll(async () => {
  await world.close();
  await sandbox.close();
});

/** As an operator runs it: a process of its own, the environment its only configuration. */
function gateway(...args: string[]) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const command = ['--import', 'tsx', 'scripts/gateway.ts', ...args];
    const options = { env: { PATH: process.env['PATH'] ?? '', ...env } };
    execFile(process.execPath, command, options, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

/** The points that were not as the adapter expects, as the command prints them. */
function failedPoints(out: string): string[] {
  return [...out.matchAll(/^FAILED {2}(.*) \/ /gm)].map(([, point]) => point ?? '');
}

describe('the gateway command', () => {
  it('finds every point of the sandbox as the adapter expects', async () => {
    const { code, out, err } = await gateway('check', 'national');
    expect([code, err, failedPoints(out)]).toEqual([0, '', []]);
    expect(out).toContain(t('gateway.check-sign-in'));
    expect(out).toContain(t('gateway.check-tally-batch'));
  }, 60_000);

  it('names the point that is wrong, with what was found', async () => {
    await sandbox.fault({ kind: 'redirect', times: null, on: 'KhoaGiaoDich' });
    const { code, out } = await gateway('check', 'national');
    expect([code, failedPoints(out)]).toEqual([1, [t('gateway.check-unknown-key')]]);
    expect(out).toContain(t('gateway.trouble-redirected'));
  }, 60_000);

  it('queues and carries what was approved before there was a gateway, and says how both sides stand', async () => {
    expect(await OutboxModel.countDocuments()).toBe(0);
    const { code, out, err } = await gateway('reconcile', 'national');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/Newly queued: [1-9]/);
    const queued = await OutboxModel.countDocuments();
    expect(queued).toBeGreaterThan(0);
    const filled = await AuditEntryModel.find({ action: 'reconciliation.fill' }).lean();
    expect(filled.map(({ actor }) => actor.name)).toContain('Nguồn Gốc');
    expect((await gateway('reconcile', 'national')).out).not.toMatch(/Newly queued: [1-9]/);
    expect(await OutboxModel.countDocuments()).toBe(queued);
    expect((await sandbox.held('organisation')).length).toBeGreaterThan(0);
  }, 90_000);

  it('says how it is used, and which gateways there are', async () => {
    const { code, err } = await gateway('check', 'epcis');
    expect(code).toBe(2);
    expect(err).toContain('check | reconcile national');
  }, 30_000);
});
