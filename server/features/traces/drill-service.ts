import { Types } from 'mongoose';
import type { ChangeBy } from '../../domain/change.ts';
import { conflict, invalid, notFound } from '../../domain/errors.ts';
import { isOfDepartment, may, scopeFor } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import { formatInstant } from '../../domain/vietnamese-format.ts';
import { assertFresh, cursorId } from '../../ledger/record-store.ts';
import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type {
  RecallDrill,
  RecallDrillContent,
  RecallDrillFinish,
  RecallDrillPage,
  RecallDrillQuery,
  RecallDrillSummary,
} from '../../platform/contract-types.ts';
import { findingsOf } from './drill-findings.ts';
import { DrillModel } from './drill-model.ts';
import type { DrillDocument } from './drill-model.ts';
import { explore } from './trace-explorer.ts';
import type { TraceNeighbours } from './trace-neighbours.ts';

export type DrillService = ReturnType<typeof drillService>;

interface DrillOptions {
  ledger: Ledger;
  clock: Clock;
  neighbours: TraceNeighbours;
}

/** Rehearsed recalls: they read everything, change no batch and no stamp, and are kept for inspection. */
export function drillService({ ledger, clock, neighbours }: DrillOptions) {
  return {
    /** The clock runs from here. */
    async start({ batch: batchId }: RecallDrillContent, by: ChangeBy): Promise<RecallDrill> {
      const { actor } = by;
      const startedAt = clock.now();
      const batch = await neighbours.batch(batchId, actor);
      const explored = await explore(batch, { direction: 'forward', actor }, neighbours);
      const { holders, ...findings } = await findingsOf(explored, neighbours);
      const _id = new Types.ObjectId();
      return ledger.change(by, async (record) => {
        const doc = new DrillModel({
          ...findings,
          _id,
          batch: new Types.ObjectId(batch.id),
          title: batch.title,
          organisation: new Types.ObjectId(batch.organisation.id),
          startedAt,
          startedBy: actor.name,
          holders: holders.map((holder) => ({ ...holder, reached: null })),
        });
        await doc.save();
        const { located, lots } = findings;
        await record({ ...entryFor(doc, 'start'), after: { located, lots: lots.length } });
        return viewOf(doc, actor);
      });
    },

    /** The clock stops: who was reached, and what is to be remembered. */
    async finish(
      id: string,
      { reached, note }: RecallDrillFinish,
      { rev, by }: { rev: number; by: ChangeBy },
    ): Promise<RecallDrill> {
      return ledger.change(by, async (record) => {
        const doc = await stored(id, by.actor);
        if (doc.finishedAt !== null) {
          const at = formatInstant(doc.finishedAt, 'vi');
          throw conflict({ key: 'trace.finished-before', params: { by: doc.finishedBy ?? '', at } });
        }
        assertFresh({ rev: doc.rev, content: { note: doc.note } }, rev);
        const known = new Set(doc.holders.map(({ organisation }) => organisation));
        const stranger = reached.findIndex((one) => !known.has(one));
        if (stranger >= 0) throw invalid([{ pointer: `/reached/${stranger}`, key: 'trace.nobody-to-call' }]);
        const holders = doc.holders.map((one) => ({ ...one, reached: reached.includes(one.organisation) }));
        doc.set({ holders, note: note ?? null, finishedAt: clock.now(), finishedBy: by.actor.name });
        await doc.save();
        await record({
          ...entryFor(doc, 'finish'),
          after: { reached, seconds: secondsOf(doc) },
          ...(note !== undefined && { reason: note }),
        });
        return viewOf(doc, by.actor);
      });
    },

    async find(id: string, actor: Actor): Promise<RecallDrill> {
      return viewOf(await stored(id, actor), actor);
    },

    async list({ batch, after, limit = 25 }: RecallDrillQuery, actor: Actor): Promise<RecallDrillPage> {
      const docs = await DrillModel.find({
        ...visibleTo(actor),
        ...(batch !== undefined && { batch: new Types.ObjectId(batch) }),
        ...(after !== undefined && { _id: { $lt: cursorId(after) } }),
      })
        .sort({ _id: -1 })
        .limit(limit + 1);
      const shown = docs.slice(0, limit);
      const names = await neighbours.namesOf(shown.map(({ organisation }) => String(organisation)));
      const items = shown.map((doc) => summaryOf(doc, names));
      const last = items.at(-1);
      return docs.length > limit && last ? { items, next: last.id } : { items };
    },
  };

  async function viewOf(doc: DrillDocument, actor: Actor): Promise<RecallDrill> {
    const ids = doc.holders.map(({ organisation }) => organisation);
    const names = await neighbours.namesOf([String(doc.organisation), ...ids]);
    const mayAll = (id: string) => isOfDepartment(actor) || id === actor.organisation;
    const open = await neighbours.contactsOf(
      ids.filter((id) => !mayAll(id)),
      'public',
    );
    const contacts = new Map([...open, ...(await neighbours.contactsOf(ids.filter(mayAll), 'all'))]);
    const { cut, lots, units, note } = doc;
    return {
      ...summaryOf(doc, names),
      ...{ cut, lots, units, note },
      contacts: doc.holders.map(({ organisation, lots: count, reached }) => ({
        organisation: { id: organisation, name: names.get(organisation) ?? '' },
        lots: count,
        ...(contacts.get(organisation) ?? { person: null, phone: null, email: null }),
        reached,
      })),
      actions: doc.finishedAt === null && may(actor, 'drills.run') ? ['finish'] : [],
    };
  }
}

/** A producer finds the drills it held itself: one of the department's goes through everybody's lots. */
function visibleTo(actor: Actor): object {
  const { organisation } = scopeFor(actor);
  return organisation === undefined
    ? {}
    : { organisation: new Types.ObjectId(organisation), scope: 'own' as const };
}

async function stored(id: string, actor: Actor): Promise<DrillDocument> {
  const doc = await DrillModel.findOne({ _id: new Types.ObjectId(id), ...visibleTo(actor) });
  if (!doc) throw notFound();
  return doc;
}

function summaryOf(doc: DrillDocument, names: ReadonlyMap<string, string>): RecallDrillSummary {
  const organisation = String(doc.organisation);
  return {
    id: String(doc._id),
    rev: doc.rev,
    number: drillNumber(doc),
    batch: { id: String(doc.batch), name: doc.title },
    organisation: { id: organisation, name: names.get(organisation) ?? '' },
    scope: doc.scope,
    startedAt: doc.startedAt.toISOString(),
    startedBy: doc.startedBy,
    finishedAt: doc.finishedAt?.toISOString() ?? null,
    finishedBy: doc.finishedBy,
    seconds: secondsOf(doc),
    quantity: doc.quantity,
    located: doc.located,
    lotCount: doc.lots.length,
  };
}

function secondsOf({ startedAt, finishedAt }: DrillDocument): number | null {
  return finishedAt && Math.max(0, Math.round((finishedAt.getTime() - startedAt.getTime()) / 1000));
}

/** Short enough to be read out over the telephone. */
function drillNumber({ _id }: DrillDocument): string {
  return `DT-${String(_id).slice(-8).toUpperCase()}`;
}

function entryFor({ _id, organisation }: DrillDocument, verb: 'start' | 'finish') {
  return {
    subject: { kind: 'recall-drill' as const, id: String(_id) },
    action: `recall-drill.${verb}`,
    organisation: String(organisation),
  };
}
