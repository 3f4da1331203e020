import { recordName } from '../domain/canonical-record.ts';
import type { CanonicalKind } from '../domain/canonical-record.ts';
import type { ChangeBy } from '../domain/change.ts';
import { DomainError, conflict, notFound } from '../domain/errors.ts';
import { OutboxModel, syncStates } from '../ledger/outbox-model.ts';
import type { OutboxMessage } from '../ledger/outbox-model.ts';
import type { Ledger } from '../ledger/unit-of-work.ts';
import type { Clock } from '../platform/clock.ts';
import type { Contracts } from '../platform/contract-types.ts';
import { viewOf } from './sync-view.ts';
import type { SyncMessage } from './sync-view.ts';

export type SyncService = ReturnType<typeof syncService>;

/** What the officers see of the road to the gateways, and the one thing they can do there: send again. */
export function syncService({ ledger, clock }: { ledger: Ledger; clock: Clock }) {
  return {
    /** Newest first. */
    async list(query: Contracts['SyncQuery']): Promise<Contracts['SyncMessagePage']> {
      const { state, kind, organisation, record, after, limit = 25 } = query;
      const found = await OutboxModel.find({
        ...(state !== undefined && { state }),
        ...(organisation !== undefined && { organisation }),
        ...(kind !== undefined && { 'record.kind': kind }),
        ...(record !== undefined && { 'record.id': record }),
        ...(after !== undefined && olderThan(after)),
      })
        .sort({ createdAt: -1, _id: -1 })
        .limit(limit + 1)
        .lean<OutboxMessage[]>();
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      const items = await viewAll(shown);
      return found.length > limit && last ? { items, next: cursorOf(last) } : { items };
    },

    async find(id: string): Promise<SyncMessage> {
      const message = await OutboxModel.findById(id).lean<OutboxMessage>();
      if (!message) throw notFound();
      return viewOne(message);
    },

    /** The messages about one record, the latest first; the first says where the record stands. */
    async ofRecord(kind: CanonicalKind, id: string): Promise<SyncMessage[]> {
      const found = await OutboxModel.find({ aggregate: recordName(kind, id) })
        .sort({ seq: -1, gateway: 1 })
        .limit(20)
        .lean<OutboxMessage[]>();
      return viewAll(found);
    },

    async counts(): Promise<Contracts['SyncCounts']> {
      const groups = await OutboxModel.aggregate<{ _id: string; count: number }>([
        { $group: { _id: '$state', count: { $sum: 1 } } },
      ]);
      const countOf = (state: string) => groups.find(({ _id }) => _id === state)?.count ?? 0;
      const oldest = await OutboxModel.findOne({ state: { $in: ['queued', 'sending'] } }, { createdAt: 1 })
        .sort({ createdAt: 1 })
        .lean();
      const counts = Object.fromEntries(syncStates.map((state) => [state, countOf(state)]));
      return {
        ...(counts as Omit<Contracts['SyncCounts'], 'oldestWaiting'>),
        oldestWaiting: oldest?.createdAt.toISOString() ?? null,
      };
    },

    /** Sends a refused message again, or a waiting one at once; under the same key, and in the audit log. */
    async retry(id: string, by: ChangeBy): Promise<SyncMessage> {
      return ledger.change(by, async (record) => {
        const message = await OutboxModel.findById(id).lean<OutboxMessage>();
        if (!message) throw notFound();
        const { state, fence, organisation } = message;
        await assertRetryable(message);
        const again = { state: 'queued', tries: 0, nextAt: clock.now(), settledAt: null } as const;
        const { matchedCount } = await OutboxModel.updateOne({ _id: id, state, fence }, { $set: again });
        if (matchedCount === 0) throw conflict({ key: 'gateway.retry-sending' });
        const subject = { kind: 'sync-message', id } as const;
        await record({
          subject,
          action: 'sync-message.retry',
          organisation,
          before: { state },
          after: again,
        });
        return viewOne({ ...message, ...again });
      });
    },
  };
}

async function assertRetryable({ gateway, aggregate, seq, state }: OutboxMessage): Promise<void> {
  if (state === 'sending') throw conflict({ key: 'gateway.retry-sending' });
  if (state === 'accepted' || state === 'skipped') throw conflict({ key: 'gateway.retry-settled' });
  const later = await OutboxModel.exists({ gateway, aggregate, seq: { $gt: seq } });
  if (later) throw conflict({ key: 'gateway.retry-superseded' });
}

async function viewOne(message: OutboxMessage): Promise<SyncMessage> {
  return viewOf(message, waitingOf(message, await acceptedAmong([message])));
}

async function viewAll(messages: OutboxMessage[]): Promise<SyncMessage[]> {
  const accepted = await acceptedAmong(messages);
  return messages.map((message) => viewOf(message, waitingOf(message, accepted)));
}

function waitingOf({ state, gateway, needs }: OutboxMessage, accepted: Set<string>): string[] {
  return state === 'queued' ? needs.filter((name) => !accepted.has(`${gateway} ${name}`)) : [];
}

/** Which of the records that these messages need are at their gateway already, in one query. */
async function acceptedAmong(messages: OutboxMessage[]): Promise<Set<string>> {
  const needs = new Set(
    messages.filter(({ state }) => state === 'queued').flatMap((message) => message.needs),
  );
  if (needs.size === 0) return new Set();
  const found = await OutboxModel.find(
    { aggregate: { $in: [...needs] }, state: 'accepted', 'foreignIds.id': { $exists: true } },
    { gateway: 1, aggregate: 1 },
  ).lean();
  return new Set(found.map(({ gateway, aggregate }) => `${gateway} ${aggregate}`));
}

function cursorOf({ createdAt, _id }: OutboxMessage): string {
  return Buffer.from(`${createdAt.getTime()} ${_id}`).toString('base64url');
}

function olderThan(cursor: string): object {
  const [, time, id] = /^(\d{1,15}) (.+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (time === undefined || id === undefined) {
    const faults = [{ pointer: '/after', key: 'errors.pattern' as const }];
    throw new DomainError('malformed', { key: 'errors.malformed' }, { faults });
  }
  const createdAt = new Date(Number(time));
  return { $or: [{ createdAt: { $lt: createdAt } }, { createdAt, _id: { $lt: id } }] };
}
