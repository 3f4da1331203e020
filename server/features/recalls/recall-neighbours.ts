import type { Actor } from '../../domain/roles.ts';
import type { Record } from '../../ledger/unit-of-work.ts';
import type { Batch, Quantity, RecallHolders, Trace } from '../../platform/contract-types.ts';

/** A recalled lot as its own public page tells it. */
export interface NoticedLot {
  id: string;
  path: string;
  lot: string;
  code: string;
  name: string;
  nameEnglish: string | null;
  producer: string;
  picture: string | null;
  producedOn: string | null;
  packedOn: string | null;
  expiresOn: string | null;
}

/** What was handed over of a recalled lot, and to whom. */
export interface HandedLot {
  receiver: string;
  title: string;
  quantity: Quantity;
  on: string;
  state: 'sent' | 'received';
}

interface Under {
  actor: Actor;
  number: string;
  reason: string;
}

/** What recalls ask of batches, chains, hand-overs and organisations; answered where the features meet. */
export interface RecallNeighbours {
  /** Not found outside the actor's scope. */
  batch: (id: string, actor: Actor) => Promise<Batch>;
  /** Inside a change: the batch is recalled, unless it was already, under the notice of this number. */
  recallUnder: (record: Record, batch: string, notice: Under) => Promise<void>;
  recallRevised: (
    record: Record,
    batch: string,
    notice: Under & { closedOn: string | null },
  ) => Promise<void>;
  namesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** In the order of the ids. */
  lots: (batches: readonly string[]) => Promise<NoticedLot[]>;
  onward: (batch: string, actor: Actor) => Promise<Trace>;
  handed: (batches: readonly string[]) => Promise<HandedLot[]>;
  contactsOf: (organisations: readonly string[]) => Promise<ReadonlyMap<string, Contact>>;
}

type Contact = NonNullable<RecallHolders['holders'][number]['contact']>;
