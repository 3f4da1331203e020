import type { Actor } from '../../domain/roles.ts';
import type { Quantity } from '../../domain/quantity.ts';
import type { TraceStep } from '../../domain/trace/trace-step.ts';
import type { Direction } from '../../domain/trace/trace-walk.ts';
import type { StampCounts } from '../../platform/contract-types.ts';

/** The batch a chain is asked for. */
export interface TracedBatch {
  id: string;
  title: string;
  organisation: { id: string; name: string };
  /** The address of its code. */
  uri: string;
  quantity: Quantity;
}

/** What is registered here of a lot: its product alone, or its batch. */
export interface KnownLot {
  lot: string | null;
  product: string | null;
  organisation: string;
  batch: string | null;
  hold: 'none' | 'suspended' | 'withdrawn' | 'recalled' | null;
  quantity: Quantity | null;
}

export interface Contact {
  person: string | null;
  phone: string | null;
  email: string | null;
}

/** A lot on its way, as an event told of it. */
export interface TracedMovement {
  organisation: string;
  at: Date;
  word: string;
  stage: string | null;
  receiver: string | null;
  lines: { id: string; quantity?: number; uom?: string }[];
}

/** What chains ask of batches, events, stamps and organisations; answered where the features meet. */
export interface TraceNeighbours {
  /** Not found outside the actor's scope. */
  batch: (id: string, actor: Actor) => Promise<TracedBatch>;
  stepsAt: (ids: readonly string[], direction: Direction) => Promise<TraceStep[]>;
  movementsOf: (ids: readonly string[]) => Promise<TracedMovement[]>;
  /** What is known of lots, by their canonical identifiers; unknown ones are left out. */
  lots: (ids: readonly string[]) => Promise<ReadonlyMap<string, KnownLot>>;
  namesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** How the stamps of batches stand; batches without stamps are left out. */
  stampsOf: (batches: readonly string[]) => Promise<ReadonlyMap<string, StampCounts>>;
  /** Whom to call: everything the organisation told, or only what anyone may read. */
  contactsOf: (
    organisations: readonly string[],
    extent: 'all' | 'public',
  ) => Promise<ReadonlyMap<string, Contact>>;
}
