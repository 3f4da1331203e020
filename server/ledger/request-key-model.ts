import { Schema, model } from 'mongoose';

/** The effect of a request that carried an Idempotency-Key, written in the same transaction as the effect itself. */
export interface StoredRequestKey {
  _id: string;
  fingerprint: string;
  result: unknown;
  at: Date;
}

const requestKeySchema = new Schema<StoredRequestKey>(
  {
    _id: { type: String, required: true },
    fingerprint: { type: String, required: true },
    result: Schema.Types.Mixed,
    at: { type: Date, required: true },
  },
  { collection: 'request-keys', strict: 'throw', versionKey: false, minimize: false },
);

export const RequestKeyModel = model<StoredRequestKey>('RequestKey', requestKeySchema);
