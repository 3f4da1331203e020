import { digest } from '../domain/canonical-json.ts';
import type { ChangeBy } from '../domain/change.ts';
import { invalid } from '../domain/errors.ts';
import { linksBeyond, mergedLevels } from '../domain/link-union.ts';
import type { LinkLevel } from '../domain/linkset.ts';
import { readLinkset } from '../domain/linkset-reading.ts';
import type { Ledger } from '../ledger/unit-of-work.ts';
import type { Clock } from '../platform/clock.ts';
import { wantChecks } from './link-check-model.ts';
import { LinksModel } from './link-model.ts';
import type { StoredLink, StoredLinks } from './link-model.ts';
import { linkSource } from './link-source.ts';
import { standingFaults } from './link-standing.ts';
import type { PublishedLinks } from './published-links.ts';

interface RegistryOptions {
  ledger: Ledger;
  clock: Clock;
  publicOrigin: string;
  published: PublishedLinks;
}

export type LinkRegistry = ReturnType<typeof linkRegistry>;

/** Whole linksets, in and out: links registered beside our own, which appear by themselves. */
export function linkRegistry({ ledger, clock, publicOrigin, published }: RegistryOptions) {
  return {
    /**
     * Registers the whole linkset of a file or, where anything in it is wrong, nothing; what was imported for an
     * entity before is replaced, what its producer declared stays. `takeDefaults`: its defaults go before our own.
     */
    async importLinkset(
      file: unknown,
      by: ChangeBy,
      { takeDefaults }: { takeDefaults: boolean },
    ): Promise<{ count: number }> {
      const { registrations, faults } = readLinkset(file, publicOrigin);
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
      const own = published.all();
      const stored = LinksModel.find().sort({ _id: 1 }).lean<StoredLinks>().cursor();
      let [ours, theirs] = [(await own.next()).value as LinkLevel | undefined, await stored.next()];
      for (;;) {
        const path = [ours?.path, theirs?._id].filter((one) => one !== undefined).sort()[0];
        if (path === undefined) return;
        const [isOurs, isTheirs] = [ours?.path === path, theirs?._id === path];
        yield* mergedLevels([linkSource(isOurs ? ours : undefined, (isTheirs ? theirs : null) ?? undefined)]);
        if (isOurs) ours = (await own.next()).value as LinkLevel | undefined;
        if (isTheirs) theirs = await stored.next();
      }
    },
  };

  /** Links of our own that were exported are not kept a second time: they would outlive what they tell of. */
  async function keep({ path, description, links }: LinkLevel, takesDefaults: boolean): Promise<void> {
    const now = clock.now();
    const standing = await LinksModel.findById(path).lean<StoredLinks>();
    const declared = standing?.links.filter((link) => link.declared) ?? [];
    const imported = linksBeyond(links, [...((await published.of(path))?.links ?? []), ...declared]);
    const all: StoredLink[] = [...declared, ...imported];
    const stored = { _id: path, description, links: all, takesDefaults, importedAt: now };
    if (all.length === 0) await LinksModel.deleteOne({ _id: path });
    else await LinksModel.replaceOne({ _id: path }, stored, { upsert: true });
    await wantChecks(imported, now);
  }
}
