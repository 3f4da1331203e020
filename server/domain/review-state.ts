import { conflict } from './errors.ts';
import { reviewTable } from './review-table.ts';
import type { ReviewAct, ReviewState } from './review-table.ts';

/** What moves the record itself; a version that one officer endorsed has not moved it yet. */
export type ReviewAction = Exclude<ReviewAct, 'endorse'>;

export function nextReviewState(state: ReviewState, action: ReviewAction): ReviewState {
  const next = targetOf(state, action);
  if (!next) throw conflict({ key: 'review.not-now', params: { action, state } }, { state, action });
  return next;
}

export function canReview(state: ReviewState, action: ReviewAction): boolean {
  return targetOf(state, action) !== undefined;
}

function targetOf(state: ReviewState, action: ReviewAction): ReviewState | undefined {
  return reviewTable.find(({ act, record }) => act === action && record[0] === state)?.record[1];
}
