import type { VerdictKind } from '../../server/domain/scan-verdict.ts';
import type { UnitPlace } from '../../server/features/scans/scan-place.ts';
import { cutAddress } from '../../server/features/scans/scan-visitor.ts';
import type { VisitorKind } from '../../server/features/scans/scan-visitor.ts';
import type { StampedBatch } from './stamps.ts';
import type { World } from './world.ts';

interface Look {
  address?: string;
  userAgent?: string;
  kind?: VisitorKind;
  verdict?: VerdictKind;
  at?: Date;
}

/** Phones look at stamps of a batch: what the pages would hand to the recorder. */
export function lookingAt({ features, clock }: Pick<World, 'features' | 'clock'>, stamped: StampedBatch) {
  const { stamps, scans } = features;
  const { productKey, serials, batch: batchId } = stamped;

  function placeOf(serial: string): UnitPlace {
    const read = stamps.readSerial(productKey, serial);
    if (!read.ok) throw new Error(`${serial} is ${read.why}`);
    return { productKey, batch: read.batch, unit: read.unit };
  }

  return {
    placeOf,
    /** By its label, from 1. */
    look(
      label: number,
      { address = '203.0.113.7', userAgent = 'Zalo', kind = 'visitor', verdict = 'first', at }: Look = {},
    ): void {
      const serial = serials[label - 1] ?? '';
      const visitor = { network: cutAddress(address), userAgent, kind };
      scans.recorder.seen({ ...placeOf(serial), batchId, serial, verdict, visitor, at: at ?? clock.now() });
    },
    memory: (label: number) => scans.memoryOf(placeOf(serials[label - 1] ?? '')),
  };
}
