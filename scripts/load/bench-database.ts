import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { migrations } from '../../server/jobs/migrations.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { closeDatabase, connectDatabase } from '../../server/platform/database.ts';
import { startEmbeddedMongod } from '../../server/platform/embedded-mongod.ts';
import { silentLogger } from '../../server/platform/logger.ts';
import { migrate } from '../../server/platform/migration.ts';
import { findMongod } from '../../server/platform/mongod-binary.ts';
import { loader } from './http-load.ts';

export const publicOrigin = 'https://txng.example.vn';

export interface BenchPlace {
  uri: string;
  /** Thrown away afterwards. */
  folder: string;
}

const log = { info: console.error, warn: console.error };

/** Builds the server and connects a new database for as long as `measure` takes; tells the setting beside its report. */
export async function onBenchDatabase(measure: (place: BenchPlace) => Promise<object>): Promise<object> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'nguon-goc-bench-'));
  const undo = [() => rm(folder, { recursive: true, force: true })];
  try {
    spawnSync(process.execPath, ['scripts/build.mjs', '--if-stale'], { stdio: ['ignore', 2, 2] });
    const binary = await findMongod({ systemBinary: process.env['MONGOMS_SYSTEM_BINARY'], log });
    const mongod = await startEmbeddedMongod({ dataDir: folder, binary, log, ephemeral: true });
    undo.push(mongod.stop);
    await migrate(await connectDatabase(mongod.uri, silentLogger), migrations, systemClock.now());
    undo.push(closeDatabase);
    const setting = { node: process.version, loader, cores: os.cpus().length, loadAverage: os.loadavg() };
    return { ...setting, ...(await measure({ uri: mongod.uri, folder })) };
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

/** What the built server needs to serve that database. */
export function serving(uri: string, stampSecret = newSecret()): Record<string, string> {
  return {
    MONGODB_URI: uri,
    PUBLIC_ORIGIN: publicOrigin,
    TOKEN_SECRET: newSecret(),
    STAMP_SECRETS: `bench:${stampSecret}`,
    PORT: '0',
  };
}

export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
