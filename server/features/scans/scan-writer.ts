import { Types } from 'mongoose';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import { ScanDayModel, SessionModel, UnitScansModel } from './scan-model.ts';
import type { StoredSession } from './scan-model.ts';
import { unitId } from './scan-place.ts';
import type { UnitPlace } from './scan-place.ts';
import type { SessionKeys } from './scan-salt.ts';
import type { Visitor } from './scan-visitor.ts';
import type { VerdictKind } from '../../domain/scan-verdict.ts';

/** One look-up of a stamp, as the page that answered it hands it over. */
export interface SeenScan extends UnitPlace {
  batchId: string;
  serial: string;
  verdict: VerdictKind;
  visitor: Visitor;
  at: Date;
}

interface WriterOptions {
  keys: SessionKeys;
  /** The province of a cut network address, as far as the operator's table knows it. */
  provinceOf: (network: string) => string | null;
}

/** A session that nobody had counted yet. */
interface Fresh {
  scan: SeenScan;
  row: StoredSession;
  key: string;
}

const recentKept = 20;
const mostCounted = 100_000;

/**
 * Writes look-ups in bulk. Whether one begins a session is decided by the unique key of its row, so that any number
 * of processes count it once; the counts follow. A failure between the two may count too little, never too much.
 */
export function scanWriter({ keys, provinceOf }: WriterOptions) {
  /** Sessions that are known to be counted: reloading a page is no work for the database. */
  const counted = new Set<string>();

  return {
    /** The units at which a visitor's session began. */
    async write(scans: readonly SeenScan[]): Promise<string[]> {
      const rows = await rowsOf(scans);
      const fresh = await begin(rows);
      if (counted.size + rows.size > mostCounted) counted.clear();
      for (const id of rows.keys()) counted.add(id);
      if (fresh.length === 0) return [];
      await UnitScansModel.collection.bulkWrite(unitUpdates(fresh), { ordered: false });
      await ScanDayModel.collection.bulkWrite(dayUpdates(fresh), { ordered: false });
      return [...new Set(fresh.filter(isVisit).map(({ row }) => row.unit))];
    },
  };

  async function rowsOf(scans: readonly SeenScan[]): Promise<Map<string, Fresh>> {
    const rows = new Map<string, Fresh>();
    for (const scan of scans) {
      const unit = unitId(scan);
      const key = await keys.of(unit, scan.visitor, scan.at);
      const { kind } = scan.visitor;
      const _id = `${unit} ${kind} ${key}`;
      if (rows.has(_id) || counted.has(_id)) continue;
      const row = {
        _id,
        unit,
        batchId: new Types.ObjectId(scan.batchId),
        at: scan.at,
        province: provinceOf(scan.visitor.network),
        kind,
        verdict: scan.verdict,
      };
      rows.set(_id, { scan, row, key });
    }
    return rows;
  }
}

/** Inserts the rows; those that were there already are repeats within a session. */
async function begin(rows: ReadonlyMap<string, Fresh>): Promise<Fresh[]> {
  const all = [...rows.values()];
  if (all.length === 0) return [];
  try {
    await SessionModel.collection.insertMany(all.map(({ row }) => row) as never[], { ordered: false });
    return all;
  } catch (error) {
    const { writeErrors } = error as { writeErrors?: { code: number; index: number }[] };
    if (!writeErrors || writeErrors.some(({ code }) => code !== 11000)) throw error;
    const repeated = new Set(writeErrors.map(({ index }) => index));
    return all.filter((_fresh, index) => !repeated.has(index));
  }
}

/** Adds, widens and appends, so that the order in which processes write does not matter. */
function unitUpdates(fresh: readonly Fresh[]) {
  return grouped(fresh, ({ row }) => row.unit).map(([unit, [first, ...more]]) => {
    const { productKey, batch, unit: index, serial } = first.scan;
    const ofUnit = [first, ...more];
    const visits = ofUnit.filter(isVisit);
    const times = visits.map(({ row }) => row.at.getTime());
    return {
      updateOne: {
        filter: { _id: unit as never },
        update: {
          $setOnInsert: { productKey, batch, unit: index, serial, batchId: first.row.batchId },
          $inc: { sessions: visits.length, ...sums(ofUnit.map(({ row }) => unitCounters(row))) },
          ...(visits.length > 0 && {
            $min: { first: new Date(Math.min(...times)) },
            $max: { last: new Date(Math.max(...times)) },
            $push: { recent: { $each: visits.map(traceOf), $sort: { at: 1 }, $slice: -recentKept } as never },
          }),
        },
        upsert: true,
      },
    };
  });
}

function dayUpdates(fresh: readonly Fresh[]) {
  const dayOf = ({ row }: Fresh) => dateInVietnam(row.at);
  return grouped(fresh, (one) => `${String(one.row.batchId)} ${dayOf(one)}`).map(
    ([id, [first, ...more]]) => ({
      updateOne: {
        filter: { _id: id as never },
        update: {
          $setOnInsert: { batchId: first.row.batchId, day: dayOf(first) },
          $inc: sums([first, ...more].map(({ row }) => dayCounters(row))),
        },
        upsert: true,
      },
    }),
  );
}

function unitCounters({ kind, verdict, province }: StoredSession): string[] {
  if (kind !== 'visitor') return [`apart.${kind}`];
  return [`told.${verdict}`, ...(province === null ? [] : [`provinces.${province}`])];
}

function dayCounters({ kind, verdict, province }: StoredSession): string[] {
  if (kind !== 'visitor') return [`kinds.${kind}`];
  return [`kinds.${kind}`, `verdicts.${verdict}`, `provinces.${province ?? 'unknown'}`];
}

function traceOf({ key, row }: Fresh) {
  return { key, at: row.at, province: row.province };
}

function isVisit({ row }: Fresh): boolean {
  return row.kind === 'visitor';
}

function sums(counters: readonly string[][]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const name of counters.flat()) total[name] = (total[name] ?? 0) + 1;
  return total;
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): [string, [Item, ...Item[]]][] {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups];
}
