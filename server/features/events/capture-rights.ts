import { Types } from 'mongoose';
import type { Fault } from '../../domain/errors.ts';
import {
  handovers,
  isHandover,
  ownClaims,
  placeKeyIn,
  pointerToIdentifier,
  productKeyIn,
} from '../../domain/epcis/event-owner.ts';
import type { EventDraft } from './event-drafts.ts';
import { EventModel } from './event-model.ts';
import type { EventNeighbours } from './event-neighbours.ts';

interface RightsOptions {
  publicOrigin: string;
  owners: EventNeighbours['owners'];
}

/**
 * Whether events tell of what is somebody else's. Goods are their producer's until they were taken over by an event of
 * one's own; a place is its owner's always. What is registered nowhere here belongs to nobody here.
 */
export function captureRights({ publicOrigin, owners }: RightsOptions) {
  /** The faults of each event, in the order of the drafts. */
  return async function strangersIn(drafts: readonly EventDraft[], organisation: string): Promise<Fault[][]> {
    const claims = drafts.map(({ facts }) => ({
      goods: ownClaims(facts).map((id) => ({ id, key: productKeyIn(id, publicOrigin) })),
      places: [facts.readPoint, facts.bizLocation]
        .filter((id) => id !== null)
        .map((id) => ({ id, key: placeKeyIn(id, publicOrigin) })),
    }));
    const held = await owners({
      products: keysOf(claims.flatMap(({ goods }) => goods)),
      places: keysOf(claims.flatMap(({ places }) => places)),
    });
    const isForeign = (holders: ReadonlySet<string> | undefined) =>
      holders !== undefined && !holders.has(organisation);
    const foreign = claims.flatMap(({ goods }) =>
      goods.filter(({ key }) => key !== undefined && isForeign(held.products.get(key))).map(({ id }) => id),
    );
    const takenOver = await takenOverBy(organisation, foreign, drafts);
    return claims.map(({ goods, places }, at) => {
      const event = drafts[at]?.epcis;
      const faultAt = (id: string, key: Fault['key']): Fault => ({
        pointer: pointerToIdentifier(event, id) ?? '',
        key,
      });
      return [
        ...goods
          .filter(({ id }) => foreign.includes(id) && !takenOver.has(id))
          .map(({ id }) => faultAt(id, 'epcis.goods-not-yours')),
        ...places
          .filter(({ key }) => key !== undefined && isForeign(held.places.get(key)))
          .map(({ id }) => faultAt(id, 'epcis.place-not-yours')),
      ];
    });
  };
}

/** Goods of others that this organisation said it received, before or in the same message. */
async function takenOverBy(
  organisation: string,
  ids: readonly string[],
  drafts: readonly EventDraft[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const asked = new Set(ids);
  const told = await EventModel.find(
    {
      organisation: new Types.ObjectId(organisation),
      'facts.all': { $in: [...asked] },
      'facts.action': 'OBSERVE',
      'facts.bizStep': { $in: [...handovers] },
    },
    { 'facts.epcs': 1, 'facts.classes': 1 },
  ).lean<Pick<EventDraft, 'facts'>[]>();
  const here = drafts.filter(({ facts }) => isHandover(facts));
  return new Set([...told, ...here].flatMap(({ facts }) => [...facts.epcs, ...facts.classes]));
}

function keysOf(claims: readonly { key: string | undefined }[]): string[] {
  return [...new Set(claims.flatMap(({ key }) => key ?? []))];
}
