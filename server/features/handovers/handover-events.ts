import Big from 'big.js';
import {
  lotChangeEvent,
  receivingEvent,
  returningEvent,
  shippingEvent,
} from '../../domain/handover-event.ts';
import type { HandoverFacts } from '../../domain/handover-event.ts';
import { parseLocalTime } from '../../domain/local-time.ts';
import type { Actor } from '../../domain/roles.ts';
import type { Clock } from '../../platform/clock.ts';
import type { EventAppender } from '../events/event-appender.ts';
import type { HandoverDocument } from './handover-model.ts';
import type { HandedBatch, HandoverNeighbours } from './handover-neighbours.ts';

interface HandoverEventOptions {
  clock: Clock;
  publicOrigin: string;
  events: EventAppender;
  neighbours: Pick<HandoverNeighbours, 'party' | 'location'>;
}

/** A hand-over in the store of events: what each side says stands there as its own event. */
export function handoverEvents({ clock, publicOrigin, events, neighbours }: HandoverEventOptions) {
  return {
    async shipped(doc: HandoverDocument, place: string | undefined, actor: Actor): Promise<string> {
      const from = String(doc.sender);
      const told = await factsOf(doc, { from, to: String(doc.receiver), on: doc.sentOn, place, actor });
      const lots = doc.lines.map(({ uri, sent }) => ({ uri, quantity: sent }));
      return events.append((eventId) => shippingEvent({ ...told, eventId, lots }), teller(from, actor));
    },

    /** What arrived; and, for goods that go on under a lot of the receiver’s own, that they do. */
    async arrived(
      doc: HandoverDocument,
      {
        place,
        own,
        actor,
      }: { place: string | undefined; own: ReadonlyMap<string, HandedBatch>; actor: Actor },
    ): Promise<void> {
      const to = String(doc.receiver);
      const on = doc.receivedOn ?? doc.sentOn;
      const told = await factsOf(doc, { from: String(doc.sender), to, on, place, actor });
      const lines = doc.lines.flatMap(({ uri, received, ownBatch }) =>
        received && new Big(received.value).gt(0) ? [{ uri, quantity: received, ownBatch }] : [],
      );
      await events.append(
        (eventId) =>
          receivingEvent({ ...told, eventId, lots: lines, receipt: doc.receiptDocument ?? referenceOf(doc) }),
        teller(to, actor),
      );
      for (const { uri, quantity, ownBatch } of lines) {
        const batch = ownBatch && own.get(ownBatch.id);
        if (!batch) continue;
        const change = { from: { uri, quantity }, to: { uri: batch.uri, quantity } };
        await events.append(
          (eventId) => lotChangeEvent({ ...told, eventId, lots: [] }, change),
          teller(to, actor),
        );
      }
    },

    /** Refused goods were never taken over: whoever refuses them sends them back. */
    async refused(doc: HandoverDocument, actor: Actor): Promise<void> {
      const [from, to] = [String(doc.receiver), String(doc.sender)];
      const told = await factsOf(doc, { from, to, on: undefined, place: undefined, actor });
      const lots = doc.lines.map(({ uri, sent }) => ({ uri, quantity: sent }));
      await events.append((eventId) => returningEvent({ ...told, eventId, lots }), teller(from, actor));
    },

    async calledBack(doc: HandoverDocument, reason: string, actor: Actor): Promise<void> {
      await events.withdraw(doc.shipping, reason, teller(String(doc.sender), actor));
    },
  };

  async function factsOf(
    doc: HandoverDocument,
    told: Told,
  ): Promise<Omit<HandoverFacts, 'eventId' | 'lots'>> {
    const { from, to, on, place, actor } = told;
    const day = on === undefined ? undefined : parseLocalTime(on);
    const now = clock.now();
    const location =
      place === undefined ? undefined : await neighbours.location(place, actor.organisation ?? '');
    return {
      origin: publicOrigin,
      at: day?.ok ? day.value : now,
      recordedAt: now,
      who: actor.name,
      reference: referenceOf(doc),
      from: { organisation: from, uri: await neighbours.party(from) },
      to: { organisation: to, uri: await neighbours.party(to) },
      location: location ?? undefined,
      dispatchNote: doc.document ?? referenceOf(doc),
    };
  }
}

interface Told {
  from: string;
  to: string;
  /** The day it happened; now, where none was told. */
  on: string | undefined;
  place: string | undefined;
  actor: Actor;
}

/** Stands for the number of a paper that has none. */
function referenceOf({ _id }: Pick<HandoverDocument, '_id'>): string {
  return `BG-${String(_id).slice(-8).toUpperCase()}`;
}

function teller(organisation: string, { name }: Actor) {
  return { organisation, by: name };
}
