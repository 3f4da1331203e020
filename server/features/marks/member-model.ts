import { Schema, model } from 'mongoose';
import type { HydratedDocument, Types } from 'mongoose';

/** A membership in the collective of a mark; who comes back has a second one. */
export interface StoredMember {
  mark: Types.ObjectId;
  organisation: Types.ObjectId;
  joinedOn: string;
  /** The first day on which it does not belong any more. */
  leftOn: string | null;
  reason: string | null;
  note: string | null;
}
export type MemberDocument = HydratedDocument<StoredMember>;

const memberSchema = new Schema<StoredMember>(
  {
    mark: { type: Schema.Types.ObjectId, required: true },
    organisation: { type: Schema.Types.ObjectId, required: true },
    joinedOn: { type: String, required: true },
    leftOn: { type: String, default: null },
    reason: { type: String, default: null },
    note: { type: String, default: null },
  },
  { collection: 'mark_members', strict: 'throw', versionKey: 'rev', optimisticConcurrency: true },
);

export const MemberModel = model<StoredMember>('MarkMember', memberSchema);
