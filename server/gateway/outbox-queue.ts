import { OutboxModel } from '../ledger/outbox-model.ts';
import type { Attempt, OutboxMessage } from '../ledger/outbox-model.ts';
import type { Clock } from '../platform/clock.ts';
import { backOff } from './back-off.ts';
import type { Outcome } from './gateway-port.ts';

export interface OutboxQueueOptions {
  gateway: string;
  /** Who holds a lease; different for every worker. */
  owner: string;
  clock: Clock;
  random: () => number;
  leaseMs: number;
  /** After this a message that waits for another looks again, should nobody have told it. */
  waitMs: number;
}

export interface Claim {
  message: OutboxMessage;
  /** The gateway's ids of the records it refers to, and its own where known. */
  foreignIds: Record<string, string>;
  /** An earlier delivery may have succeeded unseen: ask before sending. */
  mustAsk: boolean;
}

const unsettled = ['queued', 'sending'] as const;
const keptAttempts = 50;

/**
 * The outbox as one worker sees it. A claim is a lease with a fence: every later write about the message
 * names the fence it was claimed under, so that a worker that slept through its lease changes nothing.
 */
export function outboxQueue({ gateway, owner, clock, random, leaseMs, waitMs }: OutboxQueueOptions) {
  return {
    /** The next message that is due, first in its row, and whose needs are met. */
    async claim(): Promise<Claim | undefined> {
      for (;;) {
        const due = await dueMessages();
        if (due.length === 0) return undefined;
        for (const message of due) {
          const foreignIds = await clearance(message);
          if (!foreignIds) await putOff(message);
          const claimed = foreignIds && (await lease(message));
          if (claimed) return { message: claimed, foreignIds, mustAsk: isDoubtful(message) };
        }
      }
    },

    /** Keeps a long delivery from looking abandoned. */
    async renew({ message: { _id, fence } }: Claim): Promise<void> {
      await OutboxModel.updateOne({ _id, fence, state: 'sending' }, { 'lease.until': inFuture(leaseMs) });
    },

    /** Writes what came of it; false where the lease had passed to somebody else, who will write it instead. */
    async settle({ message }: Claim, outcome: Outcome | Stumble): Promise<boolean> {
      const { _id, fence, aggregate, tries } = message;
      const at = clock.now();
      const { matchedCount } = await OutboxModel.updateOne(
        { _id, fence, state: 'sending' },
        {
          $set: { lease: null, ...stateAfter(outcome, tries) },
          $push: { attempts: { $each: [attemptOf(outcome, at)], $slice: -keptAttempts } },
        },
      );
      if (matchedCount === 1 && isFinal(outcome)) await wakeDependants(aggregate);
      return matchedCount === 1;
    },

    /** Milliseconds until the next queued message is due; undefined where none is queued. */
    async untilNextDue(): Promise<number | undefined> {
      const next = await OutboxModel.findOne({ gateway, state: 'queued' }, { nextAt: 1 })
        .sort({ nextAt: 1 })
        .lean();
      return next ? next.nextAt.getTime() - clock.now().getTime() : undefined;
    },
  };

  function dueMessages(): Promise<OutboxMessage[]> {
    const now = clock.now();
    const isDue = { state: 'queued', nextAt: { $lte: now } } as const;
    const isAbandoned = { state: 'sending', 'lease.until': { $lte: now } } as const;
    return OutboxModel.find({ gateway, $or: [isDue, isAbandoned] })
      .sort({ nextAt: 1 })
      .limit(20)
      .lean<OutboxMessage[]>();
  }

  /** The ids the delivery takes along, or undefined while something has to go first. */
  async function clearance({
    aggregate,
    seq,
    needs,
  }: OutboxMessage): Promise<Record<string, string> | undefined> {
    const earlier = await OutboxModel.exists({
      gateway,
      aggregate,
      seq: { $lt: seq },
      state: { $in: unsettled },
    });
    if (earlier) return undefined;
    const ids: Record<string, string> = {};
    for (const name of [...needs, aggregate]) {
      const id = await foreignIdOf(name);
      if (id !== undefined) ids[name] = id;
      else if (name !== aggregate) return undefined;
    }
    return ids;
  }

  async function foreignIdOf(aggregate: string): Promise<string | undefined> {
    const accepted = await OutboxModel.findOne(
      { gateway, aggregate, state: 'accepted', 'foreignIds.id': { $exists: true } },
      { foreignIds: 1 },
    )
      .sort({ seq: -1 })
      .lean();
    return accepted?.foreignIds.id;
  }

  /** Waiting for others is no failure: it costs no try, and those others wake it. */
  async function putOff({ _id, fence }: OutboxMessage): Promise<void> {
    await OutboxModel.updateOne({ _id, fence }, { state: 'queued', lease: null, nextAt: inFuture(waitMs) });
  }

  function lease({ _id, state, fence }: OutboxMessage): Promise<OutboxMessage | null> {
    return OutboxModel.findOneAndUpdate(
      { _id, state, fence },
      { $set: { state: 'sending', lease: { owner, until: inFuture(leaseMs) } }, $inc: { fence: 1 } },
      { returnDocument: 'after' },
    ).lean<OutboxMessage>();
  }

  function stateAfter(outcome: Outcome | Stumble, tries: number): Partial<OutboxMessage> {
    if (outcome.outcome === 'accepted') {
      const { foreignId, receipt } = outcome;
      return {
        state: 'accepted',
        settledAt: clock.now(),
        foreignIds: { ...(foreignId && { id: foreignId }), receipt },
      };
    }
    if (outcome.outcome === 'refused') return { state: 'refused', settledAt: clock.now() };
    const retryAfter = outcome.outcome === 'later' ? outcome.retryAfter : undefined;
    return { state: 'queued', tries: tries + 1, nextAt: inFuture(backOff(tries, random, retryAfter)) };
  }

  async function wakeDependants(aggregate: string): Promise<void> {
    await OutboxModel.updateMany(
      { gateway, state: 'queued', tries: 0, $or: [{ aggregate }, { needs: aggregate }] },
      { nextAt: clock.now() },
    );
  }

  function inFuture(milliseconds: number): Date {
    return new Date(clock.now().getTime() + milliseconds);
  }
}

/** Our own program failed on the way; the gateway is not to blame. */
export interface Stumble {
  outcome: 'later';
  reason: 'internal';
  retryAfter?: number;
}

function isFinal({ outcome }: Outcome | Stumble): boolean {
  return outcome === 'accepted' || outcome === 'refused';
}

function isDoubtful({ state, attempts }: OutboxMessage): boolean {
  return state === 'sending' || attempts.some(({ outcome }) => outcome === 'unknown');
}

/** Where the gateway did not speak, `code` says what went wrong: one of `troubles`, or `internal`. */
function attemptOf(outcome: Outcome | Stumble, at: Date): Attempt {
  switch (outcome.outcome) {
    case 'accepted':
      return { at, outcome: 'accepted', words: outcome.receipt };
    case 'refused': {
      const { code, words, field } = outcome;
      return { at, outcome: 'refused', code, words, ...(field !== undefined && { field }) };
    }
    case 'later':
    case 'unknown':
      return { at, outcome: outcome.outcome, code: outcome.reason, words: '' };
  }
}
