import { OutboxModel } from '../ledger/outbox-model.ts';
import type { OutboxMessage } from '../ledger/outbox-model.ts';
import type { Clock } from '../platform/clock.ts';
import { clearancesOf } from './outbox-clearance.ts';
import type { Clearance } from './outbox-clearance.ts';
import { changeOf, isDoubtful, outboxLeases, unclaimed } from './outbox-lease.ts';
import type { Claim, Cleared, MessageChange } from './outbox-lease.ts';
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

export interface Settled {
  claim: Claim;
  outcome: Settlement;
}

const keptAttempts = 50;

/**
 * The outbox as one worker sees it. A claim is a lease with a fence: every later write about the message names the
 * fence it was claimed under, so that a worker that slept through its lease changes nothing. Whatever can be asked or
 * written for many messages at once is.
 */
export function outboxQueue(options: OutboxQueueOptions) {
  const { gateway, clock, random, waitMs } = options;
  const leases = outboxLeases(options);

  return {
    /** Up to so many messages that are due, each first in its row and with its needs met. */
    async claim(most: number): Promise<Claim[]> {
      const claims: Claim[] = [];
      while (claims.length < most) {
        const limit = most - claims.length + 20;
        const due = await dueMessages(limit);
        if (due.length === 0) break;
        const clearances = await clearancesOf(gateway, due, clock.now());
        const cleared = due.map((message, at) => ({ message, clearance: clearances[at] ?? waiting }));
        await setAside(cleared);
        const free = cleared.filter(({ clearance }) => clearance.clearance === 'go');
        claims.push(...(await leases.take(free.slice(0, most - claims.length))));
      }
      return claims;
    },

    /** Writes what came of them; how many were still ours, the others being written by whoever holds them now. */
    async settle(settled: readonly Settled[]): Promise<number> {
      const at = clock.now();
      const { matchedCount } = await OutboxModel.bulkWrite(
        settled.map(({ claim, outcome }) => settlement(claim.message, outcome, at)),
        { ordered: false },
      );
      const final = settled.filter(({ outcome }) => isFinal(outcome));
      await wakeDependants({ gateway, aggregates: final.map(({ claim }) => claim.message.aggregate), at });
      return matchedCount;
    },

    /** Nothing was done with them: anybody may take them. */
    release: (claims: readonly Claim[]) => leases.giveBack(claims, clock.now()),

    renew: leases.renew,

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
    const [abandoned, due] = await Promise.all([
      OutboxModel.find({ gateway, state: 'sending', 'lease.until': { $lte: now } })
        .sort({ 'lease.until': 1 })
        .limit(limit)
        .lean<OutboxMessage[]>(),
      OutboxModel.find({ gateway, state: 'queued', nextAt: { $lte: now } })
        .sort({ nextAt: 1 })
        .limit(limit)
        .lean<OutboxMessage[]>(),
    ]);
    return [...abandoned, ...due];
  }

  /** Writes down of those that may not go why not. */
  async function setAside(cleared: readonly Cleared[]): Promise<void> {
    const at = clock.now();
    const changes = cleared.flatMap((one) => setAsideOf(one, at) ?? []);
    if (changes.length > 0) await OutboxModel.bulkWrite(changes, { ordered: false });
    await lookAgain(cleared.filter(({ clearance }) => clearance.clearance === 'wait'));
    const hopeless = cleared.filter(({ clearance }) => clearance.clearance === 'hopeless');
    await wakeDependants({ gateway, aggregates: hopeless.map(({ message }) => message.aggregate), at });
  }

  /** What they wait for may have come between the look and the writing, and have found nobody to wake. */
  async function lookAgain(waiters: readonly Cleared[]): Promise<void> {
    if (waiters.length === 0) return;
    const messages = waiters.map(({ message }) => message);
    const at = clock.now();
    const clearances = await clearancesOf(gateway, messages, at);
    const freed = messages.filter((_message, n) => clearances[n]?.clearance !== 'wait').map(({ _id }) => _id);
    if (freed.length === 0) return;
    await OutboxModel.updateMany({ _id: { $in: freed }, state: 'queued', tries: 0 }, { nextAt: at });
  }

  function setAsideOf({ message, clearance }: Cleared, at: Date): MessageChange | undefined {
    switch (clearance.clearance) {
      case 'go':
        return undefined;
      case 'wait':
        return changeOf(message, { $set: unclaimed(isDoubtful(message), inFuture(waitMs)) });
      case 'superseded':
        return changeOf(message, { $set: { state: 'skipped', lease: null, settledAt: at } });
      case 'hopeless': {
        // Dead at once and in sight, instead of waiting for ever; the acceptance of the need wakes it.
        const { code, need } = clearance;
        return settlement(message, { outcome: 'refused', code, words: '' }, at, { blockedBy: need });
      }
    }
  }

  function settlement(
    message: OutboxMessage,
    outcome: Settlement,
    at: Date,
    beside: Partial<OutboxMessage> = {},
  ): MessageChange {
    const { tries } = message;
    return changeOf(message, {
      $set: { lease: null, ...beside, ...stateAfter(outcome, { at, tries, random }) },
      $push: { attempts: { $each: [attemptOf(outcome, at)], $slice: -keptAttempts } },
    });
  }

  function inFuture(milliseconds: number): Date {
    return new Date(clock.now().getTime() + milliseconds);
  }
}

const waiting: Clearance = { clearance: 'wait' };
