import { Schema, model } from 'mongoose';

/**
 * One document a lot that anything was made of or into, written by whoever adds a step to a chain: two who do so at
 * once at the same lot cannot both commit (ADR 0021).
 */
export interface LotGuard {
  _id: string;
  steps: number;
}

const guardSchema = new Schema<LotGuard>(
  { _id: { type: String, required: true }, steps: { type: Number, required: true } },
  { collection: 'lot_guards', strict: 'throw', versionKey: false },
);

export const LotGuardModel = model<LotGuard>('LotGuard', guardSchema);
