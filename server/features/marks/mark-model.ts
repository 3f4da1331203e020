import { Schema, model } from 'mongoose';
import type { HydratedDocument, Types } from 'mongoose';
import type { MarkContent } from '../../platform/contract-types.ts';

/** A mark as the department writes it down; it needs no review, and every state of it is kept as a version. */
export interface StoredMark {
  owner: Types.ObjectId;
  content: MarkContent;
  searchKey: string;
  version: number;
  /** Counts the grants, so that two made at the same moment cannot miss each other. */
  grants: number;
  sample: boolean;
  rev: number;
  updatedAt: Date;
}
export type MarkDocument = HydratedDocument<StoredMark>;

const markSchema = new Schema<StoredMark>(
  {
    owner: { type: Schema.Types.ObjectId, required: true },
    content: { type: Schema.Types.Mixed, required: true },
    searchKey: { type: String, required: true },
    version: { type: Number, required: true },
    grants: { type: Number, default: 0 },
    sample: { type: Boolean, default: false },
    updatedAt: { type: Date, required: true },
  },
  { collection: 'marks', strict: 'throw', versionKey: 'rev', optimisticConcurrency: true, minimize: false },
);

export const MarkModel = model<StoredMark>('Mark', markSchema);
