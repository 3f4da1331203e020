import { Types } from 'mongoose';
import type { BatchService } from './features/batches/batch-service.ts';
import { usesOf } from './domain/balance-facts.ts';
import { canonicalIdentifier } from './domain/epcis/canonical-identifier.ts';
import { productKeyIn } from './domain/epcis/event-owner.ts';
import { notFound } from './domain/errors.ts';
import type { LotState } from './domain/handover.ts';
import { leftAfter } from './domain/mass-balance.ts';
import { unknownGoods } from './domain/recovery-rate.ts';
import { scopeFor } from './domain/roles.ts';
import { searchKey } from './domain/search-key.ts';
import { locationUri, partyUri } from './domain/stage-event.ts';
import { balanceRoutes } from './features/balances/balance-routes.ts';
import type { BalanceNeighbours, WeighedBatch } from './features/balances/balance-neighbours.ts';
import { balanceService } from './features/balances/balance-service.ts';
import { recoveryRateService } from './features/balances/recovery-rate-service.ts';
import { BatchModel } from './features/batches/batch-model.ts';
import { batchUri } from './features/batches/batch-view.ts';
import { eventAppender } from './features/events/event-appender.ts';
import type { EventNeighbours } from './features/events/event-neighbours.ts';
import type { EventService } from './features/events/event-service.ts';
import { lotEvents } from './features/events/lot-events.ts';
import { handoverHoldings } from './features/handovers/handover-holdings.ts';
import type { HandedBatch, HandoverNeighbours } from './features/handovers/handover-neighbours.ts';
import { handoverRoutes } from './features/handovers/handover-routes.ts';
import { handoverService } from './features/handovers/handover-service.ts';
import { OrganisationModel } from './features/organisations/organisation-model.ts';
import { ProductModel } from './features/products/product-model.ts';
import { isGtinKey } from './features/products/product-rules.ts';
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

type LeanBatch = NonNullable<Awaited<ReturnType<typeof batchWith>>>;

/** Batches with what their goods are. */
function lotReader(publicOrigin: string) {
  return {
    async inSight(id: string, actor: Parameters<BatchService['read']>[1]): Promise<WeighedBatch> {
      const doc = await batchWith(id);
      const { organisation } = scopeFor(actor);
      if (!doc || (organisation !== undefined && String(doc.organisation) !== organisation)) throw notFound();
      const [found] = await weighedOf([doc]);
      if (!found) throw notFound();
      return found;
    },

    async weighed(id: string): Promise<WeighedBatch | null> {
      const doc = await batchWith(id);
      return (doc && (await weighedOf([doc]))[0]) ?? null;
    },

    async byIdentifier(ids: readonly string[]): Promise<Map<string, WeighedBatch>> {
      const named = [...new Set(ids)].flatMap((id) => {
        const key = productKeyIn(id, publicOrigin);
        const lot = /\/10\/([^/]+)$/.exec(id)?.[1];
        return key === undefined || lot === undefined ? [] : [{ key, lot: decodeURIComponent(lot) }];
      });
      if (named.length === 0) return new Map();
      const products = await ProductModel.find(
        { traceKey: { $in: named.map(({ key }) => key) } },
        { _id: 1 },
      ).lean();
      const docs = await BatchModel.find({
        'content.product': { $in: products.map(({ _id }) => String(_id)) },
        'content.lot': { $in: named.map(({ lot }) => lot) },
      } as object).lean();
      const found = await weighedOf(docs);
      const asked = new Set(ids);
      return new Map(found.filter(({ lot }) => asked.has(lot)).map((batch) => [batch.lot, batch]));
    },

    async handed(ids: readonly string[]): Promise<Map<string, HandedBatch>> {
      const docs = await BatchModel.find({ _id: { $in: ids.map((id) => new Types.ObjectId(id)) } }).lean();
      return new Map((await handedOf(docs)).map((batch) => [batch.id, batch]));
    },

    async ownBatches(organisation: string): Promise<HandedBatch[]> {
      const docs = await BatchModel.find({
        organisation: new Types.ObjectId(organisation),
        closedOn: null,
        hold: 'none',
      })
        .sort({ _id: -1 })
        .limit(50)
        .lean();
      return handedOf(docs);
    },
  };

  async function weighedOf(docs: readonly LeanBatch[]): Promise<WeighedBatch[]> {
    const products = await productsOf(docs);
    return docs.flatMap((doc) => {
      const product = products.get(doc.content.product);
      if (!product) return [];
      const { group, netContent } = product.content;
      return [
        {
          id: String(doc._id),
          title: doc.title,
          organisation: String(doc.organisation),
          lot: canonicalIdentifier(uriOf(product.traceKey, doc.content.lot)),
          group,
          goods: { product: doc.content.product, group, netContent },
          producedOn: doc.content.producedOn,
          quantity: doc.content.quantity,
        },
      ];
    });
  }

  async function handedOf(docs: readonly LeanBatch[]): Promise<HandedBatch[]> {
    const products = await productsOf(docs);
    return docs.flatMap((doc) => {
      const product = products.get(doc.content.product);
      if (!product) return [];
      const { hold, approved, state, closedOn, content, title, sample } = doc;
      return [
        {
          id: String(doc._id),
          title,
          organisation: String(doc.organisation),
          uri: uriOf(product.traceKey, content.lot),
          quantity: (approved?.content ?? content).quantity,
          netContent: product.content.netContent,
          state: stateOf(hold, approved !== null),
          isOver: closedOn !== null || (approved === null && state === 'refused'),
          isFrozen: state === 'submitted',
          sample,
        },
      ];
    });
  }

  function uriOf(traceKey: string, lot: string): string {
    return batchUri(publicOrigin, { ai: isGtinKey(traceKey) ? '01' : 't', value: traceKey }, lot);
  }
}

function stateOf(hold: 'none' | 'suspended' | 'recalled', isApproved: boolean): LotState {
  if (hold !== 'none') return hold;
  return isApproved ? 'approved' : 'unapproved';
}

function batchWith(id: string) {
  return BatchModel.findById(new Types.ObjectId(id)).lean();
}

async function productsOf(docs: readonly LeanBatch[]) {
  const ids = [...new Set(docs.map(({ content }) => content.product))];
  const found = await ProductModel.find({ _id: { $in: ids } }).lean();
  return new Map(
    found.map(({ _id, traceKey, approved, content }) => [
      String(_id),
      { traceKey, content: approved?.content ?? content },
    ]),
  );
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
