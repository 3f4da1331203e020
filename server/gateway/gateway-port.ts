import type { CanonicalRecord, CanonicalKind } from '../domain/canonical-record.ts';
import type { Trouble } from '../domain/gateway-trouble.ts';

/**
 * A road to a national gateway. Every adapter answers with one of four outcomes and throws only where the
 * program itself is wrong: an unreachable gateway is everyday weather, not an exception.
 */
export interface GatewayPort {
  /** The name of the rail, as in configuration and messages. */
  readonly name: GatewayName;
  put(record: CanonicalRecord, delivery: Delivery): Promise<Outcome>;
  withdraw(record: CanonicalRecord, delivery: Delivery): Promise<Outcome>;
  /** Does the gateway hold exactly this delivery? Asked before anything of unknown outcome is sent again. */
  lookup(record: CanonicalRecord, delivery: Delivery): Promise<LookupAnswer>;
  /** Everything of one kind the gateway holds of ours, or what it holds of one day, a page at a time. */
  list(kind: CanonicalKind, range: ListRange): Promise<ListAnswer>;
  /** The same summed up day by day, so that what agrees need not be listed. */
  tally(kind: CanonicalKind): Promise<TallyAnswer>;
  health(): Promise<Health>;
  /** Whether the endpoint behaves as this adapter expects, point by point; changes nothing there. */
  check(): Promise<CheckPoint[]>;
}

export const gatewayNames = ['national', 'epcis', 'file'] as const;
export type GatewayName = (typeof gatewayNames)[number];

export interface Delivery {
  /** The same through every retry of one record version; the gateway tells repeats by it. */
  key: string;
  /** Counts up with every message about the record; the gateway tells old from new by it. */
  seq: number;
  /** When we came to stand for it (an instant); its day in Viet Nam is the day of the comparison. */
  at: string;
  /** The gateway's own ids, by record name: those of the records this one refers to, and its own once known. */
  foreignIds: Readonly<Record<string, string>>;
}

export type Outcome = Accepted | Refused | Later | Unknown | Handed;

export interface Accepted {
  outcome: 'accepted';
  /** Null only where a withdrawal met nothing to withdraw. */
  foreignId: string | null;
  /** The gateway's proof: its receipt number, for a batch its traceability code. */
  receipt: string;
  /** Of the content as it is there now, to be found again in `list` and `tally`; empty for what was withdrawn. */
  digest: string;
}

/** The gateway understood and said no, or we know beforehand that it must. Sending the same again cannot help. */
export interface Refused {
  outcome: 'refused';
  /** The gateway's error code, or one of `ownRefusals`. */
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
  retryAfter?: number;
}

/** Lies ready for a person to carry there; the answer will be written down by hand. */
export interface Handed {
  outcome: 'handed';
}

/** Refusals that are ours: why sending would be in vain. */
export const ownRefusals = ['no-gtin', 'no-unit', 'needs-refused', 'needs-absent'] as const;
export type OwnRefusal = (typeof ownRefusals)[number];

export type LookupAnswer = Accepted | Handed | { outcome: 'absent' } | Later;

export interface HeldRecord {
  id: string;
  foreignId: string;
  /** The `seq` of the delivery it holds. */
  seq: number;
  /** The day of that delivery's `at`, in Viet Nam. */
  day: string;
  /** Of the content as it is there now. */
  digest: string;
  withdrawn: boolean;
  receipt: string;
}

export interface ListRange {
  day?: string;
  after: string | null;
}
export type ListAnswer = { outcome: 'listed'; records: HeldRecord[]; next: string | null } | Refused | Later;

/** One day of one kind: how many records, and the digest of their lines (reconcile-digest.ts). */
export interface DayTally {
  day: string;
  count: number;
  digest: string;
}
export type TallyAnswer = { outcome: 'tallied'; days: DayTally[] } | Refused | Later;

export type Health = { healthy: true } | { healthy: false; reason: Trouble };

export interface CheckPoint {
  /** Names the sentence `gateway.check-…`. */
  point: string;
  isGood: boolean;
  /** What was found, in the gateway's words or figures. */
  found: string;
}
