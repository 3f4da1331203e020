import { Schema, model } from 'mongoose';
import type { HydratedDocument, Types } from 'mongoose';
import type { LabelLayoutContent } from '../../../platform/contract-types.ts';

export interface LabelLayout {
  organisation: Types.ObjectId;
  content: LabelLayoutContent;
  updatedAt: Date;
  rev: number;
}
export type LabelLayoutDocument = HydratedDocument<LabelLayout>;

const labelLayoutSchema = new Schema<LabelLayout>(
  {
    organisation: { type: Schema.Types.ObjectId, required: true },
    content: { type: Schema.Types.Mixed, required: true },
    updatedAt: { type: Date, required: true },
  },
  {
    collection: 'label_layouts',
    strict: 'throw',
    strictQuery: 'throw',
    versionKey: 'rev',
    optimisticConcurrency: true,
    minimize: false,
    autoIndex: false,
    autoCreate: false,
  },
);

export const LabelLayoutModel = model<LabelLayout>('LabelLayout', labelLayoutSchema);
