import { Types } from 'mongoose';
import type { ChangeBy } from '../../domain/change.ts';
import { forbidden, invalid, notFound } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import { differenceOf } from '../../domain/handover.ts';
import type { HandoverAction } from '../../domain/handover.ts';
import type { Actor } from '../../domain/roles.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Handover, HandoverContent, ReceiptContent } from '../../platform/contract-types.ts';
import type { EventAppender } from '../events/event-appender.ts';
import { handoverEvents } from './handover-events.ts';
import type { Holdings } from './handover-holdings.ts';
import { HandoverModel, HoldingModel } from './handover-model.ts';
import type { HandoverDocument } from './handover-model.ts';
import type { HandedBatch, HandoverNeighbours } from './handover-neighbours.ts';
import { handoverReading, sideOf } from './handover-reading.ts';
import { dayFaults, decidedHandover, leavingFaults, receiptFaults } from './handover-rules.ts';

interface HandoverOptions {
  ledger: Ledger;
  clock: Clock;
  publicOrigin: string;
  neighbours: HandoverNeighbours;
  events: EventAppender;
  holdings: Holdings;
}

export type HandoverService = ReturnType<typeof handoverService>;

/** Goods change hands between two producers: one says what left, the other says what arrived (ADR 0023). */
export function handoverService(options: HandoverOptions) {
  const { ledger, clock, neighbours, holdings } = options;
  const told = handoverEvents(options);
  const reading = handoverReading(options);

  return {
    ...reading,

    async send(content: HandoverContent, by: ChangeBy, { sample = false } = {}): Promise<Handover> {
      const sender = organisationOf(by.actor);
      return ledger.change(by, async (record) => {
        const ids = content.lines.map(({ batch }) => batch);
        for (const id of new Set(ids)) await standInLine(sender, id);
        const batches = await neighbours.batches(ids);
        const receiver = await neighbours.partner(content.receiver);
        const faults = [
          ...partnerFaults(receiver, sender),
          ...dayFaults('/sentOn', content.sentOn, dateInVietnam(clock.now())),
          ...(await placeFaults(content.place, sender)),
          ...(await lineFaults(content.lines, batches, sender)),
        ];
        if (faults.length > 0 || !receiver) throw invalid(faults);
        const doc = new HandoverModel({
          sender: new Types.ObjectId(sender),
          receiver: new Types.ObjectId(receiver.id),
          sentOn: content.sentOn,
          document: content.document ?? null,
          note: content.note ?? null,
          lines: content.lines.flatMap(({ batch: id, quantity }) => {
            const batch = batches.get(id);
            if (!batch) return [];
            const { title, uri } = batch;
            return [
              { batch: new Types.ObjectId(id), title, uri, sent: quantity, received: null, ownBatch: null },
            ];
          }),
          shipping: '',
          sentAt: clock.now(),
          sentBy: by.actor.name,
          sample,
        });
        doc.shipping = await told.shipped(doc, content.place, by.actor);
        await doc.save();
        await record({ ...entryFor(doc, 'send', sender), after: content });
        return reading.viewOf(doc, by.actor);
      });
    },

    async confirm(id: string, content: ReceiptContent, by: ChangeBy): Promise<Handover> {
      return decide(id, 'confirm', by, async (doc) => {
        const receiver = organisationOf(by.actor);
        const own = await neighbours.batches(content.lines.flatMap(({ ownBatch }) => ownBatch ?? []));
        const faults = [
          ...receiptFaults(content, doc, dateInVietnam(clock.now())),
          ...(await placeFaults(content.place, receiver)),
          ...ownBatchFaults(content.lines, own, receiver),
        ];
        if (faults.length > 0) throw invalid(faults);
        const lines = doc.lines.map((line) => {
          const answer = content.lines.find(({ batch }) => batch === String(line.batch));
          const batch = answer?.ownBatch === undefined ? undefined : own.get(answer.ownBatch);
          return {
            ...line,
            received: answer?.quantity ?? null,
            ownBatch: batch ? { id: batch.id, name: batch.title } : null,
          };
        });
        doc.set({
          lines,
          hasDifference: lines.some(({ sent, received }) => received && differenceOf(sent, received)),
          receivedOn: content.receivedOn,
          receiptDocument: content.document ?? null,
          receiptNote: content.note ?? null,
        });
        doc.markModified('lines');
        await told.arrived(doc, { place: content.place, own, actor: by.actor });
        return { after: content };
      });
    },

    async refuse(id: string, reason: string, by: ChangeBy): Promise<Handover> {
      return decide(id, 'refuse', by, async (doc) => {
        doc.set({ reason });
        await told.refused(doc, by.actor);
        return { reason };
      });
    },

    /** The sender calls it back before it was received: it did not happen as told. */
    async withdraw(id: string, reason: string, by: ChangeBy): Promise<Handover> {
      return decide(id, 'withdraw', by, async (doc) => {
        doc.set({ reason });
        await told.calledBack(doc, reason, by.actor);
        return { reason };
      });
    },
  };

  /** Once, by the side it is for: whoever comes second is told who was first. */
  async function decide(
    id: string,
    action: HandoverAction,
    by: ChangeBy,
    work: (doc: HandoverDocument) => Promise<{ reason?: string; after?: unknown }>,
  ): Promise<Handover> {
    return ledger.change(by, async (record) => {
      const doc = await reading.load(id, by.actor);
      const side = action === 'withdraw' ? 'sender' : 'receiver';
      if (sideOf(doc, by.actor) !== side) throw forbidden(`handover.only-${side}`);
      const state = decidedHandover(doc, action);
      const entry = await work(doc);
      doc.set({ state, decidedAt: clock.now(), decidedBy: by.actor.name });
      await doc.save();
      await record({ ...entryFor(doc, action, organisationOf(by.actor)), ...entry });
      return reading.viewOf(doc, by.actor);
    });
  }

  async function lineFaults(
    lines: HandoverContent['lines'],
    batches: ReadonlyMap<string, HandedBatch>,
    sender: string,
  ): Promise<Fault[]> {
    const faults: Fault[] = [];
    for (const [at, line] of lines.entries()) {
      const pointer = `/lines/${at}`;
      const batch = batches.get(line.batch);
      const isTwice = lines.findIndex((one) => one.batch === line.batch) < at;
      if (isTwice) faults.push({ pointer: `${pointer}/batch`, key: 'handover.lot-twice' });
      else {
        const left = batch ? await holdings.leftOf(sender, batch) : null;
        faults.push(...leavingFaults(line, { batch, left, pointer }));
      }
    }
    return faults;
  }

  async function placeFaults(place: string | undefined, organisation: string): Promise<Fault[]> {
    if (place === undefined || (await neighbours.location(place, organisation)) !== null) return [];
    return [{ pointer: '/place', key: 'stage.place-not-yours' }];
  }
}

function organisationOf({ organisation }: Actor): string {
  if (organisation === null) throw notFound();
  return organisation;
}

/** A write of its own, so that of two who give away the same goods one waits for the other. */
async function standInLine(organisation: string, batch: string): Promise<void> {
  await HoldingModel.updateOne({ _id: `${organisation}:${batch}` }, { $inc: { sends: 1 } }, { upsert: true });
}

function partnerFaults(receiver: { id: string } | null, sender: string): Fault[] {
  if (!receiver) return [{ pointer: '/receiver', key: 'handover.no-receiver' }];
  return receiver.id === sender ? [{ pointer: '/receiver', key: 'handover.to-oneself' }] : [];
}

function ownBatchFaults(
  lines: ReceiptContent['lines'],
  own: ReadonlyMap<string, HandedBatch>,
  organisation: string,
): Fault[] {
  return lines.flatMap(({ ownBatch }, at): Fault[] => {
    if (ownBatch === undefined) return [];
    const batch = own.get(ownBatch);
    const pointer = `/lines/${at}/ownBatch`;
    if (batch?.organisation !== organisation) return [{ pointer, key: 'handover.batch-not-yours' }];
    return batch.isOver || batch.isFrozen || !['approved', 'unapproved'].includes(batch.state)
      ? [{ pointer, key: 'handover.batch-shut' }]
      : [];
  });
}

function entryFor({ _id }: HandoverDocument, verb: string, organisation: string) {
  return {
    subject: { kind: 'handover' as const, id: String(_id) },
    action: `handover.${verb}`,
    organisation,
  };
}
