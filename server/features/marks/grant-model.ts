import { Schema, model } from 'mongoose';
import type { HydratedDocument, Types } from 'mongoose';
import { grantStates } from '../../domain/grant-state.ts';
import type { GrantState } from '../../domain/grant-state.ts';
import type { GrantContent } from '../../platform/contract-types.ts';

/** A right of use. `state` is what was decided; whether it has run out since is a matter of the calendar. */
export interface StoredGrant {
  mark: Types.ObjectId;
  organisation: Types.ObjectId;
  content: GrantContent;
  state: GrantState;
  /** Why it was suspended or revoked. */
  reason: string | null;
  version: number;
  sample: boolean;
  rev: number;
  updatedAt: Date;
}
export type GrantDocument = HydratedDocument<StoredGrant>;

const grantSchema = new Schema<StoredGrant>(
  {
    mark: { type: Schema.Types.ObjectId, required: true },
    organisation: { type: Schema.Types.ObjectId, required: true },
    content: { type: Schema.Types.Mixed, required: true },
    state: { type: String, enum: grantStates, required: true },
    reason: { type: String, default: null },
    version: { type: Number, required: true },
    sample: { type: Boolean, default: false },
    updatedAt: { type: Date, required: true },
  },
  { collection: 'grants', strict: 'throw', versionKey: 'rev', optimisticConcurrency: true, minimize: false },
);

export const GrantModel = model<StoredGrant>('Grant', grantSchema);
