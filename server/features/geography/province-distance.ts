import { kilometresBetween } from '../../domain/geometry.ts';
import { geography } from './geography-data.ts';

const known = new Map<string, number>();

/**
 * How far apart two provinces are at the least: from the commune of the one to the commune of the other that lie
 * nearest. Neighbours are a few kilometres apart, so that a scan on either side of a border is no journey.
 */
export function provinceDistance(a: string, b: string): number {
  if (a === b) return 0;
  const pair = [a, b].sort().join();
  const distance = known.get(pair) ?? nearest(centresOf(a), centresOf(b));
  known.set(pair, distance);
  return distance;
}

function nearest(some: readonly [number, number][], others: readonly [number, number][]): number {
  if (some.length === 0 || others.length === 0) return 0;
  return Math.min(...some.map((one) => Math.min(...others.map((other) => kilometresBetween(one, other)))));
}

function centresOf(province: string): [number, number][] {
  return [...geography().communes.values()]
    .filter((commune) => commune.province.code === province)
    .map(({ centre }) => centre);
}
