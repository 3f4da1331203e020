import { Types } from 'mongoose';
import { handovers } from '../../domain/epcis/event-owner.ts';
import { objectLines } from '../../domain/epcis/event-facts.ts';
import type { EventLine } from '../../domain/epcis/event-facts.ts';
import { sourceUri } from '../../domain/stage-event.ts';
import { isLot } from '../../domain/trace/trace-amount.ts';
import { traceSteps } from '../../domain/trace/trace-step.ts';
import type { TracedEvent, TraceStep } from '../../domain/trace/trace-step.ts';
import { ends } from '../../domain/trace/trace-walk.ts';
import type { Direction } from '../../domain/trace/trace-walk.ts';
import { languages } from '../../locales/catalogue.ts';
import { translate } from '../../platform/i18n.ts';
import { EventModel } from './event-model.ts';
import type { StoredEvent } from './event-model.ts';

/** A lot on its way: dispatched, received, sold, destroyed. */
export interface Movement {
  organisation: string;
  at: Date;
  /** The last word of the CBV step: `shipping`. */
  word: string;
  stage: string | null;
  place: string | null;
  /** To whom, in the clerk's own words. */
  receiver: string | null;
  lines: EventLine[];
}

/** The events of the store as steps of a chain, asked for a whole level of lots at a time. */
export function eventSteps({ publicOrigin }: { publicOrigin: string }) {
  return {
    /** One query, answered by indexes; a second one where transformations were told in several events. */
    async stepsAt(ids: readonly string[], direction: Direction): Promise<TraceStep[]> {
      if (ids.length === 0) return [];
      const events = await find({ $or: direction === 'forward' ? leadingOut(ids) : leadingTo(ids) });
      const known = new Set(events.map(({ _id }) => String(_id)));
      const others = (await restOfRuns(events)).filter(({ _id }) => !known.has(String(_id)));
      const asked = new Set(ids);
      const steps = traceSteps([...events, ...others].map(tracedEvent));
      return steps.filter((step) => ends(step, direction).near.some(({ id }) => asked.has(id)));
    },

    /** The other events of the transformations that these belong to. */
    async runs(names: readonly string[], organisation: string): Promise<TracedEvent[]> {
      if (names.length === 0) return [];
      const found = await find({
        'facts.transformationId': { $in: names, $type: 'string' },
        organisation: new Types.ObjectId(organisation),
      });
      return found.map(tracedEvent);
    },

    tracedEvent,

    async movementsOf(ids: readonly string[]): Promise<Movement[]> {
      const lots = ids.filter(isLot);
      if (lots.length === 0) return [];
      const events = await find({
        'facts.classes': { $in: lots },
        'facts.type': { $in: ['ObjectEvent', 'TransactionEvent'] },
        'facts.bizStep': { $in: movementSteps },
      });
      const annulled = new Set(
        events.filter(({ epcis }) => epcis['errorDeclaration'] !== undefined).map(nameOf),
      );
      return events.filter((event) => !annulled.has(nameOf(event))).map(movement);
    },
  };

  /** Sources are named by the batch they belong to; what was bought for it leads there. */
  function leadingTo(ids: readonly string[]): object[] {
    const batches = ids.flatMap((id) => sourceBatch(id) ?? []);
    const things = ids.filter((id) => !isLot(id));
    return [
      { 'facts.outputs': { $in: ids } },
      things.length > 0 && {
        'facts.parents': { $in: things },
        'facts.parents.0': { $exists: true },
        'facts.type': { $in: containments },
      },
      batches.length > 0 && { batch: { $in: batches }, 'facts.bizStep': { $in: [...handovers] } },
    ].filter((branch) => branch !== false);
  }

  function sourceBatch(id: string): Types.ObjectId | undefined {
    const batch = /\/batches\/([0-9a-f]{24})\/source$/.exec(id)?.[1];
    return batch !== undefined && id === sourceUri(publicOrigin, batch)
      ? new Types.ObjectId(batch)
      : undefined;
  }

  function tracedEvent(event: Found): TracedEvent {
    const { organisation, eventId, at, facts, epcis, batch, content, placeName } = event;
    return {
      organisation: String(organisation),
      eventId,
      at,
      isDeclaredWrong: epcis['errorDeclaration'] !== undefined,
      facts,
      epcis,
      source: batch && sourceUri(publicOrigin, String(batch)),
      stage: content?.stage ?? null,
      place: placeName,
    };
  }
}

type Found = Pick<
  StoredEvent,
  'organisation' | 'eventId' | 'at' | 'facts' | 'epcis' | 'batch' | 'placeName'
> & {
  _id: Types.ObjectId;
  content: { stage: string; details?: { name: string; value: string }[] } | null;
};

/** As much of an event as a chain is made from. */
const projection = {
  organisation: 1,
  eventId: 1,
  at: 1,
  batch: 1,
  placeName: 1,
  'content.stage': 1,
  'content.details': 1,
  'facts.type': 1,
  'facts.action': 1,
  'facts.bizStep': 1,
  'facts.transformationId': 1,
  'epcis.errorDeclaration': 1,
  'epcis.parentID': 1,
  'epcis.epcList': 1,
  'epcis.quantityList': 1,
  'epcis.childEPCs': 1,
  'epcis.childQuantityList': 1,
  'epcis.inputEPCList': 1,
  'epcis.inputQuantityList': 1,
  'epcis.outputEPCList': 1,
  'epcis.outputQuantityList': 1,
};

const containments = ['AggregationEvent', 'AssociationEvent'];
const movementSteps = ['shipping', 'receiving', 'accepting', 'arriving', 'retail_selling', 'destroying'].map(
  (word) => `https://ref.gs1.org/cbv/BizStep-${word}`,
);

async function find(filter: object): Promise<Found[]> {
  return EventModel.find(filter, projection).sort({ at: 1, _id: 1 }).lean<Found[]>();
}

function leadingOut(ids: readonly string[]): object[] {
  const lots = ids.filter(isLot);
  const things = ids.filter((id) => !isLot(id));
  return [
    { 'facts.inputs': { $in: ids } },
    lots.length > 0 && { 'facts.classes': { $in: lots }, 'facts.type': { $in: containments } },
    lots.length > 0 && {
      'facts.classes': { $in: lots },
      'facts.type': 'ObjectEvent',
      'facts.bizStep': { $in: [...handovers] },
    },
    things.length > 0 && {
      'facts.epcs': { $in: things },
      'facts.epcs.0': { $exists: true },
      'facts.type': { $in: containments },
    },
  ].filter((branch) => branch !== false);
}

async function restOfRuns(events: readonly Found[]): Promise<Found[]> {
  const names = [...new Set(events.flatMap(({ facts }) => facts.transformationId ?? []))];
  if (names.length === 0) return [];
  const organisations = [...new Set(events.map(({ organisation }) => String(organisation)))];
  return find({
    'facts.transformationId': { $in: names, $type: 'string' },
    organisation: { $in: organisations.map((id) => new Types.ObjectId(id)) },
  });
}

function movement({ organisation, at, facts, epcis, content, placeName }: Found): Movement {
  const { details = [], stage = null } = content ?? {};
  return {
    organisation: String(organisation),
    at,
    word: facts.bizStep?.split('BizStep-')[1] ?? '',
    stage,
    place: placeName,
    receiver: details.find(({ name }) => receiverNames.has(name))?.value ?? null,
    lines: objectLines(epcis),
  };
}

const receiverNames: ReadonlySet<string> = new Set(
  languages.map((language) => translate[language]('stage.detail-receiver')),
);

function nameOf({ organisation, eventId }: Found): string {
  return `${String(organisation)} ${eventId}`;
}
