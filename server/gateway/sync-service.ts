import { recordName } from '../domain/canonical-record.ts';
import type { CanonicalKind } from '../domain/canonical-record.ts';
import { DomainError, notFound } from '../domain/errors.ts';
import { OutboxModel, syncStates } from '../ledger/outbox-model.ts';
import type { OutboxMessage } from '../ledger/outbox-model.ts';
import type { Contracts } from '../platform/contract-types.ts';
import { refusalCauses } from './sync-causes.ts';
import { syncDecisions } from './sync-decisions.ts';
import type { DecisionParts } from './sync-decisions.ts';
import { viewOf } from './sync-view.ts';
import type { SyncMessage } from './sync-view.ts';

export type SyncService = ReturnType<typeof syncService>;

/** What the officers see of the road to the gateways, and what they can decide there. */
export function syncService(parts: DecisionParts) {
  return {
    /** Newest first. */
    async list(query: Contracts['SyncQuery']): Promise<Contracts['SyncMessagePage']> {
      const { gateway, state, kind, code, organisation, record, after, limit = 25 } = query;
      const found = await OutboxModel.find({
        ...(gateway !== undefined && { gateway }),
        ...(state !== undefined && { state }),
        ...(code !== undefined && { 'cause.code': code }),
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

    counts: () => syncCounts({}),
    causes: refusalCauses,

    ...syncDecisions(parts, async (id) => {
      const message = await OutboxModel.findById(id).lean<OutboxMessage>();
      if (!message) throw notFound();
      return viewOne(message);
    }),
  };
}

/** How many messages stand where, of one gateway or of all. */
export async function syncCounts(filter: { gateway?: string }): Promise<Contracts['SyncCounts']> {
  const groups = await OutboxModel.aggregate<{ _id: string; count: number }>([
    { $match: filter },
    { $group: { _id: '$state', count: { $sum: 1 } } },
  ]);
  const countOf = (state: string) => groups.find(({ _id }) => _id === state)?.count ?? 0;
  const waiting = { ...filter, state: { $in: ['queued', 'sending', 'handed'] as const } };
  const oldest = await OutboxModel.findOne(waiting, { createdAt: 1 }).sort({ createdAt: 1 }).lean();
  const counts = Object.fromEntries(syncStates.map((state) => [state, countOf(state)]));
  return {
    ...(counts as Omit<Contracts['SyncCounts'], 'oldestWaiting'>),
    oldestWaiting: oldest?.createdAt.toISOString() ?? null,
  };
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
