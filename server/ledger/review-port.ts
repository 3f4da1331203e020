import type { ReviewKind } from '../domain/change.ts';
import type { ReviewState } from '../domain/review-table.ts';

/** What the review desk needs of a kind of record. Every call runs inside a ledger change. */
export interface ReviewPort {
  kind: ReviewKind;
  /** Refuses an incomplete record, else freezes it as the next version and marks it submitted. */
  freeze(id: string, organisation: string | undefined): Promise<FrozenRecord>;
  /** Carries the decision into the record; `content` is the frozen version that was decided on. */
  settle(id: string, decision: Decision): Promise<void>;
  /** Where a record stands now; null where there is none. */
  standing(id: string): Promise<Standing | null>;
  /** The same of many at once, in no order; what does not exist is left out. */
  standings(ids: readonly string[]): Promise<Standing[]>;
}

export interface FrozenRecord {
  id: string;
  organisation: string;
  number: number;
  title: string;
  sample: boolean;
  content: object;
  /** The content approved last, to be compared with; null for a new record. */
  previous: object | null;
  /** Records that must be approved before this one can be. */
  needs: { kind: ReviewKind; id: string }[];
}

export type Decision =
  | { outcome: 'approve'; version: number; content: object; at: Date; by: string }
  | { outcome: 'return'; message: string; notes: { pointer: string; text: string }[] }
  | { outcome: 'refuse'; message: string }
  | { outcome: 'withdraw' };

export interface Standing {
  kind: ReviewKind;
  id: string;
  title: string;
  state: ReviewState;
  isApproved: boolean;
  /** Since when the content in force is in force. */
  approvedAt: Date | null;
}
