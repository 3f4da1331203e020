import type { ChangeBy } from '../domain/change.ts';
import { conflict, notFound } from '../domain/errors.ts';
import { OutboxModel } from '../ledger/outbox-model.ts';
import type { Decision, OutboxMessage } from '../ledger/outbox-model.ts';
import type { Ledger } from '../ledger/unit-of-work.ts';
import type { Clock } from '../platform/clock.ts';
import type { SyncCauseRequeue } from '../platform/contract-types.ts';
import type { SyncMessage } from './sync-view.ts';

export interface DecisionParts {
  ledger: Ledger;
  clock: Clock;
}

/** More are sent again by asking once more; a transaction stays short. */
const mostAtOnce = 500;

/** What an officer may decide about messages: always with a reason, always in the audit log. */
export function syncDecisions({ ledger, clock }: DecisionParts, view: (id: string) => Promise<SyncMessage>) {
  return {
    /** Sends a refused message again, or a waiting one at once; under the same key. */
    retry: (id: string, reason: string, by: ChangeBy) =>
      decide({ id, reason, action: 'retry', by }, async (message) => {
        if (message.state === 'accepted' || message.state === 'skipped') {
          throw conflict({ key: 'gateway.retry-settled' });
        }
        if (await hasLater(message)) throw conflict({ key: 'gateway.retry-superseded' });
        return requeued(clock.now());
      }),

    /** This version shall never be sent; a later one of the record may. */
    skip: (id: string, reason: string, by: ChangeBy) =>
      decide({ id, reason, action: 'skip', by }, ({ state }) => {
        if (state !== 'refused' && state !== 'queued') throw conflict({ key: 'gateway.skip-settled' });
        return Promise.resolve({ state: 'skipped', settledAt: clock.now() });
      }),

    /** Mended once, sent again together. */
    async requeueCause(wanted: SyncCauseRequeue, by: ChangeBy): Promise<{ count: number }> {
      const { gateway, code, field, words, reason } = wanted;
      return ledger.change(by, async (record) => {
        const found = await OutboxModel.find({
          gateway,
          state: 'refused',
          'cause.code': code,
          'cause.field': field,
          'cause.words': words,
        })
          .sort({ createdAt: 1 })
          .limit(mostAtOnce)
          .lean<OutboxMessage[]>();
        const current: string[] = [];
        for (const message of found) if (!(await hasLater(message))) current.push(message._id);
        const decision = decisionOf('retry', reason, by);
        await OutboxModel.updateMany(
          { _id: { $in: current }, state: 'refused' },
          { $set: requeued(clock.now()), $push: { decisions: decision } },
        );
        await record({
          subject: { kind: 'gateway', id: gateway },
          action: 'gateway.requeue',
          reason,
          after: { code, field, words, messages: current },
        });
        return { count: current.length };
      });
    },
  };

  interface Wanted {
    id: string;
    reason: string;
    action: 'retry' | 'skip';
    by: ChangeBy;
  }

  async function decide(
    { id, reason, action, by }: Wanted,
    next: (message: OutboxMessage) => Promise<Partial<OutboxMessage>>,
  ): Promise<SyncMessage> {
    await ledger.change(by, async (record) => {
      const message = await OutboxModel.findById(id).lean<OutboxMessage>();
      if (!message) throw notFound();
      const { state, fence, organisation } = message;
      if (state === 'sending' || state === 'handed') throw conflict({ key: 'gateway.retry-sending' });
      const after = await next(message);
      const { matchedCount } = await OutboxModel.updateOne(
        { _id: id, state, fence },
        { $set: after, $push: { decisions: decisionOf(action, reason, by) } },
      );
      if (matchedCount === 0) throw conflict({ key: 'gateway.retry-sending' });
      const subject = { kind: 'sync-message', id } as const;
      await record({
        subject,
        action: `sync-message.${action}`,
        organisation,
        reason,
        before: { state },
        after,
      });
      return null;
    });
    return view(id);
  }

  function decisionOf(action: Decision['action'], reason: string, { actor }: ChangeBy): Decision {
    return { at: clock.now(), by: actor.name, action, reason };
  }
}

function requeued(at: Date): Partial<OutboxMessage> {
  return { state: 'queued', tries: 0, nextAt: at, settledAt: null, cause: null, blockedBy: null };
}

async function hasLater({ gateway, aggregate, seq }: OutboxMessage): Promise<boolean> {
  return (await OutboxModel.exists({ gateway, aggregate, seq: { $gt: seq } })) !== null;
}
