import { digest } from '../domain/canonical-json.ts';
import type { ChangeBy } from '../domain/change.ts';
import { invalid } from '../domain/errors.ts';
import type { TraceLink } from '../domain/identifiers/digital-link.ts';
import { levelPathsOf } from '../domain/link-levels.ts';
import { linksBeyond, mergedLevels } from '../domain/link-union.ts';
import type { LinkSource } from '../domain/link-union.ts';
import type { LinkLevel } from '../domain/linkset.ts';
import { readLinkset } from '../domain/linkset-reading.ts';
import type { Ledger } from '../ledger/unit-of-work.ts';
import type { Clock } from '../platform/clock.ts';
import { LinksModel } from './link-model.ts';
import type { StoredLinks } from './link-model.ts';
import { standingFaults } from './link-standing.ts';
import { OriginModel } from './origin-model.ts';
import { ownLinks } from './own-links.ts';
import type { AddressOf, LinkedOrigin } from './own-links.ts';

interface RegistryOptions {
  ledger: Ledger;
  clock: Clock;
  addressOf: AddressOf;
}

export type LinkRegistry = ReturnType<typeof linkRegistry>;

const originParts = {
  'origin.path': 1,
  'origin.name': 1,
  'origin.nameEnglish': 1,
  'origin.lot': 1,
  'origin.verdict.kind': 1,
  'origin.stages.stage': 1,
  'origin.certificates.type': 1,
};

/** The links of everything that has a code: our own, which appear by themselves, and those registered beside them. */
export function linkRegistry({ ledger, clock, addressOf }: RegistryOptions) {
  return {
    /** All that is known for a code, the most specific level first; empty where nothing is. */
    async levelsOf(link: TraceLink): Promise<LinkLevel[]> {
      const _id = { $in: levelPathsOf(link) };
      const [origins, stored] = await Promise.all([
        OriginModel.find({ _id }, originParts).lean<{ _id: string; origin: LinkedOrigin }[]>(),
        LinksModel.find({ _id }).lean<StoredLinks[]>(),
      ]);
      return mergedLevels(
        _id.$in.map((path) =>
          sourceOf(
            origins.find((one) => one._id === path) ?? null,
            stored.find((one) => one._id === path) ?? null,
          ),
        ),
      );
    },

    /**
     * Registers the whole linkset of a file or, where anything in it is wrong, nothing; an entity's earlier
     * registration is replaced. `takeDefaults`: its defaults go before our own.
     */
    async importLinkset(
      file: unknown,
      by: ChangeBy,
      { takeDefaults }: { takeDefaults: boolean },
    ): Promise<{ count: number }> {
      const { registrations, faults } = readLinkset(file);
      return ledger.change(by, async (record) => {
        const all = [...faults, ...(await standingFaults(registrations, { takeDefaults }))];
        if (all.length > 0) throw invalid(all);
        const levels = registrations.map(({ level }) => level);
        for (const level of levels) await keep(level, takeDefaults);
        const id = digest(levels);
        await record({ subject: { kind: 'linkset', id }, action: 'linkset.import', after: levels });
        return { count: levels.length };
      });
    },

    /** Every entity with a Digital Link, ordered by its path, our own links among them. */
    async *exported(): AsyncGenerator<LinkLevel> {
      const origins = OriginModel.find({ _id: /^01\// }, originParts)
        .sort({ _id: 1 })
        .lean<{ _id: string; origin: LinkedOrigin }>()
        .cursor();
      const stored = LinksModel.find().sort({ _id: 1 }).lean<StoredLinks>().cursor();
      let [origin, registered] = [await origins.next(), await stored.next()];
      for (;;) {
        const path = [origin?._id, registered?._id].filter((one) => one !== undefined).sort()[0];
        if (path === undefined) return;
        const [published, beside] = [origin, registered].map((one) => one?._id === path);
        yield* mergedLevels([sourceOf(published ? origin : null, beside ? registered : null)]);
        if (published) origin = await origins.next();
        if (beside) registered = await stored.next();
      }
    },
  };

  /** Links of our own that were exported are not kept a second time: they would outlive what they tell of. */
  async function keep({ path, description, links }: LinkLevel, takesDefaults: boolean): Promise<void> {
    const published = await OriginModel.findById(path, originParts).lean<{ origin: LinkedOrigin }>();
    const own = published ? ownLinks(published.origin, addressOf).links : [];
    const others = linksBeyond(links, own);
    const stored = { _id: path, description, links: others, takesDefaults, importedAt: clock.now() };
    if (others.length === 0) await LinksModel.deleteOne({ _id: path });
    else await LinksModel.replaceOne({ _id: path }, stored, { upsert: true });
  }

  function sourceOf(published: { origin: LinkedOrigin } | null, stored: StoredLinks | null): LinkSource {
    return {
      own: published ? ownLinks(published.origin, addressOf) : undefined,
      registered: stored ? { ...stored, path: stored._id } : undefined,
    };
  }
}
