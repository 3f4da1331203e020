import type { LotState } from '../../domain/handover.ts';
import type { BalanceLine } from '../../domain/balance-check.ts';
import type { Quantity } from '../../domain/quantity.ts';
import type { NamesOf } from '../../ledger/record-service.ts';

/** A batch whose goods change hands. */
export interface HandedBatch {
  id: string;
  title: string;
  organisation: string;
  uri: string;
  quantity: Quantity;
  netContent: Quantity | undefined;
  state: LotState;
  /** Refused by the department, or closed by its producer: nothing leaves any more. */
  isOver: boolean;
  /** Lies before the department, which reads it as it is. */
  isFrozen: boolean;
  sample: boolean;
}

/** What hand-overs ask of other features; answered where the server is composed. */
export interface HandoverNeighbours {
  namesOf: NamesOf;
  batches(ids: readonly string[]): Promise<Map<string, HandedBatch>>;
  /** The latest batches of a producer that goods can leave from. */
  ownBatches(organisation: string): Promise<HandedBatch[]>;
  /** A producer by tax code, global location number or exact name; null where none or several are meant. */
  partner(text: string): Promise<{ id: string; name: string } | null>;
  /** The address of a place of this organisation in events; null where it is none of theirs. */
  location(id: string, organisation: string): Promise<string | null>;
  /** An organisation as a party of events. */
  party(organisation: string): Promise<string>;
  /** What an organisation used up, sold or destroyed of a batch. */
  takenBy(organisation: string, batch: string): Promise<BalanceLine[]>;
}
