import type { CanonicalRecord, CanonicalKind } from '../domain/canonical-record.ts';

/**
 * A road to a national gateway. Every adapter answers with one of four outcomes and throws only where the
 * program itself is wrong: an unreachable gateway is everyday weather, not an exception.
 */
export interface GatewayPort {
  /** The name of the rail, as in configuration and messages. */
  readonly name: string;
  put(record: CanonicalRecord, delivery: Delivery): Promise<Outcome>;
  withdraw(record: CanonicalRecord, delivery: Delivery): Promise<Outcome>;
  /** Does the gateway hold exactly this delivery? Asked before anything of unknown outcome is sent again. */
  lookup(record: CanonicalRecord, delivery: Delivery): Promise<LookupAnswer>;
  /** Everything of one kind the gateway holds of ours, a page at a time. */
  list(kind: CanonicalKind, after: string | null): Promise<ListAnswer>;
  health(): Promise<Health>;
}

export interface Delivery {
  /** The same through every retry of one record version; the gateway tells repeats by it. */
  key: string;
  /** Counts up with every message about the record; the gateway tells old from new by it. */
  seq: number;
  /** The gateway's own ids, by record name: those of the records this one refers to, and its own once known. */
  foreignIds: Readonly<Record<string, string>>;
}

export type Outcome = Accepted | Refused | Later | Unknown;

export interface Accepted {
  outcome: 'accepted';
  /** Null only where a withdrawal met nothing to withdraw. */
  foreignId: string | null;
  /** The gateway's proof: its receipt number, for a batch its traceability code. */
  receipt: string;
}

/** The gateway understood and said no. Sending the same again cannot help. */
export interface Refused {
  outcome: 'refused';
  code: string;
  /** The gateway's own words. */
  words: string;
  /** The field they concern, as the gateway calls it. */
  field?: string;
}

/** Nothing was done there; worth another try, not before `retryAfter` seconds where the gateway named them. */
export interface Later {
  outcome: 'later';
  reason: Trouble;
  retryAfter?: number;
}

/** It was sent and may have been done: no answer came, or none that can be read. */
export interface Unknown {
  outcome: 'unknown';
  reason: Trouble;
}

export const troubles = [
  'unreachable',
  'time-out',
  'connection-lost',
  'busy',
  'server-error',
  'redirected',
  'not-json',
  'unexpected-answer',
  'answer-too-large',
  'sign-in-refused',
] as const;
export type Trouble = (typeof troubles)[number];

export type LookupAnswer = Accepted | { outcome: 'absent' } | Later;

export interface HeldRecord {
  id: string;
  foreignId: string;
  /** The `seq` of the delivery it holds. */
  seq: number;
  withdrawn: boolean;
  receipt: string;
}
export type ListAnswer = { outcome: 'listed'; records: HeldRecord[]; next: string | null } | Refused | Later;

export type Health = { healthy: true } | { healthy: false; reason: Trouble };
