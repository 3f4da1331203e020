import type { MessageKey } from '../../platform/i18n.ts';
import { choice, field, reference } from './field-definition.ts';
import type { Field, FieldKind } from './field-definition.ts';

const address: Field[] = [
  field('address/communeCode', 'record.address-commune', 'commune'),
  field('address/street', 'record.address-street'),
  field('address/formerAddress', 'record.address-former'),
];

export const organisationKinds = {
  cooperative: 'record.organisation-kind-cooperative',
  'cooperative-group': 'record.organisation-kind-cooperative-group',
  household: 'record.organisation-kind-household',
  company: 'record.organisation-kind-company',
  association: 'record.organisation-kind-association',
  'state-body': 'record.organisation-kind-state-body',
} as const satisfies Record<string, MessageKey>;

export const markKinds = {
  collective: 'mark.kind-collective',
  certification: 'mark.kind-certification',
  'geographical-indication': 'mark.kind-geographical-indication',
} as const satisfies Record<string, MessageKey>;

export const markStageWords = {
  idea: 'mark.stage-idea',
  plan: 'mark.stage-plan',
  dossier: 'mark.stage-dossier',
  filed: 'mark.stage-filed',
  published: 'mark.stage-published',
  examined: 'mark.stage-examined',
  granted: 'mark.stage-granted',
} as const satisfies Record<string, MessageKey>;

const organisation: Field[] = [
  field('name', 'record.organisation-name'),
  choice('kind', 'record.organisation-kind', organisationKinds),
  field('shortName', 'record.organisation-short-name'),
  field('nameEn', 'record.organisation-name-en'),
  field('taxCode', 'record.organisation-tax-code', 'code'),
  field('gln', 'record.gln', 'code'),
  ...address,
  field('contact/person', 'record.organisation-person'),
  field('contact/phone', 'record.organisation-phone'),
  field('contact/email', 'record.organisation-email'),
  field('website', 'record.organisation-website', 'web'),
];

const place: Field[] = [
  field('name', 'record.place-name'),
  choice('kind', 'record.place-kind', {
    plot: 'record.place-kind-plot',
    pond: 'record.place-kind-pond',
    workshop: 'record.place-kind-workshop',
    'packing-house': 'record.place-kind-packing-house',
    warehouse: 'record.place-kind-warehouse',
    shop: 'record.place-kind-shop',
  }),
  ...address,
  field('steward', 'record.place-steward'),
  field('area', 'record.place-area', 'quantity'),
  field('geometry', 'record.place-geometry', 'geometry'),
  field('gln', 'record.gln', 'code'),
  field('plantingAreaCode', 'record.place-planting-area-code', 'code'),
  field('packingHouseCode', 'record.place-packing-house-code', 'code'),
];

const product: Field[] = [
  field('name', 'record.product-name'),
  field('nameEn', 'record.product-name-en'),
  choice('group', 'record.product-group', {
    crops: 'record.product-group-crops',
    livestock: 'record.product-group-livestock',
    aquaculture: 'record.product-group-aquaculture',
    processing: 'record.product-group-processing',
  }),
  field('gtin', 'record.product-gtin', 'code'),
  field('brand', 'record.product-brand'),
  field('images', 'record.images', 'pictures'),
  field('originStatement', 'record.product-origin'),
  field('netContent', 'record.product-net-content', 'quantity'),
  field('shelfLifeDays', 'record.product-shelf-life', 'days'),
  field('standards', 'record.product-standards', 'list'),
  choice('standards/*/kind', 'record.product-standard-kind', {
    TCVN: 'record.product-standard-kind-TCVN',
    QCVN: 'record.product-standard-kind-QCVN',
    TCCS: 'record.product-standard-kind-TCCS',
    international: 'record.product-standard-kind-international',
    regional: 'record.product-standard-kind-regional',
  }),
  field('standards/*/number', 'record.product-standard-number', 'code'),
  field('standards/*/title', 'record.product-standard-title'),
  field('description', 'record.product-description'),
  field('warning', 'record.product-warning'),
];

const certificate: Field[] = [
  choice('type', 'record.certificate-type', {
    vietgap: 'record.certificate-type-vietgap',
    globalgap: 'record.certificate-type-globalgap',
    organic: 'record.certificate-type-organic',
    haccp: 'record.certificate-type-haccp',
    iso22000: 'record.certificate-type-iso22000',
    ocop: 'record.certificate-type-ocop',
    'standard-conformity': 'record.certificate-type-standard-conformity',
    'regulation-conformity': 'record.certificate-type-regulation-conformity',
    'test-report': 'record.certificate-type-test-report',
  }),
  field('number', 'record.certificate-number', 'code'),
  field('stars', 'record.certificate-stars', 'stars'),
  field('file', 'record.certificate-file', 'file'),
  field('isFilePublic', 'record.certificate-file-public', 'flag'),
  field('scope', 'record.certificate-scope'),
  field('issuer', 'record.certificate-issuer'),
  field('issuedOn', 'record.certificate-issued-on', 'date'),
  field('expiresOn', 'record.certificate-expires-on', 'date'),
  reference('products', 'record.certificate-products', 'product'),
  reference('places', 'record.certificate-places', 'place'),
];

const stage: Field[] = [
  field('stage', 'record.stage', 'stage'),
  field('startedAt', 'record.stage-started-at', 'time'),
  field('endedAt', 'record.stage-ended-at', 'time'),
  reference('place', 'record.stage-place', 'place'),
  field('who', 'record.stage-who'),
  field('quantity', 'record.stage-quantity', 'quantity'),
  field('details', 'record.stage-details', 'list'),
  field('details/*/name', 'record.stage-detail-name'),
  field('details/*/value', 'record.stage-detail-value'),
  field('sourceLot', 'producer.stage-source-lot', 'code'),
  field('inputs', 'producer.stage-inputs', 'list'),
  field('inputs/*/code', 'producer.stage-input-code', 'code'),
  field('inputs/*/quantity', 'producer.stage-input-quantity', 'quantity'),
  field('document', 'producer.stage-document'),
  field('container', 'producer.stage-container', 'code'),
  field('temperature/lowest', 'producer.stage-lowest'),
  field('temperature/highest', 'producer.stage-highest'),
  field('partner', 'producer.stage-partner', 'code'),
  field('partnerPlace', 'producer.stage-partner-place', 'code'),
  field('run', 'producer.stage-run'),
  choice('result', 'producer.stage-result', {
    conformant: 'producer.stage-conformant',
    non_conformant: 'producer.stage-non-conformant',
  }),
  field('certificate', 'producer.stage-certificate', 'web'),
  field('images', 'record.images', 'pictures'),
  field('note', 'record.note'),
  field('isPublic', 'record.stage-is-public', 'flag'),
];

/** As a frozen batch holds it: with what says where it comes from. */
const frozenStage: Field[] = [
  ...stage,
  field('placeName', 'record.stage-place'),
  field('recordedAt', 'record.stage-recorded-at', 'instant'),
  field('recordedBy', 'record.stage-recorded-by'),
  field('eventId', 'record.stage-event-id', 'code'),
];

const batch: Field[] = [
  reference('product', 'record.batch-product', 'product'),
  field('lot', 'record.batch-lot', 'code'),
  field('quantity', 'record.batch-quantity', 'quantity'),
  field('producedOn', 'record.batch-produced-on', 'date'),
  field('packedOn', 'record.batch-packed-on', 'date'),
  field('expiresOn', 'record.batch-expires-on', 'date'),
  reference('place', 'record.batch-place', 'place'),
  field('images', 'record.images', 'pictures'),
  reference('certificates', 'record.batch-certificates', 'certificate'),
  reference('grants', 'record.batch-grants', 'grant'),
  field('note', 'record.note'),
  field('stages', 'record.batch-stages', 'stages'),
  field('stages/*', 'record.stage', 'stages'),
  ...frozenStage.map((part) => ({ ...part, path: `stages/*/${part.path}` })),
];

const mark: Field[] = [
  field('name', 'record.mark-name'),
  field('nameEn', 'record.mark-name-en'),
  choice('kind', 'record.mark-kind', markKinds),
  choice('stage', 'record.mark-stage', markStageWords),
  reference('owner', 'record.mark-owner', 'organisation'),
  field('goods', 'record.mark-goods'),
  field('niceClasses', 'record.mark-nice-classes', 'numbers'),
  field('communes', 'record.mark-communes', 'commune'),
  field('areaText', 'record.mark-area-text'),
  field('formerUnits', 'record.mark-former-units', 'list'),
  field('formerUnits/*/name', 'record.mark-former-name'),
  field('formerUnits/*/communes', 'record.mark-former-communes', 'commune'),
  field('formerUnits/*/endedOn', 'record.mark-former-ended', 'date'),
  field('earlierAreas', 'record.mark-earlier-areas', 'list'),
  field('earlierAreas/*/until', 'record.mark-earlier-until', 'date'),
  field('earlierAreas/*/communes', 'record.mark-earlier-communes', 'commune'),
  field('earlierAreas/*/note', 'record.note'),
  field('polygon', 'record.mark-polygon', 'geometry'),
  field('applicationNumber', 'record.mark-application-number', 'code'),
  field('filedOn', 'record.mark-filed-on', 'date'),
  field('certificateNumber', 'record.mark-certificate-number', 'code'),
  field('grantedOn', 'record.mark-granted-on', 'date'),
  field('expiresOn', 'record.mark-expires-on', 'date'),
  field('decisionNumber', 'record.mark-decision-number', 'code'),
  field('foreignRegistrations', 'record.mark-foreign', 'list'),
  field('foreignRegistrations/*/country', 'record.mark-foreign-country'),
  field('foreignRegistrations/*/number', 'record.mark-foreign-number', 'code'),
  field('foreignRegistrations/*/on', 'record.mark-foreign-on', 'date'),
  field('controlBody', 'record.mark-control-body'),
  field('controlPlan', 'record.mark-control-plan'),
  field('promises', 'record.mark-promises'),
  field('doesNotPromise', 'record.mark-does-not-promise'),
  field('logo', 'record.mark-logo', 'pictures'),
  field('colours', 'record.mark-colours'),
  field('note', 'record.note'),
];

const grant: Field[] = [
  reference('mark', 'record.grant-mark', 'mark'),
  reference('organisation', 'record.grant-organisation', 'organisation'),
  field('number', 'record.grant-number', 'code'),
  reference('products', 'record.grant-products', 'product'),
  reference('places', 'record.grant-places', 'place'),
  field('from', 'record.grant-from', 'date'),
  field('to', 'record.grant-to', 'date'),
  field('area', 'record.grant-area', 'quantity'),
  field('share', 'record.grant-share'),
  field('ceiling', 'record.grant-ceiling', 'quantity'),
  field('decisionNumber', 'record.grant-decision', 'code'),
  field('decisionFile', 'record.grant-decision-file', 'file'),
  field('note', 'record.note'),
];

export const fieldCatalogue: Record<FieldKind, readonly Field[]> = {
  organisation,
  place,
  product,
  certificate,
  batch,
  stage,
  mark,
  grant,
};
