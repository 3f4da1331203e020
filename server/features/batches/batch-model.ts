import { Schema, model } from 'mongoose';
import { batchHolds } from '../../domain/batch-hold.ts';
import type { BatchHold } from '../../domain/batch-hold.ts';
import type { Suspension } from '../../domain/suspension.ts';
import { reviewedSchema } from '../../ledger/reviewed-record.ts';
import type { RecordDocument, ReviewedRecord } from '../../ledger/reviewed-record.ts';
import type { BatchContent } from '../../platform/contract-types.ts';

/** What stands beside a batch's content: it changes by decision, never by an edit. */
export interface BatchStanding {
  hold: BatchHold;
  holdReason: string | null;
  holdSince: Date | null;
  /** Every suspension there was; the last one is open while the batch is suspended. */
  suspensions: Suspension[];
  /** The public notice of its recall, once there is one. */
  recall: { number: string; closedOn: string | null } | null;
  /** The last day of its shelf life that the calendar was seen to pass. */
  expiryNoted: string | null;
  /** The day its producer closed it; nothing is recorded any more. */
  closedOn: string | null;
  /** When stamps were issued for it last. */
  stampedAt: Date | null;
  /** What its producer chose to show to or hide from the public, by event; frozen with a submission. */
  publicity: { event: string; isPublic: boolean }[];
}

export type BatchDocument = RecordDocument<BatchContent, BatchStanding>;

export const BatchModel = model<ReviewedRecord<BatchContent> & BatchStanding>(
  'Batch',
  reviewedSchema<BatchContent, BatchStanding>('batches', {
    hold: { type: String, enum: batchHolds, default: 'none' },
    holdReason: { type: String, default: null },
    holdSince: { type: Date, default: null },
    suspensions: { type: Schema.Types.Mixed, default: [] },
    recall: { type: Schema.Types.Mixed, default: null },
    expiryNoted: { type: String, default: null },
    closedOn: { type: String, default: null },
    stampedAt: { type: Date, default: null },
    publicity: { type: Schema.Types.Mixed, default: [] },
  }),
);
