import type { Subject } from '../../domain/change.ts';
import { differences } from '../../domain/difference.ts';
import { invalid, notFound } from '../../domain/errors.ts';
import { historyReach } from '../../domain/history-reach.ts';
import { vietnamOffset } from '../../domain/local-time.ts';
import type { Actor } from '../../domain/roles.ts';
import { actsOf, entriesOf } from '../../ledger/record-history.ts';
import type { EntryFilter, StoredEntry } from '../../ledger/record-history.ts';
import type {
  Comparison,
  ComparisonQuery,
  History,
  HistoryEntry,
  HistoryQuery,
  RecordAbout,
} from '../../platform/contract-types.ts';
import type { HistoryNeighbours } from './history-neighbours.ts';
import { recordVersions } from './record-versions.ts';
import type { ComparableVersion } from './record-versions.ts';

export type HistoryService = ReturnType<typeof historyService>;

/** What an actor may read of a record's history. */
export interface ReadableRecord {
  about: RecordAbout;
  reach: EntryFilter;
  people: History['people'];
  actions: string[];
}

const usual = 50;

/** Who did what to a record, when and why, and what differs between any two of its versions. */
export function historyService({ neighbours }: { neighbours: HistoryNeighbours }) {
  return {
    readable,

    async read(query: HistoryQuery, actor: Actor): Promise<History> {
      const subject = subjectOf(query);
      const { about, reach, people, actions } = await readable(subject, actor);
      const { items, next } = await entriesOf(
        subject,
        { ...reach, ...narrowed(query) },
        { after: query.after, limit: query.limit ?? usual },
      );
      const { inForce, all } = await recordVersions(subject, neighbours);
      return {
        about,
        entries: items.map(entryView),
        versions: inForce.map(({ number, at, by, digest, content }) => ({
          ...{ number, by, digest, content },
          at: at.toISOString(),
        })),
        comparable: all.map(({ head }) => head),
        people,
        actions,
        ...(next !== undefined && { next }),
      };
    },

    /** The older version is always told first, whichever was named first. */
    async compare(query: ComparisonQuery, actor: Actor): Promise<Comparison> {
      const subject = subjectOf(query);
      const { about } = await readable(subject, actor);
      const { all } = await recordVersions(subject, neighbours);
      const chosen = [query.from, query.to].sort((a, b) => a - b);
      const [from, to] = chosen.map((number) => all.find(({ head }) => head.number === number));
      assertTwo(query, all);
      if (!from || !to) throw notFound();
      return {
        about,
        comparable: all.map(({ head }) => head),
        from,
        to,
        differences: differences(from.content, to.content),
      };
    },
  };

  /** What the actor may read of it, or 404: what nobody ever did anything to is no record. */
  async function readable(subject: Subject, actor: Actor): Promise<ReadableRecord> {
    const reach = historyReach(subject.kind, actor);
    const { people, actions } = await actsOf(subject, reach);
    if (actions.length === 0 || !(await isParty(subject, reach))) throw notFound();
    return { about: { ...subject, ...(await neighbours.about(subject)) }, reach, people, actions };
  }

  async function isParty(subject: Subject, { own, isShared }: EntryFilter): Promise<boolean> {
    if (isShared !== true) return true;
    return (await entriesOf(subject, { own }, { limit: 1 })).items.length > 0;
  }
}

export function subjectOf({ kind, id }: { kind: Subject['kind']; id: string }): Subject {
  return { kind, id };
}

export function entryView({ _id, at, actor, action, reason, before, after }: StoredEntry): HistoryEntry {
  const { name: by, roles } = actor;
  return { id: String(_id), at: at.toISOString(), by, roles: [...roles], action, reason, before, after };
}

/** Days as the calendar of Viet Nam has them, the last one included. */
function narrowed({ who, action, from, to }: HistoryQuery): EntryFilter {
  if (from !== undefined && to !== undefined && to < from)
    throw invalid([{ pointer: '/to', key: 'history.to-before-from' }]);
  return {
    who,
    action,
    since: from === undefined ? undefined : beginOf(from),
    before: to === undefined ? undefined : new Date(beginOf(to).getTime() + day),
  };
}

const day = 24 * 3600 * 1000;

function beginOf(date: string): Date {
  return new Date(`${date}T00:00${vietnamOffset}`);
}

function assertTwo({ from, to }: ComparisonQuery, all: readonly ComparableVersion[]): void {
  const numbers = new Set(all.map(({ head }) => head.number));
  const missing = Object.entries({ from, to }).filter(([, number]) => !numbers.has(number));
  if (missing.length > 0)
    throw invalid(
      missing.map(([name, number]) => ({
        pointer: `/${name}`,
        key: 'history.no-such-version',
        params: { number },
      })),
    );
  if (from === to) throw invalid([{ pointer: '/to', key: 'history.same-version' }]);
}
