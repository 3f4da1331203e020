import { Schema, model } from 'mongoose';
import type { RecoveryRate } from '../../domain/recovery-rate.ts';

/** A rate as the department set it. Nothing is changed: a better figure is another document. */
export interface StoredRate extends RecoveryRate {
  at: Date;
  by: string;
}

const text = { type: String, required: true } as const;

const rateSchema = new Schema<StoredRate>(
  {
    output: text as never,
    stage: text as never,
    input: text as never,
    most: { type: Schema.Types.Mixed, required: true },
    per: text as never,
    tolerance: text,
    validFrom: text,
    source: text,
    at: { type: Date, required: true },
    by: text,
  },
  {
    collection: 'recovery_rates',
    strict: 'throw',
    strictQuery: 'throw',
    versionKey: false,
    autoIndex: false,
    autoCreate: false,
  },
);

export const RecoveryRateModel = model<StoredRate>('RecoveryRate', rateSchema);
