import type { Clock } from '../platform/clock.ts';
import { newSecret } from '../platform/ids.ts';
import type { Logger } from '../platform/logger.ts';
import { wakefulWork } from '../platform/wakeful-work.ts';
import { dateInVietnam } from '../domain/vietnamese-format.ts';
import { vietnamOffset } from '../domain/local-time.ts';
import type { GatewayFeed } from '../ledger/unit-of-work.ts';
import { doorbell } from '../platform/doorbell.ts';
import type { GatewayPort } from './gateway-port.ts';
import { GatewayStateModel, ensureGatewayState } from './gateway-state-model.ts';
import type { GatewayState } from './gateway-state-model.ts';
import type { Reconciliation } from './reconciliation.ts';

interface ScheduleParts {
  gateways: readonly { port: GatewayPort; feed: GatewayFeed }[];
  reconciliation: Reconciliation;
  clock: Clock;
  log: Logger;
  pollMs?: number;
}

const leaseMs = 10 * 60_000;

/** Every night after two, and when somebody asks: one process reconciles, whichever takes the lease first. */
export function reconcileSchedule(parts: ScheduleParts) {
  const { gateways, reconciliation, clock, log, pollMs = 30_000 } = parts;
  const owner = newSecret();
  const bell = doorbell();
  const failure = 'reconciliations could not be looked after';
  const work = wakefulWork({ round, bell, pauseMs: pollMs, log, failure });

  return {
    start: work.start,

    /** Lets a comparison under way finish. */
    stop: work.stop,

    /** Somebody asked: look now. */
    ring: bell.ring,
  };

  async function round(): Promise<void> {
    for (const gateway of gateways) {
      try {
        await reconcileIfDue(gateway);
      } catch (error) {
        log.error({ err: error, gateway: gateway.port.name }, 'reconciliation could not begin');
      }
    }
    await bell.wait(pollMs);
  }

  async function reconcileIfDue({ port, feed }: (typeof gateways)[number]): Promise<void> {
    await ensureGatewayState(port.name);
    const now = clock.now();
    await GatewayStateModel.updateOne(
      { _id: port.name, reconcileAt: null },
      { $set: { reconcileAt: nextNight(now) } },
    );
    const state = await GatewayStateModel.findOneAndUpdate(
      {
        _id: port.name,
        reconcileAt: { $lte: now },
        $or: [{ reconciler: null }, { 'reconciler.until': { $lte: now } }],
      },
      { $set: { reconciler: { owner, until: new Date(now.getTime() + leaseMs) } } },
      { returnDocument: 'after' },
    ).lean<GatewayState>();
    if (!state) return;
    const { reconcileAskedBy: askedBy } = state;
    const trigger = askedBy === null ? 'nightly' : 'demand';
    await reconciliation.run(port, feed.kinds, {
      trigger,
      by: askedBy ?? '',
      keepAlive: () => renew(port.name),
    });
    await GatewayStateModel.updateOne(
      { _id: port.name, 'reconciler.owner': owner },
      { $set: { reconciler: null, reconcileAskedBy: null, reconcileAt: nextNight(clock.now()) } },
    );
  }

  async function renew(gateway: string): Promise<void> {
    const until = new Date(clock.now().getTime() + leaseMs);
    const { matchedCount } = await GatewayStateModel.updateOne(
      { _id: gateway, 'reconciler.owner': owner },
      { $set: { 'reconciler.until': until } },
    );
    if (matchedCount === 0) throw new Error('the lease of the reconciliation was lost');
  }
}

/** The next two o'clock in the night of Viet Nam. */
export function nextNight(now: Date): Date {
  const today = new Date(`${dateInVietnam(now)}T02:00:00${vietnamOffset}`);
  return today > now ? today : new Date(today.getTime() + 24 * 3600_000);
}
