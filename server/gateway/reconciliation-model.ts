import { Schema, model } from 'mongoose';
import type { Types } from 'mongoose';
import type { CanonicalKind } from '../domain/canonical-record.ts';
import type { Trouble } from '../domain/gateway-trouble.ts';

export interface KindResult {
  kind: CanonicalKind;
  /** Approved, never queued for this gateway, and queued now; not counted in the oldest reports. */
  filled?: number;
  /** Records we stand for, and records the gateway holds. */
  here: number;
  there: number;
  days: number;
  daysDiffering: number;
  missing: number;
  stale: number;
  unknown: number;
  /** On their way while both sides were compared; judged the next time. */
  moving: number;
}

export interface Finding {
  kind: CanonicalKind;
  record: string;
  cause: 'missing' | 'stale' | 'unknown';
  day: string;
  seqHere: number | null;
  seqThere: number | null;
  /** The accepted message it concerns. */
  message: string | null;
}

/** One comparison of what we stand for with what a gateway holds. */
export interface StoredReconciliation {
  _id: Types.ObjectId;
  gateway: string;
  trigger: 'nightly' | 'demand';
  by: string;
  state: 'running' | 'done' | 'failed';
  startedAt: Date;
  finishedAt: Date | null;
  trouble: Trouble | 'internal' | null;
  kinds: KindResult[];
  findings: Finding[];
}

const reconciliationSchema = new Schema<StoredReconciliation>(
  {
    gateway: { type: String, required: true },
    trigger: { type: String, required: true },
    by: { type: String, default: '' },
    state: { type: String, default: 'running' },
    startedAt: { type: Date, required: true },
    finishedAt: { type: Date, default: null },
    trouble: { type: String, default: null },
    kinds: { type: [Object], default: [] },
    findings: { type: [Object], default: [] },
  },
  { collection: 'reconciliations', strict: 'throw', versionKey: false },
);

export const ReconciliationModel = model<StoredReconciliation>('Reconciliation', reconciliationSchema);

/** A record that a gateway holds as ours and that we do not know; an officer decides. */
export interface StoredStray {
  /** `national:batch:LSX-…`: by the gateway's own id, for two may bear the same one of ours. */
  _id: string;
  gateway: string;
  kind: CanonicalKind;
  record: string;
  foreignId: string;
  seq: number;
  day: string;
  foundAt: Date;
  seenAt: Date;
  state: 'open' | 'withdrawn' | 'kept';
  reason: string | null;
  by: string | null;
}

const straySchema = new Schema<StoredStray>(
  {
    _id: { type: String, required: true },
    gateway: { type: String, required: true },
    kind: { type: String, required: true },
    record: { type: String, required: true },
    foreignId: { type: String, required: true },
    seq: { type: Number, required: true },
    day: { type: String, default: '' },
    foundAt: { type: Date, required: true },
    seenAt: { type: Date, required: true },
    state: { type: String, default: 'open' },
    reason: { type: String, default: null },
    by: { type: String, default: null },
  },
  { collection: 'strays', strict: 'throw', versionKey: false },
);

export const StrayModel = model<StoredStray>('Stray', straySchema);
