import { signalsOf, suspicionOf, suspiciousFrom } from '../../domain/scan-signals.ts';
import type { ScanNorm, Signal } from '../../domain/scan-signals.ts';
import type { Logger } from '../../platform/logger.ts';
import { UnitScansModel } from './scan-model.ts';
import type { StoredUnitScans } from './scan-model.ts';
import type { UnitPlace } from './scan-place.ts';

/** A unit that so many independent signals speak against that a person should look. */
export interface SuspiciousUnit extends UnitPlace {
  serial: string;
  batchId: string;
  signals: Signal[];
}

interface ExaminerOptions {
  normOf: (productKey: string) => Promise<ScanNorm>;
  kilometres: (a: string, b: string) => number;
  /** Opens a case, once; called again at each later session of the unit. */
  suspect: (unit: SuspiciousUnit) => Promise<void>;
  log: Logger;
}

/** Turns counts into signals after each flush, and two independent signals into a case. */
export function scanExaminer({ normOf, kilometres, suspect, log }: ExaminerOptions) {
  return async (units: readonly string[]): Promise<void> => {
    const stored = await UnitScansModel.find({ _id: { $in: [...units] } }).lean();
    for (const unit of stored) {
      try {
        await examine(unit);
      } catch (error) {
        log.error({ err: error, unit: unit._id }, 'a unit was not examined; its next look-up tries again');
      }
    }
  };

  async function examine(unit: StoredUnitScans): Promise<void> {
    const found = await foundAt(unit);
    const suspicion = suspicionOf(found);
    if (found.join() !== (unit.signals ?? []).join()) {
      await UnitScansModel.updateOne({ _id: unit._id }, { $set: { signals: found, suspicion } });
    }
    if (suspicion < suspiciousFrom) return;
    const { productKey, batch, unit: index, serial, batchId } = unit;
    await suspect({ productKey, batch, unit: index, serial, batchId: String(batchId), signals: found });
  }

  async function foundAt(unit: StoredUnitScans): Promise<Signal[]> {
    const { sessions, told = {}, first, last, provinces = {}, recent = [], opening } = unit;
    if (!first || !last) return [];
    const scans = { sessions, told, first, last, recent, provinces: Object.keys(provinces).length };
    return signalsOf({ ...scans, openings: opening?.count ?? 0 }, await normOf(unit.productKey), kilometres);
  }
}
