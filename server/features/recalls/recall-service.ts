import { Types } from 'mongoose';
import type { ChangeBy } from '../../domain/change.ts';
import { conflict, invalid, notFound } from '../../domain/errors.ts';
import { scopeFor } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import { searchKey } from '../../domain/search-key.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import { assertFresh } from '../../ledger/record-store.ts';
import type { Ledger, Record } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type {
  Batch,
  Recall,
  RecallClosing,
  RecallContent,
  RecallNotice,
} from '../../platform/contract-types.ts';
import { recallHolders } from './recall-holders.ts';
import { RecallModel } from './recall-model.ts';
import type { RecallDocument } from './recall-model.ts';
import type { RecallNeighbours } from './recall-neighbours.ts';
import { recallReading } from './recall-reading.ts';
import { closingFaults, goodsFaults, noticeFaults } from './recall-rules.ts';
import { noticeView } from './recall-view.ts';

interface RecallServiceOptions {
  ledger: Ledger;
  clock: Clock;
  publicOrigin: string;
  neighbours: RecallNeighbours;
}

export type RecallService = ReturnType<typeof recallService>;

/** Recalls of goods as the public reads them: the notice, what is revised of it, and how it ended. */
export function recallService(options: RecallServiceOptions) {
  const { ledger, clock, publicOrigin, neighbours } = options;
  const { viewOf, ...reading } = recallReading(options);

  return {
    ...reading,
    holders: recallHolders({ clock, neighbours, find }),

    /** What the public would read; writes nothing. */
    async preview(content: RecallContent, actor: Actor, { isNew = true } = {}): Promise<RecallNotice> {
      const batches = await goodsOf(content, actor, isNew);
      const draft = { number: '', content, publishedAt: clock.now(), revisedAt: null, closing: null };
      const sample = batches.some((batch) => batch.sample);
      return noticeView({ ...draft, sample }, await neighbours.lots(content.batches), publicOrigin);
    },

    /** Recalls the batches, those that are not recalled yet, and puts the notice before the public. */
    async publish(content: RecallContent, by: ChangeBy): Promise<Recall> {
      const { actor } = by;
      return ledger.change(by, async (record): Promise<Recall> => {
        const batches = await goodsOf(content, actor);
        const [first] = batches;
        if (!first) throw notFound();
        const _id = new Types.ObjectId();
        const doc = new RecallModel({
          _id,
          number: numberOf(_id),
          batches: content.batches.map((id) => new Types.ObjectId(id)),
          organisation: new Types.ObjectId(first.organisation.id),
          title: `${first.product.name} · ${batches.map(({ content: { lot } }) => lot).join(', ')}`,
          searchKey: keyOf(batches, numberOf(_id)),
          content,
          publishedAt: clock.now(),
          publishedBy: actor.name,
          sample: batches.some((batch) => batch.sample),
        });
        await doc.save();
        for (const { id } of batches) await neighbours.recallUnder(record, id, noticeOf(doc, actor));
        await entry(record, doc, { action: 'recall.publish', reason: content.reason });
        return viewOf(doc);
      });
    },

    /** A wrong telephone number in a notice is a danger of its own; which lots it is about stays. */
    async revise(number: string, content: RecallContent, { rev, by }: Change): Promise<Recall> {
      return ledger.change(by, async (record): Promise<Recall> => {
        const doc = await open(number, { rev, by });
        const faults = noticeFaults(content, today());
        if (content.batches.join() !== doc.content.batches.join())
          faults.push({ pointer: '/batches', key: 'recall.batches-fixed' });
        if (faults.length > 0) throw invalid(faults);
        doc.set({ content, revisedAt: clock.now() });
        await doc.save();
        await tellBatches(record, doc, by.actor);
        await entry(record, doc, { action: 'recall.revise', reason: content.reason });
        return viewOf(doc);
      });
    },

    /** The recall ended: what was found, what became of it, what was done. The goods stay recalled. */
    async close(number: string, closing: RecallClosing, { rev, by }: Change): Promise<Recall> {
      return ledger.change(by, async (record): Promise<Recall> => {
        const doc = await open(number, { rev, by });
        const [first] = doc.content.batches;
        if (first === undefined) throw notFound();
        const { unit } = (await neighbours.batch(first, by.actor)).content.quantity;
        const publishedOn = dateInVietnam(doc.publishedAt);
        const faults = closingFaults(closing, { unit, publishedOn, today: today() });
        if (faults.length > 0) throw invalid(faults);
        doc.set({ closing, closedAt: clock.now(), closedBy: by.actor.name });
        await doc.save();
        await tellBatches(record, doc, by.actor);
        await entry(record, doc, { action: 'recall.close', reason: closing.measures });
        return viewOf(doc);
      });
    },
  };

  function today(): string {
    return dateInVietnam(clock.now());
  }

  async function goodsOf(content: RecallContent, actor: Actor, isNew = true): Promise<Batch[]> {
    const batches: Batch[] = [];
    for (const id of content.batches) batches.push(await neighbours.batch(id, actor));
    const faults = [...(isNew ? goodsFaults(batches) : []), ...noticeFaults(content, today())];
    if (faults.length > 0) throw invalid(faults);
    return batches;
  }

  async function find(number: string, actor: Actor): Promise<RecallDocument> {
    const { organisation } = scopeFor(actor);
    const doc = await RecallModel.findOne({
      number,
      ...(organisation !== undefined && { organisation: new Types.ObjectId(organisation) }),
    });
    if (!doc) throw notFound();
    return doc;
  }

  async function open(number: string, { rev, by }: Change): Promise<RecallDocument> {
    const doc = await find(number, by.actor);
    const { closedBy, closedAt } = doc;
    if (closedAt)
      throw conflict({ key: 'recall.closed-already' }, { by: closedBy, at: closedAt.toISOString() });
    assertFresh(doc, rev);
    return doc;
  }

  async function tellBatches(record: Record, doc: RecallDocument, actor: Actor): Promise<void> {
    const closedOn = doc.closing?.closedOn ?? null;
    for (const id of doc.content.batches)
      await neighbours.recallRevised(record, id, { ...noticeOf(doc, actor), closedOn });
  }

  async function entry(record: Record, doc: RecallDocument, { action, reason }: Entry): Promise<void> {
    const { content, closing } = doc;
    await record({
      subject: { kind: 'recall', id: String(doc._id) },
      action,
      organisation: String(doc.organisation),
      reason,
      after: { content, closing },
      version: { number: doc.rev + 1, content: { ...content, closing } },
    });
  }
}

interface Change {
  rev: number;
  by: ChangeBy;
}

interface Entry {
  action: string;
  reason: string;
}

function noticeOf({ number, content }: RecallDocument, actor: Actor) {
  return { actor, number, reason: content.reason };
}

/** Short enough to be read out over the telephone. */
function numberOf(id: Types.ObjectId): string {
  return `TH-${String(id).slice(-8).toUpperCase()}`;
}

function keyOf(batches: readonly Batch[], number: string): string {
  const words = batches.flatMap(({ product, organisation, content, uri }) => [
    ...[product.name, organisation.name, content.lot, uri],
  ]);
  return searchKey([number, ...words].join(' '));
}
