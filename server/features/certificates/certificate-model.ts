import { model } from 'mongoose';
import type { CertificateContent } from '../../platform/contract-types.ts';
import { reviewedSchema } from '../../ledger/reviewed-record.ts';
import type { ReviewedRecord } from '../../ledger/reviewed-record.ts';

export interface CertificateStanding {
  /** What the calendar was last seen to say of it, `ahead:2026-12-31` or `ended:2026-12-31`. */
  expiryNoted: string | null;
}

export const CertificateModel = model<ReviewedRecord<CertificateContent> & CertificateStanding>(
  'Certificate',
  reviewedSchema<CertificateContent, CertificateStanding>('certificates', {
    expiryNoted: { type: String, default: null },
  }),
);
