import { Types } from 'mongoose';
import { notFound } from './domain/errors.ts';
import type { BatchNeighbours, BatchProduct, NeighbourKind } from './features/batches/batch-neighbours.ts';
import type { BatchService } from './features/batches/batch-service.ts';
import type { CertificateService } from './features/certificates/certificate-service.ts';
import type { EventNeighbours } from './features/events/event-neighbours.ts';
import type { FileService } from './features/files/file-service.ts';
import { BatchModel } from './features/batches/batch-model.ts';
import { GrantModel } from './features/marks/grant-model.ts';
import { MarkModel } from './features/marks/mark-model.ts';
import type { ClaimService } from './features/marks/claim-service.ts';
import type { GeographyService } from './features/geography/geography-service.ts';
import type { MarkNeighbours } from './features/marks/mark-neighbours.ts';
import { OrganisationModel } from './features/organisations/organisation-model.ts';
import type { OrganisationService } from './features/organisations/organisation-service.ts';
import type { PlaceService } from './features/places/place-service.ts';
import { ProductModel } from './features/products/product-model.ts';
import { PlaceModel } from './features/places/place-model.ts';
import type { ProductService } from './features/products/product-service.ts';
import { isGtinKey } from './features/products/product-rules.ts';
import type { StampService } from './features/stamps/stamp-service.ts';

interface Registry {
  organisations: OrganisationService;
  places: PlaceService;
  products: ProductService;
  certificates: CertificateService;
  files: FileService;
}

/** Where two features meet: each asks its neighbours through a few narrow questions, answered here. */
export function marksNeighbours(
  { organisations, places, products, files }: Registry,
  { formatAddress }: Pick<GeographyService, 'formatAddress'>,
): MarkNeighbours {
  return {
    organisationName: async (id) => (await organisations.namesOf([id])).get(id) ?? null,
    strangers: (kind, ids, organisation) =>
      (kind === 'product' ? products : places).strangers(ids, organisation, { approvedOnly: true }),
    holder: async (id) => {
      const doc = await OrganisationModel.findById(id).lean();
      if (!doc) throw notFound();
      const { name, kind, address, taxCode = null } = doc.approved?.content ?? doc.content;
      return {
        name,
        address: formatAddress(address),
        taxCode: kind === 'household' || taxCode?.length === 12 ? null : taxCode,
      };
    },
    async titles(kind, ids) {
      const known = await (kind === 'product' ? products : places).titlesOf([...ids]);
      return ids.map((id) => known.get(id) ?? id);
    },
    hasFile: (id) => files.exists(id),
    publishFiles: files.publish,
    choices: {
      organisations: async () => (await organisations.choices()).map(({ id, name }) => ({ id, title: name })),
      async approved(kind, organisation) {
        const mine = { organisation, approved: { $ne: null } };
        const found =
          kind === 'product'
            ? await ProductModel.find(mine).sort({ title: 1 }).lean()
            : await PlaceModel.find(mine).sort({ title: 1 }).lean();
        return found.map(({ _id, title }) => ({ id: String(_id), title }));
      },
    },
    placeAt: async (id) => {
      const place = await PlaceModel.findById(id).lean();
      if (!place) return null;
      const { address, geometry } = place.approved?.content ?? place.content;
      return { communeCode: address.communeCode, geometry };
    },
    netContentOf: async (id) => {
      const product = await ProductModel.findById(id).lean();
      return (product?.approved?.content ?? product?.content)?.netContent;
    },
  };
}

/** Those of an organisation's files that its approved goods or marks show to anyone. */
export async function filesShown(ids: readonly string[], organisation: string): Promise<Set<string>> {
  const shown = new Set<string>();
  for (const id of ids) if (await isShown(id, new Types.ObjectId(organisation))) shown.add(id);
  return shown;
}

/** One question after another: this is asked inside a transaction. */
async function isShown(file: string, organisation: Types.ObjectId): Promise<boolean> {
  if (await ProductModel.exists({ organisation, 'approved.content.images': file })) return true;
  const places = [{ 'approved.content.images': file }, { 'approved.content.stages.images': file }];
  if (await BatchModel.exists({ organisation, $or: places })) return true;
  return (await MarkModel.exists({ 'content.logo': file })) !== null;
}

export function batchNeighbours(
  { organisations, places, products, certificates, files }: Registry,
  {
    claims,
    stamps,
  }: { claims: Pick<ClaimService, 'faultsOf' | 'draw'>; stamps: Pick<StampService, 'commitment'> },
): BatchNeighbours {
  const strangersOf: Record<NeighbourKind, Strangers> = {
    product: products.strangers,
    place: places.strangers,
    certificate: certificates.strangers,
    grant: async (ids, organisation) => {
      const own = await GrantModel.find({ _id: { $in: ids }, organisation }, { _id: 1 }).lean();
      return except(ids, new Set(own.map(({ _id }) => String(_id))));
    },
    image: strangePictures(files),
    file: async (ids, organisation) => except(ids, new Set((await files.owned(ids, organisation)).keys())),
  };
  const portOf = {
    organisation: organisations.reviewPort,
    place: places.reviewPort,
    product: products.reviewPort,
    certificate: certificates.reviewPort,
  };
  return {
    namesOf: organisations.namesOf,
    placeTitles: places.titlesOf,
    product: productOf,
    strangers: (kind, ids, organisation) => strangersOf[kind](ids, organisation),
    stamped: stamps.commitment,
    standing: (kind, id) => portOf[kind].standing(id),
    claimFaults: claims.faultsOf,
    drawOnMarks: claims.draw,
  };
}

export function eventNeighbours({ places, files }: Registry, batches: BatchService): EventNeighbours {
  return {
    batch: batches.read,
    reopenBatch: batches.reopen,
    groupOf: async (product) => {
      const found = await productOf(product);
      if (!found) throw notFound();
      return found.group;
    },
    place: async (id, organisation) => {
      if ((await places.strangers([id], organisation)).length > 0) return null;
      const doc = await PlaceModel.findById(id).lean();
      if (!doc) return null;
      const { gln } = doc.content;
      return { name: doc.title, code: doc.ownCode, ...(gln !== undefined && { gln }) };
    },
    strangeImages: strangePictures(files),
    party: async (id) => {
      const gln = (await OrganisationModel.findById(id).lean())?.content.gln;
      return { gln };
    },
    owners: async ({ products: productKeys, places: placeKeys }) => {
      const goods = await ProductModel.find(
        { traceKey: { $in: productKeys } },
        { traceKey: 1, organisation: 1 },
      ).lean();
      const sites = await PlaceModel.find(
        { $or: [{ ownCode: { $in: placeKeys } }, { 'content.gln': { $in: placeKeys } }] },
        { ownCode: 1, content: 1, organisation: 1 },
      ).lean();
      return {
        products: holdersBy(goods, ({ traceKey }) => [traceKey]),
        places: holdersBy(sites, ({ ownCode, content }) => [ownCode, content.gln]),
      };
    },
  };
}

/** The organisations behind each key: two may share a site, never a product. */
function holdersBy<Doc extends { organisation: unknown }>(
  docs: readonly Doc[],
  keysOf: (doc: Doc) => (string | undefined)[],
): Map<string, Set<string>> {
  const holders = new Map<string, Set<string>>();
  for (const doc of docs) {
    for (const key of keysOf(doc)) {
      if (key === undefined) continue;
      holders.set(key, (holders.get(key) ?? new Set()).add(String(doc.organisation)));
    }
  }
  return holders;
}

type Strangers = (ids: readonly string[], organisation: string) => Promise<string[]>;

async function productOf(id: string): Promise<BatchProduct | null> {
  const doc = await ProductModel.findById(id).lean();
  if (!doc) return null;
  const { group, images, shelfLifeDays } = doc.approved?.content ?? doc.content;
  const key = { ai: isGtinKey(doc.traceKey) ? '01' : 't', value: doc.traceKey };
  return { id, organisation: String(doc.organisation), title: doc.title, key, group, images, shelfLifeDays };
}

function strangePictures(files: FileService): Strangers {
  return async (ids, organisation) => {
    const own = await files.owned([...ids], organisation);
    return ids.filter((id) => own.get(id) !== 'picture');
  };
}

function except(ids: readonly string[], known: ReadonlySet<string>): string[] {
  return ids.filter((id) => !known.has(id));
}
