import { prefixesOf } from './context.ts';
import type { JsonObject, Surroundings } from './event-hash.ts';

/** The events of a message that was found valid: a document, the answer to a query, or one event alone. */
export function eventsOfMessage(message: JsonObject): JsonObject[] {
  const body = message['epcisBody'] as
    { eventList?: JsonObject[]; queryResults?: { resultsBody: { eventList: JsonObject[] } } } | undefined;
  if (!body) return [message];
  return body.eventList ?? body.queryResults?.resultsBody.eventList ?? [];
}

/** What the events of a message share: its prefixes, and the members its sender added for himself. */
export function surroundingsOf(message: JsonObject): Surroundings {
  const ignored = Object.entries(message).find(([name]) => name.endsWith(':ignoreFields'))?.[1];
  return {
    prefixes: prefixesOf(message['@context']),
    ignored: new Set(Array.isArray(ignored) ? (ignored as string[]) : []),
  };
}
