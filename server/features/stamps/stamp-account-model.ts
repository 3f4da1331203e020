import { Schema, model } from 'mongoose';
import type { HydratedDocument, Types } from 'mongoose';
import type { Quantity } from '../../domain/quantity.ts';

/** A batch that has stamps: which number it has within its product, and how far its units are given out. */
export interface StampAccount {
  /** The batch's own identifier. */
  _id: Types.ObjectId;
  organisation: Types.ObjectId;
  productKey: { ai: string; value: string };
  /** Its number within the product key, 0 … 2¹⁸ − 1. */
  ordinal: number;
  /** The first unit that no run has. */
  nextUnit: number;
  /** What one stamp stands for. */
  perStamp: Quantity;
  rev: number;
}
export type StampAccountDocument = HydratedDocument<StampAccount>;

const productKey = new Schema(
  { ai: { type: String, required: true }, value: { type: String, required: true } },
  { _id: false },
);
const quantity = new Schema(
  { value: { type: String, required: true }, unit: { type: String, required: true } },
  { _id: false },
);

const stampAccountSchema = new Schema<StampAccount>(
  {
    organisation: { type: Schema.Types.ObjectId, required: true },
    productKey: { type: productKey, required: true },
    ordinal: { type: Number, required: true },
    nextUnit: { type: Number, required: true },
    perStamp: { type: quantity, required: true },
  },
  {
    collection: 'stamp_accounts',
    strict: 'throw',
    strictQuery: 'throw',
    versionKey: 'rev',
    optimisticConcurrency: true,
    autoIndex: false,
    autoCreate: false,
  },
);

export const StampAccountModel = model<StampAccount>('StampAccount', stampAccountSchema);

/** The next ordinal of a product key; it only grows, so that no batch ever gets another's serials. */
export interface StampOrdinal {
  /** The product key: a GTIN or an internal code. */
  _id: string;
  next: number;
}

const stampOrdinalSchema = new Schema<StampOrdinal>(
  { _id: { type: String, required: true }, next: { type: Number, required: true } },
  { collection: 'stamp_ordinals', strict: 'throw', versionKey: false, autoIndex: false, autoCreate: false },
);

export const StampOrdinalModel = model<StampOrdinal>('StampOrdinal', stampOrdinalSchema);
