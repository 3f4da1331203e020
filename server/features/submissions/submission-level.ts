import { reviewKinds } from '../../domain/change.ts';
import type { ReviewKind } from '../../domain/change.ts';
import { workingDaysFor } from '../../domain/review-flags.ts';
import { openStates } from '../../domain/review-table.ts';
import type { Actor } from '../../domain/roles.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ServiceLevel } from '../../platform/contract-types.ts';
import { SubmissionModel } from './submission-model.ts';
import { scopeOf } from './submission-queue.ts';

interface OpenCounts {
  waiting: number;
  overdue: number;
  dueToday: number;
}

interface Handled {
  kind: ReviewKind;
  submittedAt: Date;
  decidedAt: Date;
}

const lookBackDays = 30;
const mostLookedAt = 10_000;
const dayMs = 86_400_000;

/** How the department keeps to the time it gives itself. */
export function submissionLevel({ clock }: { clock: Clock }) {
  return {
    /** How many wait, and since when the oldest does. */
    async backlog(actor: Actor): Promise<{ count: number; oldest: string | null }> {
      const waiting = { ...open, ...scopeOf(actor) };
      const count = await SubmissionModel.countDocuments(waiting);
      return { count, oldest: await oldestOpen(actor) };
    },

    async serviceLevel(actor: Actor): Promise<ServiceLevel> {
      const today = dateInVietnam(clock.now());
      const counts = await openByKind(actor, today);
      const handled = await lastHandled(actor);
      return {
        waiting: sum(counts, 'waiting'),
        overdue: sum(counts, 'overdue'),
        dueToday: sum(counts, 'dueToday'),
        oldest: await oldestOpen(actor),
        medianHours: medianHours(handled),
        kinds: reviewKinds.map((kind) => {
          const ofKind = handled.filter((one) => one.kind === kind);
          return {
            kind,
            workingDays: workingDaysFor[kind],
            waiting: counts.get(kind)?.waiting ?? 0,
            overdue: counts.get(kind)?.overdue ?? 0,
            decided: ofKind.length,
            medianHours: medianHours(ofKind),
          };
        }),
      };
    },
  };

  async function oldestOpen(actor: Actor): Promise<string | null> {
    const oldest = await SubmissionModel.findOne({ ...open, ...scopeOf(actor) }, { submittedAt: 1 })
      .sort({ _id: 1 })
      .lean();
    return oldest?.submittedAt.toISOString() ?? null;
  }

  /** Decided in the last 30 days, what was taken back not counted; the latest ten thousand of very many. */
  async function lastHandled(actor: Actor): Promise<Handled[]> {
    const since = new Date(clock.now().getTime() - lookBackDays * dayMs);
    return SubmissionModel.find(
      {
        decidedAt: { $gte: since },
        state: { $in: ['approved', 'returned', 'refused'] },
        ...scopeOf(actor),
      },
      { _id: 0, kind: 1, submittedAt: 1, decidedAt: 1 },
    )
      .sort({ decidedAt: -1 })
      .limit(mostLookedAt)
      .lean<Handled[]>();
  }
}

/** Counted along an index that holds all three: no record is read. */
async function openByKind(actor: Actor, today: string): Promise<Map<ReviewKind, OpenCounts>> {
  const mine = { ...open, ...scopeOf(actor) };
  const waiting = await countsByKind(mine);
  const overdue = await countsByKind({ ...mine, dueOn: { $lt: today } });
  const dueToday = await countsByKind({ ...mine, dueOn: today });
  return new Map(
    reviewKinds.map((kind) => [
      kind,
      {
        waiting: waiting.get(kind) ?? 0,
        overdue: overdue.get(kind) ?? 0,
        dueToday: dueToday.get(kind) ?? 0,
      },
    ]),
  );
}

async function countsByKind(filter: object): Promise<Map<ReviewKind, number>> {
  const counts = await SubmissionModel.aggregate<{ _id: ReviewKind; count: number }>([
    { $match: filter },
    { $group: { _id: '$kind', count: { $sum: 1 } } },
  ]).hint({ state: 1, dueOn: 1, kind: 1 });
  return new Map(counts.map(({ _id, count }) => [_id, count]));
}

function sum(counts: ReadonlyMap<ReviewKind, OpenCounts>, what: keyof OpenCounts): number {
  return [...counts.values()].reduce((total, found) => total + found[what], 0);
}

/** With one decimal; null where nothing was decided. */
function medianHours(handled: readonly Handled[]): number | null {
  if (handled.length === 0) return null;
  const hours = handled
    .map(({ submittedAt, decidedAt }) => (decidedAt.getTime() - submittedAt.getTime()) / 3_600_000)
    .sort((a, b) => a - b);
  const middle = hours.length / 2;
  const low = hours[Math.ceil(middle) - 1] ?? 0;
  const high = hours[Math.floor(middle)] ?? 0;
  return Math.round(((low + high) / 2) * 10) / 10;
}

const open = { state: { $in: [...openStates] } };
