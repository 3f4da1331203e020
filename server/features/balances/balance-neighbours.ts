import type { ToldEvent } from '../../domain/balance-facts.ts';
import type { BalanceLine } from '../../domain/balance-check.ts';
import type { Quantity } from '../../domain/quantity.ts';
import type { Goods } from '../../domain/recovery-rate.ts';
import type { Actor } from '../../domain/roles.ts';
import type { ProductGroup } from '../../domain/stage-catalogue.ts';
import type { StageContent } from '../../platform/contract-types.ts';

/** A batch as its balance needs it. */
export interface WeighedBatch {
  id: string;
  title: string;
  organisation: string;
  /** The canonical identifier of the lot. */
  lot: string;
  group: ProductGroup;
  goods: Goods;
  producedOn: string;
  /** As the working copy has it. */
  quantity: Quantity;
  isApproved: boolean;
}

/** What balances ask of other features; answered where the server is composed. */
export interface BalanceNeighbours {
  /** The batch as this actor may see it, or not found. */
  batch(id: string, actor: Actor): Promise<WeighedBatch>;
  /** The same, for whoever has decided already that it may be looked at. */
  batchOf(id: string): Promise<WeighedBatch | null>;
  /** Those of the lots, by canonical identifier, that have a batch here. */
  lots(ids: readonly string[]): Promise<Map<string, WeighedBatch>>;
  events(asked: { ids: readonly string[]; batches: readonly string[] }): Promise<ToldEvent[]>;
  /** The event that a stage would be; throws what is wrong with it. */
  foreseen(batch: string, stage: StageContent, actor: Actor): Promise<ToldEvent>;
  /** What stamps stand for; null while there are none. */
  stamped(batch: string): Promise<Quantity | null>;
  /** What its producer handed over of a batch, and did not get back. */
  handedOver(batch: string): Promise<BalanceLine[]>;
  /** What an organisation took over of a lot; null where it took over nothing. */
  received(organisation: string, batch: string): Promise<Quantity | null>;
  /** Names of products; where an organisation is named, of its own only. */
  productNames(ids: readonly string[], organisation: string | null): Promise<Map<string, string>>;
}
