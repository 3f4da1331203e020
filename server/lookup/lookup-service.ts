import { tracePath } from '../domain/identifiers/digital-link.ts';
import type { TraceLink } from '../domain/identifiers/digital-link.ts';
import { OriginModel } from './origin-model.ts';
import type { Origin } from './origin.ts';

export type LookupService = ReturnType<typeof lookupService>;

export interface FoundOrigin {
  origin: Origin;
  organisation: string;
}

/** Reading what was published: one document by its key, nothing joined. */
export function lookupService() {
  return {
    byPath,

    byLink(link: TraceLink): Promise<FoundOrigin | null> {
      return byPath(tracePath(link).slice(1));
    },
  };

  async function byPath(path: string): Promise<FoundOrigin | null> {
    const stored = await OriginModel.findById(path, { origin: 1, organisation: 1 }).lean();
    return stored && { origin: stored.origin, organisation: String(stored.organisation) };
  }
}
