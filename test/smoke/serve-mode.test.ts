import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { startEmbeddedMongod } from '../../server/platform/embedded-mongod.ts';
import type { EmbeddedMongod } from '../../server/platform/embedded-mongod.ts';
import { findMongod } from '../../server/platform/mongod-binary.ts';
import { httpClient } from '../support/http-client.ts';
import { run, serverProcess } from '../support/server-process.ts';
import type { ServerProcess } from '../support/server-process.ts';

const slow = 120_000;
const log = { info: console.error, warn: console.error };

describe('a server without a proper configuration', () => {
  it('names every wrong and missing variable at once, and no secret', async () => {
    const secret = 'too-short-to-be-a-secret';
    const server = serverProcess({
      MONGODB_URI: 'mongodb://root:hunter2@127.0.0.1/nguon-goc',
      PORT: 'eighty',
      PROVINCE_CODE: 'An Giang',
      TOKEN_SECRET: secret,
      GATEWAY_NATIONAL_URL: 'https://gateway.example.vn',
    });
    expect(await server.ended).toMatchObject({ code: 1 });
    const named = Array.from(server.output().matchAll(/^ {2}([A-Z_]+): /gm), ([, name]) => name);
    expect(named.sort()).toEqual([
      'GATEWAY_NATIONAL_CLIENT_ID',
      'GATEWAY_NATIONAL_CLIENT_SECRET',
      'PORT',
      'PROVINCE_CODE',
      'PUBLIC_ORIGIN',
      'STAMP_SECRETS',
      'TOKEN_SECRET',
    ]);
    expect(server.output()).toContain('Vui lòng sửa các biến sau');
    for (const word of [secret, 'hunter2']) expect(server.output()).not.toContain(word);
    expect(server.output()).not.toMatch(/\n\s+at .+:\d+:\d+/);
  });
});

describe('a served server', () => {
  let folder: string;
  let mongod: EmbeddedMongod;
  let env: Record<string, string>;
  const started: ServerProcess[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(os.tmpdir(), 'nguon-goc-serve-'));
    const binary = await findMongod({ systemBinary: process.env['MONGOMS_SYSTEM_BINARY'], log });
    mongod = await startEmbeddedMongod({ dataDir: folder, binary, log, ephemeral: true });
    env = {
      MONGODB_URI: mongod.uri,
      PUBLIC_ORIGIN: 'https://txng.example.vn',
      TOKEN_SECRET: randomBytes(32).toString('base64url'),
      STAMP_SECRETS: `2026:${randomBytes(32).toString('base64')}`,
      PORT: '0',
    };
  }, 600_000);
  afterEach(async () => {
    for (const server of started.splice(0)) await server.stop();
  }, slow);
  afterAll(async () => {
    await mongod.stop();
    await rm(folder, { recursive: true, force: true });
  }, slow);

  function start(): ServerProcess {
    const server = serverProcess(env);
    started.push(server);
    return server;
  }

  it(
    'begins without sample data and without any account',
    async () => {
      await start().ready();
      const filled = await filledCollections(mongod.uri);
      // The daily jobs may have taken their turn already.
      expect(filled.filter((name) => !name.startsWith('job_'))).toEqual(['migrations']);
    },
    slow,
  );

  it(
    'lets in the administrator whom the account command made, with a one-time password',
    async () => {
      const command = [
        process.execPath,
        'dist/scripts/account.js',
        'create',
        '--login',
        'quan.tri',
        '--name',
        'Quản Trị',
      ];
      const { code, output } = await run([...command, '--role', 'administrator'], env);
      expect([code, output]).toEqual([0, expect.stringContaining('quan.tri')]);
      const password = /72 giờ\): (\S+)/.exec(output)?.[1] ?? '';

      const api = httpClient(`${await start().ready()}/api/v1`);
      expect((await api.post('/tokens', { login: 'quan.tri', password })).status).toBe(200);
      expect((await api.post('/tokens', { login: 'quan.tri', password: 'not-it' })).status).toBe(401);
    },
    slow,
  );

  it(
    'logs no secret, and ends well on SIGTERM',
    async () => {
      const server = start();
      await server.ready();
      expect(await server.stop()).toEqual({ code: 0, signal: null });
      expect(server.output()).not.toContain(env['TOKEN_SECRET']);
    },
    slow,
  );

  it(
    'says plainly that the database does not answer',
    async () => {
      const server = serverProcess({ ...env, MONGODB_URI: 'mongodb://127.0.0.1:1/nguon-goc' });
      expect(await server.ended).toMatchObject({ code: 1 });
      expect(server.output()).toContain('Cơ sở dữ liệu trong MONGODB_URI không trả lời');
    },
    slow,
  );
});

async function filledCollections(uri: string): Promise<string[]> {
  const client = new mongoose.mongo.MongoClient(uri, { runtimeAdapters: { os } });
  try {
    const collections = await client.db().collections();
    const counts = await Promise.all(
      collections.map(async (collection) => ({
        name: collection.collectionName,
        count: await collection.countDocuments(),
      })),
    );
    return counts.filter(({ count }) => count > 0).map(({ name }) => name);
  } finally {
    await client.close();
  }
}
