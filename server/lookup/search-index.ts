import type { Subject } from '../domain/change.ts';
import { keysOf, lineOf } from '../domain/search-reading.ts';
import { searchKey } from '../domain/search-key.ts';
import { isDuplicateKey } from '../platform/database.ts';
import type { Clock } from '../platform/clock.ts';
import { SearchEntryModel } from './search-entry-model.ts';
import type { SearchEntry } from './search-entry-model.ts';
import { searchSources } from './search-sources.ts';
import type { SearchDraft, SearchPlaces, SearchSource } from './search-sources.ts';

interface SearchIndexOptions extends SearchPlaces {
  clock: Clock;
}

const portion = 200;

interface Found {
  id: string;
  drafts(): Promise<SearchDraft[]>;
}

/** Keeps what can be found beside the records: with every change of theirs, and all of it by a command. */
export function searchIndex({ clock, ...places }: SearchIndexOptions) {
  const sources = new Map(searchSources(places).map((source) => [source.kind, source]));
  return {
    /** Inside a change, after its work: what was recorded is found as it now stands, or no longer. */
    async refresh(subjects: readonly Subject[]): Promise<void> {
      for (const { kind, id } of subjects) {
        const source = sources.get(kind);
        if (source) await renew(source, id);
      }
    },

    /** All entries anew, beside the work of others; answers with how many there are. */
    async rebuild(): Promise<number> {
      const begun = clock.now();
      for (const source of sources.values()) await rebuildKind(source);
      await SearchEntryModel.deleteMany({ madeAt: { $lt: begun } });
      return SearchEntryModel.estimatedDocumentCount();
    },
  };

  async function renew(source: SearchSource, id: string): Promise<void> {
    const entries = entriesOf(await source.of(id), subjectOf(source, id));
    const standing = await SearchEntryModel.find({ subject: subjectOf(source, id) }).lean<SearchEntry[]>();
    const kept = new Map(standing.map((entry) => [entry._id, entry]));
    for (const entry of entries) {
      const before = kept.get(entry._id);
      kept.delete(entry._id);
      if (before && isSame(before, entry)) continue;
      await SearchEntryModel.replaceOne({ _id: entry._id }, entry, { upsert: true });
    }
    if (kept.size > 0) await SearchEntryModel.deleteMany({ _id: { $in: [...kept.keys()] } });
  }

  async function rebuildKind(source: SearchSource): Promise<void> {
    let found: Found[] = [];
    for await (const one of source.all()) {
      found.push(one);
      if (found.length < portion) continue;
      await write(source, found);
      found = [];
    }
    await write(source, found);
  }

  /** A change made meanwhile has the newer entry, and keeps it. */
  async function write(source: SearchSource, found: readonly Found[]): Promise<void> {
    const told = await Promise.all(
      found.map(async ({ id, drafts }) => entriesOf(await drafts(), subjectOf(source, id))),
    );
    const writes = told.flat().map(({ _id, ...entry }) => ({
      updateOne: { filter: { _id, at: { $lte: entry.at } }, update: { $set: entry }, upsert: true },
    }));
    if (writes.length === 0) return;
    try {
      // Past mongoose: what was just made here needs no casting of its many keys.
      await SearchEntryModel.collection.bulkWrite(writes as never[], { ordered: false });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }

  function entriesOf(drafts: readonly SearchDraft[], subject: string): SearchEntry[] {
    const madeAt = clock.now();
    return drafts.flatMap(({ scopes, words, codes, ...draft }) => {
      const found = { title: draft.title, words, codes };
      const made = { keys: keysOf(found), line: lineOf(found), head: searchKey(draft.title) };
      return scopes.map((scope) => ({
        ...draft,
        ...made,
        ...{ _id: `${scope}/${draft.kind}/${draft.record}`, scope, subject, madeAt },
      }));
    });
  }
}

function subjectOf({ kind }: SearchSource, id: string): string {
  return `${kind}:${id}`;
}

function isSame(a: SearchEntry, b: SearchEntry): boolean {
  const core = ({ title, line, head, code, organisation, state, at }: SearchEntry) =>
    JSON.stringify([title, line, head, code, organisation, state, at]);
  return core(a) === core(b);
}
