import { isDuplicateKey } from '../platform/database.ts';
import type { Clock } from '../platform/clock.ts';
import { newSecret } from '../platform/ids.ts';
import type { Visit } from '../platform/outbound-client.ts';
import { LinkCheckModel } from './link-check-model.ts';
import type { CheckState, StoredCheck } from './link-check-model.ts';

interface QueueOptions {
  clock: Clock;
  leaseMs: number;
}

export type ClaimedCheck = StoredCheck & { lease: NonNullable<StoredCheck['lease']> };

const hour = 3_600_000;
const day = 24 * hour;
const longestWait = 7 * day;
/** The site answers; that it does not let a program in says nothing against it. */
const guarded = [401, 403, 405, 429, 999];

/**
 * Addresses waiting to be looked at. A claim is a lease on the address and on its host, so that of all processes one
 * at a time knocks at a site; only the holder of the lease settles it.
 */
export function linkCheckQueue({ clock, leaseMs }: QueueOptions) {
  return {
    /** The next address that is due and whose host nobody is at. */
    async claim(): Promise<ClaimedCheck | undefined> {
      const busy: string[] = [];
      await dropAbandoned();
      for (;;) {
        const due = await LinkCheckModel.findOne({
          nextAt: { $lte: clock.now() },
          'lease.host': { $exists: false },
          host: { $nin: busy },
        })
          .sort({ nextAt: 1 })
          .lean<StoredCheck>();
        if (!due) return undefined;
        const claimed = await lease(due);
        if (claimed) return claimed;
        busy.push(due.host);
      }
    },

    /** This address now; undefined while somebody is at its host. */
    async claimOne(href: string): Promise<ClaimedCheck | undefined> {
      await dropAbandoned();
      const check = await LinkCheckModel.findById(href).lean<StoredCheck>();
      return check ? lease(check) : undefined;
    },

    /** False where the lease had passed to somebody else. */
    async settle({ _id, lease: { token }, failures, failingSince }: ClaimedCheck, visit: Visit) {
      const now = clock.now();
      const state = stateAfter(visit);
      const failed = state === 'works' ? 0 : failures + 1;
      const wait = failed === 0 ? day : Math.min(longestWait, hour * 2 ** (failed - 1));
      const found = {
        state,
        status: visit.result === 'answer' ? visit.status : null,
        reason: visit.result === 'answer' ? null : visit.reason,
        checkedAt: now,
        failures: failed,
        failingSince: failed === 0 ? null : (failingSince ?? now),
        nextAt: new Date(now.getTime() + wait),
      };
      const { matchedCount } = await LinkCheckModel.updateOne(
        { _id, 'lease.token': token },
        { $set: found, $unset: { lease: 1 } },
      );
      return matchedCount === 1;
    },

    /** No link leads there any more. */
    async forget({ _id, lease: { token } }: ClaimedCheck): Promise<void> {
      await LinkCheckModel.deleteOne({ _id, 'lease.token': token });
    },
  };

  async function lease({ _id, host }: StoredCheck): Promise<ClaimedCheck | undefined> {
    const until = new Date(clock.now().getTime() + leaseMs);
    try {
      const held = await LinkCheckModel.findOneAndUpdate(
        { _id, 'lease.host': { $exists: false } },
        { $set: { lease: { token: newSecret(), until, host } } },
        { returnDocument: 'after' },
      ).lean<ClaimedCheck>();
      return held ?? undefined;
    } catch (error) {
      if (isDuplicateKey(error)) return undefined;
      throw error;
    }
  }

  /** A process that died keeps no host for ever. */
  async function dropAbandoned(): Promise<void> {
    await LinkCheckModel.updateMany({ 'lease.until': { $lte: clock.now() } }, { $unset: { lease: 1 } });
  }
}

function stateAfter(visit: Visit): CheckState {
  if (visit.result === 'refused') return 'refused';
  if (visit.result === 'failed') return 'broken';
  return visit.status < 400 || guarded.includes(visit.status) ? 'works' : 'broken';
}
