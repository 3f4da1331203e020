import { OutboxModel } from '../ledger/outbox-model.ts';
import type { OutboxMessage } from '../ledger/outbox-model.ts';
import type { Clock } from '../platform/clock.ts';
import { clearancesOf } from './outbox-clearance.ts';
import type { Clearance } from './outbox-clearance.ts';
import { attemptOf, isFinal, stateAfter } from './outbox-outcome.ts';
import type { Settlement } from './outbox-outcome.ts';
import { wakeDependants } from './outbox-wake.ts';

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

const keptAttempts = 50;

/**
 * The outbox as one worker sees it. A claim is a lease with a fence: every later write about the message
 * names the fence it was claimed under, so that a worker that slept through its lease changes nothing.
 */
export function outboxQueue({ gateway, owner, clock, random, leaseMs, waitMs }: OutboxQueueOptions) {
  return {
    /** Up to so many messages that are due, each first in its row and with its needs met. */
    async claim(most: number): Promise<Claim[]> {
      const claims: Claim[] = [];
      while (claims.length < most) {
        const due = await dueMessages(most - claims.length + 20);
        if (due.length === 0) break;
        const clearances = await clearancesOf(gateway, due, clock.now());
        for (const [at, message] of due.entries()) {
          if (claims.length === most) break;
          const claim = await take(message, clearances[at] ?? { clearance: 'wait' });
          if (claim) claims.push(claim);
        }
      }
      return alone(claims);
    },

    /** Keeps a long delivery from looking abandoned. */
    async renew({ message: { _id, fence } }: Claim): Promise<void> {
      await OutboxModel.updateOne({ _id, fence, state: 'sending' }, { 'lease.until': inFuture(leaseMs) });
    },

    /** Writes what came of it; false where the lease had passed to somebody else, who will write it instead. */
    async settle({ message }: Claim, outcome: Settlement): Promise<boolean> {
      const { _id, fence, aggregate, tries } = message;
      const at = clock.now();
      const { matchedCount } = await OutboxModel.updateOne(
        { _id, fence, state: 'sending' },
        {
          $set: { lease: null, ...stateAfter(outcome, { at, tries, random }) },
          $push: { attempts: { $each: [attemptOf(outcome, at)], $slice: -keptAttempts } },
        },
      );
      if (matchedCount === 1 && isFinal(outcome)) await wakeDependants({ gateway, aggregate, at });
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

  /** Two questions, each along its own index: one with both would sort the whole backlog every time. */
  async function dueMessages(limit: number): Promise<OutboxMessage[]> {
    const now = clock.now();
    const abandoned = await OutboxModel.find({ gateway, state: 'sending', 'lease.until': { $lte: now } })
      .sort({ 'lease.until': 1 })
      .limit(limit)
      .lean<OutboxMessage[]>();
    const due = await OutboxModel.find({ gateway, state: 'queued', nextAt: { $lte: now } })
      .sort({ nextAt: 1 })
      .limit(limit)
      .lean<OutboxMessage[]>();
    return [...abandoned, ...due];
  }

  async function take(message: OutboxMessage, clearance: Clearance): Promise<Claim | undefined> {
    switch (clearance.clearance) {
      case 'go': {
        const claimed = await lease(message);
        if (!claimed) return undefined;
        return { message: claimed, foreignIds: clearance.foreignIds, mustAsk: isDoubtful(message) };
      }
      case 'wait':
        await change(message, { state: 'queued', lease: null, nextAt: inFuture(waitMs) });
        return undefined;
      case 'superseded':
        await change(message, { state: 'skipped', lease: null, settledAt: clock.now() });
        return undefined;
      case 'hopeless':
        await giveUp(message, clearance);
        return undefined;
    }
  }

  /** Dead at once and in sight, instead of waiting for ever; the acceptance of the need wakes it. */
  async function giveUp(
    message: OutboxMessage,
    { code, need }: Extract<Clearance, { clearance: 'hopeless' }>,
  ): Promise<void> {
    const at = clock.now();
    const outcome = { outcome: 'refused', code, words: '' } as const;
    const state = stateAfter(outcome, { at, tries: message.tries, random });
    const { _id, fence } = message;
    await OutboxModel.updateOne(
      { _id, fence, state: message.state },
      {
        $set: { lease: null, blockedBy: need, ...state },
        $push: { attempts: { $each: [attemptOf(outcome, at)], $slice: -keptAttempts } },
      },
    );
    await wakeDependants({ gateway, aggregate: message.aggregate, at });
  }

  function lease({ _id, state, fence }: OutboxMessage): Promise<OutboxMessage | null> {
    return OutboxModel.findOneAndUpdate(
      { _id, state, fence },
      { $set: { state: 'sending', lease: { owner, until: inFuture(leaseMs) } }, $inc: { fence: 1 } },
      { returnDocument: 'after' },
    ).lean<OutboxMessage>();
  }

  /** Two of one record leased in the same moment would race; whoever sees the other gives its own back. */
  async function alone(claims: Claim[]): Promise<Claim[]> {
    if (claims.length === 0) return [];
    const aggregates = claims.map(({ message }) => message.aggregate);
    const leased = await OutboxModel.find(
      { gateway, aggregate: { $in: aggregates }, state: 'sending' },
      { aggregate: 1 },
    ).lean();
    const isAlone = ({ message }: Claim) =>
      leased.every(({ _id, aggregate }) => aggregate !== message.aggregate || _id === message._id);
    for (const claim of claims.filter((one) => !isAlone(one))) {
      const nextAt = inFuture(Math.round(random() * 1000));
      await change(claim.message, { state: 'queued', lease: null, nextAt });
    }
    return claims.filter(isAlone);
  }

  /** Waiting for others is no failure: it costs no try, and those others wake it. */
  async function change({ _id, fence }: OutboxMessage, content: Partial<OutboxMessage>): Promise<void> {
    await OutboxModel.updateOne({ _id, fence }, { $set: content });
  }

  function inFuture(milliseconds: number): Date {
    return new Date(clock.now().getTime() + milliseconds);
  }
}

function isDoubtful({ state, attempts }: OutboxMessage): boolean {
  return state === 'sending' || attempts.some(({ outcome }) => outcome === 'unknown');
}
