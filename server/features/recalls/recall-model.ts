import { Schema, model } from 'mongoose';
import type { HydratedDocument, Types } from 'mongoose';
import type { RecallClosing, RecallContent } from '../../platform/contract-types.ts';

export interface StoredRecall {
  /** Its public name, `TH-1A2B3C4D`. */
  number: string;
  batches: Types.ObjectId[];
  organisation: Types.ObjectId;
  /** The goods as lists name them. */
  title: string;
  searchKey: string;
  content: RecallContent;
  publishedAt: Date;
  publishedBy: string;
  revisedAt: Date | null;
  closing: RecallClosing | null;
  closedAt: Date | null;
  closedBy: string | null;
  sample: boolean;
  rev: number;
}

export type RecallDocument = HydratedDocument<StoredRecall>;

const mixed = { type: Schema.Types.Mixed };

const recallSchema = new Schema<StoredRecall>(
  {
    number: { type: String, required: true },
    batches: { type: [Schema.Types.ObjectId], required: true },
    organisation: { type: Schema.Types.ObjectId, required: true },
    title: { type: String, required: true },
    searchKey: { type: String, required: true },
    content: { ...mixed, required: true },
    publishedAt: { type: Date, required: true },
    publishedBy: { type: String, required: true },
    revisedAt: { type: Date, default: null },
    closing: { ...mixed, default: null },
    closedAt: { type: Date, default: null },
    closedBy: { type: String, default: null },
    sample: { type: Boolean, default: false },
  },
  {
    collection: 'recalls',
    strict: 'throw',
    strictQuery: 'throw',
    versionKey: 'rev',
    optimisticConcurrency: true,
    autoIndex: false,
    autoCreate: false,
    minimize: false,
  },
);

export const RecallModel = model<StoredRecall>('Recall', recallSchema);
