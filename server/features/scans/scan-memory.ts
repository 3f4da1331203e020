import type { Clock } from '../../platform/clock.ts';
import type { ScanMemory } from '../../domain/scan-verdict.ts';
import { UnitScansModel } from './scan-model.ts';
import type { StoredUnitScans } from './scan-model.ts';
import { unitId } from './scan-place.ts';
import type { UnitPlace } from './scan-place.ts';
import type { SessionKeys } from './scan-salt.ts';
import type { Visitor } from './scan-visitor.ts';

export type MemoryOf = ReturnType<typeof scanMemory>;

const shown = { sessions: 1, first: 1, last: 1, provinces: 1, recent: 1 };

/**
 * What is remembered of a unit for its verdict: one point read. A visitor who looks again the same day reads what
 * they read before, for their own session is left out.
 */
export function scanMemory({ clock, keys }: { clock: Clock; keys: SessionKeys }) {
  return async (place: UnitPlace, visitor?: Visitor): Promise<ScanMemory | null> => {
    const _id = unitId(place);
    const stored = await UnitScansModel.collection.findOne<StoredUnitScans>(
      { _id: _id as never },
      { projection: shown },
    );
    if (!stored || stored.sessions === 0) return null;
    const own = visitor && (await keys.of(_id, visitor, clock.now()));
    return memoryWithout(own, stored);
  };
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
