import { Schema, model } from 'mongoose';
import type { Types } from 'mongoose';
import type { RegulationContent } from '../../platform/contract-types.ts';

/** A version of a mark's regulation of use; written once and kept for good. */
export interface StoredRegulation {
  mark: Types.ObjectId;
  number: number;
  content: RegulationContent;
  by: string;
  at: Date;
}

const regulationSchema = new Schema<StoredRegulation>(
  {
    mark: { type: Schema.Types.ObjectId, required: true },
    number: { type: Number, required: true },
    content: { type: Schema.Types.Mixed, required: true },
    by: { type: String, required: true },
    at: { type: Date, required: true },
  },
  { collection: 'mark_regulations', strict: 'throw', versionKey: false, minimize: false },
);

export const RegulationModel = model<StoredRegulation>('MarkRegulation', regulationSchema);
