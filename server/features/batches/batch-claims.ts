import type { Quantity } from '../../domain/quantity.ts';
import type { ClaimingBatch } from '../marks/claim-service.ts';
import type { BatchDocument } from './batch-model.ts';

/**
 * What of a batch holds its part of a ceiling: what is approved, what lies before the department, and a batch not
 * approved yet as soon as stamps were issued for it.
 */
export function claimOf(
  { _id, organisation, approved, state, content }: ClaimSource,
  stamped: Quantity | null,
): ClaimingBatch & { id: string } {
  const isHeld = state === 'submitted' || (stamped !== null && !approved);
  return {
    id: String(_id),
    organisation: String(organisation),
    approved: approved?.content ?? null,
    working: isHeld ? content : null,
    stamped,
  };
}

type ClaimSource = Pick<BatchDocument, '_id' | 'organisation' | 'approved' | 'state' | 'content'>;
