import { model } from 'mongoose';
import type { OrganisationContent } from '../../platform/contract-types.ts';
import { reviewedSchema } from '../../ledger/reviewed-record.ts';
import type { ReviewedRecord } from '../../ledger/reviewed-record.ts';

/** An organisation's record belongs to itself: `organisation` is its own `_id`, so that one scope covers all records. */
export const OrganisationModel = model<ReviewedRecord<OrganisationContent>>(
  'Organisation',
  reviewedSchema<OrganisationContent>('organisations'),
);
