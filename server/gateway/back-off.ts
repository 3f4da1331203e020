const base = 1000;
const cap = 15 * 60_000;

/**
 * Full jitter: anywhere between nothing and the doubled limit, so that many that failed together do not come
 * back together. A wait the gateway asked for is honoured in full, with the jitter on top.
 */
export function backOff(failures: number, random: () => number, retryAfter = 0): number {
  const limit = Math.min(cap, base * 2 ** Math.min(failures, 20));
  return Math.round(retryAfter * 1000 + random() * limit);
}
