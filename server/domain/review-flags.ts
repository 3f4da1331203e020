import type { ReviewKind } from './change.ts';
import { addDays } from './calendar-date.ts';
import { addWorkingDays } from './working-days.ts';

/** How many working days the department gives itself for each kind of record. */
export const workingDaysFor: Record<ReviewKind, number> = {
  organisation: 5,
  place: 5,
  product: 3,
  certificate: 3,
  batch: 2,
};

/** Reasons to look closer, each with the days by which it brings a record forward in the queue. */
export const flagWeights = {
  complaint: 3,
  'balance-breach': 3,
  'duplicate-picture': 2,
  'near-ceiling': 1,
  'same-lot': 1,
  'new-producer': 1,
  'changed-after-return': 1,
  'certificate-expiring': 1,
} as const;

export type FlagName = keyof typeof flagWeights;
export const flagNames = Object.keys(flagWeights) as FlagName[];

/** Few approved batches: the department does not know this producer yet. */
export const batchesToBeKnown = 3;

/** Percent of a ceiling from which a batch is close to it. */
export const closeToCeiling = 90;

export function dueOn(kind: ReviewKind, submittedOn: string): string {
  return addWorkingDays(submittedOn, workingDaysFor[kind]);
}

/** Where a record stands in the queue: its due date, brought forward by what speaks against it, by at most a week. */
export function urgencyOf(due: string, flags: readonly { name: FlagName }[]): string {
  const days = flags.reduce((sum, { name }) => sum + flagWeights[name], 0);
  return addDays(due, -Math.min(days, 7));
}

/**
 * Whether a lot number shared with another producer says anything. One that is only a date is everybody's; so is one
 * of three signs.
 */
export function isTellingLot(lot: string): boolean {
  return lot.length >= 4 && !/^[0-9]{6}$|^(19|20)[0-9]{6}$|^[0-9]{1,4}([-./][0-9]{1,4}){1,2}$/.test(lot);
}
