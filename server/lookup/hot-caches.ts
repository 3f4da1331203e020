import { keyPathOf } from '../domain/link-levels.ts';
import type { Clock } from '../platform/clock.ts';
import type { KnownLinks } from './link-reader.ts';
import { pageCache } from './page-cache.ts';
import type { UnitBase } from './unit-bases.ts';

/** A path, or an identifier of the database. */
interface Named {
  toString(): string;
}

/** What the database tells of a change; `documentKey` is missing where a whole collection went. */
export interface LookupChange {
  operationType: string;
  ns?: { coll?: string };
  documentKey?: { _id: Named };
  fullDocument?: { batch?: Named; record?: Named } | null;
}

export type HotCaches = ReturnType<typeof hotCaches>;

interface HotCachesOptions {
  clock: Clock;
  /** The addresses of the pages that show an origin. */
  addressesOf: (path: string) => readonly string[];
}

const unitBytes = 128 * 1024 * 1024;
const linkBytes = 64 * 1024 * 1024;

/** All that this process keeps ready to answer with, shut and opened together, and who must forget what. */
export function hotCaches({ clock, addressesOf }: HotCachesOptions) {
  const pages = pageCache({ clock });
  const units = pageCache<UnitBase>({ clock, maxBytes: unitBytes });
  const links = pageCache<KnownLinks>({ clock, maxBytes: linkBytes });
  const all = [pages, units, links];

  return {
    pages,
    units,
    links,

    open(): void {
      for (const cache of all) cache.open();
    },

    close(): void {
      for (const cache of all) cache.close();
    },

    forget({ ns, documentKey, fullDocument }: LookupChange): void {
      const name = documentKey?._id.toString() ?? '';
      if (ns?.coll === 'origins') {
        pages.forget(addressesOf(name));
        links.forget([keyPathOf(name)]);
        forgetBatch(fullDocument?.record);
      }
      if (ns?.coll === 'links') links.forget([keyPathOf(name)]);
      if (ns?.coll === 'stamp_runs') forgetBatch(fullDocument?.batch);
    },

    state: () => ({ pages: pages.state(), units: units.state(), links: links.state() }),
  };

  /** What has no name any more was deleted: then all that is kept may show it. */
  function forgetBatch(id: Named | undefined): void {
    if (id) units.forget([id.toString()]);
    else units.empty();
  }
}
