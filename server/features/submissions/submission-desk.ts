import { Types } from 'mongoose';
import type { ChangeBy, ReviewKind } from '../../domain/change.ts';
import { notFound } from '../../domain/errors.ts';
import { answersTo } from '../../domain/note-answers.ts';
import type { SubmissionAct } from '../../domain/review-table.ts';
import type { Actor } from '../../domain/roles.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import type { NamesOf } from '../../ledger/record-service.ts';
import type { Decision, ReviewPort } from '../../ledger/review-port.ts';
import type { Entry } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Submission } from '../../platform/contract-types.ts';
import type { SubmissionClaims } from './submission-claims.ts';
import { formerReturn } from './submission-former.ts';
import { SubmissionModel } from './submission-model.ts';
import type { SubmissionDocument } from './submission-model.ts';
import { submissionNeeds } from './submission-needs.ts';
import { scopeOf } from './submission-queue.ts';
import { decided } from './submission-rules.ts';
import { submissionView } from './submission-view.ts';

interface DeskOptions {
  clock: Clock;
  portOf: (kind: ReviewKind) => ReviewPort;
  namesOf: NamesOf;
  claims: SubmissionClaims;
}

export type SubmissionDesk = ReturnType<typeof submissionDesk>;

/** What every act on a submission stands on: finding it, showing it, carrying a decision into its record. */
export function submissionDesk({ clock, portOf, namesOf, claims }: DeskOptions) {
  const { awaitsOf, awaitsOfAll } = submissionNeeds({ portOf });
  return {
    awaitsOf,
    awaitsOfAll,

    async load(id: string, actor: Actor): Promise<SubmissionDocument> {
      const doc = await SubmissionModel.findOne({ _id: new Types.ObjectId(id), ...scopeOf(actor) });
      if (!doc) throw notFound();
      return doc;
    },

    /** The version of a record that was submitted last. */
    async latest(kind: ReviewKind, record: string, actor: Actor): Promise<SubmissionDocument> {
      const [doc] = await SubmissionModel.find({
        kind,
        ...scopeOf(actor),
        record: new Types.ObjectId(record),
      })
        .sort({ number: -1 })
        .limit(1);
      if (!doc) throw notFound();
      return doc;
    },

    /** The version and its record settle together. */
    async settle(
      doc: SubmissionDocument,
      act: SubmissionAct,
      { by: { actor }, decision }: { by: ChangeBy; decision: Decision },
    ): Promise<void> {
      doc.set({
        state: decided(doc, act),
        decidedAt: clock.now(),
        decidedBy: { id: actor.id, name: actor.name },
      });
      await doc.save();
      await portOf(doc.kind).settle(String(doc.record), decision);
    },

    async viewOf(doc: SubmissionDocument, actor: Actor): Promise<Submission> {
      const id = String(doc._id);
      const former = await formerReturn(doc);
      return submissionView(doc.toObject(), {
        actor,
        names: await namesOf([String(doc.organisation)]),
        today: dateInVietnam(clock.now()),
        claim: (await claims.of([id], actor)).get(id) ?? null,
        awaits: await awaitsOf(doc),
        answers: former ? answersTo(former.notes, former.content, doc.content) : [],
        formerMessage: former?.message ?? null,
      });
    },
  };
}

/** How the ledger names an act on a submission: by its record. */
export function entryFor(doc: SubmissionDocument, verb: string): Entry {
  return {
    subject: { kind: doc.kind, id: String(doc.record) },
    action: `${doc.kind}.${verb}`,
    organisation: String(doc.organisation),
  };
}
