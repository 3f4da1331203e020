import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { migrations } from '../../server/jobs/migrations.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { closeDatabase, connectDatabase } from '../../server/platform/database.ts';
import { startEmbeddedMongod } from '../../server/platform/embedded-mongod.ts';
import { silentLogger } from '../../server/platform/logger.ts';
import { migrate } from '../../server/platform/migration.ts';
import { findMongod } from '../../server/platform/mongod-binary.ts';
import { originAddresses } from '../../server/sites/public/public-addresses.ts';
import { load, loader } from '../load/http-load.ts';
import type { Load } from '../load/http-load.ts';
import { loadBatches } from '../load/load-batches.ts';
import { measuredProcess } from '../load/measured-process.ts';
import type { MeasuredProcess } from '../load/measured-process.ts';

const publicOrigin = 'https://txng.example.vn';
const rounds = 3;
const seconds = 3;
const asked = 25_000;
const log = { info: console.error, warn: console.error };

/**
 * The page of a batch from the built server, a fixed answer of equal size on bare node:http, and the usual Express
 * route, in turn in one run on the same data. `--cold`: pages out of the database at 10⁴ batches; `--large`: and 10⁶.
 */
export async function bench(args: string[]): Promise<unknown> {
  const { values } = parseArgs({
    args,
    options: { cold: { type: 'boolean', default: false }, large: { type: 'boolean', default: false } },
  });
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
    const report = values.cold ? cold(mongod.uri, folder, values.large) : hot(mongod.uri, folder);
    return { ...setting, ...(await report) };
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

async function hot(uri: string, folder: string): Promise<object> {
  const { pages, perSecond } = await filled(20_000);
  const paths = zipf(pages);
  const running: MeasuredProcess[] = [];
  const start = async (...[command, env]: Parameters<typeof measuredProcess>) => {
    const one = await measuredProcess(command, env);
    running.push(one);
    return one.root;
  };
  try {
    const ours = await start(['server/main.js'], serving(uri));
    const bytes = await compressedSize(ours + (pages[0] ?? ''));
    const roots = {
      bare: await start(['scripts/load/baseline-server.js', 'bare', String(bytes)]),
      ours,
      express: await start(['scripts/load/baseline-server.js', 'express', uri]),
    };
    await load({ root: roots.bare, paths, seconds, folder });
    await load({ root: roots.express, paths, seconds, folder });
    // Hot means asked for before: every page of the draw once.
    await load({ root: ours, paths: [...new Set(paths)], seconds: 15, folder });
    const [bare, lookup, express] = await inTurn(Object.values(roots), { paths, folder });
    const ratio = (to: Load | undefined) =>
      Number(((lookup?.perSecond ?? 0) / (to?.perSecond ?? 1)).toFixed(2));
    return {
      batches: pages.length,
      loadedPerSecond: perSecond,
      compressedBytes: bytes,
      hot: { bare, lookup, express },
      ratios: { toBare: ratio(bare), toExpress: ratio(express) },
      target: { toBare: 0.7, toExpress: 10 },
    };
  } finally {
    for (const one of running) await one.stop();
  }
}

/** With a query, which never comes out of the cache: every answer is one read of the database. */
async function cold(uri: string, folder: string, isLarge: boolean): Promise<object> {
  const figures: Record<string, Load | undefined> = {};
  for (const batches of isLarge ? [10_000, 990_000] : [10_000]) {
    const { pages } = await filled(batches);
    const server = await measuredProcess(['server/main.js'], serving(uri));
    const paths = Array.from({ length: asked }, () => `${pick(pages, Math.random())}?cold`);
    [figures[`at ${batches === 10_000 ? '10^4' : '10^6'}`]] = await inTurn([server.root], { paths, folder });
    await server.stop();
  }
  const [small, large] = Object.values(figures);
  if (!small || !large) return { cold: figures };
  const slowdown = Number((small.perSecond / large.perSecond).toFixed(2));
  return { cold: figures, ratios: { slowdown }, target: { slowdown: 1.2 } };
}

async function filled(batches: number): Promise<{ pages: string[]; perSecond: number }> {
  const start = performance.now();
  const codes = await loadBatches({ batches, clock: systemClock, publicOrigin });
  const perSecond = Math.round((batches / (performance.now() - start)) * 1000);
  return { pages: codes.map((code) => originAddresses(code)[0] ?? ''), perSecond };
}

/** The median of each figure, the servers taking turns. */
async function inTurn(roots: string[], task: { paths: string[]; folder: string }): Promise<Load[]> {
  const samples = roots.map((): Load[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, root] of roots.entries()) samples[at]?.push(await load({ root, seconds, ...task }));
  }
  return samples.map((loads) => ({
    perSecond: median(loads.map((one) => one.perSecond)),
    p50Ms: median(loads.map((one) => one.p50Ms)),
    p99Ms: median(loads.map((one) => one.p99Ms)),
    errors: loads.reduce((sum, { errors }) => sum + errors, 0),
  }));
}

/** Requests as a market makes them: the batch of rank r is asked for in proportion to 1/r. */
function zipf(pages: readonly string[]): string[] {
  const sums: number[] = [];
  pages.forEach((_, at) => sums.push((sums[at - 1] ?? 0) + 1 / (at + 1)));
  const total = sums.at(-1) ?? 0;
  return Array.from({ length: asked }, () => {
    const drawn = Math.random() * total;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < drawn) low = middle + 1;
      else high = middle;
    }
    return pages[low] ?? '';
  });
}

function serving(uri: string): Record<string, string> {
  const secret = randomBytes(32).toString('base64url');
  const stamps = { STAMP_SECRETS: `bench:${secret}` };
  return { MONGODB_URI: uri, PUBLIC_ORIGIN: publicOrigin, TOKEN_SECRET: secret, PORT: '0', ...stamps };
}

async function compressedSize(address: string): Promise<number> {
  const { headers } = await fetch(address, { method: 'HEAD', headers: { 'Accept-Encoding': 'gzip' } });
  return Number(headers.get('Content-Length'));
}

function pick(pages: readonly string[], share: number): string {
  return pages[Math.floor(share * pages.length)] ?? '';
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
