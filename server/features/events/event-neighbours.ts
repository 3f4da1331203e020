import type { Actor } from '../../domain/roles.ts';
import type { ProductGroup } from '../../domain/stage-catalogue.ts';
import type { Batch } from '../../platform/contract-types.ts';

/** Where something happened, as an event names it. */
export interface EventPlace {
  name: string;
  /** Our own location code, and the GLN where the place has one. */
  code: string;
  gln?: string | undefined;
}

/** What events ask of other features; answered where the server is composed. */
export interface EventNeighbours {
  batch(id: string, actor: Actor): Promise<Pick<Batch, 'id' | 'organisation' | 'content' | 'uri'>>;
  /** Makes the batch a draft again, or refuses; inside the change that records the stage. */
  reopenBatch(id: string, actor: Actor): Promise<void>;
  groupOf(product: string): Promise<ProductGroup>;
  /** The place where it is this organisation's. */
  place(id: string, organisation: string): Promise<EventPlace | null>;
  /** An organisation as a party of trade. */
  party(organisation: string): Promise<{ gln?: string | undefined }>;
  /** Who holds these product and place keys here; whoever is not named holds none of them. */
  owners(keys: OwnerKeys): Promise<Owners>;
  strangeImages(ids: readonly string[], organisation: string): Promise<string[]>;
}

/** GTINs of 14 digits and internal codes; GLNs and our own location codes. */
export interface OwnerKeys {
  products: string[];
  places: string[];
}

/** Organisations by key. */
export interface Owners {
  products: ReadonlyMap<string, ReadonlySet<string>>;
  places: ReadonlyMap<string, ReadonlySet<string>>;
}
