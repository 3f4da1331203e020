import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../../platform/clock.ts';
import type { ScanMemory } from '../../domain/scan-verdict.ts';
import { UnitScansModel } from './scan-model.ts';
import type { StoredUnitScans } from './scan-model.ts';
import { unitId } from './scan-place.ts';
import type { UnitPlace } from './scan-place.ts';
import type { SessionKeys } from './scan-salt.ts';
import type { Visitor } from './scan-visitor.ts';

export type MemoryOf = ReturnType<typeof scanMemory>;

type ReadUnit = (id: string) => Promise<StoredUnitScans | null>;

const shown = { sessions: 1, first: 1, last: 1, provinces: 1, recent: 1 };

interface MemoryOptions {
  clock: Clock;
  keys: SessionKeys;
  read?: ReadUnit;
}

/** For pages: counts follow within seconds anyway, and a copied code is scanned by many at once. */
const keptFor = 5_000;
const mostKept = 20_000;

/**
 * What is remembered of a unit for its verdict: one point read. A visitor who looks again the same day reads what
 * they read before, for their own session is left out.
 */
export function scanMemory({ clock, keys, read = readUnit }: MemoryOptions) {
  return async (place: UnitPlace, visitor?: Visitor): Promise<ScanMemory | null> => {
    const _id = unitId(place);
    const stored = await read(_id);
    if (!stored || stored.sessions === 0) return null;
    const own = visitor && (await keys.of(_id, visitor, clock.now()));
    return memoryWithout(own, stored);
  };
}

/** The same, without asking the database again for a few seconds; what this process wrote is forgotten at once. */
export function keptUnits({ clock }: { clock: Clock }) {
  const kept = new Map<string, { stored: Promise<StoredUnitScans | null>; until: number }>();
  const readTogether = together(readUnits);

  return {
    read(id: string): Promise<StoredUnitScans | null> {
      const now = clock.now().getTime();
      const known = kept.get(id);
      if (known && known.until > now) return known.stored;
      const stored = readTogether(id);
      if (kept.size >= mostKept) kept.clear();
      kept.set(id, { stored, until: now + keptFor });
      stored.catch(() => kept.delete(id));
      return stored;
    },

    forget(ids: readonly string[]): void {
      for (const id of ids) kept.delete(id);
    },
  };
}

function readUnit(id: string): Promise<StoredUnitScans | null> {
  return UnitScansModel.collection.findOne<StoredUnitScans>({ _id: id as never }, { projection: shown });
}

function readUnits(ids: string[]): Promise<StoredUnitScans[]> {
  const asked = { _id: { $in: ids as never[] } };
  return UnitScansModel.collection.find<StoredUnitScans>(asked, { projection: shown }).toArray();
}

/** One question to the database for all that is asked in the same turn of the event loop. */
function together(read: (ids: string[]) => Promise<StoredUnitScans[]>): ReadUnit {
  let next: { ids: Set<string>; found: Promise<Map<string, StoredUnitScans>> } | undefined;
  return async (id) => {
    next ??= begin();
    next.ids.add(id);
    return (await next.found).get(id) ?? null;
  };

  function begin() {
    const ids = new Set<string>();
    const found = turn().then(async () => {
      next = undefined;
      return new Map((await read([...ids])).map((unit) => [unit._id, unit]));
    });
    return { ids, found };
  }
}

function memoryWithout(own: string | undefined, stored: StoredUnitScans): ScanMemory | null {
  const { sessions, first, last, provinces = {}, recent = [] } = stored;
  if (!first || !last) return null;
  const isOwn = recent.some(({ key }) => key === own);
  const others = recent.filter(({ key }) => key !== own);
  const before = isOwn ? sessions - 1 : sessions;
  if (before === 0) return null;
  return {
    sessions: before,
    first,
    last: isOwn ? (others.at(-1)?.at ?? first) : last,
    provinces: Object.keys(provinces).length,
  };
}
