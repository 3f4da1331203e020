import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { startEmbeddedMongod, type EmbeddedMongod } from '../../server/platform/embedded-mongod.ts';
import { findMongod, type MongodBinary } from '../../server/platform/mongod-binary.ts';

const log = { info: console.error, warn: console.error };

describe('the embedded MongoDB', () => {
  let binary: MongodBinary;
  let folder: string;
  beforeAll(async () => {
    binary = await findMongod({ systemBinary: process.env.MONGOMS_SYSTEM_BINARY, log });
    folder = await mkdtemp(join(os.tmpdir(), 'nguon-goc-smoke-'));
  }, 600_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('keeps its data over a restart at another port, and does transactions there', async () => {
    const dataDir = join(folder, 'restart');
    const first = await startEmbeddedMongod({ dataDir, binary, log });
    await addInTransaction(first.uri, 'lot-1');
    await first.stop();

    const second = await startEmbeddedMongod({ dataDir, binary, log });
    expect(second.uri).not.toBe(first.uri);
    await addInTransaction(second.uri, 'lot-2');
    expect(await lots(second.uri)).toEqual(['lot-1', 'lot-2']);
    await second.stop();
  });

  it('tells a second server who has the folder, and lets it in when the first was killed', async () => {
    const dataDir = join(folder, 'killed');
    const owner = ownerProcess(dataDir, binary);
    await addInTransaction(await firstLine(owner), 'lot-1');
    await expect(startEmbeddedMongod({ dataDir, binary, log })).rejects.toThrow(
      `in use by another server (process ${owner.pid})`,
    );

    owner.kill('SIGKILL');
    await once(owner, 'exit');
    const heir = await startEmbeddedMongod({ dataDir, binary, log });
    await addInTransaction(heir.uri, 'lot-2');
    expect(await lots(heir.uri)).toEqual(['lot-1', 'lot-2']);
    await heir.stop();
  });

  it('runs no JavaScript and hides its folder from other users', async () => {
    const dataDir = join(folder, 'careful');
    await using mongod = await disposable(startEmbeddedMongod({ dataDir, binary, log, ephemeral: true }));
    const script = withDatabase(mongod.uri, (db) => db.collection('batches').findOne({ $where: 'true' }));
    await expect(script).rejects.toThrow(/no globalScriptEngine|JavaScript/i);
    for (const made of [dataDir, join(dataDir, 'mongod')]) expect((await stat(made)).mode & 0o077).toBe(0);
  });

  it('says plainly that a data folder is a file', async () => {
    const dataDir = join(folder, 'file');
    await writeFile(dataDir, '');
    await expect(startEmbeddedMongod({ dataDir, binary, log })).rejects.toThrow(
      /is a file or lies below one/,
    );
  });

  it('passes on the words of a mongod that cannot read the folder', async () => {
    const dataDir = join(folder, 'damaged');
    await (await startEmbeddedMongod({ dataDir, binary, log, ephemeral: true })).stop();
    await writeFile(join(dataDir, 'mongod', 'WiredTiger.turtle'), 'not a turtle');
    await expect(startEmbeddedMongod({ dataDir, binary, log })).rejects.toThrow(
      /MongoDB did not start: .*WiredTiger/,
    );
  });
});

function ownerProcess(dataDir: string, { path, version }: MongodBinary): ChildProcess {
  const script = join(import.meta.dirname, '..', 'support', 'own-mongod.ts');
  return spawn(process.execPath, ['--import', 'tsx', script, dataDir, path, version], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  const [line] = (await once(stdout!, 'data')) as [Buffer];
  return line.toString().trim();
}

async function addInTransaction(uri: string, lot: string): Promise<void> {
  await withDatabase(uri, async (db, client) => {
    await client.withSession((session) =>
      session.withTransaction(() => db.collection('batches').insertOne({ lot }, { session }), {
        writeConcern: { w: 'majority' },
      }),
    );
  });
}

function lots(uri: string): Promise<string[]> {
  return withDatabase(uri, (db) => db.collection<{ lot: string }>('batches').distinct('lot'));
}

async function withDatabase<T>(
  uri: string,
  use: (db: mongoose.mongo.Db, client: mongoose.mongo.MongoClient) => Promise<T>,
): Promise<T> {
  const client = new mongoose.mongo.MongoClient(uri, { runtimeAdapters: { os } });
  try {
    return await use(client.db(), client);
  } finally {
    await client.close();
  }
}

async function disposable(starting: Promise<EmbeddedMongod>) {
  const { uri, stop } = await starting;
  return { uri, [Symbol.asyncDispose]: stop };
}
