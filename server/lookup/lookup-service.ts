import { Types } from 'mongoose';
import { tracePath } from '../domain/identifiers/digital-link.ts';
import type { TraceLink } from '../domain/identifiers/digital-link.ts';
import type { EpcisEvent } from '../domain/stage-event.ts';
import { parseTypedCode } from '../domain/identifiers/typed-code.ts';
import { OriginModel, inThisShape } from './origin-model.ts';
import type { StoredOrigin } from './origin-model.ts';
import type { Origin } from './origin.ts';

export type LookupService = ReturnType<typeof lookupService>;

export interface FoundOrigin {
  origin: Origin;
  organisation: string;
}

interface Goods {
  path: string;
  title: string;
  organisation: string;
  /** null for a product as such. */
  batch: string | null;
}

/** Reading what was published: one document by its key, nothing joined. */
export function lookupService() {
  return {
    byPath,

    byLink(link: TraceLink): Promise<FoundOrigin | null> {
      return byPath(tracePath(link).slice(1));
    },

    /** The page of a batch, by the batch. */
    async ofRecord(id: string): Promise<FoundOrigin | null> {
      const stored = await OriginModel.findOne(
        { record: new Types.ObjectId(id) },
        { origin: 1, shape: 1, organisation: 1 },
      ).lean();
      return stored && { origin: inThisShape(stored), organisation: String(stored.organisation) };
    },

    /** The public members of the events of a lot, and as of when; null where nothing is published. */
    async events(link: TraceLink): Promise<{ events: EpcisEvent[]; asOf: string } | null> {
      const _id = tracePath(link).slice(1);
      const stored = await OriginModel.findOne({ _id, kind: 'batch' }, { events: 1, 'origin.asOf': 1 }).lean<
        Partial<Pick<StoredOrigin, 'events'>> & Pick<StoredOrigin, 'origin'>
      >();
      return stored && { events: stored.events ?? [], asOf: stored.origin.asOf };
    },

    /** What a code and lot name, for those who only have to name it in turn; null where nothing is published. */
    async goods(code: string, lot: string | undefined): Promise<Goods | null> {
      const link = parseTypedCode({ code, lot: lot ?? '' });
      const _id = link.ok ? tracePath(link.value).slice(1) : '';
      const found = await OriginModel.findById(_id, {
        origin: 1,
        organisation: 1,
        kind: 1,
        record: 1,
      }).lean();
      if (!found) return null;
      const { path, name, lot: known } = found.origin;
      return {
        path,
        title: known === null ? name : `${name} · ${known}`,
        organisation: String(found.organisation),
        batch: found.kind === 'batch' ? String(found.record) : null,
      };
    },
  };

  async function byPath(path: string): Promise<FoundOrigin | null> {
    const stored = await OriginModel.findById(path, { origin: 1, shape: 1, organisation: 1 }).lean();
    return stored && { origin: inThisShape(stored), organisation: String(stored.organisation) };
  }
}
