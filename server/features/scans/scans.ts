import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import type { Logger } from '../../platform/logger.ts';
import type { ProvinceOf } from '../../platform/network-provinces.ts';
import { guessGuard } from './guess-guard.ts';
import { hiddenCodes } from './hidden-codes.ts';
import type { CodedStamp } from './hidden-codes.ts';
import { inspection } from './inspection.ts';
import type { InspectionNeighbours } from './inspection.ts';
import { scanAnomalies } from './scan-anomalies.ts';
import { scanExaminer } from './scan-examiner.ts';
import type { SuspiciousUnit } from './scan-examiner.ts';
import { scanHistory } from './scan-history.ts';
import { keptUnits, scanMemory } from './scan-memory.ts';
import { scanNorms } from './scan-norms.ts';
import { scanRecorder } from './scan-recorder.ts';
import { scanRoutes } from './scan-routes.ts';
import type { ScanRoutesParts } from './scan-routes.ts';
import { sessionKeys } from './scan-salt.ts';
import { signalFigures } from './signal-figures.ts';
import { scanWriter } from './scan-writer.ts';

interface ScansOptions {
  database: Database;
  ledger: Ledger;
  clock: Clock;
  log: Logger;
  provinceOf: ProvinceOf;
  neighbours: InspectionNeighbours &
    ScanRoutesParts['neighbours'] & {
      provinceName: (code: string) => string | undefined;
      kilometres: (a: string, b: string) => number;
      stampWithCode: (productKey: string, serial: string) => Promise<CodedStamp | null>;
      codeHolds: (productKey: string, serial: string, code: string) => boolean;
      product: Parameters<typeof scanNorms>[0]['product'];
      batchTitles: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
      suspect: (unit: SuspiciousUnit) => Promise<void>;
      experience: Parameters<typeof signalFigures>[0]['experience'];
    };
}

export type Scans = ReturnType<typeof createScans>;

/** Look-ups of stamps: recorded, remembered, judged, shown; each part knows only what it is handed here. */
export function createScans({ database, ledger, clock, log, provinceOf, neighbours }: ScansOptions) {
  const { provinceName, kilometres, suspect, product, batchTitles } = neighbours;
  const keys = sessionKeys();
  const norms = scanNorms({ ledger, clock, product });
  const examine = scanExaminer({ normOf: norms.normOf, kilometres, suspect, log });
  const kept = keptUnits({ clock });
  const recorder = scanRecorder({
    write: scanWriter({ keys, provinceOf }).write,
    examine: (units) => {
      kept.forget(units);
      return examine(units);
    },
    log,
  });
  const memoryOf = scanMemory({ clock, keys });
  const history = scanHistory({ provinceName });
  const hidden = hiddenCodes({
    ...{ database, clock, keys, provinceOf, provinceName, examine },
    stampAt: neighbours.stampWithCode,
    codeHolds: neighbours.codeHolds,
  });
  const inspecting = inspection({
    ...{ clock, neighbours, history, memoryOf },
    normOf: norms.normOf,
    seen: recorder.seen,
  });
  const anomalies = scanAnomalies({ batchTitles });
  const figures = signalFigures({
    anomalies,
    productKeyOf: async (id, actor) => (await product(id, actor)).key,
    experience: neighbours.experience,
  });
  const parts = { norms, history, anomalies, figures, hidden, inspecting };
  return {
    ...parts,
    recorder,
    memoryOf,
    /** A few seconds behind at most, for pages. */
    shownMemoryOf: scanMemory({ clock, keys, read: kept.read }),
    guard: guessGuard({ database, clock, log }),
    operations: scanRoutes({ ...parts, neighbours }),
  };
}
