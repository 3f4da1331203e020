import type { ChangeBy, ReviewKind, Subject } from '../../domain/change.ts';
import { isOfDepartment } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import type { NamesOf } from '../../ledger/record-service.ts';
import type { ReviewPort } from '../../ledger/review-port.ts';
import type { Ledger, OutboxDraft } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ReviewClaim, Submission } from '../../platform/contract-types.ts';
import { submissionBulk } from './submission-bulk.ts';
import { submissionClaims } from './submission-claims.ts';
import { submissionDecisions } from './submission-decisions.ts';
import { entryFor, submissionDesk } from './submission-desk.ts';
import { submissionIntake } from './submission-intake.ts';
import { submissionLevel } from './submission-level.ts';
import type { ReviewNeighbours } from './submission-neighbours.ts';
import { isOpen, submissionQueue } from './submission-queue.ts';
import { submissionRisk } from './submission-risk.ts';

interface SubmissionServiceOptions {
  ledger: Ledger;
  clock: Clock;
  ports: readonly ReviewPort[];
  namesOf: NamesOf;
  neighbours: ReviewNeighbours;
  /** What else an approval writes in the same transaction: the read model, and what the gateways shall hold. */
  published: (subject: Subject) => Promise<OutboxDraft[]>;
}

export type SubmissionService = ReturnType<typeof submissionService>;

/** The way of every record to the department and back: frozen, read, decided once. */
export function submissionService(options: SubmissionServiceOptions) {
  const { ledger, clock, ports, namesOf, neighbours, published } = options;
  const take = submissionIntake({ clock, portOf });
  const claims = submissionClaims({ clock });
  const desk = submissionDesk({ clock, portOf, namesOf, claims });
  const risk = submissionRisk({ clock, neighbours, namesOf, portOf });
  const decisions = submissionDecisions({ ledger, clock, desk, risk, published });

  return {
    /** Frozen in one transaction; what speaks against it is reckoned right after, outside of it. */
    async submit(kind: ReviewKind, id: string, by: ChangeBy): Promise<Submission> {
      const submission = await ledger.change(by, async (record) =>
        desk.viewOf(await take(kind, id, { by, record }), by.actor),
      );
      await risk.assessNew(submission.organisation.id);
      return submission;
    },

    /** The producer takes the record back to work on it, as long as nobody has decided. */
    async withdraw(kind: ReviewKind, id: string, by: ChangeBy): Promise<void> {
      await ledger.change(by, async (record) => {
        const doc = await desk.latest(kind, id, by.actor);
        await desk.settle(doc, 'withdraw', { by, decision: { outcome: 'withdraw' } });
        await record(entryFor(doc, 'withdraw'));
        return null;
      });
    },

    ...submissionQueue({ clock, namesOf, claims, awaitsOfAll: desk.awaitsOfAll }),
    ...submissionLevel({ clock }),
    ...decisions,
    ...submissionBulk({ desk, decisions, risk, claims }),

    /** For the department with what speaks against it today. */
    async find(id: string, actor: Actor): Promise<Submission> {
      if (isOfDepartment(actor)) await risk.refresh(id);
      return desk.viewOf(await desk.load(id, actor), actor);
    },

    /** Tells colleagues that somebody looks at an open submission; null where there is nothing left to look at. */
    async claim(id: string, actor: Actor): Promise<ReviewClaim | null> {
      return isOpen(await desk.load(id, actor)) ? claims.take(id, actor) : null;
    },

    async release(id: string, actor: Actor): Promise<void> {
      await desk.load(id, actor);
      await claims.release(id, actor);
    },

    /** What a record is called; null where there is none. */
    titleOf: async (kind: ReviewKind, id: string) => (await portOf(kind).standing(id))?.title ?? null,

    /** Reckons every open submission anew: what the calendar and other records have changed. */
    refreshFlags: risk.refreshAll,
  };

  function portOf(kind: ReviewKind): ReviewPort {
    const port = ports.find((one) => one.kind === kind);
    if (!port) throw new Error(`No review port for ${kind}`);
    return port;
  }
}
