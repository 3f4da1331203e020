import { setTimeout as delay } from 'node:timers/promises';
import { doorbell } from '../platform/doorbell.ts';
import { gatheredWrites } from '../platform/gathered-writes.ts';
import { newSecret } from '../platform/ids.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { wakefulWork } from '../platform/wakeful-work.ts';
import type { Delivery, GatewayPort, Outcome } from './gateway-port.ts';
import type { Claim } from './outbox-lease.ts';
import type { Settlement } from './outbox-outcome.ts';
import { outboxQueue } from './outbox-queue.ts';
import type { Settled } from './outbox-queue.ts';
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
  /** After the queue was emptied: what comes meanwhile is taken together, and people's requests come first. */
  gatherMs?: number;
  random?: () => number;
}

export type SyncWorker = ReturnType<typeof syncWorker>;

/**
 * Carries the outbox to one gateway. Any number of workers, in any number of processes, may do so at once: every
 * record's messages go one after the other, each has one effect, and none is lost. Messages are claimed in handfuls
 * ahead of their sending, and what came of them is written in handfuls (docs/adr/0025).
 */
export function syncWorker(options: SyncWorkerOptions) {
  const { gateway, clock, inFlight = 4, random = Math.random } = options;
  const { pollMs = 5000, leaseMs = 20_000, gatherMs = 200 } = options;
  const log = options.log.child({ gateway: gateway.name });
  const shape = { gateway: gateway.name, owner: newSecret(), clock, random };
  const queue = outboxQueue({ ...shape, leaseMs, waitMs: pollMs * 6 });
  const fuse = sharedBreaker({ ...shape, probeMs: leaseMs });
  const bell = doorbell();
  const watch = outboxWatch(bell.ring, log);
  const failure = 'outbox could not be read';
  const work = wakefulWork({ round, bell, pauseMs: pollMs, log, failure });
  const outcomes = gatheredWrites(write);
  /** As many are leased at most: under way, ready to go, and being written down. */
  const most = Math.max(8, inFlight * 4);
  const held = new Set<Claim>();
  const underWay = new Set<Promise<void>>();
  let ready: Claim[] = [];
  /** Something failed: nothing new is begun before the breaker was asked. */
  let isUncertain = false;
  let heartbeat: NodeJS.Timeout | undefined;

  return {
    start(): void {
      heartbeat ??= setInterval(() => void renew(), leaseMs / 3).unref();
      work.start();
    },

    /** Takes nothing new and waits for what is under way. */
    async stop(): Promise<void> {
      await work.stop();
      await giveBack().catch((error: unknown) => {
        log.warn({ err: error }, 'leases could not be given back');
      });
      await Promise.all(underWay);
      await outcomes.settled();
      clearInterval(heartbeat);
      heartbeat = undefined;
      await watch.close();
    },
  };

  /** Claims once a quarter of the places is free: a handful costs as much as one. */
  async function round(): Promise<void> {
    watch.ensureOpen();
    if (!isUncertain && most - held.size < Math.ceil(most / 4)) return bell.wait(pollMs);
    const leave = await fuse.leave(held.size === 0);
    if (leave.may === 'wait') {
      await giveBack();
      return bell.wait(within(leave.againMs));
    }
    isUncertain = false;
    const wanted = leave.may === 'probe' ? 1 : most - held.size;
    const claims = await queue.claim(wanted);
    for (const claim of claims) held.add(claim);
    ready.push(...claims);
    begin();
    if (claims.length > 0) return claims.length < wanted ? delay(gatherMs) : undefined;
    if (leave.may === 'probe') await fuse.returnProbe();
    await bell.wait(within((await queue.untilNextDue()) ?? pollMs));
  }

  function within(milliseconds: number): number {
    return Math.min(pollMs, Math.max(10, milliseconds));
  }

  function begin(): void {
    while (!isUncertain && !work.isStopping() && underWay.size < inFlight) {
      const claim = ready.shift();
      if (!claim) return;
      // A process that slept may find its leases gone; whoever took them sends.
      if (claim.until <= clock.now()) held.delete(claim);
      else send(claim);
    }
  }

  function send(claim: Claim): void {
    const sending = handle(claim).finally(() => {
      underWay.delete(sending);
      begin();
      bell.ring();
    });
    underWay.add(sending);
  }

  /** Never throws: what cannot even be written down is found again when its lease ends. */
  async function handle(claim: Claim): Promise<void> {
    const outcome = await deliverSafely(claim);
    outcomes.add({ claim, outcome });
    try {
      await noteWeather(outcome);
    } catch (error) {
      log.error({ err: error }, 'weather could not be noted');
    }
  }

  async function write(settled: Settled[]): Promise<void> {
    try {
      const ours = await queue.settle(settled);
      for (const { claim, outcome } of settled) {
        log.info({ message: claim.message._id, outcome: outcome.outcome }, 'sync message handled');
      }
      if (ours < settled.length) log.warn({ lost: settled.length - ours }, 'leases had passed to others');
    } catch (error) {
      log.error({ err: error, messages: settled.length }, 'outcomes could not be written');
    } finally {
      for (const { claim } of settled) held.delete(claim);
      bell.ring();
    }
  }

  async function renew(): Promise<void> {
    if (held.size === 0) return;
    await queue.renew([...held]).catch((error: unknown) => {
      log.warn({ err: error }, 'leases could not be renewed');
    });
  }

  /** What was claimed and not begun. */
  async function giveBack(): Promise<void> {
    const claims = ready;
    ready = [];
    for (const claim of claims) held.delete(claim);
    await queue.release(claims);
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
    if (outcome.reason === 'internal') await fuse.returnProbe();
    else await fuse.failed(outcome.reason, outcome.retryAfter);
    isUncertain = true;
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
