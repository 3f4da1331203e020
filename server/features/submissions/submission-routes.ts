import { reviewKinds } from '../../domain/change.ts';
import type { ReviewKind } from '../../domain/change.ts';
import { conflict } from '../../domain/errors.ts';
import { operation } from '../../platform/operation.ts';
import type { Operation } from '../../platform/operation.ts';
import type { SubmissionService } from './submission-service.ts';

export function submissionRoutes(submissions: SubmissionService): Operation[] {
  return [
    ...reviewKinds.flatMap((kind) => recordRoutes(kind, submissions)),
    operation({
      method: 'get',
      path: '/submissions',
      tag: 'submissions',
      summary: 'What lies before the department, most urgent first',
      right: 'queue.read',
      query: 'SubmissionQuery',
      answer: 'SubmissionPage',
      handle: ({ actor, query }) => submissions.queue(actor, query),
    }),
    operation({
      method: 'get',
      path: '/submissions/service-level',
      tag: 'submissions',
      summary: 'What waits, what is overdue, and how long decisions take',
      right: 'queue.read',
      answer: 'ServiceLevel',
      handle: ({ actor }) => submissions.serviceLevel(actor),
    }),
    operation({
      method: 'post',
      path: '/submissions/approvals',
      tag: 'submissions',
      summary: 'Approve many, each for itself; what something speaks against is left out and named',
      right: 'submissions.decide',
      body: 'BulkApproval',
      answer: 'BulkApprovalResult',
      handle: ({ body, by }) => submissions.approveAll(body.ids, by),
    }),
    operation({
      method: 'put',
      path: '/submissions/{submissionId}/claim',
      tag: 'submissions',
      summary: 'Tell colleagues that you look at it, for some minutes; answers who does',
      right: 'submissions.decide',
      answer: 'ReviewClaim',
      handle: async ({ params, actor }) => {
        const claim = await submissions.claim(idOf(params), actor);
        if (!claim) throw conflict({ key: 'submission.closed' });
        return claim;
      },
    }),
    operation({
      method: 'delete',
      path: '/submissions/{submissionId}/claim',
      tag: 'submissions',
      summary: 'Stop telling so',
      right: 'submissions.decide',
      answer: 'nothing',
      handle: ({ params, actor }) => submissions.release(idOf(params), actor),
    }),
    operation({
      method: 'get',
      path: '/submissions/{submissionId}',
      tag: 'submissions',
      summary: 'A frozen version with what differs from the one in force',
      right: 'records.read',
      answer: 'Submission',
      handle: ({ params, actor }) => submissions.find(idOf(params), actor),
    }),
    operation({
      method: 'post',
      path: '/submissions/{submissionId}/approval',
      tag: 'submissions',
      summary:
        'Approve: in force and public; after a consumer’s report once a second officer has approved as well',
      right: 'submissions.decide',
      body: 'ApproveDecision',
      answer: 'Submission',
      handle: ({ params, body, by }) => submissions.approve(idOf(params), by, body),
    }),
    operation({
      method: 'post',
      path: '/submissions/{submissionId}/return',
      tag: 'submissions',
      summary: 'Return to the producer with remarks on fields',
      right: 'submissions.decide',
      body: 'ReturnDecision',
      answer: 'Submission',
      handle: ({ params, body, by }) => submissions.return(idOf(params), body, by),
    }),
    operation({
      method: 'post',
      path: '/submissions/{submissionId}/refusal',
      tag: 'submissions',
      summary: 'Refuse, with the legal ground',
      right: 'submissions.decide',
      body: 'RefuseDecision',
      answer: 'Submission',
      handle: ({ params, body, by }) => submissions.refuse(idOf(params), body, by),
    }),
  ];
}

const plurals: Record<ReviewKind, string> = {
  organisation: 'organisations',
  place: 'places',
  product: 'products',
  certificate: 'certificates',
  batch: 'batches',
};

/** The same two for every kind of record. */
function recordRoutes(kind: ReviewKind, submissions: SubmissionService): Operation[] {
  const tag = plurals[kind];
  const path = `/${tag}/{${kind}Id}/submission`;
  return [
    operation({
      method: 'post',
      path,
      tag,
      summary: `Submit a ${kind} for review`,
      right: 'records.submit',
      answer: 'Submission',
      handle: ({ params, by }) => submissions.submit(kind, params[`${kind}Id`] ?? '', by),
    }),
    operation({
      method: 'delete',
      path,
      tag,
      summary: `Take a ${kind} back before it is decided`,
      right: 'records.submit',
      answer: 'nothing',
      handle: ({ params, by }) => submissions.withdraw(kind, params[`${kind}Id`] ?? '', by),
    }),
  ];
}

function idOf(params: Record<string, string>): string {
  return params['submissionId'] ?? '';
}
