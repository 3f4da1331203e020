import type { Located } from '../../domain/mark-area.ts';
import type { Quantity } from '../../platform/contract-types.ts';

/** What marks and rights of use ask of other features; answered where the server is composed. */
export interface MarkNeighbours {
  /** The name in force; null where there is no such organisation. */
  organisationName(id: string): Promise<string | null>;
  /** Those of the ids that are not approved products, or places, of this organisation. */
  strangers(kind: 'product' | 'place', ids: readonly string[], organisation: string): Promise<string[]>;
  /** Organisations, or the approved products or places of one, to choose among. */
  choices: {
    organisations(): Promise<{ id: string; title: string }[]>;
    approved(kind: 'product' | 'place', organisation: string): Promise<{ id: string; title: string }[]>;
  };
  /** Of whom a paper speaks; a personal number is nobody else's business. */
  holder(id: string): Promise<{ name: string; address: string | null; taxCode: string | null }>;
  /** What products or places are called, in the order asked. */
  titles(kind: 'product' | 'place', ids: readonly string[]): Promise<string[]>;
  hasFile(id: string): Promise<boolean>;
  /** Opens pictures to anyone. Inside a change. */
  publishFiles(ids: readonly string[]): Promise<void>;
  /** Where a place lies, as its producer wrote it down last; null where there is none. */
  placeAt(id: string): Promise<Located | null>;
  /** What one pack of a product holds. */
  netContentOf(product: string): Promise<Quantity | undefined>;
}
