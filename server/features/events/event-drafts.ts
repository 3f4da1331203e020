import { Types } from 'mongoose';
import { digest } from '../../domain/canonical-json.ts';
import { prefixesOf } from '../../domain/epcis/context.ts';
import { eventFacts } from '../../domain/epcis/event-facts.ts';
import { eventHash } from '../../domain/epcis/event-hash.ts';
import type { JsonObject, Surroundings } from '../../domain/epcis/event-hash.ts';
import type { EpcisEvent } from '../../domain/stage-event.ts';
import type { StoredEvent } from './event-model.ts';

/** An event as it will be stored, before it is known what it corrects. */
export type EventDraft = StoredEvent & { _id: Types.ObjectId };

export interface Telling {
  organisation: string;
  by: string;
  recordedAt: Date;
  capture: string | null;
}

/** The event of a message, ready to be stored: named, dated and with what it is searched by. */
export function draftOf(event: JsonObject, surroundings: Surroundings, telling: Telling): EventDraft {
  const { organisation, by, recordedAt, capture } = telling;
  const hash = eventHash(event, surroundings);
  const eventId = typeof event['eventID'] === 'string' ? event['eventID'] : hash;
  const prefixes = new Map([...surroundings.prefixes, ...prefixesOf(event['@context'])]);
  const own = ownPrefixes(surroundings);
  return {
    _id: new Types.ObjectId(),
    organisation: new Types.ObjectId(organisation),
    eventId,
    at: new Date(String(event['eventTime'])),
    recordedAt,
    recordedBy: by,
    withdraws: null,
    epcis: { ...event, eventID: eventId } as EpcisEvent,
    context: own,
    contentHash: contentHashOf(event, hash),
    facts: eventFacts(event, prefixes),
    capture,
    batch: null,
    content: null,
    placeName: null,
    reason: null,
  };
}

/** The hash of an event leaves out its error declaration: a correction is another content of the same name. */
export function contentHashOf(event: JsonObject, hash: string): string {
  const declaration = event['errorDeclaration'];
  return declaration === undefined ? hash : `${hash}&corrected=${digest(declaration)}`;
}

/** The content that a correction must share with the event it corrects. */
export function originalHash({ contentHash }: Pick<StoredEvent, 'contentHash'>): string {
  return contentHash.split('&')[0] ?? contentHash;
}

function ownPrefixes({ prefixes }: Surroundings): Record<string, string> | null {
  const standard = prefixesOf();
  const own = [...prefixes].filter(([prefix, namespace]) => standard.get(prefix) !== namespace);
  return own.length === 0 ? null : Object.fromEntries(own);
}
