import { conflict } from './errors.ts';

/**
 * What stands against an approved batch: nothing, a suspension while something is cleared up, what is said of it
 * taken down for good, or a recall of the goods themselves.
 */
export const batchHolds = ['none', 'suspended', 'withdrawn', 'recalled'] as const;
export type BatchHold = (typeof batchHolds)[number];

export const holdActions = ['suspend', 'restore', 'take-down', 'recall'] as const;
export type HoldAction = (typeof holdActions)[number];

/**
 * Nothing leads back from what was taken down, and nothing at all out of a recall. Goods whose page was taken down
 * may still be dangerous: a recall reaches them too.
 */
const transitions: Record<BatchHold, Partial<Record<HoldAction, BatchHold>>> = {
  none: { suspend: 'suspended', recall: 'recalled' },
  suspended: { restore: 'none', 'take-down': 'withdrawn', recall: 'recalled' },
  withdrawn: { recall: 'recalled' },
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
