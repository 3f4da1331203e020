import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import { join } from 'node:path';
import { findMongod } from '../../server/platform/mongod-binary.ts';
import { httpClient } from '../support/http-client.ts';
import { placeContent } from '../support/record-builders.ts';
import { serverProcess } from '../support/server-process.ts';
import type { ServerProcess } from '../support/server-process.ts';

type Logins = Record<'producer' | 'officer' | 'administrator', { login: string; password: string }>;

const slow = 300_000;
const stack = /\n\s+at .+:\d+:\d+/;

let folder: string;
/** Kept from test to test: only the first start fills it. */
let dataDir: string;
const started: ServerProcess[] = [];

beforeAll(async () => {
  await findMongod({
    systemBinary: process.env['MONGOMS_SYSTEM_BINARY'],
    log: { info: console.error, warn: console.error },
  });
  folder = await mkdtemp(join(os.tmpdir(), 'nguon-goc-trial-'));
  dataDir = join(folder, 'data');
}, 600_000);
afterEach(async () => {
  for (const server of started.splice(0)) await server.stop('SIGTERM');
}, slow);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a trial start', () => {
  it(
    'prints addresses and three logins that work, and keeps them from other users',
    async () => {
      const server = start(dataDir);
      const address = await server.ready();
      const logins = keptLogins();

      expect(server.output()).toContain('chế độ dùng thử');
      expect(server.output()).toMatch(/National gateway \(sandbox\)\s+http:\/\/127\.0\.0\.1:\d+\//);
      expect((await fetch(`${address}/sign-in`)).status).toBe(200);
      for (const { login, password } of Object.values(logins)) {
        expect(server.output()).toMatch(new RegExp(`${login}\\s+${password}`));
        expect(await accessToken(address, { login, password })).toMatch(/^ey/);
      }
      for (const file of ['logins.json', 'secrets.json']) {
        expect(statSync(join(dataDir, file)).mode & 0o777).toBe(0o600);
      }
    },
    slow,
  );

  it(
    'ends well on SIGTERM',
    async () => {
      const server = start(dataDir);
      await server.ready();
      expect(await server.stop()).toEqual({ code: 0, signal: null });
    },
    slow,
  );

  it(
    'has everything again after kill -9, and the same logins',
    async () => {
      const first = start(dataDir);
      const address = await first.ready();
      const logins = keptLogins();
      const before = await clientOf(address, logins.producer);
      const made = await before.post('/places', placeContent({ name: 'Ruộng trước khi mất điện' }));
      expect(made.status).toBe(201);
      await first.stop('SIGKILL');

      const second = start(dataDir);
      const after = await clientOf(await second.ready(), logins.producer);
      const { id } = made.body as { id: string };
      expect((await after.get(`/places/${id}`)).body).toMatchObject({ title: 'Ruộng trước khi mất điện' });
      expect(keptLogins()).toEqual(logins);
    },
    slow,
  );
});

describe('a start that cannot succeed', () => {
  it('says in both languages that the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const server = start(join(folder, 'no-port'), { PORT: String(port) });
    expect(await server.ended).toMatchObject({ code: 1 });
    expect(server.output()).toContain(`Cổng ${port} đang được chương trình khác dùng`);
    expect(server.output()).toContain(`Port ${port} is in use by another program`);
    expect(server.output()).not.toMatch(stack);
    await new Promise((resolve) => other.close(resolve));
  });

  it('says in both languages that the data folder is a file', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const server = start(file);
    expect(await server.ended).toMatchObject({ code: 1 });
    expect(server.output()).toContain(`Thư mục dữ liệu ${file} là một tệp`);
    expect(server.output()).toContain(`The data folder ${file} is a file`);
    expect(server.output()).not.toMatch(stack);
  });

  it(
    'says in both languages which secret of stamps was lost or changed, and starts again with it',
    async () => {
      await start(dataDir).ready();
      await started.pop()?.stop();
      const file = join(dataDir, 'secrets.json');
      const kept = readFileSync(file, 'utf8');
      const secrets = JSON.parse(kept) as object;
      const another = Buffer.alloc(32, 7).toString('base64');
      for (const [id, vi, en] of [
        ['trial-2', 'Thiếu bí mật tem của mã trial-1', 'The stamp secret with the id trial-1 is missing'],
        ['trial-1', 'mã trial-1 không phải bí mật đã dùng', 'the id trial-1 is not the one'],
      ] as const) {
        await writeFile(file, JSON.stringify({ ...secrets, stampSecrets: { [id]: another } }));
        const server = start(dataDir);
        expect(await server.ended).toMatchObject({ code: 1 });
        for (const said of [vi, en]) expect(server.output()).toContain(said);
        expect(server.output()).not.toContain(another);
        expect(server.output()).not.toMatch(stack);
      }
      await writeFile(file, kept);
      await start(dataDir).ready();
    },
    slow,
  );

  it(
    'leaves a data folder to the server that has it',
    async () => {
      const owner = start(dataDir);
      await owner.ready();
      const second = start(dataDir);
      expect(await second.ended).toMatchObject({ code: 1 });
      expect(second.output()).toContain(`in use by another server (process ${owner.pid})`);
      expect(second.output()).not.toMatch(stack);
      expect((await fetch(`${await owner.ready()}/readyz`)).status).toBe(200);
    },
    slow,
  );
});

function start(data: string, env: Record<string, string> = {}): ServerProcess {
  const server = serverProcess({ DATA_DIR: data, PORT: '0', ...env });
  started.push(server);
  return server;
}

function keptLogins(): Logins {
  return JSON.parse(readFileSync(join(dataDir, 'logins.json'), 'utf8')) as Logins;
}

async function accessToken(address: string, login: Logins['producer']): Promise<string> {
  const answer = await httpClient(`${address}/api/v1`).post('/tokens', login);
  return (answer.body as { accessToken: string }).accessToken;
}

async function clientOf(address: string, login: Logins['producer']) {
  return httpClient(`${address}/api/v1`, { Authorization: `Bearer ${await accessToken(address, login)}` });
}
