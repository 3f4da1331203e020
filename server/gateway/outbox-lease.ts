import { OutboxModel } from '../ledger/outbox-model.ts';
import type { OutboxMessage } from '../ledger/outbox-model.ts';
import type { Clock } from '../platform/clock.ts';
import type { Clearance } from './outbox-clearance.ts';

export interface Claim {
  message: OutboxMessage;
  /** The gateway's ids of the records it refers to, and its own where known. */
  foreignIds: Record<string, string>;
  /** An earlier delivery may have succeeded unseen: ask before sending. */
  mustAsk: boolean;
  /** By then it must be renewed, or it is another's. */
  until: Date;
}

/** A message that is due, and what it may do now. */
export interface Cleared {
  message: OutboxMessage;
  clearance: Clearance;
}

interface LeaseOptions {
  gateway: string;
  owner: string;
  clock: Clock;
  random: () => number;
  leaseMs: number;
}

export type MessageChange = Parameters<typeof OutboxModel.bulkWrite>[0][number];

/** Who may send what: a lease with a fence a message, taken, kept and given back for many at once. */
export function outboxLeases({ gateway, owner, clock, random, leaseMs }: LeaseOptions) {
  return {
    take,

    /** Keeps what waits or takes long from looking abandoned; what is another's by now stays as it is. */
    async renew(claims: readonly Claim[]): Promise<void> {
      const until = inFuture(leaseMs);
      const ours = { _id: { $in: claims.map(idOf) }, state: 'sending', 'lease.owner': owner } as const;
      await OutboxModel.updateMany(ours, { 'lease.until': until });
      const kept = await OutboxModel.find(ours, { fence: 1 }).lean();
      const fences = new Map(kept.map(({ _id, fence }) => [_id, fence]));
      for (const claim of claims) {
        if (fences.get(claim.message._id) === claim.message.fence) claim.until = until;
      }
    },

    giveBack,
  };

  /** Takes them all in one write; who sees the fence as he raised it, under his own name, has it. */
  async function take(free: readonly Cleared[]): Promise<Claim[]> {
    if (free.length === 0) return [];
    const until = inFuture(leaseMs);
    const taken = { $set: { state: 'sending', lease: { owner, until } }, $inc: { fence: 1 } };
    await OutboxModel.bulkWrite(
      free.map(({ message }) => changeOf(message, taken)),
      { ordered: false },
    );
    const aggregates = free.map(({ message }) => message.aggregate);
    const leased = await OutboxModel.find(
      { gateway, aggregate: { $in: aggregates }, state: 'sending' },
      { aggregate: 1, fence: 1, lease: 1 },
    ).lean<Leased[]>();
    const ours = new Map(
      leased.filter((row) => row.lease?.owner === owner).map((row) => [row._id, row.fence]),
    );
    const claims = free
      .filter(({ message }) => ours.get(message._id) === message.fence + 1)
      .map((one) => claimOf(one, until));
    return alone(claims, leased);
  }

  /** Two of one record leased in the same moment would race; whoever sees the other gives its own back. */
  async function alone(claims: readonly Claim[], leased: readonly Leased[]): Promise<Claim[]> {
    const isAlone = ({ message }: Claim) =>
      leased.every(({ _id, aggregate }) => aggregate !== message.aggregate || _id === message._id);
    const racing = claims.filter((claim) => !isAlone(claim));
    await giveBack(racing, inFuture(Math.round(random() * 1000)));
    return claims.filter(isAlone);
  }

  async function giveBack(claims: readonly Claim[], nextAt: Date): Promise<void> {
    if (claims.length === 0) return;
    await OutboxModel.bulkWrite(
      claims.map(({ message, mustAsk }) => changeOf(message, { $set: unclaimed(mustAsk, nextAt) })),
      { ordered: false },
    );
  }

  function inFuture(milliseconds: number): Date {
    return new Date(clock.now().getTime() + milliseconds);
  }
}

type Leased = Pick<OutboxMessage, '_id' | 'aggregate' | 'fence' | 'lease'>;

/** Waiting is no failure and costs no try. What is in doubt stays so: it looks like a lease that ends then. */
export function unclaimed(isInDoubt: boolean, nextAt: Date): Partial<OutboxMessage> {
  return isInDoubt
    ? { state: 'sending', lease: { owner: '', until: nextAt } }
    : { state: 'queued', lease: null, nextAt };
}

/** Made only where nobody touched the message since. */
export function changeOf({ _id, fence, state }: OutboxMessage, update: object): MessageChange {
  return { updateOne: { filter: { _id, fence, state }, update } };
}

function claimOf({ message, clearance }: Cleared, until: Date): Claim {
  return {
    message: { ...message, state: 'sending', fence: message.fence + 1 },
    foreignIds: 'foreignIds' in clearance ? clearance.foreignIds : {},
    mustAsk: isDoubtful(message),
    until,
  };
}

function idOf({ message }: Claim): string {
  return message._id;
}

export function isDoubtful({ state, attempts }: OutboxMessage): boolean {
  return state === 'sending' || attempts.some(({ outcome }) => outcome === 'unknown');
}
