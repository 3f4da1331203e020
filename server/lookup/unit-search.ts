import { setImmediate as turn } from 'node:timers/promises';
import { foldCrockford } from '../domain/identifiers/crockford.ts';
import type { TypedStamp } from '../domain/identifiers/typed-stamp.ts';
import { serialLength } from '../domain/stamps/serial.ts';
import type { StampService } from '../features/stamps/stamp-service.ts';
import type { UnitBases } from './unit-bases.ts';

export type UnitSearch = ReturnType<typeof unitSearch>;

export type FoundUnit =
  { kind: 'found'; productKey: string; serial: string } | { kind: 'mistyped' | 'unknown' | 'not-ours' };

interface UnitSearchOptions {
  bases: Pick<UnitBases, 'find'>;
  stamps: Pick<StampService, 'readSerial' | 'issuesStamps' | 'stampedProducts'>;
}

/** Serials read before others get their turn: a millisecond or two. */
const atOnce = 200;

/**
 * Finds the stamp somebody typed. A serial says its batch only together with its product; typed alone it is tried
 * with every product that has stamps: it holds for one of them at most.
 */
export function unitSearch({ bases, stamps }: UnitSearchOptions) {
  return async ({ productKey, serial, isSerial }: TypedStamp): Promise<FoundUnit> => {
    const key = productKey ?? (await productOf(serial));
    if (key === undefined) {
      return { kind: foldCrockford(serial, serialLength) === null ? 'mistyped' : 'unknown' };
    }
    const found = await bases.find(key, serial);
    if (found.ok) return { kind: 'found', productKey: key, serial: found.serial };
    return { kind: isSerial && (await stamps.issuesStamps(key)) ? found.why : 'not-ours' };
  };

  async function productOf(serial: string): Promise<string | undefined> {
    if (foldCrockford(serial, serialLength) === null) return undefined;
    for (const [at, key] of (await stamps.stampedProducts()).entries()) {
      if (stamps.readSerial(key, serial).ok) return key;
      if (at % atOnce === 0) await turn();
    }
    return undefined;
  }
}
