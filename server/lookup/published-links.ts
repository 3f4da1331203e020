import type { LinkLevel } from '../domain/linkset.ts';
import { OriginModel } from './origin-model.ts';
import { ownLinks } from './own-links.ts';
import type { LinkedOrigin, OwnAddresses } from './own-links.ts';

const parts = {
  'origin.path': 1,
  'origin.name': 1,
  'origin.nameEnglish': 1,
  'origin.lot': 1,
  'origin.verdict.kind': 1,
  'origin.verdict.notice': 1,
  'origin.stages.stage': 1,
  'origin.certificates.type': 1,
};

interface Published {
  _id: string;
  origin: LinkedOrigin;
}

export type PublishedLinks = ReturnType<typeof publishedLinks>;

/** The links that codes have by being published here; nowhere stored, always made from what is published now. */
export function publishedLinks(addresses: OwnAddresses) {
  const levelOf = ({ origin }: Published): LinkLevel => ownLinks(origin, addresses);

  return {
    async of(path: string): Promise<LinkLevel | undefined> {
      const found = await OriginModel.findById(path, parts).lean<Published>();
      return found ? levelOf(found) : undefined;
    },

    async ofAll(paths: readonly string[]): Promise<Map<string, LinkLevel>> {
      const found = await OriginModel.find({ _id: { $in: [...paths] } }, parts).lean<Published[]>();
      return new Map(found.map((one) => [one._id, levelOf(one)]));
    },

    /** Of every product and batch with a Digital Link, ordered by path. */
    async *all(): AsyncGenerator<LinkLevel> {
      const found = OriginModel.find({ _id: /^01\// }, parts).sort({ _id: 1 }).lean<Published>().cursor();
      for await (const one of found as AsyncIterable<Published>) yield levelOf(one);
    },
  };
}
