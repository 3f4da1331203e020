import mongoose from 'mongoose';
import { digest } from '../domain/canonical-json.ts';
import type { CanonicalKind, CanonicalRecord } from '../domain/canonical-record.ts';
import type { ChangeBy, Subject } from '../domain/change.ts';
import { DomainError, conflict } from '../domain/errors.ts';
import { isDuplicateKey } from '../platform/database.ts';
import type { Clock } from '../platform/clock.ts';
import { AuditEntryModel } from './audit-entry-model.ts';
import { OutboxModel } from './outbox-model.ts';
import type { Decision } from './outbox-model.ts';
import { RequestKeyModel } from './request-key-model.ts';
import { VersionModel } from './version-model.ts';

/** What the ledger keeps of one change, beside the record that the caller saved. */
export interface Entry {
  subject: Subject;
  /** A verb of the trade after the noun: `batch.submit`. */
  action: string;
  organisation?: string | undefined;
  reason?: string | undefined;
  before?: unknown;
  after?: unknown;
  /** Set when this state is to be kept for good. */
  version?: { number: number; content: unknown };
  messages?: OutboxDraft[];
}

/** A record as the gateways shall hold it from now on; queued once for every gateway of the deployment. */
export interface OutboxDraft {
  aggregate: string;
  organisation: string;
  needs: string[];
  record: CanonicalRecord;
  sample: boolean;
  /** For one gateway alone, numbered above what it is known to hold: a repair, not news. */
  repair?: { gateway: string; seqAbove: number; decision?: Decision };
}

/** One gateway of the deployment, as far as queueing goes. */
export interface GatewayFeed {
  name: string;
  /** What it takes; records of other kinds are not queued for it. */
  kinds: readonly CanonicalKind[];
  /** Whether a record must wait there for those it refers to. */
  inOrder: boolean;
}

export type Record = (entry: Entry) => Promise<void>;
export type Ledger = ReturnType<typeof createLedger>;

interface LedgerOptions {
  clock: Clock;
  /** The gateways this deployment feeds. */
  gateways: readonly GatewayFeed[];
  /** Told, inside the transaction, what was recorded: so that it is found as it now stands. Absent where nobody searches. */
  refreshed?: (subjects: readonly Subject[]) => Promise<void>;
  /** Hears of every entry, in its transaction: who is to be told of it. */
  tell?: (entry: Entry, by: ChangeBy, at: Date) => Promise<void>;
}

/**
 * The only way to change anything: the record, its version, its audit entry and its outbox messages are one
 * transaction. `work` may run more than once, so it does nothing but database work, one step after another.
 */
export function createLedger({ clock, gateways, refreshed, tell }: LedgerOptions) {
  return {
    async change<Result>(by: ChangeBy, work: (record: Record) => Promise<Result>): Promise<Result> {
      try {
        return await inTransaction(async () => {
          const earlier = await effectOf(by);
          if (earlier) return earlier.result as Result;
          const touched = new Map<string, Subject>();
          const result = await work(async (entry) => {
            touched.set(`${entry.subject.kind}:${entry.subject.id}`, entry.subject);
            await write(entry, by);
          });
          await refreshed?.([...touched.values()]);
          await rememberEffect(by, result, clock.now());
          return result;
        });
      } catch (error) {
        const earlier = isDuplicateKey(error) ? await effectOf(by) : undefined;
        if (earlier) return earlier.result as Result;
        throw asConflict(error);
      }
    },
  };

  async function write(entry: Entry, by: ChangeBy): Promise<void> {
    const { actor } = by;
    const at = clock.now();
    const {
      subject,
      action,
      organisation = null,
      reason = null,
      before,
      after,
      version,
      messages = [],
    } = entry;
    await new AuditEntryModel({
      at,
      actor: { id: actor.id, name: actor.name, roles: [...actor.roles] },
      action,
      subject,
      organisation,
      reason,
      before: before === undefined ? null : digest(before),
      after: after === undefined ? null : digest(after),
    }).save();
    if (version) {
      const { number, content } = version;
      await new VersionModel({
        subject,
        number,
        at,
        by: actor.name,
        content,
        digest: digest(content),
      }).save();
    }
    for (const draft of messages) for (const feed of feedsFor(draft)) await queue(draft, feed, at);
    await tell?.(entry, by, at);
  }

  function feedsFor({ record, repair }: OutboxDraft): GatewayFeed[] {
    return gateways.filter(
      ({ name, kinds }) => kinds.includes(record.kind) && (!repair || repair.gateway === name),
    );
  }

  async function queue(draft: OutboxDraft, feed: GatewayFeed, at: Date): Promise<void> {
    const { aggregate, organisation, needs, record, sample, repair } = draft;
    const gateway = feed.name;
    const last = await OutboxModel.findOne({ gateway, aggregate }, { seq: 1 }).sort({ seq: -1 }).lean();
    const seq = Math.max(last?.seq ?? 0, repair?.seqAbove ?? 0) + 1;
    await new OutboxModel({
      _id: `${gateway}:${aggregate}:${seq}`,
      gateway,
      aggregate,
      seq,
      record,
      recordDigest: digest(record),
      organisation,
      needs: feed.inOrder ? needs.filter((name) => isCarried(name, feed)) : [],
      decisions: repair?.decision ? [repair.decision] : [],
      sample,
      createdAt: at,
      nextAt: at,
    }).save();
  }
}

/** A gateway that takes no products cannot be waited for to have one. */
function isCarried(name: string, { kinds }: GatewayFeed): boolean {
  return kinds.some((kind) => name.startsWith(`${kind}:`));
}

/** Snapshot and majority on every transaction: what is read together belongs together (security.md §5). */
function inTransaction<Result>(work: () => Promise<Result>): Promise<Result> {
  return mongoose.connection.transaction(work, {
    readConcern: { level: 'snapshot' },
    writeConcern: { w: 'majority', journal: true },
    readPreference: 'primary',
  });
}

async function effectOf({ actor, key }: ChangeBy): Promise<{ result: unknown } | undefined> {
  if (!key) return undefined;
  const stored = await RequestKeyModel.findById(`${actor.id}:${key.value}`).lean();
  if (!stored) return undefined;
  if (stored.fingerprint !== key.fingerprint) throw conflict({ key: 'errors.idempotency-reused' });
  return { result: stored.result };
}

async function rememberEffect({ actor, key }: ChangeBy, result: unknown, at: Date): Promise<void> {
  if (!key) return;
  await new RequestKeyModel({
    _id: `${actor.id}:${key.value}`,
    fingerprint: key.fingerprint,
    result,
    at,
  }).save();
}

/** Two saved at once: mongoose's version check or the database's write conflict stopped the second. */
function asConflict(error: unknown): unknown {
  if (error instanceof mongoose.Error.VersionError) {
    return conflict({ key: 'errors.stale-now' });
  }
  if (error instanceof DomainError || !isDuplicateKey(error)) return error;
  return conflict({ key: 'errors.already-exists' });
}
