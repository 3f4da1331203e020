import { Types } from 'mongoose';
import { nextCaseState, outcomeOf } from '../../domain/case-state.ts';
import type { CaseDecision } from '../../domain/case-state.ts';
import type { ChangeBy } from '../../domain/change.ts';
import { conflict, notFound } from '../../domain/errors.ts';
import type { DomainError } from '../../domain/errors.ts';
import type { Actor } from '../../domain/roles.ts';

import { count, union } from '../../domain/stamps/intervals.ts';
import type { Intervals } from '../../domain/stamps/intervals.ts';
import { cursorId } from '../../ledger/record-store.ts';
import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type {
  Case,
  CaseContent,
  CaseDecision as Decided,
  CaseNotices,
  CasePage,
  CaseQuery,
} from '../../platform/contract-types.ts';
import { CaseModel } from './case-model.ts';
import type { CaseDocument } from './case-model.ts';
import type { CaseNeighbours } from './case-neighbours.ts';
import { caseOpening, eventOf, recordEvent } from './case-opening.ts';
import { caseNotice, caseNumber, caseSummary, caseView } from './case-view.ts';

interface CaseServiceOptions {
  ledger: Ledger;
  clock: Clock;
  neighbours: CaseNeighbours;
  namesOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

export type CaseService = ReturnType<typeof caseService>;

/** How many stamps on either side count as printed next to one. */
const neighbourhood = 10;

/** Matters under inspection: what is known, what was done, and what that did to the stamps. */
export function caseService({ ledger, clock, neighbours, namesOf }: CaseServiceOptions) {
  const opening = caseOpening({ ledger, clock, neighbours });

  return {
    openBySignals: opening.bySignals,

    async open(content: CaseContent, by: ChangeBy): Promise<Case> {
      return viewOf(await caseOf(await opening.byPerson(content, by)), by.actor);
    },

    async find(id: string, actor: Actor): Promise<Case> {
      return viewOf(await caseOf(id), actor);
    },

    async list({ state, outcome, batch, signal, limit = 25, after }: CaseQuery): Promise<CasePage> {
      const docs = await CaseModel.find({
        ...(state !== undefined && { state }),
        ...(outcome !== undefined && { outcome }),
        ...(batch !== undefined && { batch: new Types.ObjectId(batch) }),
        ...(signal !== undefined && { signals: signal }),
        ...(after !== undefined && { _id: { $lt: cursorId(after) } }),
      } as object)
        .sort({ _id: -1 })
        .limit(limit + 1);
      const shown = docs.slice(0, limit);
      const names = await namesOf(shown.map(({ organisation }) => String(organisation)));
      const items = shown.map((doc) => caseSummary(doc, names));
      const last = items.at(-1);
      return docs.length > limit && last ? { items, next: last.id } : { items };
    },

    /** The open case of a unit, for whoever stands before the goods. */
    async openCaseOf(subject: string): Promise<{ id: string; number: string } | null> {
      const doc = await CaseModel.findOne({ subject, state: { $in: ['open', 'held'] } });
      return doc && { id: String(doc._id), number: caseNumber(doc) };
    },

    async note(id: string, text: string, { rev, by }: At): Promise<Case> {
      return ledger.change(by, async (record) => {
        const doc = await unmoved(id, rev);
        if (doc.state === 'closed') throw conflict({ key: 'cases.closed' });
        const event = eventOf({ at: clock.now(), by: by.actor.name, action: 'note', text });
        doc.set({ events: [...doc.events, event], updatedAt: clock.now() });
        await doc.save();
        await recordEvent(doc, event, record);
        return viewOf(doc, by.actor);
      });
    },

    /** Case and stamps change together, or not at all; the stamps' pages follow within two seconds. */
    async decide(id: string, { decision, reason, reach = 'unit' }: Decided, { rev, by }: At): Promise<Case> {
      return ledger.change(by, async (record) => {
        const doc = await unmoved(id, rev);
        const state = nextCaseState(doc.state, decision);
        const now = clock.now();
        const text = reason.trim();
        const stamps = neighbours.stamps(record);
        const reached = await act(doc, decision, { reach, stamps, why: { note: text, actor: by.actor } });
        const event = eventOf({ at: now, by: by.actor.name, action: decision, text, units: count(reached) });
        doc.set({
          state,
          outcome: outcomeOf(decision),
          held: state === 'held' ? reached : [],
          events: [...doc.events, event],
          updatedAt: now,
          closedAt: state === 'closed' ? now : null,
        });
        await doc.save();
        await recordEvent(doc, event, record);
        return viewOf(doc, by.actor);
      });
    },

    /** For the producer's page of the batch. */
    async noticesOf(batchId: string, actor: Actor): Promise<CaseNotices> {
      await neighbours.batch(batchId, actor);
      const docs = await CaseModel.find({ batch: new Types.ObjectId(batchId) })
        .sort({ updatedAt: -1 })
        .limit(100);
      return { items: docs.flatMap(caseNotice) };
    },

    /** How closed cases with a signal ended: what the department learnt about it. */
    async experience(productKey: string | undefined) {
      const rows = await CaseModel.aggregate<{ _id: { signal: string; outcome: string }; cases: number }>([
        { $match: { state: 'closed', ...(productKey !== undefined && { productKey }) } },
        { $unwind: '$signals' },
        { $group: { _id: { signal: '$signals', outcome: '$outcome' }, cases: { $sum: 1 } } },
      ]);
      const of = (outcome: string) =>
        new Map(
          rows.filter(({ _id }) => _id.outcome === outcome).map(({ _id, cases }) => [_id.signal, cases]),
        );
      return { confirmed: of('void'), cleared: of('cleared') };
    },
  };

  async function act(
    doc: CaseDocument,
    decision: CaseDecision,
    { reach, stamps, why }: Act,
  ): Promise<Intervals> {
    const batch = String(doc.batch);
    const held: Intervals = doc.held;
    if (decision === 'hold') return stamps.hold(batch, await reached(doc, reach), why);
    if (decision === 'void') return stamps.void(batch, union(held, await reached(doc, reach)), why);
    return held.length === 0 ? held : stamps.release(batch, held, why);
  }

  async function reached({ batch, unit }: CaseDocument, reach: Reach): Promise<Intervals> {
    if (!unit || reach === 'batch') return neighbours.issued(String(batch));
    const side = reach === 'neighbours' ? neighbourhood : 0;
    const within = { from: Math.max(0, unit.unit - side), to: unit.unit + side + 1 };
    return neighbours.issued(String(batch), within);
  }

  async function viewOf(doc: CaseDocument, actor: Actor): Promise<Case> {
    return caseView(doc, actor, await namesOf([String(doc.organisation)]));
  }
}

type Reach = NonNullable<Decided['reach']>;

interface Act {
  reach: Reach;
  stamps: ReturnType<CaseNeighbours['stamps']>;
  why: { note: string; actor: Actor };
}

/** The revision the inspector has seen, and who acts. */
interface At {
  rev: number;
  by: ChangeBy;
}

async function caseOf(id: string): Promise<CaseDocument> {
  const doc = await CaseModel.findById(new Types.ObjectId(id));
  if (!doc) throw notFound();
  return doc;
}

/** The second of two inspectors is told what the first did, and nothing is done twice. */
async function unmoved(id: string, rev: number): Promise<CaseDocument> {
  const doc = await caseOf(id);
  if (doc.rev !== rev) throw actedBefore(doc, rev);
  return doc;
}

function actedBefore(doc: CaseDocument, rev: number): DomainError {
  const last = doc.events.at(-1);
  return conflict(
    { key: 'cases.acted-before', params: { by: last?.by ?? '', action: last?.action ?? 'note' } },
    {
      yours: rev,
      current: doc.rev,
      state: doc.state,
      by: last?.by,
      action: last?.action,
      at: last?.at.toISOString(),
    },
  );
}
