import { setImmediate as nextTurn } from 'node:timers/promises';
import { DomainError, invalid } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import type { JsonObject, Surroundings } from '../../domain/epcis/event-hash.ts';
import { eventsOfMessage, surroundingsOf } from '../../domain/epcis/message.ts';
import { strangePrefixes } from '../../domain/epcis/strange-prefixes.ts';
import { epcisFaults } from '../../platform/epcis-contracts.ts';

/** What one message may hold; told to whoever asks before sending (`OPTIONS`). */
export const captureLimits = { events: 1000, bytes: 2 * 1024 * 1024 } as const;

/** Events that are looked at before others get their turn: a large message must not make everybody wait. */
const atOnce = 50;

export interface ReadMessage {
  surroundings: Surroundings;
  events: ReadEvent[];
}

export interface ReadEvent {
  event: JsonObject;
  /** Where it stands in the message. */
  pointer: string;
  faults: Fault[];
}

/** The events of a message, each with what is wrong with it. A message that is wrong around them is refused whole. */
export async function readMessage(message: unknown): Promise<ReadMessage> {
  const hollow = withoutEvents(message);
  const faults = epcisFaults('EpcisMessage', hollow?.envelope ?? message);
  if (faults.length > 0) throw invalid(faults);
  const surroundings = surroundingsOf(message as JsonObject);
  const given = hollow ? eventsOfMessage(message as JsonObject) : [message as JsonObject];
  if (given.length > captureLimits.events) {
    throw new DomainError('too-large', {
      key: 'epcis.too-many-events',
      params: { limit: captureLimits.events, count: given.length },
    });
  }
  const events: ReadEvent[] = [];
  for (const [at, event] of given.entries()) {
    if (at % atOnce === atOnce - 1) await nextTurn();
    events.push({
      event,
      pointer: hollow ? `${hollow.pointer}/${at}` : '',
      faults: faultsIn(event, surroundings),
    });
  }
  return { surroundings, events };
}

function faultsIn(event: JsonObject, { prefixes }: Surroundings): Fault[] {
  const faults = epcisFaults('EpcisEvent', event);
  return faults.length > 0 ? faults : strangePrefixes(event, prefixes);
}

/** The message around its events, and the pointer to their list; undefined where there is no list. */
function withoutEvents(message: unknown): { envelope: unknown; pointer: string } | undefined {
  const body = memberOf(message, 'epcisBody');
  if (Array.isArray(memberOf(body, 'eventList'))) {
    return {
      envelope: { ...(message as object), epcisBody: { ...(body as object), eventList: [] } },
      pointer: '/epcisBody/eventList',
    };
  }
  const results = memberOf(body, 'queryResults');
  const inner = memberOf(results, 'resultsBody');
  if (!Array.isArray(memberOf(inner, 'eventList'))) return undefined;
  const queryResults = { ...(results as object), resultsBody: { ...(inner as object), eventList: [] } };
  return {
    envelope: { ...(message as object), epcisBody: { ...(body as object), queryResults } },
    pointer: '/epcisBody/queryResults/resultsBody/eventList',
  };
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as JsonObject)[name] : undefined;
}
