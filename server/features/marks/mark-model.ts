import { Schema, model } from 'mongoose';
import type { HydratedDocument, Types } from 'mongoose';
import type { MarkContent, MarkProjectContent } from '../../platform/contract-types.ts';

/** A mark as the department writes it down; it needs no review, and every state of it is kept as a version. */
export interface StoredMark {
  owner: Types.ObjectId;
  content: MarkContent;
  searchKey: string;
  version: number;
  /** Counts what is recorded around the mark, so that two entries of the same moment cannot miss each other. */
  entries: number;
  /** How it is brought to its title; null where nobody has planned it here. */
  project: MarkProjectContent | null;
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
    entries: { type: Number, default: 0 },
    project: { type: Schema.Types.Mixed, default: null },
    sample: { type: Boolean, default: false },
    updatedAt: { type: Date, required: true },
  },
  { collection: 'marks', strict: 'throw', versionKey: 'rev', optimisticConcurrency: true, minimize: false },
);

export const MarkModel = model<StoredMark>('Mark', markSchema);
