import { newSecret } from '../platform/ids.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { doorbell } from './doorbell.ts';
import type { Delivery, GatewayPort, Outcome } from './gateway-port.ts';
import type { Settlement } from './outbox-outcome.ts';
import { outboxQueue } from './outbox-queue.ts';
import type { Claim } from './outbox-queue.ts';
import { outboxWatch } from './outbox-watch.ts';
import { sharedBreaker } from './shared-breaker.ts';

export interface SyncWorkerOptions {
  gateway: GatewayPort;
  clock: Clock;
  log: Logger;
  /** Deliveries under way at once; always of different records. */
  inFlight?: number;
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
  const { gateway, clock, inFlight = 4, pollMs = 5000, leaseMs = 20_000, random = Math.random } = options;
  const log = options.log.child({ gateway: gateway.name });
  const shape = { gateway: gateway.name, owner: newSecret(), clock, random };
  const queue = outboxQueue({ ...shape, leaseMs, waitMs: pollMs * 6 });
  const fuse = sharedBreaker({ ...shape, probeMs: leaseMs });
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
  };

  async function run(): Promise<void> {
    while (!isStopping) {
      try {
        watch.ensureOpen();
        await sendSomeOrWait();
      } catch (error) {
        log.error({ err: error }, 'outbox could not be read');
        await bell.wait(pollMs);
      }
    }
    await Promise.all(underWay);
    await watch.close();
  }

  /** Claims in handfuls: once a quarter of the places is free, all free places are filled. */
  async function sendSomeOrWait(): Promise<void> {
    if (inFlight - underWay.size < Math.ceil(inFlight / 4)) return bell.wait(pollMs);
    const { room, isProbe, againMs } = await fuse.room(inFlight, underWay.size);
    if (room === 0) return bell.wait(Math.min(pollMs, Math.max(10, againMs)));
    const claims = await queue.claim(room);
    for (const claim of claims) send(claim);
    if (claims.length > 0) return;
    if (isProbe) await fuse.returnProbe();
    await bell.wait(Math.min(pollMs, Math.max(10, (await queue.untilNextDue()) ?? pollMs)));
  }

  function send(claim: Claim): void {
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
      await noteWeather(outcome);
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

  async function deliverSafely(claim: Claim): Promise<Settlement> {
    try {
      return await deliver(gateway, claim);
    } catch (error) {
      log.error({ err: error, message: claim.message._id }, 'delivery failed on our side');
      return { outcome: 'later', reason: 'internal' };
    }
  }

  async function noteWeather(outcome: Settlement): Promise<void> {
    if (outcome.outcome !== 'later' && outcome.outcome !== 'unknown') return fuse.succeeded();
    // A fault of ours says nothing about the gateway: another may probe.
    if (outcome.reason === 'internal') return fuse.returnProbe();
    await fuse.failed(outcome.reason, outcome.retryAfter);
  }
}

/** Where an earlier try may have succeeded unseen, the gateway is asked first; the doubt stays until it answers. */
async function deliver(gateway: GatewayPort, { message, foreignIds, mustAsk }: Claim): Promise<Outcome> {
  const { _id: key, seq, record, createdAt } = message;
  const delivery: Delivery = { key, seq, at: createdAt.toISOString(), foreignIds };
  if (mustAsk) {
    const answer = await gateway.lookup(record, delivery);
    if (answer.outcome === 'later') return { ...answer, outcome: 'unknown' };
    if (answer.outcome !== 'absent') return answer;
  }
  return record.state === 'withdrawn' ? gateway.withdraw(record, delivery) : gateway.put(record, delivery);
}
