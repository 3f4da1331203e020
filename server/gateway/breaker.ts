import type { Clock } from '../platform/clock.ts';
import { backOff } from './back-off.ts';

const threshold = 5;

/** Spares a gateway in trouble: after five failures in a row nothing goes out but, now and then, one probe. */
export function breaker({ clock, random }: { clock: Clock; random: () => number }) {
  let failures = 0;
  let openUntil = 0;

  return {
    /** How many deliveries may be under way at once. */
    allows(usual: number): number {
      if (failures < threshold) return usual;
      return clock.now().getTime() < openUntil ? 0 : 1;
    },

    succeeded(): void {
      failures = 0;
    },

    failed(retryAfter?: number): void {
      failures += 1;
      if (failures < threshold) return;
      openUntil = clock.now().getTime() + backOff(failures - threshold + 1, random, retryAfter);
    },

    isOpen: () => failures >= threshold,
  };
}
