import type { Actor } from './roles.ts';
import { may } from './roles.ts';

/** The state of a record's working copy. The last approved version stays in force beside it. */
export const reviewStates = ['draft', 'submitted', 'returned', 'refused', 'approved'] as const;
export type ReviewState = (typeof reviewStates)[number];

/** The state of one frozen version. `endorsed`: one officer has approved, and it takes two. */
export const submissionStates = [
  'waiting',
  'endorsed',
  'approved',
  'returned',
  'refused',
  'withdrawn',
] as const;
export type SubmissionState = (typeof submissionStates)[number];

/** Before the department, and not yet settled. */
export const openStates = ['waiting', 'endorsed'] as const satisfies readonly SubmissionState[];

export type ReviewAct =
  'edit' | 'submit' | 'withdraw' | 'approve' | 'endorse' | 'confirm' | 'return' | 'refuse';

export interface Transition {
  act: ReviewAct;
  /** `other-officer`: not the one who endorsed. Nobody decides what they submitted. */
  by: 'producer' | 'officer' | 'other-officer';
  record: readonly [from: ReviewState, to: ReviewState];
  /** Of the version; absent where no version is concerned, from null where the act makes one. */
  submission?: readonly [from: SubmissionState | null, to: SubmissionState];
  /** How many officers must agree for this row to hold; absent where it makes no difference. */
  officers?: 1 | 2;
  /** What must be said. */
  asks?: 'message' | 'ground';
}

/**
 * Everything that can happen to a record between its producer and the department: a row that is not here does not
 * exist. What is offered, what is refused and the diagram in docs/review-states.md are all read from it.
 */
export const reviewTable: readonly Transition[] = [
  { act: 'edit', by: 'producer', record: ['draft', 'draft'] },
  { act: 'edit', by: 'producer', record: ['returned', 'returned'] },
  { act: 'edit', by: 'producer', record: ['refused', 'draft'] },
  { act: 'edit', by: 'producer', record: ['approved', 'draft'] },
  { act: 'submit', by: 'producer', record: ['draft', 'submitted'], submission: [null, 'waiting'] },
  { act: 'submit', by: 'producer', record: ['returned', 'submitted'], submission: [null, 'waiting'] },
  ...fromEach('waiting', 'endorsed', (from) => [
    { act: 'withdraw', by: 'producer', record: ['submitted', 'draft'], submission: [from, 'withdrawn'] },
    {
      act: 'return',
      by: 'officer',
      record: ['submitted', 'returned'],
      submission: [from, 'returned'],
      asks: 'message',
    },
    {
      act: 'refuse',
      by: 'officer',
      record: ['submitted', 'refused'],
      submission: [from, 'refused'],
      asks: 'ground',
    },
  ]),
  {
    act: 'approve',
    by: 'officer',
    record: ['submitted', 'approved'],
    submission: ['waiting', 'approved'],
    officers: 1,
  },
  {
    act: 'endorse',
    by: 'officer',
    record: ['submitted', 'submitted'],
    submission: ['waiting', 'endorsed'],
    officers: 2,
  },
  {
    act: 'confirm',
    by: 'other-officer',
    record: ['submitted', 'approved'],
    submission: ['endorsed', 'approved'],
  },
];

export type SubmissionAct = Exclude<ReviewAct, 'edit' | 'submit'>;

/** One version as the table looks at it. */
export interface VersionStanding {
  state: SubmissionState;
  submittedBy: string;
  endorsedBy: string | null;
  needsTwo: boolean;
}

/** What this person may do to this version now, in the order of the table. */
export function actsOn(version: VersionStanding, actor: Actor): SubmissionAct[] {
  return reviewTable
    .filter((row) => row.submission?.[0] === version.state && concerns(row, version))
    .filter((row) => isFor(row, version, actor))
    .map(({ act }) => act as SubmissionAct);
}

/** Undefined where there is no such row: somebody decided before. */
export function nextSubmissionState(
  version: Pick<VersionStanding, 'state' | 'needsTwo'>,
  act: SubmissionAct,
): SubmissionState | undefined {
  return reviewTable.find(
    (row) => row.act === act && row.submission?.[0] === version.state && concerns(row, version),
  )?.submission?.[1];
}

function concerns({ officers }: Transition, { needsTwo }: Pick<VersionStanding, 'needsTwo'>): boolean {
  return officers === undefined || (officers === 2) === needsTwo;
}

function isFor({ by }: Transition, { submittedBy, endorsedBy }: VersionStanding, actor: Actor): boolean {
  if (by === 'producer') return actor.organisation !== null && may(actor, 'records.submit');
  const isOther = by === 'officer' || actor.id !== endorsedBy;
  return may(actor, 'submissions.decide') && actor.id !== submittedBy && isOther;
}

function fromEach(
  one: SubmissionState,
  other: SubmissionState,
  rows: (from: SubmissionState) => Transition[],
): Transition[] {
  return [...rows(one), ...rows(other)];
}
