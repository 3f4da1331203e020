import { Types } from 'mongoose';
import type { BatchScans, UnitScans } from '../../platform/contract-types.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import { ScanDayModel, SessionModel, UnitScansModel } from './scan-model.ts';
import type { StoredScanDay, StoredUnitScans } from './scan-model.ts';
import { unitId } from './scan-place.ts';
import type { UnitPlace } from './scan-place.ts';

export type ScanHistory = ReturnType<typeof scanHistory>;

/** Counts of look-ups for those who answer for the goods: sessions, never persons. */
export function scanHistory({ provinceName }: { provinceName: (code: string) => string | undefined }) {
  return {
    async ofBatch(batch: string): Promise<BatchScans> {
      const days = await ScanDayModel.find({ batchId: new Types.ObjectId(batch) })
        .sort({ day: 1 })
        .lean();
      const visits = days.map(({ day, kinds = {} }) => ({ day, sessions: kinds.visitor ?? 0 }));
      return {
        batch,
        sessions: visits.reduce((sum, { sessions }) => sum + sessions, 0),
        apart: apartOf(added(days.map(({ kinds }) => kinds))),
        days: visits.filter(({ sessions }) => sessions > 0),
        provinces: provincesOf(added(days.map(({ provinces }) => provinces))),
        verdicts: verdictsOf(added(days.map(({ verdicts }) => verdicts))),
      };
    },

    /** Sessions at the stamps of these batches, most first; null where no province is known. */
    async byProvince(
      batches: readonly Types.ObjectId[],
    ): Promise<{ province: string | null; scans: number }[]> {
      const days = await ScanDayModel.find({ batchId: { $in: batches } }, { provinces: 1 }).lean();
      const counted = provincesOf(added(days.map(({ provinces }) => provinces)));
      return counted.map(({ name, sessions }) => ({ province: name, scans: sessions }));
    },

    async ofUnit(place: UnitPlace): Promise<UnitScans | null> {
      const _id = unitId(place);
      const stored = await UnitScansModel.findById(_id).lean();
      return stored && viewOf(stored, await daysOf(_id));
    },

    /** Sessions and suspicion of the units around one, by index; units nobody looked up are left out. */
    async around({ productKey, batch, unit }: UnitPlace, reach: number) {
      const near = { productKey, batch, unit: { $gte: unit - reach, $lte: unit + reach } };
      const found = await UnitScansModel.find(near, { unit: 1, sessions: 1, suspicion: 1 }).lean();
      return new Map(
        found.map((one) => [one.unit, { sessions: one.sessions, suspicion: one.suspicion ?? 0 }]),
      );
    },
  };

  function viewOf(stored: StoredUnitScans, days: UnitScans['days']): UnitScans {
    const { sessions, first, last, opening } = stored;
    return {
      ...{ signals: [], suspicion: 0, ...picked(stored) },
      sessions,
      days,
      apart: apartOf({ ...stored.apart }),
      first: isoOf(first),
      last: isoOf(last),
      provinces: provincesOf({ ...stored.provinces }),
      verdicts: verdictsOf({ ...stored.told }),
      openings: opening ? opening.count : 0,
      openedAt: isoOf(opening?.at),
    };
  }

  function provincesOf(counts: Counts): UnitScans['provinces'] {
    return byCount(counts).map(([code, sessions]) =>
      code === 'unknown'
        ? { code: null, name: null, sessions }
        : { code, name: provinceName(code) ?? code, sessions },
    );
  }
}

/** What the examiner found last; nothing where it never looked. */
function picked({ signals, suspicion }: StoredUnitScans): Partial<Pick<UnitScans, 'signals' | 'suspicion'>> {
  return { ...(signals && { signals: [...signals] }), ...(suspicion !== undefined && { suspicion }) };
}

function isoOf(instant: Date | undefined): string | null {
  return instant ? instant.toISOString() : null;
}

/** Rows of thirty days at most, one a session. */
async function daysOf(unit: string): Promise<UnitScans['days']> {
  const rows = await SessionModel.find({ unit, kind: 'visitor' }, { at: 1 })
    .sort({ at: 1 })
    .limit(5000)
    .lean();
  return Object.entries(added(rows.map(({ at }) => ({ [dateInVietnam(at)]: 1 })))).map(([day, sessions]) => ({
    day,
    sessions,
  }));
}

type Counts = Record<string, number>;

function added(all: readonly (Counts | StoredScanDay['kinds'] | StoredScanDay['verdicts'])[]): Counts {
  const total: Counts = {};
  for (const counts of all) {
    for (const [name, count] of Object.entries(counts ?? {})) total[name] = (total[name] ?? 0) + count;
  }
  return total;
}

function apartOf({ robot = 0, account = 0, inspection = 0 }: Counts): UnitScans['apart'] {
  return { robot, account, inspection };
}

function verdictsOf(counts: Counts): UnitScans['verdicts'] {
  return byCount(counts).map(([verdict, sessions]) => ({
    verdict: verdict as UnitScans['verdicts'][number]['verdict'],
    sessions,
  }));
}

function byCount(counts: Counts): [string, number][] {
  return Object.entries(counts).sort(([, a], [, b]) => b - a);
}
