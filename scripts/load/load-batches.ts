import { Types } from 'mongoose';
import { addDays } from '../../server/domain/calendar-date.ts';
import { prefixesOf } from '../../server/domain/epcis/context.ts';
import { eventFacts } from '../../server/domain/epcis/event-facts.ts';
import { digest } from '../../server/domain/canonical-json.ts';
import { searchKey } from '../../server/domain/search-key.ts';
import { dateInVietnam } from '../../server/domain/vietnamese-format.ts';
import { BatchModel } from '../../server/features/batches/batch-model.ts';
import { CertificateModel } from '../../server/features/certificates/certificate-model.ts';
import { OrganisationModel } from '../../server/features/organisations/organisation-model.ts';
import { PlaceModel } from '../../server/features/places/place-model.ts';
import { ProductModel } from '../../server/features/products/product-model.ts';
import { batchRecord, productRecord } from '../../server/lookup/canonical-builder.ts';
import { buildOrigin, changesOn } from '../../server/lookup/origin-builder.ts';
import type { BatchFacts, OriginFacts, StageFacts } from '../../server/lookup/origin-facts.ts';
import { originEvents } from '../../server/lookup/origin-events.ts';
import { OriginModel, originShape } from '../../server/lookup/origin-model.ts';
import { madeOf, midnightOf } from '../../server/lookup/publisher.ts';
import type { Clock } from '../../server/platform/clock.ts';
import type { StageContent } from '../../server/platform/contract-types.ts';
import { loadTemplates } from './load-templates.ts';
import type { LoadTemplate } from './load-templates.ts';

interface LoadOptions {
  batches: number;
  clock: Clock;
  publicOrigin: string;
}

const portion = 1000;
const stages: StageContent['stage'][] = [
  'raw-collection',
  'preparation',
  'processing',
  'finishing',
  'packing',
];

/**
 * Fills the connected database with approved batches and their public pages, past the ledger: no versions, no audit
 * entries, nothing for the gateways. Answers with the paths of their codes.
 */
export async function loadBatches({ batches, clock, publicOrigin }: LoadOptions): Promise<string[]> {
  const now = clock.now();
  const templates = loadTemplates();
  await insertTemplates(templates, now, publicOrigin);
  const paths: string[] = [];
  for (let from = 0; from < batches; from += portion) {
    const numbers = Array.from({ length: Math.min(portion, batches - from) }, (_, at) => from + at);
    const made = numbers.map((number) => factsOf(number, templates, now));
    const origins = made.map((facts) => storedOrigin(facts, publicOrigin));
    await BatchModel.collection.insertMany(made.map(({ batch }) => batchDocument(batch)));
    await OriginModel.collection.insertMany(origins as never[]);
    paths.push(...origins.map(({ _id }) => _id));
  }
  return paths;
}

async function insertTemplates(templates: LoadTemplate[], now: Date, publicOrigin: string): Promise<void> {
  const organisations = new Map(templates.map(({ organisation }) => [organisation.id, organisation]));
  const places = new Map(templates.map(({ place }) => [place.id, place]));
  await OrganisationModel.collection.insertMany(
    [...organisations.values()].map((one) => recordDocument(one, one.content.name)),
  );
  await PlaceModel.collection.insertMany(
    [...places.values()].map((one) => ({
      ...recordDocument(one, one.content.name),
      ownCode: one.locationCode,
    })),
  );
  await ProductModel.collection.insertMany(
    templates.map(({ product }) => ({
      ...recordDocument(product, product.content.name),
      traceKey: product.key.value,
    })),
  );
  await CertificateModel.collection.insertMany(
    templates.flatMap(({ certificates }) =>
      certificates.map((one) => recordDocument(one, one.content.number)),
    ),
  );
  const origins = templates.map((template) => {
    return storedOrigin({ ...template, batch: null, rights: [], pictures: [], now }, publicOrigin);
  });
  await OriginModel.collection.insertMany(origins as never[]);
}

function factsOf(number: number, templates: LoadTemplate[], now: Date): OriginFacts & { batch: BatchFacts } {
  const template = templates[number % templates.length];
  if (!template) throw new Error('No templates');
  const { product, place, organisation, certificates } = template;
  const producedOn = addDays(dateInVietnam(now), -30 - (number % 60));
  const batch: BatchFacts = {
    ...product,
    id: new Types.ObjectId().toHexString(),
    at: now,
    hold: { state: 'none', reason: null, at: null, suspensions: [], recall: null },
    place,
    timeline: {
      stages: stages.map((stage, at) => aStage(stage, addDays(producedOn, at - stages.length), template)),
      catalogue: [],
      inputs: [],
      inputPaths: [],
    },
    content: {
      product: product.id,
      place: place.id,
      lot: `TT-${number}`,
      quantity: { value: String(100 + (number % 900)), unit: 'KGM' },
      producedOn,
      expiresOn: addDays(producedOn, 365),
      certificates: certificates.map(({ id }) => id),
      grants: [],
      images: [],
    },
  };
  return { product, organisation, batch, certificates, rights: [], pictures: [], now };
}

function aStage(stage: StageContent['stage'], on: string, { place }: LoadTemplate): StageFacts {
  const id = new Types.ObjectId().toHexString();
  const epcis = {
    type: 'ObjectEvent',
    eventID: `urn:uuid:${id}`,
    eventTime: `${on}T06:30:00+07:00`,
    eventTimeZoneOffset: '+07:00',
    action: 'OBSERVE',
  };
  return {
    id,
    recordedAt: `${on}T11:00:00.000Z`,
    place,
    pictures: [],
    event: { epcis, facts: eventFacts(epcis, prefixesOf()), recordedAt: new Date(`${on}T11:00:00.000Z`) },
    content: {
      stage,
      startedAt: `${on}T06:30`,
      place: place.id,
      who: 'Tổ sản xuất số 1',
      quantity: { value: '120', unit: 'KGM' },
      images: [],
      isPublic: true,
    },
  };
}

function storedOrigin(facts: OriginFacts, publicOrigin: string) {
  const { product, batch, pictures } = facts;
  const origin = buildOrigin(facts);
  return {
    _id: origin.path,
    kind: batch ? 'batch' : 'product',
    record: new Types.ObjectId((batch ?? product).id),
    organisation: new Types.ObjectId(product.organisation),
    madeOf: madeOf(facts),
    origin,
    shape: originShape,
    events: originEvents(facts, publicOrigin),
    sent: digest(batchRecord(facts, publicOrigin) ?? productRecord(product, pictures, publicOrigin)),
    dueAt: midnightOf(changesOn(facts)),
  };
}

function batchDocument({ timeline, ...batch }: BatchFacts) {
  const frozen = timeline.stages.map(({ id, recordedAt, content, place }) => {
    return {
      ...content,
      id,
      eventId: `urn:uuid:${id}`,
      recordedAt,
      recordedBy: batch.by,
      placeName: place?.content.name,
    };
  });
  const document = recordDocument(batch, batch.content.lot);
  const content = { ...batch.content, stages: frozen };
  return {
    ...document,
    approved: { ...document.approved, content },
    hold: 'none',
    holdReason: null,
    holdSince: null,
    closedOn: null,
    publicity: [],
  };
}

interface Approved {
  id: string;
  organisation: string;
  content: object;
  at: Date;
  by: string;
  version: number;
}

function recordDocument({ id, organisation, content, at, by, version }: Approved, title: string) {
  return {
    _id: new Types.ObjectId(id),
    organisation: new Types.ObjectId(organisation),
    content,
    state: 'approved',
    title,
    searchKey: searchKey(title),
    version,
    approved: { version, at, by, content },
    notes: [],
    message: null,
    sample: true,
    rev: 0,
    updatedAt: at,
  };
}
