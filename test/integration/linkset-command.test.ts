import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const defaultLink = 'https://ref.gs1.org/voc/defaultLink';
const registration = {
  anchor: 'https://id.gs1.org/414/8938505970004',
  itemDescription: 'Kho lạnh',
  [defaultLink]: [{ href: 'https://elsewhere.example/kho', title: 'Kho lạnh' }],
};

describe('the linkset command', () => {
  let world: World;
  let env: Record<string, string>;
  const folder = mkdtempSync(path.join(tmpdir(), 'linkset-'));
  const file = path.join(folder, 'links.json');

  beforeAll(async () => {
    world = await startWorld();
    const uri = new URL(process.env['TEST_MONGODB_URI']!);
    uri.pathname = `/${mongoose.connection.name}`;
    env = {
      MONGODB_URI: uri.href,
      PUBLIC_ORIGIN: world.publicOrigin,
      TOKEN_SECRET: randomBytes(32).toString('base64url'),
      STAMP_SECRETS: `2026:${randomBytes(32).toString('base64')}`,
    };
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await world.close();
  });

  it('imports nothing of a file with a fault and names the fault in both languages', async () => {
    const wrong = { ...registration, anchor: 'https://id.gs1.org/414/8938505970005' };
    writeFileSync(file, JSON.stringify([registration, wrong]));
    const { code, err } = await linkset(['import', file]);
    expect(code).toBe(1);
    for (const said of ['Chưa nhập gì.', 'Nothing was imported.', '/1/anchor: ']) expect(err).toContain(said);
    expect((await world.web.get('/414/8938505970004')).status).toBe(404);
  });

  it('imports a whole file, audited, and exports it again under our origin', async () => {
    writeFileSync(file, JSON.stringify({ linkset: [registration] }));
    const imported = await linkset(['import', file]);
    expect([imported.code, imported.err]).toEqual([0, '']);
    expect(imported.out).toContain('1 registration imported.');
    expect((await world.web.get('/414/8938505970004')).status).toBe(307);
    expect(
      await world.database.collection('audit-entries').countDocuments({ action: 'linkset.import' }),
    ).toBe(1);
    const out = path.join(folder, 'out.json');
    expect((await linkset(['export', out])).code).toBe(0);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual({
      linkset: [{ ...registration, anchor: `${world.publicOrigin}/414/8938505970004` }],
    });
  });

  it('says how it is used, and what it lacks', async () => {
    expect((await linkset(['import'])).err).toContain('Cách dùng: npm run linkset');
    writeFileSync(file, '{');
    expect((await linkset(['import', file])).err).toContain('is not JSON');
  });

  function linkset(args: string[]) {
    return new Promise<{ code: number; out: string; err: string }>((resolve) => {
      const command = ['--import', 'tsx', 'scripts/linkset.ts', ...args];
      const settings = { env: { PATH: process.env['PATH'] ?? '', ...env } };
      execFile(process.execPath, command, settings, (error, out, err) =>
        resolve({ code: error ? Number(error.code) : 0, out, err }),
      );
    });
  }
});
