import { conflict } from './errors.ts';

/** What stands against an approved batch: nothing, a suspension while something is cleared up, or a recall. */
export const batchHolds = ['none', 'suspended', 'recalled'] as const;
export type BatchHold = (typeof batchHolds)[number];

export const holdActions = ['suspend', 'restore', 'recall'] as const;
export type HoldAction = (typeof holdActions)[number];

/** A recall is for good: nothing leads out of it. */
const transitions: Record<BatchHold, Partial<Record<HoldAction, BatchHold>>> = {
  none: { suspend: 'suspended', recall: 'recalled' },
  suspended: { restore: 'none', recall: 'recalled' },
  recalled: {},
};

export function nextHold(hold: BatchHold, action: HoldAction): BatchHold {
  const next = transitions[hold][action];
  if (!next) throw conflict({ key: 'review.hold-not-now', params: { action, hold } }, { hold, action });
  return next;
}

export function mayHold(hold: BatchHold, action: HoldAction): boolean {
  return transitions[hold][action] !== undefined;
}
