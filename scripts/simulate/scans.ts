import {
  defaultNorm,
  signalFamilies,
  signalsOf,
  suspicionOf,
  suspiciousFrom,
} from '../../server/domain/scan-signals.ts';
import type { ScanNorm, Signal, UnitScans } from '../../server/domain/scan-signals.ts';
import { provinceDistance } from '../../server/features/geography/province-distance.ts';
import { sessionKey } from '../../server/features/scans/scan-salt.ts';
import { chance } from './chance.ts';
import { season, seasonDays } from './season.ts';
import type { SeasonScan } from './season.ts';

interface Season {
  seed: number;
  scans: number;
  copied: number;
}

const beginning = Date.UTC(2026, 8, 1);
const day = 24 * 3_600_000;
const recentKept = 20;
const norms = [4, 6, 8, 12, 20];

/** How well the department's rules tell 50 copied stamps from a season of honest ones, for each norm and threshold. */
export function simulateScans({ seed, scans, copied }: Season) {
  const lived = season(chance(seed), { scans, copies: copied });
  const sessions = sessionsOf(lived.scans);
  const byThreshold = norms.flatMap((sessionsNorm) =>
    [1, suspiciousFrom, 3].map((from) => {
      const norm = { ...defaultNorm, sessions: sessionsNorm };
      return { norm: sessionsNorm, from, ...outcome(lived, sessions, { norm, from, knowsProvinces: true }) };
    }),
  );
  const standing = { norm: defaultNorm, from: suspiciousFrom };
  return {
    seed,
    days: seasonDays,
    honest: {
      scans: lived.honestScans,
      units: lived.honestUnits,
      sessions: sessions.filter(({ scan }) => !scan.isCopy).length,
    },
    copied: { units: lived.copiedUnits, scans: lived.scans.filter(({ isCopy }) => isCopy).length },
    default: {
      norm: defaultNorm,
      from: suspiciousFrom,
      ...outcome(lived, sessions, { ...standing, knowsProvinces: true }),
    },
    withoutNetworkTable: outcome(lived, sessions, { ...standing, knowsProvinces: false }),
    byThreshold,
  };
}

interface Session {
  scan: SeasonScan;
  at: Date;
}

/** The recorder's own rule: one visitor at one unit counts once a day. */
function sessionsOf(scans: readonly SeasonScan[]): Session[] {
  const begun = new Set<string>();
  return scans.flatMap((scan) => {
    const at = new Date(beginning + scan.at);
    const salt = at.toISOString().slice(0, 10);
    const key = `${scan.unit} ${sessionKey(salt, String(scan.unit), scan)}`;
    if (begun.has(key)) return [];
    begun.add(key);
    return [{ scan, at }];
  });
}

interface Threshold {
  norm: ScanNorm;
  /** A case is opened from so many independent signals on. */
  from: number;
  knowsProvinces: boolean;
}

type Lived = ReturnType<typeof season>;

function outcome(lived: Lived, sessions: readonly Session[], { norm, from, knowsProvinces }: Threshold) {
  const units = new Map<number, Watched>();
  for (const session of sessions) {
    const unit = units.get(session.scan.unit) ?? newlyWatched(session.at);
    units.set(session.scan.unit, unit);
    watch(unit, session, knowsProvinces);
    if (unit.suspectedAt) continue;
    const found = signalsOf(unit.scans, norm, provinceDistance);
    if (suspicionOf(found) < from) continue;
    unit.suspectedAt = session.at;
    unit.signals = found;
  }
  return figures(lived, units);
}

interface Watched {
  scans: UnitScans & { recent: { at: Date; province: string | null }[] };
  seenIn: Set<string>;
  copySeen: Date | undefined;
  suspectedAt: Date | undefined;
  signals: Signal[];
}

function newlyWatched(at: Date): Watched {
  return {
    scans: { sessions: 0, told: {}, first: at, last: at, provinces: 0, recent: [], openings: 0 },
    seenIn: new Set(),
    copySeen: undefined,
    suspectedAt: undefined,
    signals: [],
  };
}

function watch(unit: Watched, { scan, at }: Session, knowsProvinces: boolean): void {
  const province = knowsProvinces ? scan.province : null;
  const { scans, seenIn } = unit;
  if (province !== null) seenIn.add(province);
  scans.sessions += 1;
  scans.last = at;
  scans.provinces = seenIn.size;
  scans.recent = [...scans.recent, { at, province }].slice(-recentKept);
  if (scan.isInactive) scans.told = { inactive: (scans.told.inactive ?? 0) + 1 };
  if (scan.isCopy) unit.copySeen ??= at;
}

function figures({ honestUnits, honestScans, copiedUnits }: Lived, units: ReadonlyMap<number, Watched>) {
  const suspected = [...units].filter(([, { suspectedAt }]) => suspectedAt !== undefined);
  const alarms = suspected.filter(([unit]) => unit < honestUnits);
  const found = suspected.filter(([unit]) => unit >= honestUnits);
  const delays = found
    .map(([, { suspectedAt, copySeen }]) =>
      Math.max(0, ((suspectedAt?.getTime() ?? 0) - (copySeen?.getTime() ?? 0)) / day),
    )
    .sort((a, b) => a - b);
  return {
    detectionRate: rounded(found.length / copiedUnits),
    falseAlarmsPerUnit: rounded(alarms.length / honestUnits),
    falseAlarmsPerScan: rounded(alarms.length / honestScans),
    precision: suspected.length === 0 ? null : rounded(found.length / suspected.length),
    daysToDetection: { median: quantile(delays, 0.5), nineOfTen: quantile(delays, 0.9) },
    falseAlarmsBy: tally(
      alarms.map(([, { signals }]) =>
        [...new Set(signals.map((one) => signalFamilies[one]))].sort().join(' + '),
      ),
    ),
  };
}

function tally(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function quantile(sorted: readonly number[], share: number): number | null {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  return value === undefined ? null : rounded(value);
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
