import { model } from 'mongoose';
import type { PlaceContent } from '../../platform/contract-types.ts';
import { reviewedSchema } from '../../ledger/reviewed-record.ts';
import type { ReviewedRecord } from '../../ledger/reviewed-record.ts';

export interface PlaceExtra {
  /** Our own location code, given once and kept even while a GLN stands in for it. */
  ownCode: string;
}

export const PlaceModel = model<ReviewedRecord<PlaceContent> & PlaceExtra>(
  'Place',
  reviewedSchema<PlaceContent, PlaceExtra>('places', { ownCode: { type: String, required: true } }),
);
