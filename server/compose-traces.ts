import { Types } from 'mongoose';
import { productKeyIn } from './domain/epcis/event-owner.ts';
import { countsOf } from './domain/stamps/stamp-ledger.ts';
import { isLot } from './domain/trace/trace-amount.ts';
import { BatchModel } from './features/batches/batch-model.ts';
import type { BatchService } from './features/batches/batch-service.ts';
import { eventSteps } from './features/events/event-steps.ts';
import { OrganisationModel } from './features/organisations/organisation-model.ts';
import { publicOrganisation } from './features/organisations/organisation-rules.ts';
import type { OrganisationService } from './features/organisations/organisation-service.ts';
import { ProductModel } from './features/products/product-model.ts';
import { StampRunModel, stateOf } from './features/stamps/stamp-run-model.ts';
import type { StampRun } from './features/stamps/stamp-run-model.ts';
import { noCounts, sumOfCounts } from './features/stamps/stamp-view.ts';
import { drillService } from './features/traces/drill-service.ts';
import type { KnownLot, TraceNeighbours } from './features/traces/trace-neighbours.ts';
import { traceRoutes } from './features/traces/trace-routes.ts';
import { traceService } from './features/traces/trace-service.ts';
import type { Ledger } from './ledger/unit-of-work.ts';
import type { Clock } from './platform/clock.ts';

interface TraceParts {
  ledger: Ledger;
  clock: Clock;
  publicOrigin: string;
  batches: Pick<BatchService, 'read'>;
  organisations: Pick<OrganisationService, 'namesOf'>;
}

/** Where chains meet batches, products, events, stamps and organisations. */
export function composeTraces(parts: TraceParts) {
  const neighbours = traceNeighbours(parts);
  const traces = traceService({ ...parts, neighbours });
  const drills = drillService({ ...parts, neighbours });
  return { services: { traces, drills }, operations: traceRoutes({ traces, drills }) };
}

function traceNeighbours({ publicOrigin, batches, organisations }: TraceParts): TraceNeighbours {
  const { stepsAt, movementsOf } = eventSteps({ publicOrigin });
  return {
    stepsAt,
    movementsOf,
    namesOf: organisations.namesOf,
    stampsOf,
    lots: knownLots(publicOrigin),

    async batch(id, actor) {
      const { title, organisation, uri, content } = await batches.read(id, actor);
      return { id, title, organisation, uri, quantity: content.quantity };
    },

    async contactsOf(ids, extent) {
      const docs = await OrganisationModel.find(
        { _id: { $in: [...ids] } },
        { content: 1, approved: 1 },
      ).lean();
      return new Map(
        docs.map(({ _id, content, approved }) => {
          const told = approved?.content ?? content;
          const { contact } = extent === 'all' ? told : publicOrganisation(told);
          const { person = null, phone = null, email = null } = contact ?? {};
          return [String(_id), { person, phone, email }];
        }),
      );
    },
  };
}

async function stampsOf(batches: readonly string[]) {
  const ids = batches.map((id) => new Types.ObjectId(id));
  const counts = new Map<string, typeof noCounts>();
  for (const run of await StampRunModel.find({ batch: { $in: ids } }).lean<StampRun[]>()) {
    const batch = String(run.batch);
    counts.set(batch, sumOfCounts([counts.get(batch) ?? noCounts, countsOf(stateOf(run))]));
  }
  return counts;
}

/** Lots by their identifiers: three queries, however many there are. */
function knownLots(publicOrigin: string): TraceNeighbours['lots'] {
  return async (ids) => {
    const named = ids.flatMap((id) => {
      const key = isLot(id) ? productKeyIn(id, publicOrigin) : undefined;
      return key === undefined ? [] : [{ id, key, lot: decodeURIComponent(id.split('/10/')[1] ?? '') }];
    });
    const products = await ProductModel.find(
      { traceKey: { $in: [...new Set(named.map(({ key }) => key))] } },
      { traceKey: 1, title: 1, organisation: 1 },
    ).lean();
    const byKey = new Map(products.map((product) => [product.traceKey, product]));
    const found = await batchesOf(named, byKey);
    const lots = new Map<string, KnownLot>();
    for (const { id, key, lot } of named) {
      const product = byKey.get(key);
      const batch = product && found.get(`${String(product._id)} ${lot}`);
      if (product) lots.set(id, { lot, product: product.title, ...particulars(batch, product.organisation) });
    }
    for (const [id, organisation] of await sourceOwners(ids)) {
      lots.set(id, { lot: null, product: null, organisation, batch: null, hold: null, quantity: null });
    }
    return lots;
  };
}

function particulars(
  batch: FoundBatch | undefined,
  owner: Types.ObjectId,
): Omit<KnownLot, 'lot' | 'product'> {
  if (!batch) return { organisation: String(owner), batch: null, hold: null, quantity: null };
  const { _id, organisation, hold, approved, content } = batch;
  const { quantity } = approved?.content ?? content;
  return { organisation: String(organisation), batch: String(_id), hold, quantity };
}

type FoundBatch = Awaited<ReturnType<typeof batchesOf>> extends Map<string, infer Doc> ? Doc : never;

/** A query must have one branch at least. */
const nothing: [product: string, lots: string[]] = ['', []];

/** One branch a product, so that each is answered by the index of product and lot. */
async function batchesOf(
  named: readonly { key: string; lot: string }[],
  products: ReadonlyMap<string, { _id: Types.ObjectId }>,
) {
  const lotsOf = new Map<string, string[]>();
  for (const { key, lot } of named) {
    const product = products.get(key);
    if (product) lotsOf.set(String(product._id), [...(lotsOf.get(String(product._id)) ?? []), lot]);
  }
  const docs = await BatchModel.find(
    {
      $or: [nothing, ...lotsOf].map(([product, lots]) => ({
        'content.product': product,
        'content.lot': { $in: lots },
      })),
    },
    { organisation: 1, hold: 1, content: 1, approved: 1 },
  ).lean();
  return new Map(docs.map((doc) => [`${doc.content.product} ${doc.content.lot}`, doc]));
}

/** What a batch was made from belongs to whoever made the batch. */
async function sourceOwners(ids: readonly string[]): Promise<[id: string, organisation: string][]> {
  const sources = new Map(
    ids.flatMap((id) => {
      const batch = /\/batches\/([0-9a-f]{24})\/source$/.exec(id)?.[1];
      return batch === undefined ? [] : [[batch, id] as const];
    }),
  );
  if (sources.size === 0) return [];
  const docs = await BatchModel.find(
    { _id: { $in: [...sources.keys()].map((id) => new Types.ObjectId(id)) } },
    { organisation: 1 },
  ).lean();
  return docs.map(({ _id, organisation }) => [sources.get(String(_id)) ?? '', String(organisation)]);
}
