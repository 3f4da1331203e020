import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { OutboundClient } from '../platform/outbound-client.ts';
import { repeatedWork } from '../platform/repeated-work.ts';
import { LinkCheckModel } from './link-check-model.ts';
import { linkCheckQueue } from './link-check-queue.ts';
import type { ClaimedCheck } from './link-check-queue.ts';
import { LinksModel } from './link-model.ts';

interface CheckerOptions {
  clock: Clock;
  log: Logger;
  client: Pick<OutboundClient, 'visit'>;
}

export type LinkChecker = ReturnType<typeof linkChecker>;

const pause = 5_000;
const portion = 20;
/** Longer than a visit can take. */
const leaseMs = 60_000;
/** An address that was just looked at is not looked at again, however often somebody asks. */
const freshFor = 30_000;

/** Follows every registered link once a day, and those that fail at growing intervals. */
export function linkChecker({ clock, log, client }: CheckerOptions) {
  const queue = linkCheckQueue({ clock, leaseMs });
  const turns = repeatedWork({
    work: checkDue,
    pauseMs: pause,
    log,
    failure: 'links could not be checked',
  });

  return {
    /** A small batch of what is due; says how many addresses were looked at. */
    checkDue,

    /** At once, unless it was done a moment ago or somebody is at that host: then it is the next in turn. */
    async checkNow(href: string): Promise<void> {
      const known = await LinkCheckModel.findById(href).lean();
      const recently = new Date(clock.now().getTime() - freshFor);
      if (known?.checkedAt && known.checkedAt > recently) return;
      const claimed = await queue.claimOne(href);
      if (claimed) await check(claimed);
      else await LinkCheckModel.updateOne({ _id: href }, { $set: { nextAt: clock.now() } });
    },

    start: turns.start,
    stop: turns.stop,
  };

  async function checkDue(): Promise<number> {
    for (let count = 0; count < portion; count += 1) {
      const claimed = await queue.claim();
      if (!claimed) return count;
      await check(claimed);
      if (turns.isStopping()) return count + 1;
    }
    return portion;
  }

  async function check(claimed: ClaimedCheck): Promise<void> {
    const isLinked = await LinksModel.exists({ 'links.href': claimed._id });
    if (isLinked) await queue.settle(claimed, await client.visit(claimed._id));
    else await queue.forget(claimed);
  }
}
