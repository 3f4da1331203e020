import { model } from 'mongoose';
import type { ProductContent } from '../../platform/contract-types.ts';
import { reviewedSchema } from '../../ledger/reviewed-record.ts';
import type { ReviewedRecord } from '../../ledger/reviewed-record.ts';

export interface ProductExtra {
  /** What codes and stamps name the product by: its GTIN of 14 digits, or an internal code. Unique for good. */
  traceKey: string;
}

export const ProductModel = model<ReviewedRecord<ProductContent> & ProductExtra>(
  'Product',
  reviewedSchema<ProductContent, ProductExtra>('products', { traceKey: { type: String, required: true } }),
);
