import type { ChangeBy } from '../../../domain/change.ts';
import type { Actor } from '../../../domain/roles.ts';
import type { Label } from '../labels/label-design.ts';

/** A run of stamps as printing knows it. */
export interface PrintRun {
  id: string;
  batch: string;
  organisation: string;
  count: number;
  hasHiddenCode: boolean;
}

/** Stamps of a run counted from 1, both ends included. */
export interface Stretch {
  from: number;
  to: number;
}

/** The ledger of stamps, as far as printing goes. */
export interface PrintStamps {
  /** Not found where it is not the actor's to see. */
  run(id: string, actor: Actor): Promise<PrintRun>;
  /** Hidden codes only for those who may print them. */
  labels(runId: string, stretch: Stretch, actor: Actor): Promise<Iterable<Label> | AsyncIterable<Label>>;
  markPrinted(runId: string, stretch: Stretch, by: ChangeBy): Promise<unknown>;
}

/** What a label says of its batch: the content in force. */
export interface PrintedBatch {
  product: string;
  lot: string;
  producedOn: string;
  expiresOn: string | null;
  /** The logo of a mark the batch may bear, as a file. */
  logo: string | null;
}

/** What printing asks of other features; answered where the server is composed. */
export interface PrintNeighbours {
  batch(id: string): Promise<PrintedBatch>;
  /** A picture's bytes, in any common format. */
  picture(file: string): Promise<Buffer>;
}
