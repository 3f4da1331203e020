import { differences } from '../../domain/difference.ts';
import type { NoteAnswer } from '../../domain/note-answers.ts';
import { actsOn } from '../../domain/review-table.ts';
import type { VersionStanding } from '../../domain/review-table.ts';
import { isOfDepartment } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import type { ReviewClaim, Submission, SubmissionSummary } from '../../platform/contract-types.ts';
import type { Types } from 'mongoose';
import type { StoredSubmission } from './submission-model.ts';
import type { Awaits } from './submission-needs.ts';

type Stored = StoredSubmission & { _id: Types.ObjectId };

/** What stands beside a submission when somebody reads it. */
export interface Told {
  actor: Actor;
  names: ReadonlyMap<string, string>;
  today: string;
  claim: ReviewClaim | null;
}

interface ToldWhole extends Told {
  awaits: Awaits;
  answers: NoteAnswer[];
  formerMessage: string | null;
}

export function submissionSummary(doc: Stored, told: Told): Omit<SubmissionSummary, 'awaiting'> {
  return { ...headOf(doc, told), isFirst: doc.isFirst };
}

/** Differences are told against what is in force; a first version differs from nothing. */
export function submissionView(doc: Stored, told: ToldWhole): Submission {
  const { content, previous, message, ground } = doc;
  const { awaits, answers, formerMessage, actor } = told;
  return {
    ...headOf(doc, told),
    awaits,
    acts: actsOn(standingOf(doc), actor),
    answers,
    ...(formerMessage !== null && { formerMessage }),
    notes: doc.notes.map(({ pointer, text }) => ({ pointer, text })),
    content: content as Submission['content'],
    previous: previous as Submission['previous'],
    differences: previous === null ? [] : differences(previous, content),
    ...(message !== null && { message }),
    ...(ground !== null && { ground }),
  };
}

/** A version as the table of transitions looks at it. */
export function standingOf({ state, submittedBy, endorsedBy, needsTwo }: StoredSubmission): VersionStanding {
  return { state, submittedBy: submittedBy.id, endorsedBy: endorsedBy?.id ?? null, needsTwo };
}

function headOf(doc: Stored, { actor, names, today, claim }: Told) {
  const organisation = String(doc.organisation);
  const { kind, number, title, state, sample, submittedAt, submittedBy, decidedAt, decidedBy, rev } = doc;
  const { needsTwo, endorsedAt, endorsedBy, dueOn, flags } = doc;
  const isOurs = isOfDepartment(actor);
  return {
    id: String(doc._id),
    rev,
    kind,
    record: String(doc.record),
    organisation: { id: organisation, name: names.get(organisation) ?? '' },
    number,
    title,
    state,
    sample,
    submittedAt: submittedAt.toISOString(),
    submittedBy: submittedBy.name,
    needsTwo,
    ...(endorsedAt !== null && { endorsedAt: endorsedAt.toISOString() }),
    ...(endorsedBy !== null && { endorsedBy: endorsedBy.name }),
    dueOn,
    isOverdue: (state === 'waiting' || state === 'endorsed') && dueOn < today,
    // What the department looks for is not told to those it looks at.
    flags: isOurs ? flags : [],
    claim: isOurs ? claim : null,
    ...(decidedAt !== null && { decidedAt: decidedAt.toISOString() }),
    ...(decidedBy !== null && { decidedBy: decidedBy.name }),
  };
}
