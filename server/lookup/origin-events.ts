import { prefixesOf } from '../domain/epcis/context.ts';
import { eventHash } from '../domain/epcis/event-hash.ts';
import { knownStages } from '../domain/stage-catalogue.ts';
import { sourceUri } from '../domain/stage-event.ts';
import type { EpcisEvent } from '../domain/stage-event.ts';
import type { OriginFacts, StageFacts, TimelineFacts } from './origin-facts.ts';
import { originPath } from './origin-path.ts';
import { openDetails, mayShow, shownStages } from './origin-timeline.ts';

interface Lot {
  publicOrigin: string;
  lotUri: string;
  sourceUri: string;
  timeline: TimelineFacts;
}

/**
 * The events of a lot with their public members only, each made of what its stage may show and of nothing else (ADR
 * 0024). An extract is an event of its own, named by its own hash, that says what it is extracted from: the name of the
 * whole would promise members that are not there.
 */
export function originEvents(facts: OriginFacts, publicOrigin: string): EpcisEvent[] {
  const { batch } = facts;
  if (!batch) return [];
  const lot: Lot = {
    publicOrigin,
    lotUri: `${publicOrigin}/${originPath(facts)}`,
    sourceUri: sourceUri(publicOrigin, batch.id),
    timeline: batch.timeline,
  };
  return shownStages(batch.timeline).map((stage) => extractOf(stage, lot));
}

function extractOf(stage: StageFacts, lot: Lot): EpcisEvent {
  const { epcis } = stage.event;
  const isMaking = epcis.type === 'TransformationEvent';
  const extract = {
    type: isMaking ? 'TransformationEvent' : 'ObjectEvent',
    eventTime: epcis.eventTime,
    eventTimeZoneOffset: epcis['eventTimeZoneOffset'],
    ...(!isMaking && { action: epcis['action'] }),
    ...stepOf(epcis),
    ...whatOf(stage, lot, isMaking),
    ...wordsOf(stage, lot),
  };
  const prefixes = prefixesOf({ nguongoc: `${lot.publicOrigin}/voc/` });
  return { ...extract, eventID: eventHash(extract, { prefixes }), recordTime: stage.recordedAt };
}

function stepOf({ bizStep, disposition }: EpcisEvent): object {
  return { ...(bizStep !== undefined && { bizStep }), ...(disposition !== undefined && { disposition }) };
}

/** Only this lot, what it is made from, and lots that are published themselves. */
function whatOf({ content }: StageFacts, lot: Lot, isMaking: boolean): object {
  const { stage, quantity } = content;
  const amount =
    quantity && mayShow(stage, 'quantity')
      ? { quantity: Number(quantity.value), uom: quantity.unit }
      : undefined;
  const inputs = lot.timeline.inputs.map(({ path }) => ({ epcClass: `${lot.publicOrigin}/${path}` }));
  if (isMaking) {
    return {
      inputQuantityList: inputs.length > 0 ? inputs : [{ epcClass: lot.sourceUri }],
      outputQuantityList: [{ epcClass: lot.lotUri, ...amount }],
    };
  }
  const what = knownStages.get(stage)?.what;
  if (what === 'lot') return { quantityList: [{ epcClass: lot.lotUri, ...amount }] };
  const isTakenIn = what === 'inputs' && inputs.length > 0;
  return { quantityList: isTakenIn ? inputs : [{ epcClass: lot.sourceUri, ...amount }] };
}

function wordsOf(stage: StageFacts, { publicOrigin, timeline }: Lot): object {
  const { content, place, pictures, event } = stage;
  const details = openDetails(stage, timeline);
  const { temperature, result } = content;
  return {
    'nguongoc:excerptOf': event.epcis.eventID,
    'nguongoc:stage': content.stage,
    'nguongoc:startedAt': content.startedAt,
    ...(content.endedAt !== undefined && { 'nguongoc:endedAt': content.endedAt }),
    ...(place &&
      mayShow(content.stage, 'place') && { 'nguongoc:place': `${place.content.name}, ${place.address}` }),
    ...(temperature &&
      mayShow(content.stage, 'temperature') && {
        'nguongoc:lowestTemperature': temperature.lowest,
        'nguongoc:highestTemperature': temperature.highest,
      }),
    ...(result && mayShow(content.stage, 'result') && { 'nguongoc:result': result }),
    ...(details.length > 0 && {
      'nguongoc:details': details.map(({ name, value }) => ({
        'nguongoc:name': name,
        'nguongoc:value': value,
      })),
    }),
    ...(pictures.length > 0 &&
      mayShow(content.stage, 'pictures') && {
        'nguongoc:pictures': pictures.flatMap(({ sources }) => sources.map(({ src }) => publicOrigin + src)),
      }),
  };
}
