import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { httpClient } from '../support/http-client.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

/** The command as an operator runs it: a process of its own, the environment its only configuration. */
function account(args: string[], env: Record<string, string>) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const command = ['--import', 'tsx', 'scripts/account.ts', ...args];
    execFile(
      process.execPath,
      command,
      { env: { PATH: process.env['PATH'] ?? '', ...env } },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

describe('the account command', () => {
  let world: World;
  let env: Record<string, string>;
  beforeAll(async () => {
    world = await startWorld({ trustProxy: ['loopback'] });
    const uri = new URL(process.env['TEST_MONGODB_URI']!);
    uri.pathname = `/${mongoose.connection.name}`;
    env = {
      MONGODB_URI: uri.href,
      PUBLIC_ORIGIN: world.publicOrigin,
      TOKEN_SECRET: randomBytes(32).toString('base64url'),
      STAMP_SECRETS: `2026:${randomBytes(32).toString('base64')}`,
    };
  });
  afterAll(() => world.close());

  it('opens the first account and prints its one-time password', async () => {
    const args = ['create', '--login', 'quan.tri', '--name', 'Quản Trị', '--role', 'administrator'];
    const { code, out, err } = await account(args, env);
    expect([code, err]).toEqual([0, '']);
    const [, password] = /Mật khẩu dùng một lần \(72 giờ\): ([\w-]{19})/.exec(out)!;
    const answer = await httpClient(`${world.root}/api/v1`).post('/tokens', { login: 'quan.tri', password });
    expect(answer.status).toBe(200);
  });

  it('names every wrong field in both languages', async () => {
    const { code, err } = await account(['create', '--login', 'á', '--role', 'king'], env);
    expect(code).toBe(1);
    for (const said of ['login: ', 'name: Vui lòng điền ô này.', 'name', 'roles/0: '])
      expect(err).toContain(said);
  });

  it('says how it is used, and what it lacks', async () => {
    expect((await account(['destroy'], env)).err).toContain('Cách dùng: npm run account');
    expect((await account(['create'], {})).err).toContain('Thiếu MONGODB_URI');
  });
});
