import { Types } from 'mongoose';
import { DomainError } from '../../domain/errors.ts';
import { scopeFor } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import type { Clock } from '../../platform/clock.ts';
import { EventModel } from './event-model.ts';
import type { StoredEvent } from './event-model.ts';
import { pageTokenOf, readPageToken } from './event-page-token.ts';
import type { PageEnd } from './event-page-token.ts';
import type { EventQuery } from './event-query.ts';

export type FoundEvent = Pick<StoredEvent, 'epcis' | 'context' | 'recordedAt'>;

interface EventPage {
  events: FoundEvent[];
  next: string | undefined;
}

/** The members of events that can be listed on their own. */
export const listedFacts = {
  epcs: 'facts.all',
  bizSteps: 'facts.bizStep',
  eventTypes: 'facts.type',
  bizLocations: 'facts.bizLocation',
  readPoints: 'facts.readPoint',
  dispositions: 'facts.disposition',
} as const;

/** The query parameter that a path of its own stands for. */
export const fixedTerms: Record<keyof typeof listedFacts, string> = {
  epcs: 'MATCH_anyEPC',
  bizSteps: 'EQ_bizStep',
  eventTypes: 'eventType',
  bizLocations: 'EQ_bizLocation',
  readPoints: 'EQ_readPoint',
  dispositions: 'EQ_disposition',
};

export type EventSearch = ReturnType<typeof eventSearch>;

/** Finds events for whoever may see them: producers their own, the department all. */
export function eventSearch({ clock }: { clock: Clock }) {
  return {
    async find(query: EventQuery, actor: Actor): Promise<EventPage> {
      const { filter, sortBy, direction, perPage, countLimit = Infinity, pageToken } = query;
      const asked = [filter, sortBy, direction, String(countLimit), scopeOf(actor)];
      const start = pageToken === undefined ? undefined : readPageToken(pageToken, asked, clock.now());
      const scoped = { $and: [filter, scopeOf(actor)] };
      await refuseTooMany(scoped, query);
      const given = start?.given ?? 0;
      const room = Math.min(perPage, countLimit - given);
      const found = await EventModel.find(
        start ? { $and: [scoped, beyond(start, sortBy, direction)] } : scoped,
        { epcis: 1, context: 1, recordedAt: 1, at: 1 },
      )
        .sort({ [sortBy]: direction, _id: direction })
        .limit(room + 1)
        .lean();
      const events = found.slice(0, room);
      const last = events.at(-1);
      const isMore = found.length > room && given + room < countLimit;
      const end = last && { at: last[sortBy], id: String(last._id), given: given + events.length };
      return { events, next: end && isMore ? pageTokenOf(end, asked, clock.now()) : undefined };
    },

    /** What the events in sight name, in alphabetical order. */
    async members(
      name: keyof typeof listedFacts,
      actor: Actor,
      { after = '', limit }: { after?: string; limit: number },
    ) {
      const path = listedFacts[name];
      const found = await EventModel.aggregate<{ _id: string }>([
        { $match: scopeOf(actor) },
        { $project: { value: `$${path}` } },
        { $unwind: '$value' },
        { $match: { value: { $gt: after } } },
        { $group: { _id: '$value' } },
        { $sort: { _id: 1 } },
        { $limit: limit },
      ]);
      return found.map(({ _id }) => _id);
    },
  };
}

async function refuseTooMany(filter: Record<string, unknown>, { most }: EventQuery): Promise<void> {
  if (most === undefined || (await EventModel.countDocuments(filter).limit(most + 1)) <= most) return;
  throw new DomainError('too-large', { key: 'epcis.query-too-large', params: { limit: most } });
}

/** Aggregations and nested filters are not cast by mongoose. */
function scopeOf(actor: Actor): { organisation?: Types.ObjectId } {
  const { organisation } = scopeFor(actor);
  return organisation === undefined ? {} : { organisation: new Types.ObjectId(organisation) };
}

function beyond(
  { at, id }: PageEnd,
  sortBy: EventQuery['sortBy'],
  direction: 1 | -1,
): Record<string, unknown> {
  const operator = direction === 1 ? '$gt' : '$lt';
  return {
    $or: [{ [sortBy]: { [operator]: at } }, { [sortBy]: at, _id: { [operator]: new Types.ObjectId(id) } }],
  };
}
