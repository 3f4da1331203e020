import { nextHold } from '../../domain/batch-hold.ts';
import type { HoldAction } from '../../domain/batch-hold.ts';
import type { ChangeBy, Subject } from '../../domain/change.ts';
import { conflict, invalid } from '../../domain/errors.ts';
import { assertMayTakeDown, explained, openSuspension, suspensionsAfter } from '../../domain/suspension.ts';
import type { Actor } from '../../domain/roles.ts';
import type { Ledger, OutboxDraft, Record } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Batch, Explanation } from '../../platform/contract-types.ts';
import type { BatchDocument } from './batch-model.ts';

interface HoldingOptions {
  ledger: Ledger;
  clock: Clock;
  /** The batch, or not found where it is not the actor's to see. */
  find: (id: string, actor: Actor) => Promise<BatchDocument>;
  viewOf: (doc: BatchDocument, actor: Actor) => Promise<Batch>;
  published: (subject: Subject) => Promise<OutboxDraft[]>;
  /** Those of the files that are none of this organisation's. */
  strangeFiles: (ids: readonly string[], organisation: string) => Promise<string[]>;
}

/** What the department does against an approved batch, and what its producer says to it. */
export function batchHolding({ ledger, clock, published, find, viewOf, strangeFiles }: HoldingOptions) {
  const decide = (action: HoldAction) => (id: string, reason: string, by: ChangeBy) =>
    ledger.change(by, async (record): Promise<Batch> => {
      const doc = await approvedBatch(id, by.actor);
      apply(doc, action, { reason, actor: by.actor });
      await keep(record, doc, { verb: action, reason, after: { hold: doc.hold, reason: doc.holdReason } });
      return viewOf(doc, by.actor);
    });

  return {
    approvedBatch,

    suspend: decide('suspend'),
    restore: decide('restore'),
    /** For good: what was said of the batch is no longer shown to anyone, nor held by a gateway. */
    takeDown: decide('take-down'),
    /** For good: every code of the batch says so from now on. */
    recall: decide('recall'),

    /** The producer's word on a suspension, with what proves it. */
    async explain(id: string, { text, files }: Explanation, by: ChangeBy): Promise<Batch> {
      return ledger.change(by, async (record): Promise<Batch> => {
        const { actor } = by;
        const doc = await approvedBatch(id, actor);
        const strangers = await strangeFiles(files, String(doc.organisation));
        if (strangers.length > 0) {
          throw invalid(
            strangers.map((one) => ({ pointer: `/files/${files.indexOf(one)}`, key: 'review.file-unknown' })),
          );
        }
        const explanation = { at: clock.now(), by: actor.name, text, files: [...files] };
        doc.set({ suspensions: explained(doc.suspensions, explanation), updatedAt: clock.now() });
        await keep(record, doc, { verb: 'explain', reason: text, after: { text, files } });
        return viewOf(doc, actor);
      });
    },

    /** Recalls a batch, unless it is recalled already, under the notice of this number. Inside a change. */
    async recallUnder(record: Record, id: string, notice: RecallNotice): Promise<void> {
      const { actor, number, reason } = notice;
      const doc = await approvedBatch(id, actor);
      if (doc.recall) throw conflict({ key: 'recall.noticed-before', params: { title: doc.title } });
      if (doc.hold !== 'recalled') apply(doc, 'recall', { reason, actor });
      doc.set({ recall: { number, closedOn: null }, holdReason: reason, updatedAt: clock.now() });
      await keep(record, doc, { verb: 'recall', reason, after: { hold: doc.hold, number } });
    },

    /** The public reads a new reason, or that the recall is over. Inside a change. */
    async recallRevised(record: Record, id: string, notice: RecallNotice & { closedOn: string | null }) {
      const { actor, number, reason, closedOn } = notice;
      const doc = await approvedBatch(id, actor);
      doc.set({ recall: { number, closedOn }, holdReason: reason, updatedAt: clock.now() });
      const verb = closedOn === null ? 'revise-recall' : 'close-recall';
      await keep(record, doc, { verb, reason, after: { number, closedOn, reason } });
    },
  };

  async function approvedBatch(id: string, actor: Actor): Promise<BatchDocument> {
    const doc = await find(id, actor);
    if (!doc.approved) throw conflict({ key: 'batch.not-approved' }, { state: doc.state });
    return doc;
  }

  function apply(
    doc: BatchDocument,
    action: HoldAction,
    { reason, actor }: { reason: string; actor: Actor },
  ) {
    const hold = nextHold(doc.hold, action);
    const now = clock.now();
    const open = openSuspension(doc.suspensions);
    if (action === 'take-down' && open) assertMayTakeDown(open, { id: actor.id, now });
    const by = { id: actor.id, name: actor.name };
    doc.set({
      hold,
      holdReason: hold === 'none' ? null : reason,
      holdSince: hold === 'none' ? null : now,
      suspensions: suspensionsAfter(doc.suspensions, action, { at: now, by, reason }),
      updatedAt: now,
    });
  }

  /** The record, what the public and the gateways read of it, and who did it and why, together. */
  async function keep(record: Record, doc: BatchDocument, { verb, reason, after }: Kept): Promise<void> {
    const id = String(doc._id);
    await doc.save();
    await record({
      subject: { kind: 'batch', id },
      action: `batch.${verb}`,
      organisation: String(doc.organisation),
      reason,
      after,
      messages: await published({ kind: 'batch', id }),
    });
  }
}

interface RecallNotice {
  actor: Actor;
  number: string;
  reason: string;
}

interface Kept {
  verb: string;
  reason: string;
  after: unknown;
}
