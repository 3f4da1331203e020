import { Schema, model } from 'mongoose';
import type { Types } from 'mongoose';
import type { CanonicalRecord } from '../domain/canonical-record.ts';

/** One delivery that is carried by hand: ready, in a parcel, answered. */
export interface ParcelItem {
  /** The key of the delivery. */
  _id: string;
  record: CanonicalRecord;
  seq: number;
  at: string;
  digest: string;
  readyAt: Date;
  /** The number of the parcel that took it along; null while it lies ready. */
  parcel: number | null;
  outcome: 'accepted' | 'refused' | null;
  /** The portal's receipt, or its reason. */
  words: string;
}

/** A bundle as it was made; its items name it by number. */
export interface StoredParcel {
  _id: Types.ObjectId;
  number: number;
  madeAt: Date;
  by: string;
  state: 'made' | 'answered';
  answeredAt: Date | null;
  receipt: string | null;
}

const itemSchema = new Schema<ParcelItem>(
  {
    _id: { type: String, required: true },
    record: { type: Schema.Types.Mixed, required: true },
    seq: { type: Number, required: true },
    at: { type: String, required: true },
    digest: { type: String, required: true },
    readyAt: { type: Date, required: true },
    parcel: { type: Number, default: null },
    outcome: { type: String, default: null },
    words: { type: String, default: '' },
  },
  { collection: 'parcelItems', strict: 'throw', versionKey: false, minimize: false },
);

const parcelSchema = new Schema<StoredParcel>(
  {
    number: { type: Number, required: true },
    madeAt: { type: Date, required: true },
    by: { type: String, required: true },
    state: { type: String, default: 'made' },
    answeredAt: { type: Date, default: null },
    receipt: { type: String, default: null },
  },
  { collection: 'parcels', strict: 'throw', versionKey: false },
);

export const ParcelItemModel = model<ParcelItem>('ParcelItem', itemSchema);
export const ParcelModel = model<StoredParcel>('Parcel', parcelSchema);
