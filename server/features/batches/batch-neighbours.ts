import type { ReviewKind } from '../../domain/change.ts';
import type { Fault } from '../../domain/errors.ts';
import type { LinkPart } from '../../domain/identifiers/digital-link.ts';
import type { Quantity } from '../../domain/quantity.ts';
import type { NamesOf } from '../../ledger/record-service.ts';
import type { Standing } from '../../ledger/review-port.ts';
import type { ClaimingBatch } from '../marks/claim-service.ts';

/** A product as its batches know it: the content in force, or the draft where nothing was approved yet. */
export interface BatchProduct {
  id: string;
  organisation: string;
  title: string;
  key: LinkPart;
  group: 'crops' | 'livestock' | 'aquaculture' | 'processing';
  images: readonly string[];
  shelfLifeDays?: number | undefined;
}

/** So many stamps stand for so much of this product. */
export interface StampCommitment {
  productKey: string;
  stamps: number;
  quantity: Quantity;
}

export type NeighbourKind = 'product' | 'place' | 'certificate' | 'grant' | 'image' | 'file';

/** What batches ask of other features; answered where the server is composed. */
export interface BatchNeighbours {
  namesOf: NamesOf;
  product(id: string): Promise<BatchProduct | null>;
  /** What to call these places in lists. */
  placeTitles(ids: readonly string[]): Promise<Map<string, string>>;
  /** Those of the ids that are none of this organisation's. */
  strangers(kind: NeighbourKind, ids: readonly string[], organisation: string): Promise<string[]>;
  /** What stands against the marks that a batch claims: rights that do not cover it, ceilings that it exceeds. */
  claimFaults(batch: ClaimingBatch): Promise<Fault[]>;
  /** Inside a change: the batch draws on the ceilings of its marks what it claims, and gives back what it does not. */
  drawOnMarks(batch: ClaimingBatch & { id: string }): Promise<void>;
  /** What the stamps of a batch hold it to; null while it has none. */
  stamped(batch: string): Promise<StampCommitment | null>;
  /** Where a record stands in its review. */
  standing(kind: Exclude<ReviewKind, 'batch'>, id: string): Promise<Standing | null>;
}
