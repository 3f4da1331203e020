import { setImmediate as turn } from 'node:timers/promises';
import { Types } from 'mongoose';
import { foldCrockford } from './domain/identifiers/crockford.ts';
import { parseTypedStamp } from './domain/identifiers/typed-stamp.ts';
import { scopeFor } from './domain/roles.ts';
import type { Actor } from './domain/roles.ts';
import { serialLength } from './domain/stamps/serial.ts';
import { stampPath } from './domain/stamps/stamp-path.ts';
import { BatchModel } from './features/batches/batch-model.ts';
import type { OrganisationService } from './features/organisations/organisation-service.ts';
import type { StampService } from './features/stamps/stamp-service.ts';
import { searchRoutes } from './lookup/search-routes.ts';
import { searchService } from './lookup/search-service.ts';
import type { SearchItem } from './platform/contract-types.ts';

interface SearchParts {
  organisations: Pick<OrganisationService, 'namesOf'>;
  stamps: Pick<StampService, 'standingAt' | 'readSerial' | 'serialOf' | 'stampedProducts'>;
}

/** Where the search meets stamps: their serials are computed, so they stand in no index. */
export function composeSearch({ organisations, stamps }: SearchParts) {
  const { namesOf } = organisations;
  const search = searchService({ namesOf, stampIn });
  return { search, operations: searchRoutes(search) };

  async function stampIn(text: string, actor: Actor): Promise<SearchItem | null> {
    const typed = parseTypedStamp({ code: text, lot: '' });
    const key = typed && (typed.productKey ?? (await productOf(typed.serial)));
    if (typed === undefined || key === undefined) return null;
    const found = await stamps.standingAt(key, typed.serial);
    const read = stamps.readSerial(key, typed.serial);
    if (!found.ok || !read.ok) return null;
    const batch = await batchFor(actor, found.batch);
    if (!batch) return null;
    const owner = String(batch.organisation);
    const serial = stamps.serialOf(found.run.keyId, key, { batch: read.batch, unit: found.unit });
    return {
      ...{ kind: 'stamp', id: found.batch, title: batch.title, sample: batch.sample },
      code: stampPath(key, serial),
      organisation: { id: owner, name: (await namesOf([owner])).get(owner) ?? '' },
      state: found.held ? 'held' : found.state,
      updatedAt: batch.updatedAt.toISOString(),
    };
  }

  /** A serial says its product to nobody: it is tried with each that has stamps, and holds for one at most. */
  async function productOf(serial: string): Promise<string | undefined> {
    if (foldCrockford(serial, serialLength) === null) return undefined;
    for (const [at, key] of (await stamps.stampedProducts()).entries()) {
      if (stamps.readSerial(key, serial).ok) return key;
      if (at % 200 === 0) await turn();
    }
    return undefined;
  }
}

async function batchFor(actor: Actor, id: string) {
  const { organisation } = scopeFor(actor);
  return BatchModel.findOne({
    _id: new Types.ObjectId(id),
    ...(organisation !== undefined && { organisation: new Types.ObjectId(organisation) }),
  }).lean();
}
