import type { LinkPart } from '../../domain/identifiers/digital-link.ts';
import type { Quantity } from '../../domain/quantity.ts';
import type { Actor } from '../../domain/roles.ts';
import type { ActivatedStamps } from '../events/label-events.ts';
import type { Reference } from '../../platform/contract-types.ts';

/** A batch as its stamps know it: what is in force, or the working copy where nothing was approved yet. */
export interface StampedBatch {
  id: string;
  title: string;
  lot: string;
  organisation: string;
  productKey: LinkPart;
  netContent: Quantity;
  isProductApproved: boolean;
  quantity: Quantity;
  isApproved: boolean;
  isRefused: boolean;
  hold: 'none' | 'suspended' | 'withdrawn' | 'recalled';
  closedOn: string | null;
  expiresOn: string | null;
}

/** What stamps ask of batches and products; answered where the server is composed. */
export interface StampNeighbours {
  /** Not found where it is not the actor's to see. */
  batch(id: string, actor: Actor): Promise<StampedBatch>;
  batchTitles(ids: readonly string[]): Promise<Map<string, string>>;
  /** Products by their key, with the organisation each belongs to. */
  productsAt(keys: readonly string[]): Promise<Map<string, { product: Reference; organisation: Reference }>>;
  /** What the ceilings of its marks let the stamps of a batch stand for altogether; null where it claims no mark. */
  mostUnderMarks(id: string, stamped: Quantity | null): Promise<Quantity | null>;
  /** Inside a change: the stamps of a batch stand for so much from now on; refused beyond the ceilings of its marks. */
  drawOnMarks(id: string, before: Quantity | null, after: Quantity): Promise<void>;
  /** Inside a change: the stamps were put on goods, and the events of the batch tell it. */
  tellLabels(labels: ActivatedStamps, by: Actor): Promise<void>;
  /** Notes on the batch that stamps were issued, so that an edit at the same time cannot pass unseen. Inside a change. */
  markStamped(id: string, at: Date): Promise<void>;
}
