import { parseTypedCode } from '../../domain/identifiers/typed-code.ts';
import { invalid } from '../../domain/errors.ts';
import { stampPath } from '../../domain/stamps/stamp-path.ts';
import { scanVerdict } from '../../domain/scan-verdict.ts';
import type { ScanFacts, ScanVerdict } from '../../domain/scan-verdict.ts';
import type { ScanNorm } from '../../domain/scan-signals.ts';
import type { Clock } from '../../platform/clock.ts';
import type { InspectedUnit, InspectionQuery } from '../../platform/contract-types.ts';
import type { ScanHistory } from './scan-history.ts';
import type { MemoryOf } from './scan-memory.ts';
import { unitId } from './scan-place.ts';
import type { UnitPlace } from './scan-place.ts';
import type { Visitor } from './scan-visitor.ts';
import type { SeenScan } from './scan-writer.ts';

type Unit = NonNullable<ScanFacts['unit']>;

/** A stamp that was issued, as the ledger has it. */
export interface IssuedStamp extends UnitPlace {
  batchId: string;
  serial: string;
  standing: Unit;
}

/** What an inspection asks of stamps, batches, events and cases; answered where the features meet. */
export interface InspectionNeighbours {
  stampAt: (productKey: string, serial: string) => Promise<IssuedStamp | 'mistyped' | 'unknown'>;
  /** The stamps of the same run on either side, with their place in the batch. */
  around: (stamp: IssuedStamp, reach: number) => Promise<{ unit: number; serial: string; standing: Unit }[]>;
  batch: (id: string) => Promise<InspectedBatch>;
  /** Where the batch went, as its stages say. */
  outlets: (batchId: string) => Promise<InspectedUnit['outlets']>;
  openCaseOf: (unit: string) => Promise<InspectedUnit['case']>;
}

export interface InspectedBatch {
  title: string;
  product: string;
  organisation: { id: string; name: string };
  /** What its public page says; null while nothing is published. */
  verdict: ScanFacts['batch'];
}

interface InspectionOptions {
  clock: Clock;
  neighbours: InspectionNeighbours;
  history: ScanHistory;
  memoryOf: MemoryOf;
  normOf: (productKey: string) => Promise<ScanNorm>;
  seen: (scan: SeenScan) => void;
}

export type Inspection = ReturnType<typeof inspection>;

const neighbourhood = 5;

/** What an inspector sees of a stamp: everything that is known, at the place where the goods lie. */
export function inspection({ clock, neighbours, history, memoryOf, normOf, seen }: InspectionOptions) {
  return {
    async inspect(query: InspectionQuery, visitor: Visitor): Promise<InspectedUnit> {
      const { productKey, serial } = codeIn(query);
      const stamp = await neighbours.stampAt(productKey, serial);
      if (typeof stamp === 'string') return nameless(productKey, serial, stamp);
      const batch = await neighbours.batch(stamp.batchId);
      const verdict = await verdictOf(stamp, batch);
      seen({ ...stamp, verdict: verdict.kind, visitor: { ...visitor, kind: 'inspection' }, at: clock.now() });
      return {
        serial: stamp.serial,
        productKey,
        verdict: verdict.kind,
        state: stamp.standing.state,
        voidReason: stamp.standing.voidReason ?? null,
        held: stamp.standing.held,
        path: stampPath(productKey, stamp.serial),
        product: batch.product,
        batch: { id: stamp.batchId, name: batch.title },
        organisation: batch.organisation,
        scans: await history.ofUnit(stamp),
        neighbours: await neighboursOf(stamp),
        outlets: await neighbours.outlets(stamp.batchId),
        case: await neighbours.openCaseOf(unitId(stamp)),
      };
    },
  };

  async function verdictOf(stamp: IssuedStamp, { verdict: batch }: InspectedBatch): Promise<ScanVerdict> {
    const [memory, norm] = await Promise.all([memoryOf(stamp), normOf(stamp.productKey)]);
    return scanVerdict({ serial: 'valid', unit: stamp.standing, batch, memory, norm });
  }

  async function neighboursOf(stamp: IssuedStamp): Promise<InspectedUnit['neighbours']> {
    const [issued, scanned] = await Promise.all([
      neighbours.around(stamp, neighbourhood),
      history.around(stamp, neighbourhood),
    ]);
    return issued
      .filter(({ unit }) => unit !== stamp.unit)
      .map(({ unit, serial, standing: { state, held } }) => {
        const { sessions = 0, suspicion = 0 } = scanned.get(unit) ?? {};
        return { serial, offset: unit - stamp.unit, state, held, sessions, isSuspicious: suspicion > 0 };
      });
  }
}

/** A whole address as a camera reads it, or a serial with its product's code beside it. */
function codeIn({ code, product }: InspectionQuery): { productKey: string; serial: string } {
  const isAddress = /\/(?:01|t)\/|^\(/i.test(code);
  if (!isAddress && product === undefined) {
    throw invalid([{ pointer: '/product', key: 'scans.inspect-need-product' }]);
  }
  const pointer = isAddress ? '/code' : '/product';
  const typed = parseTypedCode({ code: isAddress ? code : (product ?? ''), lot: '' });
  if (!typed.ok) throw invalid([{ ...typed.fault, pointer }]);
  const { key, qualifiers } = typed.value;
  const serial = isAddress ? qualifiers.find(({ ai }) => ai === '21')?.value : code.trim();
  if (serial === undefined) throw invalid([{ pointer, key: 'scans.inspect-no-stamp' }]);
  return { productKey: key.value, serial };
}

function nameless(productKey: string, serial: string, verdict: 'mistyped' | 'unknown'): InspectedUnit {
  return {
    ...{ serial, productKey, verdict, state: null, voidReason: null, held: false, path: null },
    ...{ product: null, batch: null, organisation: null, scans: null },
    ...{ neighbours: [], outlets: [], case: null },
  };
}
