import { differences } from '../../domain/difference.ts';
import type { Submission, SubmissionSummary } from '../../platform/contract-types.ts';
import type { SubmissionDocument } from './submission-model.ts';

export function submissionSummary(
  doc: SubmissionDocument,
  names: ReadonlyMap<string, string>,
): Omit<SubmissionSummary, 'awaiting'> {
  return { ...headOf(doc, names), isFirst: doc.previous === null };
}

/** Differences are told against what is in force; a first version differs from nothing. */
export function submissionView(
  doc: SubmissionDocument,
  names: ReadonlyMap<string, string>,
  awaits: Submission['awaits'],
): Submission {
  const { content, previous, message, ground } = doc;
  return {
    ...headOf(doc, names),
    awaits,
    notes: doc.notes.map(({ pointer, text }) => ({ pointer, text })),
    content: content as Submission['content'],
    previous: previous as Submission['previous'],
    differences: previous === null ? [] : differences(previous, content),
    ...(message !== null && { message }),
    ...(ground !== null && { ground }),
  };
}

function headOf(doc: SubmissionDocument, names: ReadonlyMap<string, string>) {
  const organisation = String(doc.organisation);
  const { kind, number, title, state, sample, submittedAt, submittedBy, decidedAt, decidedBy, rev } = doc;
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
    ...(decidedAt !== null && { decidedAt: decidedAt.toISOString() }),
    ...(decidedBy !== null && { decidedBy: decidedBy.name }),
  };
}
