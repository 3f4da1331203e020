import { isIPv6 } from 'node:net';
import limiters from 'rate-limiter-flexible';
import type { RateLimiterMongo } from 'rate-limiter-flexible';
import { DomainError } from '../../domain/errors.ts';
import type { Database } from '../../platform/database.ts';

export interface Attempt {
  login: string;
  /** The caller's network address. */
  address: string;
}

export type SignInBrake = ReturnType<typeof signInBrake>;

const collection = 'sign-in-attempts';

/**
 * Slows guessing down: eight tries in five minutes for one account from one address, a hundred a day from one
 * address. Nobody is locked out: the account's other addresses are still served (ASVS 6.3.1).
 */
export function signInBrake({ database }: { database: Database }) {
  const limiter = (keyPrefix: string, points: number, duration: number) =>
    new limiters.RateLimiterMongo({
      storeClient: database,
      tableName: collection,
      disableIndexesCreation: true,
      keyPrefix,
      points,
      duration,
    });
  const perAccount = limiter('account', 8, 5 * 60);
  const perAddress = limiter('address', 100, 24 * 3600);

  return {
    /** Counts the try before it is judged, so that a thousand at once are not all let in. */
    async begin(attempt: Attempt): Promise<void> {
      await consume(perAccount, accountKey(attempt));
      await consume(perAddress, networkOf(attempt.address));
    },

    /** Takes a try back that turned out well. */
    async forgive(attempt: Attempt): Promise<void> {
      await perAccount.delete(accountKey(attempt));
      await perAddress.reward(networkOf(attempt.address));
    },
  };
}

async function consume(limiter: RateLimiterMongo, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof limiters.RateLimiterRes)) throw error;
    const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    throw new DomainError(
      'too-many',
      { key: 'account.slow-down', params: { seconds } },
      { retryAfter: seconds },
    );
  }
}

function accountKey({ login, address }: Attempt): string {
  return `${networkOf(address)} ${login.slice(0, 64)}`;
}

/** One subscriber: an IPv4 address, or the 64 bits of an IPv6 address that a household is given. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('%')[0]?.toLowerCase().split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  const groups = tail === undefined ? left : [...left, ...gap, ...right];
  return `${groups.slice(0, 4).join(':')}::/64`;
}
