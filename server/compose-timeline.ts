import { notFound } from './domain/errors.ts';
import { placeKeyIn } from './domain/epcis/event-owner.ts';
import { BatchModel } from './features/batches/batch-model.ts';
import type { BatchService } from './features/batches/batch-service.ts';
import { batchUri } from './features/batches/batch-view.ts';
import type { StageCatalogueService } from './features/events/stage-catalogue-service.ts';
import { toldStages } from './features/events/told-stages.ts';
import type { ToldLot } from './features/events/told-stages.ts';
import type { FileService } from './features/files/file-service.ts';
import type { GeographyService } from './features/geography/geography-service.ts';
import type { OrganisationService } from './features/organisations/organisation-service.ts';
import { PlaceModel } from './features/places/place-model.ts';
import { ProductModel } from './features/products/product-model.ts';
import { isGtinKey } from './features/products/product-rules.ts';
import { batchPublicRoutes } from './lookup/batch-public-routes.ts';
import { batchPublicView } from './lookup/batch-public-view.ts';
import { timelineSources } from './lookup/timeline-sources.ts';

interface TimelineParts {
  publicOrigin: string;
  organisations: Pick<OrganisationService, 'namesOf'>;
  catalogues: StageCatalogueService;
  files: FileService;
  geography: GeographyService;
  batches: BatchService;
}

/** From told events to what the public sees of them, and the producer's look at it beforehand. */
export function composeTimeline(parts: TimelineParts) {
  const { publicOrigin, organisations, catalogues, files, geography, batches } = parts;
  const told = toldStages({ catalogues, lotOf });
  const timeline = timelineSources({ files, catalogues });
  const publicView = batchPublicView({ batches, told, timeline, groupOf, placesOf });
  return { told, timeline, publicView, operations: batchPublicRoutes(publicView) };

  async function lotOf(id: string): Promise<ToldLot> {
    // Not lean: batches from before the choice get their default.
    const batch = await BatchModel.findById(id);
    const product = batch && (await ProductModel.findById(batch.content.product).lean());
    if (!product) throw notFound();
    const organisation = String(batch.organisation);
    const key = { ai: isGtinKey(product.traceKey) ? '01' : 't', value: product.traceKey };
    return {
      organisation: {
        id: organisation,
        name: (await organisations.namesOf([organisation])).get(organisation) ?? '',
      },
      uri: batchUri(publicOrigin, key, batch.content.lot),
      group: (product.approved?.content ?? product.content).group,
      chosen: new Map(batch.publicity.map(({ event, isPublic }) => [event, isPublic])),
      placeAt: async (canonical) => {
        const code = placeKeyIn(canonical, publicOrigin);
        if (code === undefined) return null;
        const place = await PlaceModel.findOne({
          organisation: batch.organisation,
          $or: [{ ownCode: code }, { 'content.gln': code }],
        } as object).lean();
        return place && { id: String(place._id), name: place.title };
      },
    };
  }

  async function groupOf(product: string) {
    const found = await ProductModel.findById(product).lean();
    if (!found) throw notFound();
    return (found.approved?.content ?? found.content).group;
  }

  /** As they would be approved: the working copies. */
  async function placesOf(ids: readonly string[]) {
    const found = await PlaceModel.find({ _id: { $in: [...ids] } }).lean();
    return new Map(
      found.map(({ _id, content, ownCode }) => [
        String(_id),
        { content, locationCode: content.gln ?? ownCode, address: geography.formatAddress(content.address) },
      ]),
    );
  }
}
