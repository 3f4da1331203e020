import type { Clock } from '../../platform/clock.ts';
import { LetterModel } from './letter-model.ts';
import type { Letter } from './letter-model.ts';

interface QueueOptions {
  owner: string;
  clock: Clock;
  leaseMs: number;
}

/** Letters as one sender sees them: a claim is a lease with a fence, as in the outbox of the gateways. */
export function letterQueue({ owner, clock, leaseMs }: QueueOptions) {
  return {
    /** The one that has waited longest; its try is counted before anything is sent. */
    async claim(): Promise<Letter | null> {
      const now = clock.now();
      return LetterModel.findOneAndUpdate(
        {
          state: 'due',
          nextAt: { $lte: now },
          $or: [{ lease: null }, { 'lease.until': { $lte: now } }],
        },
        {
          $set: { lease: { owner, until: new Date(now.getTime() + leaseMs) } },
          $inc: { fence: 1, tries: 1 },
        },
        { sort: { nextAt: 1 }, returnDocument: 'after' },
      ).lean<Letter>();
    },

    settle: (letter: Letter, state: 'sent' | 'needless' | 'failed', reason: string | null = null) =>
      write(letter, { state, reason, settledAt: clock.now() }),

    postpone: (letter: Letter, nextAt: Date, reason: string) => write(letter, { nextAt, reason }),
  };

  /** False where another process took it over. */
  async function write({ _id, fence }: Letter, set: object): Promise<boolean> {
    const { matchedCount } = await LetterModel.updateOne(
      { _id, fence, state: 'due' },
      { $set: { ...set, lease: null } },
    );
    return matchedCount === 1;
  }
}
