import type { TraceLink } from '../domain/identifiers/digital-link.ts';
import { keyPathOf, levelPathsOf, pathOf } from '../domain/link-levels.ts';
import { mergedLevels, withDescribedDefaults } from '../domain/link-union.ts';
import type { LinkLevel } from '../domain/linkset.ts';
import { LinksModel } from './link-model.ts';
import type { StoredLinks } from './link-model.ts';
import { linkSource } from './link-source.ts';
import type { PageCache } from './page-cache.ts';
import type { PublishedLinks } from './published-links.ts';

/** What is known below one key, as far as somebody asked for it. */
export interface KnownLinks {
  readonly bytes: number;
  own: ReadonlyMap<string, LinkLevel>;
  /** All that is registered at the key and below, so that what is not here is nowhere; null where it is too much. */
  registered: ReadonlyMap<string, StoredLinks> | null;
}

export type LinkReader = ReturnType<typeof linkReader>;

interface ReaderOptions {
  published: Pick<PublishedLinks, 'ofAll'>;
  cache: PageCache<KnownLinks>;
}

/** Products and their lots are published, never a variant or a serial. */
const publishable = /^[^/]+\/[^/]+(?:\/10\/[^/]+)?$/;
const mostRegistered = 100;
const mostOwn = 500;
const roughBytes = 600;

/** The links a code is resolved to; those of a product somebody scans are found in memory. */
export function linkReader({ published, cache }: ReaderOptions) {
  return {
    /**
     * All that is known for a code, the most specific level first; empty where nothing is. `unit`: the links that a
     * stamp has by being issued here.
     */
    async levelsOf(link: TraceLink, unit?: LinkLevel): Promise<LinkLevel[]> {
      const paths = levelPathsOf(link);
      const known = await knownBelow(keyPathOf(pathOf(link)), paths);
      const registered = known.registered ?? (await registeredAt(paths));
      const sources = paths.map((path) =>
        linkSource(path === unit?.path ? unit : known.own.get(path), registered.get(path)),
      );
      return withDescribedDefaults(mergedLevels(sources));
    },
  };

  async function knownBelow(key: string, paths: readonly string[]): Promise<KnownLinks> {
    const kept = cache.get(key);
    const missing = paths.filter((path) => publishable.test(path) && !kept?.own.has(path));
    if (kept && missing.length === 0) return kept;
    const ticket = cache.ticket();
    const [found, registered] = await Promise.all([
      published.ofAll(missing),
      kept ? kept.registered : registeredBelow(key),
    ]);
    const before = kept && kept.own.size < mostOwn ? kept.own : [];
    const known = knownLinks(new Map([...before, ...found]), registered);
    // Codes of nothing would push out those that people ask for.
    if (known.bytes > 0) cache.put(key, known, ticket);
    return known;
  }
}

function knownLinks(own: KnownLinks['own'], registered: KnownLinks['registered']): KnownLinks {
  const levels = [...own.values(), ...(registered?.values() ?? [])];
  const count = levels.reduce((sum, { links }) => sum + links.length, 0);
  return { bytes: count * roughBytes, own, registered };
}

async function registeredBelow(key: string): Promise<KnownLinks['registered']> {
  const found = await LinksModel.find({ _id: { $gte: key, $lt: `${key}0` } })
    .limit(mostRegistered + 1)
    .lean<StoredLinks[]>();
  return found.length > mostRegistered ? null : byPath(found);
}

async function registeredAt(paths: readonly string[]): Promise<ReadonlyMap<string, StoredLinks>> {
  return byPath(await LinksModel.find({ _id: { $in: [...paths] } }).lean<StoredLinks[]>());
}

function byPath(found: readonly StoredLinks[]): ReadonlyMap<string, StoredLinks> {
  return new Map(found.map((one) => [one._id, one]));
}
