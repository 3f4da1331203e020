import { Schema, model } from 'mongoose';
import type { HydratedDocument, Types } from 'mongoose';
import type { RecallDrill } from '../../platform/contract-types.ts';

type Kept = Pick<RecallDrill, 'scope' | 'quantity' | 'located' | 'cut' | 'lots' | 'units'>;

/** One rehearsed recall, kept as it was found. Contacts are not: they are looked up for whoever may read them. */
export interface StoredDrill extends Kept {
  batch: Types.ObjectId;
  /** The batch's name at that time. */
  title: string;
  organisation: Types.ObjectId;
  startedAt: Date;
  startedBy: string;
  /** Whom a recall would have to reach, and how many of their lots. */
  holders: { organisation: string; lots: number; reached: boolean | null }[];
  finishedAt: Date | null;
  finishedBy: string | null;
  note: string | null;
  rev: number;
}
export type DrillDocument = HydratedDocument<StoredDrill>;

const mixed = { type: Schema.Types.Mixed, required: true };
const text = { type: String, required: true };

const drillSchema = new Schema<StoredDrill>(
  {
    batch: { type: Schema.Types.ObjectId, required: true },
    title: text,
    organisation: { type: Schema.Types.ObjectId, required: true },
    scope: text,
    startedAt: { type: Date, required: true },
    startedBy: text,
    quantity: mixed,
    located: text,
    cut: { type: String, default: null },
    lots: mixed,
    units: mixed,
    holders: mixed,
    finishedAt: { type: Date, default: null },
    finishedBy: { type: String, default: null },
    note: { type: String, default: null },
  },
  {
    collection: 'recall_drills',
    strict: 'throw',
    versionKey: 'rev',
    optimisticConcurrency: true,
    minimize: false,
  },
);

export const DrillModel = model<StoredDrill>('RecallDrill', drillSchema);
