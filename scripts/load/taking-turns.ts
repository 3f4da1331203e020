import { setTimeout as pause } from 'node:timers/promises';
import { load } from './http-load.ts';
import type { Load } from './http-load.ts';
import type { MeasuredProcess } from './measured-process.ts';

export interface Measured extends Load {
  /** Processor time an answer, which says more than throughput where others use the machine too. */
  cpuMicros: number | undefined;
}

const longestRest = 60;

interface Turns {
  /** The same for all, or for each its own. */
  paths: readonly string[] | readonly (readonly string[])[];
  /** Where a script for wrk may be written. */
  folder: string;
  rounds?: number;
  seconds?: number;
}

/** The median of each figure, the servers taking turns. */
export async function inTurn(servers: readonly MeasuredProcess[], turns: Turns): Promise<Measured[]> {
  const { rounds = 3, seconds = 3, folder, paths } = turns;
  const samples = servers.map((): Measured[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [at, server] of servers.entries()) {
      const before = server.cpuSeconds() ?? NaN;
      const own = paths[at];
      const asked = Array.isArray(own) ? (own as readonly string[]) : (paths as readonly string[]);
      const one = await load({ root: server.root, seconds, folder, paths: asked });
      const spent = (server.cpuSeconds() ?? NaN) - before;
      samples[at]?.push({ ...one, cpuMicros: (spent * 1e6) / (one.perSecond * seconds) });
    }
  }
  return samples.map(medians);
}

/** Waits until a server has done what it does after its answers, such as compressing harder. */
export async function atRest(server: MeasuredProcess): Promise<void> {
  for (let times = 0; times < longestRest; times += 1) {
    const before = server.cpuSeconds() ?? 0;
    await pause(1000);
    if ((server.cpuSeconds() ?? 0) - before < 0.05) return;
  }
}

/** How much better `one` is, as a quotient of throughputs and of processor time an answer. */
export function ratio(one: Measured | undefined, other: Measured | undefined): object {
  const { perSecond = 0, cpuMicros = NaN } = one ?? {};
  const cpu = (other?.cpuMicros ?? NaN) / cpuMicros;
  return {
    perSecond: Number((perSecond / (other?.perSecond ?? 1)).toFixed(2)),
    ...(!Number.isNaN(cpu) && { cpu: Number(cpu.toFixed(2)) }),
  };
}

/** Ranks from 0 below `count`, as a market asks: rank r in proportion to 1/(r + 1). */
export function zipfRanks(count: number, drawn: number): number[] {
  const sums = new Float64Array(count);
  let total = 0;
  for (let rank = 0; rank < count; rank += 1) sums[rank] = total += 1 / (rank + 1);
  return Array.from({ length: drawn }, () => firstAbove(sums, Math.random() * total));
}

function firstAbove(sums: Float64Array, value: number): number {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function medians(samples: readonly Measured[]): Measured {
  const cpuMicros = median(samples.map((one) => one.cpuMicros ?? NaN));
  return {
    perSecond: median(samples.map((one) => one.perSecond)),
    p50Ms: median(samples.map((one) => one.p50Ms)),
    p99Ms: median(samples.map((one) => one.p99Ms)),
    errors: samples.reduce((sum, { errors }) => sum + errors, 0),
    cpuMicros: Number.isNaN(cpuMicros) ? undefined : Number(cpuMicros.toFixed(1)),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
