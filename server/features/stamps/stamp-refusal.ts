import { conflict } from '../../domain/errors.ts';
import type { DomainError } from '../../domain/errors.ts';
import { count, union } from '../../domain/stamps/intervals.ts';
import type { Intervals } from '../../domain/stamps/intervals.ts';
import type { Offence } from '../../domain/stamps/stamp-ledger.ts';

export type Offences = { why: Offence; units: Intervals }[];

/** Pieces named one by one; of more, their number is told. */
const mostPieces = 100;

const sentences = {
  outside: 'stamps.refused-outside',
  unprinted: 'stamps.refused-unprinted',
  active: 'stamps.refused-active',
  void: 'stamps.refused-void',
  returned: 'stamps.refused-returned',
  held: 'stamps.refused-held',
  'not-held': 'stamps.refused-not-held',
} as const satisfies Record<Offence, string>;

/** The refusals of several runs as one. */
export function mergedOffences(offences: Offences): Offences {
  const merged = new Map<Offence, Intervals>();
  for (const { why, units } of offences) merged.set(why, union(merged.get(why) ?? [], units));
  return [...merged].map(([why, units]) => ({ why, units }));
}

/** 409 with exactly the stamps that stand in the way, as ranges of serials. */
export function stampRefusal(offences: Offences, serialOf: (unit: number) => string): DomainError {
  const told = mergedOffences(offences).map(({ why, units }) => ({
    why,
    count: count(units),
    pieces: units.length,
    ranges: rangesOf(units.slice(0, mostPieces), serialOf),
  }));
  const [first] = told;
  const range = first?.ranges[0];
  if (!first || !range) throw new Error('Nothing was refused');
  const params = { count: first.count, pieces: first.pieces, first: range.first, last: range.last };
  return conflict({ key: sentences[first.why], params }, { offences: told });
}

export interface SerialRange {
  first: string;
  last: string;
  count: number;
}

export function rangesOf(units: Intervals, serialOf: (unit: number) => string): SerialRange[] {
  return units.map(({ from, to }) => ({ first: serialOf(from), last: serialOf(to - 1), count: to - from }));
}
