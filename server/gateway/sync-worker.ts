import { newSecret } from '../platform/ids.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { breaker } from './breaker.ts';
import { doorbell } from './doorbell.ts';
import type { Delivery, GatewayPort, Outcome } from './gateway-port.ts';
import { outboxQueue } from './outbox-queue.ts';
import type { Claim, Stumble } from './outbox-queue.ts';
import { outboxWatch } from './outbox-watch.ts';

export interface SyncWorkerOptions {
  gateway: GatewayPort;
  clock: Clock;
  log: Logger;
  /** Deliveries under way at once; always of different records. */
  concurrency?: number;
  pollMs?: number;
  leaseMs?: number;
  random?: () => number;
}

export type SyncWorker = ReturnType<typeof syncWorker>;

/**
 * Carries the outbox to one gateway. Any number of workers, in any number of processes, may do so at once:
 * every record's messages go one after the other, each has one effect, and none is lost.
 */
export function syncWorker(options: SyncWorkerOptions) {
  const { gateway, clock, concurrency = 4, pollMs = 5000, leaseMs = 60_000, random = Math.random } = options;
  const log = options.log.child({ gateway: gateway.name });
  const shape = { owner: newSecret(), clock, random, leaseMs, waitMs: pollMs * 6 };
  const queue = outboxQueue({ gateway: gateway.name, ...shape });
  const fuse = breaker({ clock, random });
  const bell = doorbell();
  const watch = outboxWatch(bell.ring, log);
  const underWay = new Set<Promise<void>>();
  let running: Promise<void> | undefined;
  let isStopping = false;

  return {
    start(): void {
      isStopping = false;
      running ??= run();
    },

    /** Takes nothing new and waits for what is under way. */
    async stop(): Promise<void> {
      isStopping = true;
      bell.ring();
      await running;
      running = undefined;
    },

    /** True while the gateway is in trouble and only probed. */
    isPaused: () => fuse.isOpen(),
  };

  async function run(): Promise<void> {
    while (!isStopping) {
      try {
        watch.ensureOpen();
        await sendOneOrWait();
      } catch (error) {
        log.error({ err: error }, 'outbox could not be read');
        await bell.wait(pollMs);
      }
    }
    await Promise.all(underWay);
    await watch.close();
  }

  async function sendOneOrWait(): Promise<void> {
    if (fuse.allows(concurrency) <= underWay.size) return bell.wait(pollMs);
    const claim = await queue.claim();
    if (!claim) return bell.wait(Math.min(pollMs, Math.max(10, (await queue.untilNextDue()) ?? pollMs)));
    const work = handle(claim).finally(() => {
      underWay.delete(work);
      bell.ring();
    });
    underWay.add(work);
  }

  /** Never throws: what cannot even be written down is found again when its lease ends. */
  async function handle(claim: Claim): Promise<void> {
    const heartbeat = setInterval(() => void renew(claim), leaseMs / 3);
    try {
      const outcome = await deliverSafely(claim);
      noteWeather(outcome);
      const isOurs = await queue.settle(claim, outcome);
      const words = { message: claim.message._id, outcome: outcome.outcome, isOurs };
      log.info(words, 'sync message handled');
    } catch (error) {
      log.error({ err: error, message: claim.message._id }, 'outcome could not be written');
    } finally {
      clearInterval(heartbeat);
    }
  }

  async function renew(claim: Claim): Promise<void> {
    await queue.renew(claim).catch((error: unknown) => {
      log.warn({ err: error }, 'lease could not be renewed');
    });
  }

  async function deliverSafely(claim: Claim): Promise<Outcome | Stumble> {
    try {
      return await deliver(gateway, claim);
    } catch (error) {
      log.error({ err: error, message: claim.message._id }, 'delivery failed on our side');
      return { outcome: 'later', reason: 'internal' };
    }
  }

  function noteWeather(outcome: Outcome | Stumble): void {
    if (outcome.outcome === 'accepted' || outcome.outcome === 'refused') fuse.succeeded();
    else if (outcome.reason !== 'internal')
      fuse.failed('retryAfter' in outcome ? outcome.retryAfter : undefined);
  }
}

/** Where an earlier try may have succeeded unseen, the gateway is asked first; the doubt stays until it answers. */
async function deliver(gateway: GatewayPort, { message, foreignIds, mustAsk }: Claim): Promise<Outcome> {
  const { _id: key, seq, record } = message;
  const delivery: Delivery = { key, seq, foreignIds };
  if (mustAsk) {
    const answer = await gateway.lookup(record, delivery);
    if (answer.outcome === 'later') return { outcome: 'unknown', reason: answer.reason };
    if (answer.outcome === 'accepted') return answer;
  }
  return record.state === 'withdrawn' ? gateway.withdraw(record, delivery) : gateway.put(record, delivery);
}
