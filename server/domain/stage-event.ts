import { isDateOnly, vietnamOffset } from './local-time.ts';
import { actionOf, circumstancesOf, typeOf, whatOf } from './stage-event-parts.ts';
import type { StageFacts } from './stage-facts.ts';

/** An event in EPCIS 2.0 JSON-LD; `type` tells which of the five it is. */
export type EpcisEvent = Record<string, unknown> & { type: string; eventID: string; eventTime: string };

/** The stage as an EPCIS 2.0 event, by the mapping table of our design (standards.md §5). */
export function stageEvent(facts: StageFacts): EpcisEvent {
  const { origin, stage, at, recordedAt, locationUri } = facts;
  const location = { id: locationUri };
  return {
    type: typeOf(facts),
    eventID: facts.eventId,
    eventTime: at.toISOString(),
    eventTimeZoneOffset: vietnamOffset,
    recordTime: recordedAt.toISOString(),
    ...actionOf(facts),
    bizStep: stepOf(facts, origin),
    disposition: facts.result ?? stage.disposition,
    readPoint: location,
    ...(stage.stays && { bizLocation: location }),
    ...whatOf(facts),
    ...circumstancesOf(facts),
    ...extensionsOf(facts),
  };
}

/** The same event declared not to have happened (EPCIS 2.0 §7.4.1.3); nothing that was captured is changed. */
export function withdrawnEvent(event: EpcisEvent, at: Date, reason: string): EpcisEvent {
  return {
    ...event,
    recordTime: at.toISOString(),
    errorDeclaration: {
      declarationTime: at.toISOString(),
      reason: 'did_not_occur',
      'nguongoc:explanation': reason,
    },
  };
}

interface Labels {
  eventId: string;
  at: Date;
  lotUri: string;
  /** Whether the class was named by such an event before. */
  isRepeat: boolean;
  stamps: number;
  pieces: number;
  /** Stamps that follow one another on their roll, by the first and the last. */
  ranges: readonly { first: string; last: string; count: number }[];
}

/**
 * Serial labels were put on. The lot is named as a class and without a quantity, so that nothing is counted as made
 * twice; which stamps they are is told by the ends of their ranges, not one by one.
 */
export function labelsEvent({ eventId, at, lotUri, isRepeat, stamps, pieces, ranges }: Labels): EpcisEvent {
  return {
    type: 'ObjectEvent',
    eventID: eventId,
    eventTime: at.toISOString(),
    eventTimeZoneOffset: vietnamOffset,
    recordTime: at.toISOString(),
    action: 'ADD',
    bizStep: isRepeat ? 'creating_class_instance' : 'commissioning',
    disposition: 'active',
    quantityList: [{ epcClass: lotUri }],
    'nguongoc:stamps': stamps,
    'nguongoc:stampPieces': pieces,
    'nguongoc:stampRanges': ranges.map(({ first, last, count }) => ({
      'nguongoc:first': first,
      'nguongoc:last': last,
      'nguongoc:stamps': count,
    })),
  };
}

export function epcisDocument(origin: string, events: readonly EpcisEvent[], createdAt: Date) {
  return {
    '@context': [
      'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
      { nguongoc: `${origin}/voc/` },
    ],
    type: 'EPCISDocument' as const,
    schemaVersion: '2.0' as const,
    creationDate: createdAt.toISOString(),
    epcisBody: { eventList: [...events] },
  };
}

/** A place as EPCIS names it: by its GLN, else by our own location code, which is no GS1 key. */
export function locationUri(
  origin: string,
  { gln, code }: { gln?: string | undefined; code: string },
): string {
  return gln === undefined ? `${origin}/t/${code}` : `${origin}/414/${gln}`;
}

/** An organisation as a party: by its GLN, else by the address of its record. */
export function partyUri(origin: string, { id, gln }: { id: string; gln?: string | undefined }): string {
  return gln === undefined ? `${origin}/organisations/${id}` : `${origin}/417/${gln}`;
}

/** What a lot is made from has no number of its own here; this names it as the source of that lot. */
export function sourceUri(origin: string, batch: string): string {
  return `${origin}/batches/${batch}/source`;
}

function stepOf({ stage, isRepeat }: StageFacts, origin: string): string {
  if (stage.bizStep.startsWith('voc/')) return `${origin}/${stage.bizStep}`;
  return stage.bizStep === 'commissioning' && isRepeat ? 'creating_class_instance' : stage.bizStep;
}

function extensionsOf({ stage, group, startedAt, endedAt, who, note, details = [] }: StageFacts): object {
  return {
    'nguongoc:stage': stage.code,
    'nguongoc:productGroup': group,
    'nguongoc:who': who,
    'nguongoc:startedAt': startedAt,
    'nguongoc:timePrecision': isDateOnly(startedAt) ? 'day' : 'minute',
    ...(endedAt !== undefined && { 'nguongoc:endedAt': endedAt }),
    ...(note !== undefined && { 'nguongoc:note': note }),
    ...(details.length > 0 && {
      'nguongoc:details': details.map(({ name, value }) => ({
        'nguongoc:name': name,
        'nguongoc:value': value,
      })),
    }),
  };
}
