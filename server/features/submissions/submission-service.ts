import { Types } from 'mongoose';
import type { ChangeBy, RecordKind, ReviewKind, Subject } from '../../domain/change.ts';
import { forbidden, invalid, notFound } from '../../domain/errors.ts';
import type { ReviewState } from '../../domain/review-state.ts';
import { isOfDepartment, may, scopeFor } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import type { SubmissionAction } from '../../domain/submission-state.ts';
import { historyOf } from '../../ledger/record-history.ts';
import type { NamesOf } from '../../ledger/record-service.ts';
import type { Decision, ReviewPort } from '../../ledger/review-port.ts';
import type { Entry, Ledger, OutboxDraft } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { History, RefuseDecision, ReturnDecision, Submission } from '../../platform/contract-types.ts';
import { submissionIntake } from './submission-intake.ts';
import { SubmissionModel } from './submission-model.ts';
import type { SubmissionDocument } from './submission-model.ts';
import { assertNotOwn, assertNothingAwaited, decided, noteFaults } from './submission-rules.ts';
import { scopeOf, submissionQueue } from './submission-queue.ts';
import { submissionView } from './submission-view.ts';

interface SubmissionServiceOptions {
  ledger: Ledger;
  clock: Clock;
  ports: readonly ReviewPort[];
  namesOf: NamesOf;
  /** What else an approval writes in the same transaction: the read model, and what the gateways shall hold. */
  published: (subject: Subject) => Promise<OutboxDraft[]>;
}

export type SubmissionService = ReturnType<typeof submissionService>;

/** The way of every record to the department and back: frozen, read, decided once. */
export function submissionService(options: SubmissionServiceOptions) {
  const { ledger, clock, ports, namesOf, published } = options;
  const take = submissionIntake({ clock, portOf });

  return {
    async submit(kind: ReviewKind, id: string, by: ChangeBy): Promise<Submission> {
      return ledger.change(by, async (record) => viewOf(await take(kind, id, { by, record })));
    },

    /** The producer takes the record back to work on it, as long as nobody has decided. */
    async withdraw(kind: ReviewKind, id: string, by: ChangeBy): Promise<void> {
      await ledger.change(by, async (record) => {
        const doc = await SubmissionModel.findOne({
          kind,
          ...scopeOf(by.actor),
          record: new Types.ObjectId(id),
        })
          .sort({ number: -1 })
          .limit(1);
        if (!doc) throw notFound();
        await settle(doc, 'withdraw', { by, decision: { outcome: 'withdraw' } });
        await record(entryFor(doc, 'withdraw'));
        return null;
      });
    },

    ...submissionQueue({ namesOf, awaitsOf }),

    async find(id: string, actor: Actor): Promise<Submission> {
      return viewOf(await load(id, actor));
    },

    /** Puts the frozen version in force: record, version, read model and outbox in one transaction. */
    async approve(id: string, by: ChangeBy): Promise<Submission> {
      return ledger.change(by, async (record) => {
        const doc = await decidable(id, 'approve', by.actor);
        assertNothingAwaited(await awaitsOf(doc));
        const { kind, number: version, content, previous } = doc;
        const at = clock.now();
        await settle(doc, 'approve', {
          by,
          decision: { outcome: 'approve', version, content, at, by: by.actor.name },
        });
        const messages = await published({ kind, id: String(doc.record) });
        await record({
          ...entryFor(doc, 'approve'),
          before: previous ?? undefined,
          after: content,
          version: { number: version, content },
          messages,
        });
        return viewOf(doc);
      });
    },

    /** Back to the producer, with remarks at the fields they are about. */
    async return(id: string, { message, notes = [] }: ReturnDecision, by: ChangeBy): Promise<Submission> {
      return ledger.change(by, async (record) => {
        const doc = await decidable(id, 'return', by.actor);
        const faults = noteFaults(notes, doc);
        if (faults.length > 0) throw invalid(faults);
        doc.set({ message, notes });
        await settle(doc, 'return', { by, decision: { outcome: 'return', message, notes } });
        await record({ ...entryFor(doc, 'return'), reason: message });
        return viewOf(doc);
      });
    },

    async refuse(id: string, { ground, message }: RefuseDecision, by: ChangeBy): Promise<Submission> {
      return ledger.change(by, async (record) => {
        const doc = await decidable(id, 'refuse', by.actor);
        doc.set({ message, ground });
        await settle(doc, 'refuse', {
          by,
          decision: { outcome: 'refuse', message: `${message}\n\n${ground}` },
        });
        await record({ ...entryFor(doc, 'refuse'), reason: `${ground}: ${message}` });
        return viewOf(doc);
      });
    },

    /** Who did what to a record, readable by its owner and the department. */
    async history(subject: { kind: RecordKind; id: string }, actor: Actor): Promise<History> {
      if (isOfDepartment(actor) && !may(actor, 'history.read')) throw forbidden();
      const { entries, versions } = await historyOf(subject);
      const { organisation } = scopeFor(actor);
      const isOwners =
        organisation === undefined || entries.some((entry) => entry.organisation === organisation);
      if (entries.length === 0 || !isOwners) throw notFound();
      return {
        entries: entries.map(({ at, actor: { name: by, roles }, action, reason }) => ({
          at: at.toISOString(),
          by,
          roles: [...roles],
          action,
          reason,
        })),
        versions: versions.map(({ number, at, by, digest, content }) => ({
          number,
          at: at.toISOString(),
          by,
          digest,
          content,
        })),
      };
    },
  };

  function portOf(kind: ReviewKind): ReviewPort {
    const port = ports.find((one) => one.kind === kind);
    if (!port) throw new Error(`No review port for ${kind}`);
    return port;
  }

  async function load(id: string, actor: Actor): Promise<SubmissionDocument> {
    const doc = await SubmissionModel.findOne({ _id: new Types.ObjectId(id), ...scopeOf(actor) });
    if (!doc) throw notFound();
    return doc;
  }

  async function decidable(id: string, action: SubmissionAction, actor: Actor): Promise<SubmissionDocument> {
    const doc = await load(id, actor);
    assertNotOwn(doc, actor);
    decided(doc, action);
    return doc;
  }

  async function settle(
    doc: SubmissionDocument,
    action: SubmissionAction,
    { by: { actor }, decision }: { by: ChangeBy; decision: Decision },
  ): Promise<void> {
    doc.set({
      state: decided(doc, action),
      decidedAt: clock.now(),
      decidedBy: { id: actor.id, name: actor.name },
    });
    await doc.save();
    await portOf(doc.kind).settle(String(doc.record), decision);
  }

  /** Each with the state that counts here: a record in force carries others, whatever its working copy does. */
  async function awaitsOf({ needs }: SubmissionDocument): Promise<Submission['awaits']> {
    const awaits: Submission['awaits'] = [];
    for (const { kind, id } of needs) {
      const standing = await portOf(kind).standing(id);
      const state: ReviewState = standing?.isApproved ? 'approved' : (standing?.state ?? 'draft');
      awaits.push({ kind, id, title: standing?.title ?? '', state });
    }
    return awaits;
  }

  async function viewOf(doc: SubmissionDocument): Promise<Submission> {
    return submissionView(doc, await namesOf([String(doc.organisation)]), await awaitsOf(doc));
  }
}

function entryFor(doc: SubmissionDocument, verb: string): Entry {
  return {
    subject: { kind: doc.kind, id: String(doc.record) },
    action: `${doc.kind}.${verb}`,
    organisation: String(doc.organisation),
  };
}
