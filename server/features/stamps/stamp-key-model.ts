import { Schema, model } from 'mongoose';

/** A secret that stamps depend on: by its id, with what shows whether it is still the same. */
export interface StoredStampKey {
  _id: string;
  check: string;
  since: Date;
}

const stampKeySchema = new Schema<StoredStampKey>(
  {
    _id: { type: String, required: true },
    check: { type: String, required: true },
    since: { type: Date, required: true },
  },
  { collection: 'stamp_keys', strict: 'throw', versionKey: false, autoIndex: false, autoCreate: false },
);

export const StampKeyModel = model<StoredStampKey>('StampKey', stampKeySchema);
