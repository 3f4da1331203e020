import { canonicalIdentifier } from './canonical-identifier.ts';
import type { JsonObject } from './event-hash.ts';

/** The context of EPCIS 2.0, named as everybody names it. */
export const epcisContext = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';

/** The answer to a query, as a document of its own. */
export function queryDocument(events: readonly JsonObject[], createdAt: Date) {
  return {
    '@context': [epcisContext],
    type: 'EPCISQueryDocument',
    schemaVersion: '2.0',
    creationDate: createdAt.toISOString(),
    epcisBody: {
      queryResults: { queryName: 'SimpleEventQuery', resultsBody: { eventList: events } },
    },
  };
}

interface Recorded {
  event: JsonObject;
  /** Prefixes of the document it came with. */
  context: Readonly<Record<string, string>> | null;
  recordedAt: Date;
}

/** An event on its own: when it was recorded here, and with the prefixes that its members need. */
export function standalone({ event, context, recordedAt }: Recorded): JsonObject {
  const own = [context ?? [], event['@context'] ?? []].flat().filter((one) => typeof one === 'object');
  return {
    ...event,
    ...(own.length > 0 && { '@context': own }),
    recordTime: recordedAt.toISOString(),
  };
}

/** The same event with EPC URIs written as Digital Links; its hash does not change by it. */
export function withDigitalLinks(event: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(event).map(([name, value]) => [name, linked(name, value)]));
}

const carriers = new Set([
  'epcList',
  'childEPCs',
  'inputEPCList',
  'outputEPCList',
  'parentID',
  'transformationID',
  'epcClass',
  'id',
  'source',
  'destination',
  'quantityList',
  'childQuantityList',
  'inputQuantityList',
  'outputQuantityList',
  'readPoint',
  'bizLocation',
  'sourceList',
  'destinationList',
]);

function linked(name: string, value: unknown): unknown {
  if (!carriers.has(name)) return value;
  if (typeof value === 'string') return value.startsWith('urn:epc:') ? canonicalIdentifier(value) : value;
  if (Array.isArray(value)) return value.map((one) => linked(name, one));
  return typeof value === 'object' && value !== null ? withDigitalLinks(value as JsonObject) : value;
}
