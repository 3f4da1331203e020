import { parseArgs } from 'node:util';
import { systemClock } from '../../server/platform/clock.ts';
import { originAddresses } from '../../server/sites/public/public-addresses.ts';
import { onBenchDatabase, publicOrigin, serving } from '../load/bench-database.ts';
import type { BenchPlace } from '../load/bench-database.ts';
import { compressedSize, load, warm } from '../load/http-load.ts';
import { loadBatches } from '../load/load-batches.ts';
import { measuredProcess } from '../load/measured-process.ts';
import type { MeasuredProcess } from '../load/measured-process.ts';
import { atRest, inTurn, ratio, zipfRanks } from '../load/taking-turns.ts';
import type { Measured } from '../load/taking-turns.ts';

const asked = 25_000;

/**
 * The page of a batch from the built server, a fixed answer of equal size on bare node:http, and the usual Express
 * route, in turn in one run on the same data. `--cold`: pages out of the database at 10⁴ batches; `--large`: and 10⁶.
 */
export async function bench(args: string[]): Promise<unknown> {
  const { values } = parseArgs({
    args,
    options: { cold: { type: 'boolean', default: false }, large: { type: 'boolean', default: false } },
  });
  return onBenchDatabase((place) => (values.cold ? cold(place, values.large) : hot(place)));
}

async function hot({ uri, folder }: BenchPlace): Promise<object> {
  const { pages, perSecond } = await filled(20_000);
  const paths = zipfRanks(pages.length, asked).map((rank) => pages[rank] ?? '');
  const running: MeasuredProcess[] = [];
  const start = async (...[command, env]: Parameters<typeof measuredProcess>) => {
    const one = await measuredProcess(command, env);
    running.push(one);
    return one;
  };
  try {
    const ours = await start(['server/main.js'], serving(uri));
    // Hot means asked for before.
    await warm(ours.root, [...new Set(paths)]);
    const bytes = await compressedSize(ours.root + (paths[0] ?? ''));
    const bare = await start(['scripts/load/baseline-server.js', 'bare', String(bytes)]);
    const express = await start(['scripts/load/baseline-server.js', 'express', uri]);
    for (const one of running) await load({ root: one.root, paths, seconds: 3, folder });
    await atRest(ours);
    const [fixed, lookup, usual] = await inTurn([bare, ours, express], { paths, folder });
    return {
      batches: pages.length,
      loadedPerSecond: perSecond,
      compressedBytes: bytes,
      hot: { bare: fixed, lookup, express: usual },
      ratios: { toBare: ratio(lookup, fixed), toExpress: ratio(lookup, usual) },
      target: { toBare: 0.7, toExpress: 10 },
    };
  } finally {
    for (const one of running) await one.stop();
  }
}

/** With a query, which never comes out of the cache: every answer is one read of the database. */
async function cold({ uri, folder }: BenchPlace, isLarge: boolean): Promise<object> {
  const figures: Record<string, Measured | undefined> = {};
  const loadedPerSecond: number[] = [];
  for (const batches of isLarge ? [10_000, 990_000] : [10_000]) {
    const { pages, perSecond } = await filled(batches);
    loadedPerSecond.push(perSecond);
    const server = await measuredProcess(['server/main.js'], serving(uri));
    const paths = Array.from({ length: asked }, () => `${pick(pages)}?cold`);
    await load({ root: server.root, paths, seconds: 5, folder });
    [figures[`at ${batches === 10_000 ? '10^4' : '10^6'}`]] = await inTurn([server], { paths, folder });
    await server.stop();
  }
  const [small, large] = Object.values(figures);
  if (!small || !large) return { loadedPerSecond, cold: figures };
  return { loadedPerSecond, cold: figures, slowdown: ratio(small, large), target: { slowdown: 1.2 } };
}

async function filled(batches: number): Promise<{ pages: string[]; perSecond: number }> {
  const start = performance.now();
  const codes = await loadBatches({ batches, clock: systemClock, publicOrigin });
  const perSecond = Math.round((batches / (performance.now() - start)) * 1000);
  return { pages: codes.map((code) => originAddresses(code)[0] ?? ''), perSecond };
}

function pick(pages: readonly string[]): string {
  return pages[Math.floor(Math.random() * pages.length)] ?? '';
}
