import { Schema, model } from 'mongoose';
import type { Types } from 'mongoose';
import type { EpcisEvent } from '../domain/stage-event.ts';
import type { Origin } from './origin.ts';

/** Raised whenever what an origin holds changes its meaning; the migration beside it makes those of before due. */
export const originShape = 2;

/** The read model: one document a batch and one a product, found by the path of the printed code. */
export interface StoredOrigin {
  _id: string;
  kind: 'batch' | 'product';
  /** The batch or product it shows. */
  record: Types.ObjectId;
  organisation: Types.ObjectId;
  /** All it was made of, such as `place:665f…`: a change of any of them makes it due. */
  madeOf: string[];
  origin: Origin;
  /** Which shape `origin` has: a release that shows more makes all anew. */
  shape: number;
  /** The public members of its events, in EPCIS 2.0. */
  events: EpcisEvent[];
  /** Digest of the canonical record queued last. */
  sent: string;
  /** When it must be made anew: now after a change, at midnight where the calendar changes it, else never. */
  dueAt: Date | null;
}

const originSchema = new Schema<StoredOrigin>(
  {
    _id: { type: String, required: true },
    kind: { type: String, enum: ['batch', 'product'], required: true },
    record: { type: Schema.Types.ObjectId, required: true },
    organisation: { type: Schema.Types.ObjectId, required: true },
    madeOf: { type: [String], required: true },
    origin: { type: Schema.Types.Mixed, required: true },
    shape: { type: Number, default: 1 },
    events: { type: [Schema.Types.Mixed], default: [] } as never,
    sent: { type: String, required: true },
    dueAt: { type: Date, default: null },
  },
  { collection: 'origins', strict: 'throw', versionKey: false, minimize: false },
);

export const OriginModel = model<StoredOrigin>('Origin', originSchema);

/** What a release before left tells no journey until it is made anew, a moment later: it named people. */
export function inThisShape({ origin, shape }: Pick<StoredOrigin, 'origin' | 'shape'>): Origin {
  return shape === originShape ? origin : { ...origin, stages: [], gaps: [], inputs: [] };
}
