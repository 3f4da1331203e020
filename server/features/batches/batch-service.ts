import { Types } from 'mongoose';
import type { ChangeBy, Subject } from '../../domain/change.ts';
import { conflict, notFound } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import { nextReviewState } from '../../domain/review-state.ts';
import type { Actor } from '../../domain/roles.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import { recordService } from '../../ledger/record-service.ts';
import { assertFresh } from '../../ledger/record-store.ts';
import type { ListFilter } from '../../ledger/record-store.ts';
import type { Ledger, OutboxDraft } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type {
  Batch,
  BatchContent,
  BatchPage,
  BatchPublicity,
  BatchTemplate,
} from '../../platform/contract-types.ts';
import { batchHolding } from './batch-holding.ts';
import { BatchModel } from './batch-model.ts';
import type { BatchDocument, BatchStanding } from './batch-model.ts';
import type { BatchNeighbours } from './batch-neighbours.ts';
import { batchFaults, foreignFaults, identityFaults, normaliseBatch, stampedFaults } from './batch-rules.ts';
import { batchViews } from './batch-view.ts';
import { suspendedBatches } from './suspended-batches.ts';

interface BatchServiceOptions {
  ledger: Ledger;
  clock: Clock;
  publicOrigin: string;
  neighbours: BatchNeighbours;
  /** What else a decision writes in the same transaction: the read model, and what the gateways shall hold. */
  published: (subject: Subject) => Promise<OutboxDraft[]>;
}

export type BatchService = ReturnType<typeof batchService>;

/** Lots of goods: written by their producers, stopped by the department where something is wrong. */
export function batchService(options: BatchServiceOptions) {
  const { ledger, clock, neighbours, published } = options;
  const { store, inForce, strangers, titlesOf } = recordService<BatchContent, BatchStanding, BatchStanding>({
    ledger,
    clock,
    model: BatchModel,
    namesOf: neighbours.namesOf,
    shownWith: (_content, stored) => standingOf(stored),
    rules: {
      kind: 'batch',
      normalise: normaliseBatch,
      check: faultsOf,
      title: async ({ product, lot }) => {
        const name = (await neighbours.product(product))?.title;
        return name === undefined ? lot : `${name} · ${lot}`;
      },
    },
  });

  const { approvedBatch, ...holding } = batchHolding({
    ...{ ledger, clock, published, viewOf },
    find: store.find,
    strangeFiles: (ids, organisation) => neighbours.strangers('file', ids, organisation),
  });

  return {
    inForce,
    strangers,
    titlesOf,
    ...holding,
    suspended: suspendedBatches({ clock, namesOf: neighbours.namesOf }),

    async create(
      content: BatchContent,
      by: ChangeBy,
      { organisation = ownerOf(by.actor), sample = false } = {},
    ) {
      return store.create(content, { organisation, sample }, by, (doc) => viewOf(doc, by.actor));
    },

    async edit(id: string, content: BatchContent, change: { rev: number; by: ChangeBy }): Promise<Batch> {
      return store.edit(id, content, change, (doc) => viewOf(doc, change.by.actor));
    },

    async read(id: string, actor: Actor): Promise<Batch> {
      return viewOf(await store.find(id, actor), actor);
    },

    async list(actor: Actor, filter: ListFilter): Promise<BatchPage> {
      const { items, next } = await store.list(actor, filter);
      const views = await batchViews(items, actor, options);
      return next === undefined ? { items: views } : { items: views, next };
    },

    /** What a new batch's form starts with: the last one, without what is each batch's own. */
    async template(actor: Actor): Promise<BatchTemplate> {
      const { items } = await store.list(actor, { organisation: ownerOf(actor), limit: 1 });
      const last = items[0]?.content;
      if (!last) return { certificates: [], grants: [], images: [] };
      const { product, quantity, place, certificates, grants } = last;
      return { product, quantity, place, certificates, grants, images: [] };
    },

    /** Its producer is done with the batch; what is approved stays in force. */
    async close(id: string, by: ChangeBy): Promise<Batch> {
      return ledger.change(by, async (record) => {
        const doc = await approvedBatch(id, by.actor);
        if (doc.closedOn !== null) throw conflict({ key: 'batch.closed-before' });
        if (doc.state === 'submitted') throw conflict({ key: 'batch.waiting' }, { state: doc.state });
        doc.set({ closedOn: dateInVietnam(clock.now()), updatedAt: clock.now() });
        await doc.save();
        const messages = await published({ kind: 'batch', id });
        await record({ ...store.entryFor(doc, 'close'), after: { closedOn: doc.closedOn }, messages });
        return viewOf(doc, by.actor);
      });
    },

    /** Stages belong to what is reviewed: a change of them makes the working copy a draft again. Inside a change. */
    async reopen(id: string, actor: Actor): Promise<void> {
      const doc = await store.find(id, actor);
      openAgain(doc);
      await doc.save();
    },

    /** Which of its events the public shall see, where the department leaves the choice; decided anew with the batch. */
    async choosePublic(
      id: string,
      { events }: BatchPublicity,
      { rev, by }: { rev: number; by: ChangeBy },
    ): Promise<Batch> {
      return ledger.change(by, async (record) => {
        const doc = await store.find(id, by.actor);
        assertFresh(doc, rev);
        openAgain(doc);
        const before = doc.publicity;
        const publicity = events.map((one) => ({ event: one.id, isPublic: one.isPublic }));
        doc.set({ publicity });
        await doc.save();
        await record({
          ...store.entryFor(doc, 'choose-public'),
          before: { publicity: before },
          after: { publicity },
        });
        return viewOf(doc, by.actor);
      });
    },
  };

  function openAgain(doc: BatchDocument): void {
    if (doc.state === 'submitted') throw conflict({ key: 'stage.batch-waiting' }, { state: doc.state });
    if (doc.closedOn !== null) throw conflict({ key: 'stage.batch-closed' });
    doc.state = nextReviewState(doc.state, 'edit');
    doc.set({ updatedAt: clock.now() });
  }

  async function faultsOf(content: BatchContent, organisation: string, id: string | null): Promise<Fault[]> {
    const before = id === null ? null : await BatchModel.findById(new Types.ObjectId(id));
    const stamped = id === null ? null : await neighbours.stamped(id);
    const faults = [
      ...batchFaults(content, dateInVietnam(clock.now())),
      ...(before ? identityFaults(before, content) : []),
      ...(before ? stampedFaults(before, content, stamped) : []),
      ...(await foreignFaults(content, organisation, neighbours)),
      ...(await lotTaken(content, id)),
    ];
    if (faults.length > 0) return faults;
    const approved = before?.approved?.content ?? null;
    return neighbours.claimFaults({
      id,
      organisation,
      approved,
      working: content,
      stamped: stamped?.quantity ?? null,
    });
  }

  async function viewOf(doc: BatchDocument, actor: Actor): Promise<Batch> {
    const [view] = await batchViews([doc], actor, options);
    if (!view) throw notFound();
    return view;
  }
}

type Standing = Omit<BatchStanding, 'suspensions' | 'recall' | 'expiryNoted'>;

/** Batches of before suspensions were kept have none on record. */
function standingOf(stored: Standing & Partial<BatchStanding>): BatchStanding {
  const { hold, holdReason, holdSince, suspensions = [], recall = null, expiryNoted = null } = stored;
  const { closedOn, stampedAt, publicity } = stored;
  return { hold, holdReason, holdSince, suspensions, recall, expiryNoted, closedOn, stampedAt, publicity };
}

/** Producers write for their own organisation; whoever has none owns no batch. */
function ownerOf({ organisation }: Actor): string {
  if (organisation === null) throw notFound();
  return organisation;
}

/** The lot in force counts as well as the one in a working copy. */
async function lotTaken({ product, lot }: BatchContent, id: string | null): Promise<Fault[]> {
  const other = await BatchModel.exists({
    'content.product': product,
    'content.lot': lot,
    ...(id !== null && { _id: { $ne: new Types.ObjectId(id) } }),
  } as object);
  return other ? [{ pointer: '/lot', key: 'batch.lot-taken', params: { lot } }] : [];
}
