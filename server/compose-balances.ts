import { Types } from 'mongoose';
import { lotReader } from './compose-lots.ts';
import { usesOf } from './domain/balance-facts.ts';
import { leftAfter } from './domain/mass-balance.ts';
import { searchKey } from './domain/search-key.ts';
import { locationUri, partyUri } from './domain/stage-event.ts';
import { balanceRoutes } from './features/balances/balance-routes.ts';
import type { BalanceNeighbours } from './features/balances/balance-neighbours.ts';
import { balanceService } from './features/balances/balance-service.ts';
import { recoveryRateService } from './features/balances/recovery-rate-service.ts';
import { eventAppender } from './features/events/event-appender.ts';
import type { EventNeighbours } from './features/events/event-neighbours.ts';
import type { EventService } from './features/events/event-service.ts';
import { lotEvents } from './features/events/lot-events.ts';
import { handoverHoldings } from './features/handovers/handover-holdings.ts';
import type { HandoverNeighbours } from './features/handovers/handover-neighbours.ts';
import { handoverRoutes } from './features/handovers/handover-routes.ts';
import { handoverService } from './features/handovers/handover-service.ts';
import { OrganisationModel } from './features/organisations/organisation-model.ts';
import { ProductModel } from './features/products/product-model.ts';
import type { StampService } from './features/stamps/stamp-service.ts';
import type { Ledger } from './ledger/unit-of-work.ts';
import { literal } from './ledger/record-store.ts';
import type { NamesOf } from './ledger/record-service.ts';
import type { Clock } from './platform/clock.ts';

interface BalanceParts {
  ledger: Ledger;
  clock: Clock;
  publicOrigin: string;
  namesOf: NamesOf;
  events: Pick<EventService, 'foreseen'>;
  /** How events know places and parties. */
  eventNeighbours: Pick<EventNeighbours, 'place' | 'party'>;
  stamps: Pick<StampService, 'commitment'>;
}

/** Where goods are weighed and change hands: events, batches, products and stamps meet. */
export function composeBalances(parts: BalanceParts) {
  const { ledger, clock, publicOrigin, namesOf, stamps, eventNeighbours: known } = parts;
  const lots = lotReader(publicOrigin);
  const handoverNeighbours: HandoverNeighbours = {
    namesOf,
    batches: lots.handed,
    ownBatches: lots.ownBatches,
    partner,
    location: async (id, organisation) => {
      const place = await known.place(id, organisation);
      return place && locationUri(publicOrigin, place);
    },
    party: async (id) => partyUri(publicOrigin, { id, ...(await known.party(id)) }),
    takenBy: async (organisation, id) => {
      const batch = await lots.weighed(id);
      if (!batch) return [];
      const told = await lotEvents({ ids: [batch.lot], batches: [] });
      const { own, sold } = usesOf({ ...batch, batch: id, id: batch.lot, organisation }, told);
      return [...own, ...sold];
    },
  };
  const holdings = handoverHoldings(handoverNeighbours);
  const neighbours: BalanceNeighbours = {
    batch: lots.inSight,
    batchOf: lots.weighed,
    lots: lots.byIdentifier,
    events: lotEvents,
    foreseen: parts.events.foreseen,
    stamped: async (batch) => (await stamps.commitment(batch))?.quantity ?? null,
    handedOver: async (id) => {
      const batch = await lots.weighed(id);
      return batch ? holdings.handedOver(batch.organisation, id) : [];
    },
    received: async (organisation, id) => {
      const batch = (await lots.handed([id])).get(id);
      const has = batch && (await holdings.received(organisation, batch));
      if (!has) return null;
      const goods = { netContent: batch.netContent };
      return leftAfter(has, await holdings.handedOver(organisation, id), goods);
    },
    productNames,
  };
  const recoveryRates = recoveryRateService({ ledger, clock, neighbours });
  const massBalances = balanceService({ neighbours, rates: recoveryRates });
  const handovers = handoverService({
    ...{ ledger, clock, publicOrigin, holdings },
    neighbours: handoverNeighbours,
    events: eventAppender({ clock, publicOrigin }),
  });
  return {
    massBalances,
    recoveryRates,
    handovers,
    operations: [...balanceRoutes({ massBalances, recoveryRates }), ...handoverRoutes(handovers)],
  };
}

/** Whoever hands goods over knows the other’s tax code or name: no list of all producers is shown for it. */
async function partner(text: string): Promise<{ id: string; name: string } | null> {
  const digits = text.replace(/[\s.]/g, '');
  const name = searchKey(text);
  const found = await OrganisationModel.find(
    /^[\d-]{10,14}$/.test(digits)
      ? { $or: [{ 'content.taxCode': digits }, { 'content.gln': digits }] }
      : { searchKey: { $regex: `^${literal(name)}` } },
  )
    .limit(20)
    .lean();
  const meant = found.filter(({ content: { name: registered, taxCode, gln } }) =>
    [taxCode, gln].includes(digits) ? true : searchKey(registered) === name,
  );
  const [only] = meant;
  return only && meant.length === 1 ? { id: String(only._id), name: only.content.name } : null;
}

async function productNames(
  ids: readonly string[],
  organisation: string | null,
): Promise<Map<string, string>> {
  const docs = await ProductModel.find({
    _id: { $in: ids.filter((id) => Types.ObjectId.isValid(id)) },
    ...(organisation !== null && { organisation: new Types.ObjectId(organisation) }),
  }).lean();
  return new Map(docs.map(({ _id, title }) => [String(_id), title]));
}
