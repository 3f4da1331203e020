import { Schema, model } from 'mongoose';
import type { HydratedDocument, Types } from 'mongoose';
import { grantStates } from '../../domain/grant-state.ts';
import type { GrantState } from '../../domain/grant-state.ts';
import type { GrantContent, GrantProposalContent, SiteCheck } from '../../platform/contract-types.ts';

/** What one officer proposed and another has yet to decide. */
export interface StoredProposal extends GrantProposalContent {
  by: { id: string; name: string };
  at: Date;
}

/** A right of use. `state` is what was decided; whether it has run out since is a matter of the calendar. */
export interface StoredGrant {
  mark: Types.ObjectId;
  organisation: Types.ObjectId;
  content: GrantContent;
  state: GrantState;
  /** Why it was refused, suspended or revoked. */
  reason: string | null;
  /** Checks on the spot, the latest last. */
  checks: SiteCheck[];
  proposal: StoredProposal | null;
  /** The right of use whose term this one follows. */
  renews: Types.ObjectId | null;
  /** Counts what was drawn, so that two first draws of a season cannot miss each other. */
  draws: number;
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
    checks: { type: [Schema.Types.Mixed], default: [] } as never,
    proposal: { type: Schema.Types.Mixed, default: null },
    renews: { type: Schema.Types.ObjectId, default: null },
    draws: { type: Number, default: 0 },
    version: { type: Number, required: true },
    sample: { type: Boolean, default: false },
    updatedAt: { type: Date, required: true },
  },
  { collection: 'grants', strict: 'throw', versionKey: 'rev', optimisticConcurrency: true, minimize: false },
);

export const GrantModel = model<StoredGrant>('Grant', grantSchema);
