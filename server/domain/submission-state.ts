export const submissionStates = ['waiting', 'approved', 'returned', 'refused', 'withdrawn'] as const;
export type SubmissionState = (typeof submissionStates)[number];

export const submissionActions = ['approve', 'return', 'refuse', 'withdraw'] as const;
export type SubmissionAction = (typeof submissionActions)[number];

/** A submission is decided once, for good; whatever follows is a new submission of a new version. */
const transitions: Record<SubmissionState, Partial<Record<SubmissionAction, SubmissionState>>> = {
  waiting: { approve: 'approved', return: 'returned', refuse: 'refused', withdraw: 'withdrawn' },
  approved: {},
  returned: {},
  refused: {},
  withdrawn: {},
};

/** Undefined where the transition does not exist: somebody decided before. */
export function nextSubmissionState(
  state: SubmissionState,
  action: SubmissionAction,
): SubmissionState | undefined {
  return transitions[state][action];
}
