import type { Types } from 'mongoose';
import type { BatchHold } from '../domain/batch-hold.ts';
import type { LinkPart } from '../domain/identifiers/digital-link.ts';
import { CertificateModel } from '../features/certificates/certificate-model.ts';
import type { FileService } from '../features/files/file-service.ts';
import { picturePath } from '../features/files/media-routes.ts';
import { pictureWidths } from '../features/files/picture-encoding.ts';
import { GrantModel } from '../features/marks/grant-model.ts';
import { MarkModel } from '../features/marks/mark-model.ts';
import { membershipsOf } from '../features/marks/member-service.ts';
import { isGtinKey } from '../features/products/product-rules.ts';
import type { InForce } from '../ledger/record-service.ts';
import type { Clock } from '../platform/clock.ts';
import type {
  Address,
  BatchContent,
  CertificateContent,
  OrganisationContent,
  PlaceContent,
  ProductContent,
  Stage,
  StageContent,
} from '../platform/contract-types.ts';
import type {
  BatchFacts,
  Hold,
  OrganisationFacts,
  OriginFacts,
  PlaceFacts,
  ProductFacts,
  RightFacts,
} from './origin-facts.ts';
import { originPath } from './origin-path.ts';
import type { Picture } from './origin.ts';
import type { TimelineSources } from './timeline-sources.ts';

type Reader<Content, Beside = object> = (ids: readonly string[]) => Promise<InForce<Content, Beside>[]>;

interface HoldFields extends Pick<Hold, 'suspensions' | 'recall'> {
  hold: BatchHold;
  holdReason: string | null;
  holdSince: Date | null;
}

/** The approved records of the features, as they offer them to whoever publishes. */
export interface OriginReaders {
  clock: Clock;
  organisations: Reader<OrganisationContent>;
  places: Reader<PlaceContent, { locationCode: string }>;
  products: Reader<ProductContent, { traceKey: string }>;
  certificates: Reader<CertificateContent>;
  batches: Reader<BatchContent, HoldFields>;
  files: Pick<FileService, 'describe'>;
  formatAddress: (address: Address) => string;
  timeline: TimelineSources;
}

export type OriginSources = ReturnType<typeof originSources>;

/** Gathers what one origin is made of; undefined where the record is not approved. */
export function originSources(read: OriginReaders) {
  return {
    async organisation(id: string): Promise<OrganisationFacts | undefined> {
      const [found] = await read.organisations([id]);
      return found && { ...found, address: read.formatAddress(found.content.address) };
    },

    async ofProduct(id: string): Promise<OriginFacts | undefined> {
      const [product] = await read.products([id]);
      if (!product) return undefined;
      const covering = await CertificateModel.find({ 'approved.content.products': id } as object, {
        _id: 1,
      }).lean<{ _id: Types.ObjectId }[]>();
      return {
        ...(await common(product)),
        batch: null,
        certificates: await read.certificates(covering.map(({ _id }) => String(_id))),
        pictures: await picturesOf(product.content.images),
      };
    },

    async ofBatch(id: string): Promise<OriginFacts | undefined> {
      const [batch] = await read.batches([id]);
      if (!batch) return undefined;
      const { content } = batch;
      const [product] = await read.products([content.product]);
      if (!product) throw new Error(`Batch ${id} is approved, its product ${content.product} is not`);
      return {
        ...(await common(product)),
        batch: await batchFacts(batch, product),
        certificates: await read.certificates(content.certificates),
        pictures: await picturesOf([...new Set([...product.content.images, ...content.images])]),
      };
    },
  };

  async function common(found: InForce<ProductContent, { traceKey: string }>) {
    const [organisation] = await read.organisations([found.organisation]);
    if (!organisation) throw new Error(`Product ${found.id} is approved, its producer is not`);
    const product: ProductFacts = { ...found, key: keyOf(found.traceKey) };
    return {
      product,
      organisation: { ...organisation, address: read.formatAddress(organisation.content.address) },
      rights: await rightsFor(product),
      now: read.clock.now(),
    };
  }

  async function batchFacts(
    batch: Awaited<ReturnType<OriginReaders['batches']>>[number],
    product: InForce<ProductContent, { traceKey: string }>,
  ): Promise<BatchFacts> {
    const stages = frozenStages(batch.content);
    const places = new Map<string, PlaceFacts>();
    const ids = [batch.content.place, ...stages.flatMap(({ content }) => content.place ?? [])];
    for (const place of await read.places([...new Set(ids)])) {
      places.set(place.id, { ...place, address: read.formatAddress(place.content.address) });
    }
    return {
      ...batch,
      hold: {
        state: batch.hold,
        reason: batch.holdReason,
        at: batch.holdSince,
        suspensions: batch.suspensions,
        recall: batch.recall,
      },
      place: places.get(batch.content.place) ?? null,
      timeline: await read.timeline(stages, {
        path: originPath({ product: { key: keyOf(product.traceKey) }, batch }),
        group: product.content.group,
        places,
      }),
    };
  }

  /** In the widths each was encoded in: none is wider than the original. */
  async function picturesOf(ids: readonly string[]): Promise<Picture[]> {
    return (await read.files.describe(ids)).flatMap(({ id, width, height }) => {
      if (width === null || height === null) return [];
      const made = pictureWidths.filter((_, at) => at === 0 || width > (pictureWidths[at - 1] ?? 0));
      const sources = made.map((wanted) => ({
        src: picturePath(id, wanted),
        width: Math.min(wanted, width),
      }));
      return [{ width, height, sources }];
    });
  }

  /** Every right of use that names the product, in whatever state. */
  async function rightsFor(product: ProductFacts): Promise<RightFacts[]> {
    const grants = await GrantModel.find({ 'content.products': product.id }).sort({ _id: 1 }).lean();
    const rights: RightFacts[] = [];
    for (const { _id, mark: markId, organisation, state, content } of grants) {
      const mark = await MarkModel.findById(markId).lean();
      if (!mark) continue;
      const [owner] = await read.organisations([mark.content.owner]);
      const id = String(_id);
      const memberships = await membershipsOf(markId, organisation);
      rights.push({ id, state, content, mark: mark.content, memberships, owner: owner?.content.name ?? '' });
    }
    return rights;
  }
}

function keyOf(traceKey: string): LinkPart {
  return { ai: isGtinKey(traceKey) ? '01' : 't', value: traceKey };
}

type FrozenStage = Pick<Stage, 'id' | 'eventId' | 'recordedAt' | 'recordedBy' | 'placeName'> &
  Omit<StageContent, 'place'> & { place?: string };

/** The stages that the department saw stand in the approved version beside the batch's own content. */
function frozenStages(approved: BatchContent & { stages?: FrozenStage[] }) {
  return (approved.stages ?? []).map(
    ({ id, recordedAt, eventId: _event, recordedBy: _by, placeName: _name, ...content }) => ({
      id,
      recordedAt,
      content,
    }),
  );
}
