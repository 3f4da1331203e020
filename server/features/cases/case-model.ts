import { Schema, model } from 'mongoose';
import type { HydratedDocument, Types } from 'mongoose';
import { caseStates } from '../../domain/case-state.ts';
import type { CaseDecision, CaseOutcome, CaseState } from '../../domain/case-state.ts';
import type { Signal } from '../../domain/scan-signals.ts';
import type { CaseUnit } from './case-neighbours.ts';

export interface CaseEvent {
  at: Date;
  by: string;
  action: 'open' | 'signal' | 'report' | 'note' | CaseDecision;
  text: string;
  signals: Signal[];
  report: string | null;
  units: number;
}

/** One matter under inspection. `subject` is the unit, or the batch as a whole; at most one case of it is not closed. */
export interface StoredCase {
  subject: string;
  productKey: string;
  batch: Types.ObjectId;
  /** null where the case is about the whole batch. */
  unit: CaseUnit | null;
  organisation: Types.ObjectId;
  /** Names as they were when it was opened. */
  title: string;
  state: CaseState;
  outcome: CaseOutcome | null;
  signals: Signal[];
  openedBy: 'signals' | 'report' | 'inspector';
  /** Which units this case holds, `from` up to, not including, `to`. */
  held: { from: number; to: number }[];
  events: CaseEvent[];
  openedAt: Date;
  updatedAt: Date;
  closedAt: Date | null;
  rev: number;
}
export type CaseDocument = HydratedDocument<StoredCase>;

const mixed = { type: Schema.Types.Mixed };

const caseSchema = new Schema<StoredCase>(
  {
    subject: { type: String, required: true },
    productKey: { type: String, required: true },
    batch: { type: Schema.Types.ObjectId, required: true },
    unit: { ...mixed, default: null },
    organisation: { type: Schema.Types.ObjectId, required: true },
    title: { type: String, required: true },
    state: { type: String, enum: caseStates, required: true },
    outcome: { type: String, default: null },
    signals: { type: [String], required: true },
    openedBy: { type: String, required: true },
    held: { ...mixed, default: [] },
    events: { ...mixed, required: true },
    openedAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
    closedAt: { type: Date, default: null },
  },
  { collection: 'cases', strict: 'throw', versionKey: 'rev', optimisticConcurrency: true, minimize: false },
);

export const CaseModel = model<StoredCase>('Case', caseSchema);
