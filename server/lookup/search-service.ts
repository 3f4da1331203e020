import { searchReadings, searchTiers, wordReach } from '../domain/search-reading.ts';
import type { SearchReading } from '../domain/search-reading.ts';
import { may, scopeFor } from '../domain/roles.ts';
import type { Actor, Right } from '../domain/roles.ts';
import type { NamesOf } from '../ledger/record-service.ts';
import type { SearchItem, SearchPage, SearchQuery } from '../platform/contract-types.ts';
import { SearchEntryModel } from './search-entry-model.ts';
import type { IndexedKind, SearchEntry } from './search-entry-model.ts';
import { beyond, placeIn, placeText, tierFilter } from './search-filter.ts';
import type { SearchPlace, SearchScope } from './search-filter.ts';
import { departmentScope, everyoneScope } from './search-sources.ts';

interface SearchOptions {
  namesOf: NamesOf;
  /** The stamp whose serial was typed, if there is one that the actor may see. */
  stampIn: (text: string, actor: Actor) => Promise<SearchItem | null>;
}

export type SearchService = ReturnType<typeof searchService>;

/** What was found of one kind, and whether there is more. */
export interface SearchGroup {
  kind: SearchItem['kind'];
  items: SearchItem[];
  hasMore: boolean;
}

/** In the order of the page. */
const rightOf: Record<IndexedKind, Right> = {
  batch: 'records.read',
  product: 'records.read',
  organisation: 'records.read',
  place: 'records.read',
  certificate: 'records.read',
  mark: 'records.read',
  grant: 'records.read',
  submission: 'queue.read',
  case: 'cases.read',
  report: 'reports.read',
};

type Listed = Omit<SearchEntry, 'keys' | 'line' | 'head'>;
const unlisted = { keys: 0, line: 0, head: 0 };
const latestFirst = { at: -1, record: -1 } as const;

/** Counting the entries of a word stops here: enough to tell a rare word from a common one. */
const countReach = 3000;

/** Finds among everything an actor may see. Nothing else is looked at: the scope is part of every filter. */
export function searchService({ namesOf, stampIn }: SearchOptions) {
  return {
    /** Best first; see `searchTiers`. */
    async search(actor: Actor, { q, kind, limit = 25, after }: SearchQuery): Promise<SearchPage> {
      const isStampAsked = after === undefined && (kind === undefined || kind === 'stamp');
      const stamp = isStampAsked ? await stampIn(q, actor) : null;
      const first = stamp ? [stamp] : [];
      const place = after === undefined ? undefined : placeIn(after);
      const scope = scopeOf(actor, kind);
      const { reading, at } = await understood(q, scope, place);
      if (!reading) return { items: first, readAs: null };
      const { entries, next } = await pageOf(reading, scope, { limit, place });
      return {
        items: [...first, ...(await itemsOf(entries))],
        readAs: readAs(reading, at),
        ...(next && { next: placeText({ ...next, reading: at }) }),
      };
    },

    /** The best of each kind, for a page that shows all of them. */
    async overview(
      actor: Actor,
      q: string,
      most: number,
    ): Promise<{ groups: SearchGroup[]; readAs: string | null }> {
      const stamp = await stampIn(q, actor);
      const scope = scopeOf(actor);
      const { reading, at } = await understood(q, scope);
      const stamps: SearchGroup[] = stamp ? [{ kind: 'stamp', items: [stamp], hasMore: false }] : [];
      if (!reading) return { groups: stamps, readAs: null };
      const found = await Promise.all(
        scope.kind.$in.map(async (kind) => {
          const page = await pageOf(reading, { ...scope, kind: { $in: [kind] } }, { limit: most });
          return { kind, ...page };
        }),
      );
      const items = await itemsOf(found.flatMap(({ entries }) => entries));
      const groups = found.map(({ kind, next }) => {
        return { kind, items: items.filter((item) => item.kind === kind), hasMore: next !== undefined };
      });
      return {
        groups: [...stamps, ...groups.filter((group) => group.items.length > 0)],
        readAs: readAs(reading, at),
      };
    },

    /** The kinds an actor can be shown, in the order of the page. */
    kindsFor(actor: Actor): SearchItem['kind'][] {
      return ['stamp', ...scopeOf(actor).kind.$in];
    },
  };

  async function understood(
    q: string,
    scope: SearchScope,
    place?: SearchPlace,
  ): Promise<{ reading: SearchReading | undefined; at: number }> {
    const readings = searchReadings(q);
    const at = place?.reading ?? (await firstThatFinds(readings, scope));
    return { reading: readings[at], at };
  }

  /** The first way to read what was typed that finds anything; -1 where none does. */
  async function firstThatFinds(readings: readonly SearchReading[], scope: SearchScope): Promise<number> {
    for (const [at, reading] of readings.entries()) {
      const lead = await leadOf(reading, scope);
      for (const tier of searchTiers) {
        const filter = tierFilter(reading, tier, lead);
        // What holds a begun title holds its words too.
        if (!filter || tier === 'title-begins') continue;
        const { $nor: _before, ...alone } = filter as { $nor?: object };
        if (await SearchEntryModel.exists({ ...scope, ...alone })) return at;
      }
    }
    return -1;
  }

  async function pageOf(
    reading: SearchReading,
    scope: SearchScope,
    { limit, place }: { limit: number; place?: SearchPlace | undefined },
  ): Promise<{ entries: Listed[]; next?: Omit<SearchPlace, 'reading'> }> {
    const lead = await leadOf(reading, scope);
    const found: { entry: Listed; tier: number }[] = [];
    for (const [tier, name] of searchTiers.entries()) {
      if (found.length > limit) break;
      const filter = tierFilter(reading, name, lead);
      if (!filter || (place && tier < place.tier)) continue;
      const onward = place?.tier === tier ? { $and: [filter, beyond(place)] } : filter;
      const entries = await SearchEntryModel.find({ ...scope, ...onward }, unlisted)
        .sort(latestFirst)
        .limit(limit + 1 - found.length)
        .lean<Listed[]>();
      found.push(...entries.map((entry) => ({ entry, tier })));
    }
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    return {
      entries: shown.map(({ entry }) => entry),
      ...(last && { next: { tier: last.tier, at: last.entry.at, record: last.entry.record } }),
    };
  }

  /** The rarest of several words: the fewer the index answers with, the fewer are compared. */
  async function leadOf({ words }: SearchReading, scope: SearchScope): Promise<number> {
    if (words.length === 1) return 0;
    const counts = await Promise.all(
      words.map((alternatives) => {
        const keys = { $in: alternatives.map((word) => word.slice(0, wordReach)) };
        return SearchEntryModel.countDocuments({ ...scope, keys }, { limit: countReach });
      }),
    );
    return counts.indexOf(Math.min(...counts));
  }

  async function itemsOf(entries: readonly Listed[]): Promise<SearchItem[]> {
    const owners = entries.flatMap(({ organisation }) => organisation ?? []);
    const names = await namesOf([...new Set(owners)]);
    return entries.map(({ kind, record, title, code, organisation, state, sample, at }) => ({
      ...{ kind, id: record, title, code, state, sample, updatedAt: at.toISOString() },
      organisation: organisation === null ? null : { id: organisation, name: names.get(organisation) ?? '' },
    }));
  }
}

function readAs({ phrase }: SearchReading, at: number): string | null {
  return at === 0 ? null : phrase;
}

/** The department finds what its lists show; everybody else what is their organisation's, and the public register. */
function scopeOf(actor: Actor, kind?: SearchItem['kind']): SearchScope {
  const { organisation } = scopeFor(actor);
  const kinds = (Object.keys(rightOf) as IndexedKind[]).filter((one) => may(actor, rightOf[one]));
  return {
    scope: { $in: organisation === undefined ? [departmentScope] : [organisation, everyoneScope] },
    kind: { $in: kind === undefined ? kinds : kinds.filter((one) => one === kind) },
  };
}
