import type { Trouble } from '../domain/gateway-trouble.ts';
import type { Clock } from '../platform/clock.ts';
import { afterFailure, closed, isOpen, withProbe } from './breaker.ts';
import type { BreakerState } from './breaker.ts';
import { GatewayStateModel, ensureGatewayState, gatewayState } from './gateway-state-model.ts';

interface SharedBreakerOptions {
  gateway: string;
  /** One worker in one process. */
  owner: string;
  clock: Clock;
  random: () => number;
  /** A probe whose process died is given to another after this. */
  probeMs: number;
}

/** What may be begun now; else when to look again. */
type Leave = { may: 'go' } | { may: 'probe' } | { may: 'wait'; againMs: number };

/**
 * The breaker of one gateway as one worker sees it. Its state stands in the database: what one process learns of
 * the weather, all of them know, and the probe is one for all (docs/adr/0020).
 */
export function sharedBreaker({ gateway, owner, clock, random, probeMs }: SharedBreakerOptions) {
  /** As far as this worker knows there was no failure since the last success. */
  let isClean = false;

  return {
    /** `isIdle`: nothing of this worker's is under way; a probe goes alone. */
    async leave(isIdle: boolean): Promise<Leave> {
      const { enabled, breaker } = await gatewayState(gateway);
      isClean = breaker.failures === 0;
      if (!enabled) return { may: 'wait', againMs: Infinity };
      if (!isOpen(breaker)) return { may: 'go' };
      if (!isIdle) return { may: 'wait', againMs: Infinity };
      if (await takeProbe()) return { may: 'probe' };
      const due = Math.max(breaker.openUntil?.getTime() ?? 0, breaker.probe?.until.getTime() ?? 0);
      return { may: 'wait', againMs: due - clock.now().getTime() };
    },

    /** The row of failures ends; nothing is written where none is known. */
    async succeeded(): Promise<void> {
      if (isClean) return;
      await GatewayStateModel.updateOne(
        { _id: gateway, 'breaker.failures': { $gt: 0 } },
        { $set: { breaker: closed }, $inc: { breakerRev: 1 } },
      );
      isClean = true;
    },

    async failed(trouble: Trouble, retryAfter?: number): Promise<void> {
      isClean = false;
      await ensureGatewayState(gateway);
      await change((state) =>
        afterFailure(state, { at: clock.now(), by: owner, trouble, retryAfter, random }),
      );
    },

    /** There was nothing to send. */
    async returnProbe(): Promise<void> {
      await change((state) => (state.probe?.owner === owner ? { ...state, probe: null } : undefined));
    },
  };

  function takeProbe(): Promise<boolean> {
    return change((state) => withProbe(state, { owner, at: clock.now(), probeMs }));
  }

  /** Reckoned anew upon what is there until nobody came in between; false where there is nothing to change. */
  async function change(next: (state: BreakerState) => BreakerState | undefined): Promise<boolean> {
    for (;;) {
      const { breaker, breakerRev } = await gatewayState(gateway);
      const changed = next(breaker);
      if (!changed) return false;
      const { matchedCount } = await GatewayStateModel.updateOne(
        { _id: gateway, breakerRev },
        { $set: { breaker: changed }, $inc: { breakerRev: 1 } },
      );
      if (matchedCount === 1) return true;
    }
  }
}
