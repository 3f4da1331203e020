import limiters from 'rate-limiter-flexible';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import type { Logger } from '../../platform/logger.ts';
import { cutAddress } from './scan-visitor.ts';

export type GuessGuard = ReturnType<typeof guessGuard>;

/** More wrong codes than a market hall mistypes, fewer than anybody who guesses can use. */
const wrongCodes = { points: 60, duration: 10 * 60 };
const mostBlocked = 50_000;

/**
 * Slows those who try out serials. A guess never succeeds (60 bits of tag), but each costs an answer. Only codes that
 * name no stamp are counted and only they are refused: a market's shared network can still look up what it bought.
 */
export function guessGuard({ database, clock, log }: { database: Database; clock: Clock; log: Logger }) {
  const limiter = new limiters.RateLimiterMongo({
    storeClient: database,
    tableName: 'guess-limits',
    disableIndexesCreation: true,
    keyPrefix: 'guess',
    ...wrongCodes,
    inMemoryBlockOnConsumed: wrongCodes.points + 1,
  });
  const blocked = new Map<string, number>();

  return {
    /** After how many seconds a code that names no stamp is answered again; undefined where it is answered now. */
    refused(address: string): number | undefined {
      const until = blocked.get(cutAddress(address));
      const seconds = until === undefined ? 0 : Math.ceil((until - clock.now().getTime()) / 1000);
      return seconds > 0 ? seconds : undefined;
    },

    /** Takes note of a code that named no stamp; never holds up its answer. */
    guessed(address: string): void {
      const network = cutAddress(address);
      limiter.consume(network).catch((error: unknown) => {
        if (error instanceof limiters.RateLimiterRes) block(network, error.msBeforeNext);
        else log.warn({ err: error }, 'a wrong code was not counted');
      });
    },
  };

  function block(network: string, milliseconds: number): void {
    if (blocked.size >= mostBlocked) blocked.clear();
    blocked.set(network, clock.now().getTime() + milliseconds);
  }
}
