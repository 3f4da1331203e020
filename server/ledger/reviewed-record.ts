import { Schema } from 'mongoose';
import type { HydratedDocument, SchemaDefinition, Types } from 'mongoose';
import { reviewStates } from '../domain/review-table.ts';
import type { ReviewState } from '../domain/review-table.ts';

/**
 * What every record that the department reviews has in common: a working copy that its producer edits, and
 * the content approved last, which stays in force until the next approval.
 */
export interface ReviewedRecord<Content> {
  organisation: Types.ObjectId;
  content: Content;
  state: ReviewState;
  /** The name to show in lists and the folded text to find it by. */
  title: string;
  searchKey: string;
  /** The number of the version frozen last; versions count from 1. */
  version: number;
  approved: ApprovedContent<Content> | null;
  /** The reviewing officer's remarks, kept until the next submission. */
  notes: { pointer: string; text: string }[];
  message: string | null;
  sample: boolean;
  rev: number;
  updatedAt: Date;
}

export interface ApprovedContent<Content> {
  version: number;
  at: Date;
  by: string;
  content: Content;
}

export type RecordDocument<Content, Extra = object> = HydratedDocument<ReviewedRecord<Content> & Extra>;

/** `content` has no storage schema of its own: its contract in schemas/ is checked on the way in. */
export function reviewedSchema<Content, Extra = object>(
  collection: string,
  extra: SchemaDefinition = {},
): Schema<ReviewedRecord<Content> & Extra> {
  const approved = new Schema(
    { version: Number, at: Date, by: String, content: Schema.Types.Mixed },
    { _id: false, minimize: false },
  );
  const definition = {
    organisation: { type: Schema.Types.ObjectId, required: true },
    content: { type: Schema.Types.Mixed, required: true },
    state: { type: String, enum: reviewStates, default: 'draft' },
    title: { type: String, required: true },
    searchKey: { type: String, required: true },
    version: { type: Number, default: 0 },
    approved: { type: approved, default: null },
    notes: { type: [new Schema({ pointer: String, text: String }, { _id: false })], default: [] },
    message: { type: String, default: null },
    sample: { type: Boolean, default: false },
    updatedAt: { type: Date, required: true },
    ...extra,
  };
  return new Schema<ReviewedRecord<Content> & Extra>(definition as SchemaDefinition as never, {
    collection,
    strict: 'throw',
    versionKey: 'rev',
    optimisticConcurrency: true,
    minimize: false,
  });
}
