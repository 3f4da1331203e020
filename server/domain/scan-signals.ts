import type { VerdictKind } from './scan-verdict.ts';

/** What the sessions of one unit amount to. */
export interface UnitScans {
  sessions: number;
  /** How many of them were told what. */
  told: Partial<Record<VerdictKind, number>>;
  first: Date;
  last: Date;
  provinces: number;
  /** The latest ones; the province is null where the network names none. */
  recent: readonly { at: Date; province: string | null }[];
  /** How often the code under the scratch layer was opened. */
  openings: number;
}

/** What is still usual for a product; officers set it, because a crate for restaurants differs from a gift box. */
export interface ScanNorm {
  sessions: number;
  provinces: number;
  /** From the first session to the last. */
  days: number;
}

export const defaultNorm: ScanNorm = { sessions: 8, provinces: 2, days: 60 };

/**
 * What speaks against a unit, by the family of evidence it belongs to. Two signals are independent where their
 * families differ: one misread network makes both signals of `place`, but cannot make one of `count`.
 */
export const signalFamilies = {
  'not-active': 'state',
  void: 'state',
  recalled: 'state',
  often: 'count',
  'too-fast': 'place',
  'many-provinces': 'place',
  'too-long': 'time',
  'opened-again': 'code',
} as const;

export type Signal = keyof typeof signalFamilies;
export const signals = Object.keys(signalFamilies) as Signal[];

/** Nothing that carries a pack through Viet Nam is faster, airports included. */
const fastestKmh = 500;

/** From so many independent signals on, an inspector is asked to look (security.md §4). */
export const suspiciousFrom = 2;

const millisecondsADay = 24 * 3600 * 1000;

export function signalsOf(
  unit: UnitScans,
  norm: ScanNorm,
  /** The least distance there can be between two places in these provinces. */
  kilometres: (a: string, b: string) => number,
): Signal[] {
  const { told, sessions, provinces, first, last, openings } = unit;
  const found: Record<Signal, boolean> = {
    'not-active': some(told.inactive),
    void: some(told.void) || some(told.returned),
    recalled: some(told.recalled),
    often: sessions > norm.sessions,
    'too-fast': hasImpossibleTrip(unit.recent, kilometres),
    'many-provinces': provinces > norm.provinces,
    'too-long': last.getTime() - first.getTime() > norm.days * millisecondsADay,
    'opened-again': openings > 1,
  };
  return signals.filter((signal) => found[signal]);
}

/** The number of independent signals. */
export function suspicionOf(found: readonly Signal[]): number {
  return new Set(found.map((signal) => signalFamilies[signal])).size;
}

function some(count: number | undefined): boolean {
  return (count ?? 0) > 0;
}

function hasImpossibleTrip(
  recent: UnitScans['recent'],
  kilometres: (a: string, b: string) => number,
): boolean {
  const placed = recent.flatMap(({ at, province }) => (province === null ? [] : [{ at, province }]));
  return placed.some((one, index) =>
    placed.slice(index + 1).some((other) => {
      if (one.province === other.province) return false;
      const hours = Math.abs(one.at.getTime() - other.at.getTime()) / 3_600_000;
      return kilometres(one.province, other.province) > fastestKmh * hours;
    }),
  );
}
