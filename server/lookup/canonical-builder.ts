import { traceUri } from '../domain/identifiers/digital-link.ts';
import type {
  BatchRecord,
  CertificateRecord,
  OrganisationRecord,
  PlaceRecord,
  ProductRecord,
  StageRecord,
} from '../domain/canonical-record.ts';
import { formatDate } from '../domain/vietnamese-format.ts';
import { parseLocalTime } from '../domain/local-time.ts';
import { knownStages, stageOf } from '../domain/stage-catalogue.ts';
import { translate } from '../platform/i18n.ts';
import type {
  Hold,
  OrganisationFacts,
  OriginFacts,
  PlaceFacts,
  ProductFacts,
  StageFacts,
} from './origin-facts.ts';
import { liveRights } from './origin-parts.ts';
import { shownStages } from './origin-timeline.ts';
import { standardText } from './standard-text.ts';
import type { OriginCertificate, Picture } from './origin.ts';

/** A household's phone and e-mail are its people's own: the gateway gets its number for tax, nothing more. */
export function organisationRecord(
  { id, version, content, address }: OrganisationFacts,
  publicOrigin: string,
): OrganisationRecord {
  const contact = content.kind === 'household' ? undefined : content.contact;
  return {
    kind: 'organisation',
    id,
    version,
    publicUrl: `${publicOrigin}/`,
    state: 'current',
    stateReason: null,
    name: content.name,
    type: translate.vi(`record.organisation-kind-${content.kind}`),
    taxCode: content.taxCode ?? null,
    gln: content.gln ?? null,
    address,
    communeCode: content.address.communeCode,
    phone: contact?.phone ?? null,
    email: contact?.email ?? null,
  };
}

export function productRecord(
  { id, organisation, version, content, key }: ProductFacts,
  pictures: readonly Picture[],
  publicOrigin: string,
): ProductRecord {
  const { shelfLifeDays } = content;
  return {
    kind: 'product',
    id,
    version,
    publicUrl: traceUri(publicOrigin, { key, qualifiers: [] }),
    state: 'current',
    stateReason: null,
    organisation,
    name: content.name,
    nameEnglish: content.nameEn ?? null,
    ...codes({ key }),
    group: content.group,
    brand: content.brand ?? null,
    description: content.description ?? null,
    netContent: content.netContent.value,
    netContentUnit: content.netContent.unit,
    shelfLife:
      shelfLifeDays === undefined ? null : translate.vi('public.value-shelf-life', { days: shelfLifeDays }),
    origin: content.originStatement,
    standards: content.standards.map(standardText),
    pictures: addresses(pictures, publicOrigin),
  };
}

export function batchRecord(facts: OriginFacts, publicOrigin: string): BatchRecord | null {
  const { product, organisation, batch, pictures } = facts;
  if (!batch) return null;
  const { content, hold } = batch;
  const { key } = product;
  const stages = shownStages(batch.timeline);
  return {
    kind: 'batch',
    id: batch.id,
    version: batch.version,
    publicUrl: traceUri(publicOrigin, { key, qualifiers: [{ ai: '10', value: content.lot }] }),
    state: hold.state === 'none' ? 'current' : hold.state,
    stateReason: stateReason(hold, publicOrigin),
    product: product.id,
    organisation: batch.organisation,
    productName: product.content.name,
    ...codes(product),
    pictures: addresses(pictures, publicOrigin),
    producerName: organisation.content.name,
    producerAddress: organisation.address,
    origin: product.content.originStatement,
    stages: stages.map((stage) => stageRecord(stage, facts)),
    brand: product.content.brand ?? null,
    marks: liveRights(facts).map(({ mark }) => mark.name),
    lot: content.lot,
    expiryDate: content.expiresOn ?? null,
    standards: product.content.standards.map(standardText),
    quantity: content.quantity.value,
    unit: content.quantity.unit,
    productionDate: content.producedOn,
    harvestDate: harvestedOn(stages),
    place: batch.place && placeRecord(batch.place),
    certificates: facts.certificates.map(certificateRecord),
  };
}

/** In words for the public: why, where the notice of a recall stands, and whether it is over. */
function stateReason({ reason, recall, state }: Hold, publicOrigin: string): string | null {
  if (state !== 'recalled' || !recall || reason === null) return reason;
  const { number, closedOn } = recall;
  const notice = translate.vi('recall.gateway-notice', {
    number,
    address: `${publicOrigin}/recalls/${number}`,
  });
  const end = closedOn && translate.vi('recall.gateway-closed', { date: formatDate(closedOn, 'vi') });
  return [reason, notice, end].filter(Boolean).join(' ');
}

function harvestedOn(stages: readonly StageFacts[]): string | null {
  const harvest = stages.find(({ content }) => content.stage === 'harvest');
  return harvest?.content.startedAt.slice(0, 10) ?? null;
}

function stageRecord(
  { id, recordedAt, content, place }: StageFacts,
  { product, organisation }: OriginFacts,
): StageRecord {
  const known = stageOf(product.content.group, content.stage) ?? knownStages.get(content.stage);
  const at = parseLocalTime(content.startedAt);
  const details = (content.details ?? []).map(({ name, value }) => `${name}: ${value}`).join('; ');
  return {
    id,
    kind: known?.kind ?? 'processing',
    name: known ? translate.vi(known.name) : content.stage,
    at: at.ok ? at.value.toISOString() : recordedAt,
    who: organisation.content.kind === 'household' ? organisation.content.name : content.who,
    place: place && placeRecord(place),
    details: details === '' ? null : details,
    pictures: [],
  };
}

function placeRecord({
  content,
  address,
  locationCode,
}: Pick<PlaceFacts, 'content' | 'address' | 'locationCode'>): PlaceRecord {
  const point = content.geometry?.type === 'Point' ? content.geometry.coordinates : [];
  return {
    code: locationCode,
    name: content.name,
    address,
    latitude: point[1] ?? null,
    longitude: point[0] ?? null,
    officialCode: content.plantingAreaCode ?? content.packingHouseCode ?? null,
  };
}

function certificateRecord({ content }: OriginFacts['certificates'][number]): CertificateRecord {
  return {
    kind: certificateKind(content),
    number: content.number,
    issuer: content.issuer,
    validFrom: content.issuedOn,
    validTo: content.expiresOn ?? null,
  };
}

function certificateKind({
  type,
  stars,
}: {
  type: OriginCertificate['type'];
  stars?: number | undefined;
}): string {
  return stars === undefined ? type : `${type} ${stars}`;
}

function codes({ key }: Pick<ProductFacts, 'key'>): { gtin: string | null; internalCode: string | null } {
  return key.ai === '01' ? { gtin: key.value, internalCode: null } : { gtin: null, internalCode: key.value };
}

/** The widest form of each, under the public origin. */
function addresses(pictures: readonly Picture[], publicOrigin: string): string[] {
  return pictures.flatMap(({ sources }) => sources.slice(-1).map(({ src }) => publicOrigin + src));
}
