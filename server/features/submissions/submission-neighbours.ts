import type { ReviewKind } from '../../domain/change.ts';

/** What the review desk asks of other features about a record; answered where the server is composed. */
export interface ReviewNeighbours {
  /** How many consumers reported this record since then. */
  complaints(subject: { kind: ReviewKind; id: string }, since: Date): Promise<number>;
  /** Percent of the fullest ceiling on which this batch draws, all batches together; null where it draws on none. */
  ceilingUse(batch: string): Promise<string | null>;
  /** Whether more came out of this batch than can have gone in. */
  isOverBalance(batch: string): Promise<boolean>;
  /** The days on which these certificates end, of those that end. */
  certificateEnds(ids: readonly string[]): Promise<string[]>;
  /** Which pictures look like these; each is like itself. */
  alike(pictures: readonly string[]): Promise<{ picture: string; other: string }[]>;
  /** The province in which each organisation has its seat. */
  provincesOf(organisations: readonly string[]): Promise<Map<string, string>>;
}
