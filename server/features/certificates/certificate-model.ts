import { model } from 'mongoose';
import type { CertificateContent } from '../../platform/contract-types.ts';
import { reviewedSchema } from '../../ledger/reviewed-record.ts';
import type { ReviewedRecord } from '../../ledger/reviewed-record.ts';

export const CertificateModel = model<ReviewedRecord<CertificateContent>>(
  'Certificate',
  reviewedSchema<CertificateContent>('certificates'),
);
