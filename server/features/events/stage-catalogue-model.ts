import { Schema, model } from 'mongoose';
import type { ProductGroup } from '../../domain/stage-catalogue.ts';
import type { StageChoice } from '../../domain/stage-offer.ts';

/** The stages of a product group as the department settled them; until then those that came with the system hold. */
export interface StoredCatalogue {
  _id: ProductGroup;
  rev: number;
  stages: StageChoice[];
  changedAt: Date;
  changedBy: string;
}

const catalogueSchema = new Schema<StoredCatalogue>(
  {
    _id: { type: String, required: true },
    rev: { type: Number, required: true },
    stages: { type: Schema.Types.Mixed, required: true },
    changedAt: { type: Date, required: true },
    changedBy: { type: String, required: true },
  },
  { collection: 'stage_catalogues', strict: 'throw', optimisticConcurrency: true },
);

export const StageCatalogueModel = model<StoredCatalogue>('StageCatalogue', catalogueSchema);
