import { reviewKinds } from '../../domain/change.ts';
import type { ChangeBy } from '../../domain/change.ts';
import { DomainError, conflict } from '../../domain/errors.ts';
import type { BulkApprovalResult } from '../../platform/contract-types.ts';
import type { SubmissionClaims } from './submission-claims.ts';
import type { SubmissionDecisions } from './submission-decisions.ts';
import type { SubmissionDesk } from './submission-desk.ts';
import type { SubmissionDocument } from './submission-model.ts';
import type { SubmissionRisk } from './submission-risk.ts';

interface BulkOptions {
  desk: Pick<SubmissionDesk, 'load'>;
  decisions: Pick<SubmissionDecisions, 'approve'>;
  risk: Pick<SubmissionRisk, 'refresh'>;
  claims: Pick<SubmissionClaims, 'of'>;
}

type Row = BulkApprovalResult['items'][number];

/** Many approvals at one press, for records that nothing speaks against; each its own transaction and its own answer. */
export function submissionBulk({ desk, decisions, risk, claims }: BulkOptions) {
  return {
    async approveAll(ids: readonly string[], by: ChangeBy): Promise<BulkApprovalResult> {
      const docs: SubmissionDocument[] = [];
      for (const id of ids) docs.push(await desk.load(id, by.actor));
      // What others are built on comes first, so that one press is enough for both.
      docs.sort((a, b) => reviewKinds.indexOf(a.kind) - reviewKinds.indexOf(b.kind));
      const items: Row[] = [];
      for (const doc of docs) items.push(await approveOne(doc, by));
      return { items };
    },
  };

  async function approveOne(doc: SubmissionDocument, by: ChangeBy): Promise<Row> {
    const id = String(doc._id);
    const { title } = doc;
    try {
      await risk.refresh(id);
      await decisions.approve(id, keyedFor(id, by), {
        condition: (current) => unremarkable(current, by),
      });
      return { id, title, outcome: 'approved' };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { key, params } = error.sentence;
      return { id, title, outcome: 'left-out', code: key, ...(params && { params }) };
    }
  }

  /** What asks for a look at the record itself is left out, whoever pressed. */
  async function unremarkable(doc: SubmissionDocument, { actor }: ChangeBy): Promise<void> {
    const id = String(doc._id);
    const isOpen = doc.state === 'waiting' || doc.state === 'endorsed';
    if (isOpen && (doc.flags.length > 0 || doc.needsTwo || doc.assessedAt === null)) {
      throw conflict({ key: 'submission.bulk-flagged' });
    }
    const claim = (await claims.of([id], actor)).get(id);
    if (isOpen && claim && !claim.isMine) {
      throw conflict({ key: 'submission.bulk-claimed', params: { by: claim.by } });
    }
  }
}

/** One press, many effects: each is repeated on its own, never twice. */
function keyedFor(id: string, { actor, key }: ChangeBy): ChangeBy {
  return key
    ? { actor, key: { value: `${key.value}:${id}`, fingerprint: `${key.fingerprint}:${id}` } }
    : { actor };
}
