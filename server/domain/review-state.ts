import { conflict } from './errors.ts';

/** The state of a record's working copy. The last approved version stays in force beside it. */
export const reviewStates = ['draft', 'submitted', 'returned', 'refused', 'approved'] as const;
export type ReviewState = (typeof reviewStates)[number];

export const reviewActions = ['edit', 'submit', 'withdraw', 'approve', 'return', 'refuse'] as const;
export type ReviewAction = (typeof reviewActions)[number];

/** The whole table: a transition that is not here does not exist. */
const transitions: Record<ReviewState, Partial<Record<ReviewAction, ReviewState>>> = {
  draft: { edit: 'draft', submit: 'submitted' },
  submitted: { withdraw: 'draft', approve: 'approved', return: 'returned', refuse: 'refused' },
  returned: { edit: 'returned', submit: 'submitted' },
  refused: { edit: 'draft' },
  approved: { edit: 'draft' },
};

export function nextReviewState(state: ReviewState, action: ReviewAction): ReviewState {
  const next = transitions[state][action];
  if (!next) throw conflict({ key: 'review.not-now', params: { action, state } }, { state, action });
  return next;
}

export function canReview(state: ReviewState, action: ReviewAction): boolean {
  return transitions[state][action] !== undefined;
}
