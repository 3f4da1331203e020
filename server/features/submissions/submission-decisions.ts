import type { ChangeBy, Subject } from '../../domain/change.ts';
import { invalid } from '../../domain/errors.ts';
import type { Ledger, OutboxDraft, Record } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RefuseDecision, ReturnDecision, Submission } from '../../platform/contract-types.ts';
import { entryFor } from './submission-desk.ts';
import type { SubmissionDesk } from './submission-desk.ts';
import type { SubmissionDocument } from './submission-model.ts';
import type { SubmissionRisk } from './submission-risk.ts';
import {
  approvingAct,
  assertNotOwn,
  assertNothingAwaited,
  assertOther,
  decided,
  noteFaults,
} from './submission-rules.ts';

interface DecisionOptions {
  ledger: Ledger;
  clock: Clock;
  desk: SubmissionDesk;
  risk: Pick<SubmissionRisk, 'complaintsSince' | 'overBalance'>;
  /** What else an approval writes in the same transaction: the read model, and what the gateways shall hold. */
  published: (subject: Subject) => Promise<OutboxDraft[]>;
}

interface Approval {
  /** What must hold beside the table, for who approves many at once. */
  condition?: (doc: SubmissionDocument) => Promise<void>;
  /** Why it is approved although something in it cannot be right. */
  reason?: string | undefined;
}

interface Approving {
  by: ChangeBy;
  record: Record;
  reason: string | undefined;
}

export type SubmissionDecisions = ReturnType<typeof submissionDecisions>;

/** What officers decide, each in one transaction. */
export function submissionDecisions({ ledger, clock, desk, risk, published }: DecisionOptions) {
  return {
    /**
     * Puts the frozen version in force: record, version, read model and outbox in one transaction. Where it corrects
     * what a consumer reported, the first officer endorses and another one confirms.
     */
    async approve(id: string, by: ChangeBy, { condition, reason }: Approval = {}): Promise<Submission> {
      return ledger.change(by, async (record) => {
        const doc = await desk.load(id, by.actor);
        assertNotOwn(doc, by.actor);
        await condition?.(doc);
        doc.needsTwo = doc.needsTwo || (await risk.complaintsSince(doc)) > 0;
        const act = approvingAct(doc);
        decided(doc, act);
        assertNothingAwaited(await desk.awaitsOf(doc));
        if (reason === undefined && (await risk.overBalance(doc)).length > 0)
          throw invalid([{ pointer: '/reason', key: 'balance.reason-needed' }]);
        if (act === 'endorse') await endorse(doc, { by, record, reason });
        else await putInForce(doc, act, { by, record, reason });
        return desk.viewOf(doc, by.actor);
      });
    },

    /** Back to the producer, with remarks at the fields they are about. */
    async return(id: string, { message, notes = [] }: ReturnDecision, by: ChangeBy): Promise<Submission> {
      return ledger.change(by, async (record) => {
        const doc = await decidable(id, 'return', by);
        const faults = noteFaults(notes, doc);
        if (faults.length > 0) throw invalid(faults);
        doc.set({ message, notes });
        await desk.settle(doc, 'return', { by, decision: { outcome: 'return', message, notes } });
        await record({ ...entryFor(doc, 'return'), reason: message });
        return desk.viewOf(doc, by.actor);
      });
    },

    async refuse(id: string, { ground, message }: RefuseDecision, by: ChangeBy): Promise<Submission> {
      return ledger.change(by, async (record) => {
        const doc = await decidable(id, 'refuse', by);
        doc.set({ message, ground });
        const told = `${message}\n\n${ground}`;
        await desk.settle(doc, 'refuse', { by, decision: { outcome: 'refuse', message: told } });
        await record({ ...entryFor(doc, 'refuse'), reason: `${ground}: ${message}` });
        return desk.viewOf(doc, by.actor);
      });
    },
  };

  async function endorse(
    doc: SubmissionDocument,
    { by: { actor }, record, reason }: Approving,
  ): Promise<void> {
    const endorsedBy = { id: actor.id, name: actor.name };
    doc.set({ state: decided(doc, 'endorse'), endorsedAt: clock.now(), endorsedBy });
    await doc.save();
    await record({ ...entryFor(doc, 'endorse'), reason, after: doc.content });
  }

  async function putInForce(
    doc: SubmissionDocument,
    act: 'approve' | 'confirm',
    { by, record, reason }: Approving,
  ): Promise<void> {
    if (act === 'confirm') assertOther(doc, by.actor);
    const { kind, number: version, content, previous } = doc;
    const at = clock.now();
    const decision = { outcome: 'approve', version, content, at, by: by.actor.name } as const;
    await desk.settle(doc, act, { by, decision });
    const messages = await published({ kind, id: String(doc.record) });
    await record({
      ...entryFor(doc, 'approve'),
      reason,
      before: previous ?? undefined,
      after: content,
      version: { number: version, content },
      messages,
    });
  }

  async function decidable(
    id: string,
    act: 'return' | 'refuse',
    { actor }: ChangeBy,
  ): Promise<SubmissionDocument> {
    const doc = await desk.load(id, actor);
    assertNotOwn(doc, actor);
    decided(doc, act);
    return doc;
  }
}
