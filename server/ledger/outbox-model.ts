import { Schema, model } from 'mongoose';
import type { CanonicalRecord } from '../domain/canonical-record.ts';

export const syncStates = ['queued', 'sending', 'handed', 'accepted', 'refused', 'skipped'] as const;
export type SyncState = (typeof syncStates)[number];

/** One call of the gateway: when, what came of it, in the gateway's own words where it spoke. */
export interface Attempt {
  at: Date;
  outcome: 'accepted' | 'refused' | 'handed' | 'later' | 'unknown';
  words: string;
  /** The gateway's error code and the field it named, where it gave them. */
  code?: string;
  field?: string;
}

/** Why a message was refused, so that those of one cause are found together. */
export interface RefusalCause {
  code: string;
  field: string | null;
  words: string;
}

/** What a person decided about a message; the audit log says it too. */
export interface Decision {
  at: Date;
  by: string;
  action: 'retry' | 'skip' | 'resend';
  reason: string;
}

/**
 * One record version for one gateway. Written with the change it reports; delivered in order per aggregate
 * (`seq`), claimed by a lease whose `fence` makes a paused worker harmless.
 */
export interface OutboxMessage {
  /** Stable over all tries: the gateway's Idempotency-Key. */
  _id: string;
  gateway: string;
  /** `batch:65f0…`: messages of one aggregate are delivered one after the other. */
  aggregate: string;
  seq: number;
  record: CanonicalRecord;
  recordDigest: string;
  /** Empty where only the gateway knows the record. */
  organisation: string;
  /** Aggregates that must be known to the gateway first. */
  needs: string[];
  state: SyncState;
  attempts: Attempt[];
  tries: number;
  createdAt: Date;
  nextAt: Date;
  settledAt: Date | null;
  lease: { owner: string; until: Date } | null;
  fence: number;
  /** Identifiers the gateway gave, by name (idSanPham …), kept for later messages and withdrawals. */
  foreignIds: Record<string, string>;
  /** Of the content as the gateway should hold it once it accepted; what reconciliation compares. */
  contentDigest: string | null;
  /** Set while refused. */
  cause: RefusalCause | null;
  /** The aggregate whose refusal makes this one hopeless; its acceptance wakes this one. */
  blockedBy: string | null;
  decisions: Decision[];
  sample: boolean;
}

const attemptSchema = new Schema<Attempt>(
  { at: Date, outcome: String, words: String, code: String, field: String },
  { _id: false },
);

const causeSchema = new Schema<RefusalCause>({ code: String, field: String, words: String }, { _id: false });

const decisionSchema = new Schema<Decision>(
  { at: Date, by: String, action: String, reason: String },
  { _id: false },
);

const outboxSchema = new Schema<OutboxMessage>(
  {
    _id: { type: String, required: true },
    gateway: { type: String, required: true },
    aggregate: { type: String, required: true },
    seq: { type: Number, required: true },
    record: { type: Schema.Types.Mixed, required: true },
    recordDigest: { type: String, required: true },
    organisation: { type: String, default: '' },
    needs: { type: [String], default: [] },
    state: { type: String, enum: syncStates, default: 'queued' },
    attempts: { type: [attemptSchema], default: [] },
    tries: { type: Number, default: 0 },
    createdAt: { type: Date, required: true },
    nextAt: { type: Date, required: true },
    settledAt: { type: Date, default: null },
    lease: { type: new Schema({ owner: String, until: Date }, { _id: false }), default: null },
    fence: { type: Number, default: 0 },
    foreignIds: { type: Schema.Types.Mixed, default: {} },
    contentDigest: { type: String, default: null },
    cause: { type: causeSchema, default: null },
    blockedBy: { type: String, default: null },
    decisions: { type: [decisionSchema], default: [] },
    sample: { type: Boolean, default: false },
  },
  { collection: 'outbox', strict: 'throw', versionKey: false, minimize: false },
);

export const OutboxModel = model<OutboxMessage>('OutboxMessage', outboxSchema);
