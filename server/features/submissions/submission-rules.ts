import type { ReviewKind } from '../../domain/change.ts';
import { conflict, forbidden } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import { valueAt } from '../../domain/json-pointer.ts';
import { nextSubmissionState } from '../../domain/review-table.ts';
import type { SubmissionAct, SubmissionState } from '../../domain/review-table.ts';
import { formatInstant } from '../../domain/vietnamese-format.ts';
import type { Actor } from '../../domain/roles.ts';
import type { Submission } from '../../platform/contract-types.ts';
import { contractSchemas } from '../../platform/contracts.ts';
import type { StoredSubmission } from './submission-model.ts';

/** The state after this decision, or 409 that says who was first, when, and what was decided. */
export function decided(submission: StoredSubmission, action: SubmissionAct): SubmissionState {
  const { state, decidedBy, decidedAt } = submission;
  const next = nextSubmissionState(submission, action);
  if (next) return next;
  const by = decidedBy?.name ?? '';
  const at = decidedAt ? formatInstant(decidedAt, 'vi') : '';
  throw conflict(
    { key: 'submission.decided', params: { by, at, state } },
    { state, decidedBy: by, decidedAt: decidedAt?.toISOString() },
  );
}

/** Four eyes: whoever submitted never decides, whatever roles they hold. */
export function assertNotOwn({ submittedBy }: StoredSubmission, actor: Actor): void {
  if (submittedBy.id === actor.id) throw forbidden('submission.own');
}

/** Who approved first does not confirm their own approval. */
export function assertOther({ endorsedBy }: StoredSubmission, actor: Actor): void {
  if (endorsedBy?.id === actor.id) throw forbidden('submission.same-officer');
}

/** What pressing "approve" comes to now: alone it is enough, or it is the first or the second of two. */
export function approvingAct({
  state,
  needsTwo,
}: Pick<StoredSubmission, 'state' | 'needsTwo'>): 'approve' | 'endorse' | 'confirm' {
  if (state === 'endorsed') return 'confirm';
  return needsTwo ? 'endorse' : 'approve';
}

export function assertNothingAwaited(awaits: Submission['awaits']): void {
  const open = awaits.filter(({ state }) => state !== 'approved');
  if (open.length === 0) return;
  const titles = open.map(({ title }) => `“${title}”`).join(', ');
  throw conflict({ key: 'submission.awaits', params: { titles } }, { awaits: open });
}

/** A remark needs a field to stand at: one the version holds, or one its kind has and the producer left empty. */
export function noteFaults(
  notes: readonly { pointer: string }[],
  { kind, content }: { kind: ReviewKind; content: object },
): Fault[] {
  return notes.flatMap(({ pointer }, index) =>
    valueAt(content, pointer) !== undefined || fieldsOf(kind).has(pointer)
      ? []
      : [
          {
            pointer: `/notes/${index}/pointer`,
            key: 'submission.note-nowhere' as const,
            params: { pointer },
          },
        ],
  );
}

const contents = {
  organisation: 'OrganisationContent',
  place: 'PlaceContent',
  product: 'ProductContent',
  certificate: 'CertificateContent',
  batch: 'BatchContent',
} as const satisfies Record<ReviewKind, string>;

function fieldsOf(kind: ReviewKind): Set<string> {
  const schema = contractSchemas()[contents[kind]] as { properties?: object } | undefined;
  return new Set(Object.keys(schema?.properties ?? {}).map((name) => `/${name}`));
}
