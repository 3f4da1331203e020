import { Schema, model } from 'mongoose';
import type { Types } from 'mongoose';
import type { Origin } from './origin.ts';

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
    sent: { type: String, required: true },
    dueAt: { type: Date, default: null },
  },
  { collection: 'origins', strict: 'throw', versionKey: false, minimize: false },
);

export const OriginModel = model<StoredOrigin>('Origin', originSchema);
