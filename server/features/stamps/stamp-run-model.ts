import { Schema, model } from 'mongoose';
import type { HydratedDocument, Types } from 'mongoose';
import { decodeIntervals, encodeIntervals } from '../../domain/stamps/intervals.ts';
import type { Intervals } from '../../domain/stamps/intervals.ts';
import type { RunState } from '../../domain/stamps/stamp-ledger.ts';
import { voidReasons } from '../../domain/stamps/void-reasons.ts';

/** The stamps of one request: a small document, whatever their number. Sets of units are stored as varints. */
export interface StampRun {
  batch: Types.ObjectId;
  organisation: Types.ObjectId;
  /** Its number within the batch, from 1. */
  number: number;
  keyId: string;
  from: number;
  count: number;
  hasHiddenCode: boolean;
  printed: Buffer;
  activated: Buffer;
  void: { reason: string; units: Buffer }[];
  returned: Buffer;
  held: Buffer;
  requestedBy: string;
  at: Date;
  rev: number;
}
export type StampRunDocument = HydratedDocument<StampRun>;

/** Not `required`, which an empty set would not pass. */
const units = { type: Buffer, default: () => Buffer.alloc(0) };
const voidSchema = new Schema({ reason: { type: String, enum: voidReasons }, units }, { _id: false });

const stampRunSchema = new Schema<StampRun>(
  {
    batch: { type: Schema.Types.ObjectId, required: true },
    organisation: { type: Schema.Types.ObjectId, required: true },
    number: { type: Number, required: true },
    keyId: { type: String, required: true },
    from: { type: Number, required: true },
    count: { type: Number, required: true },
    hasHiddenCode: { type: Boolean, required: true },
    printed: units,
    activated: units,
    void: { type: [voidSchema], default: [] },
    returned: units,
    held: units,
    requestedBy: { type: String, required: true },
    at: { type: Date, required: true },
  },
  {
    collection: 'stamp_runs',
    strict: 'throw',
    strictQuery: 'throw',
    versionKey: 'rev',
    optimisticConcurrency: true,
    autoIndex: false,
    autoCreate: false,
  },
);

export const StampRunModel = model<StampRun>('StampRun', stampRunSchema);

type Stored = Pick<StampRun, 'from' | 'count' | 'printed' | 'activated' | 'void' | 'returned' | 'held'>;

/** The run as the rules of the ledger know it. */
export function stateOf(run: Stored): RunState {
  return {
    from: run.from,
    count: run.count,
    printed: storedIntervals(run.printed),
    activated: storedIntervals(run.activated),
    void: Object.fromEntries(run.void.map(({ reason, units: stored }) => [reason, storedIntervals(stored)])),
    returned: storedIntervals(run.returned),
    held: storedIntervals(run.held),
  };
}

/** The same, as it is stored. */
export function storedState(state: RunState): Stored {
  return {
    from: state.from,
    count: state.count,
    printed: encodeIntervals(state.printed),
    activated: encodeIntervals(state.activated),
    void: Object.entries(state.void).map(([reason, set]) => ({ reason, units: encodeIntervals(set) })),
    returned: encodeIntervals(state.returned),
    held: encodeIntervals(state.held),
  };
}

/** Lean reads give the driver's own binary type. */
export function storedIntervals(stored: Buffer | { buffer: Uint8Array }): Intervals {
  return decodeIntervals(Buffer.isBuffer(stored) ? stored : stored.buffer);
}
