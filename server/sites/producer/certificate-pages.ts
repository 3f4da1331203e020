import { canReview } from '../../domain/review-state.ts';
import { formatDate } from '../../domain/vietnamese-format.ts';
import type { Certificate, CertificateContent } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Option } from '../shared/form-inputs.ts';
import { fieldGroup } from '../shared/form.ts';
import { certificateContentFrom, certificateFormOf } from './certificate-form.ts';
import { everyRecord } from '../shared/every-record.ts';
import type { ProducerServices } from './producer-services.ts';
import { namesOf } from './record-names.ts';
import type { RecordKind } from './record-kind.ts';
import { stateTag, validityTag } from '../shared/state-tags.ts';

const types = [
  'vietgap',
  'globalgap',
  'organic',
  'ocop',
  'haccp',
  'iso22000',
  'standard-conformity',
  'regulation-conformity',
  'test-report',
] as const;

interface Covered {
  products: readonly Option[];
  places: readonly Option[];
}

/** Certificates, declarations of conformity, test reports. */
export function certificatePages({
  certificates,
  products,
  places,
}: ProducerServices): RecordKind<CertificateContent, Certificate, Covered> & { kind: 'certificate' } {
  return {
    kind: 'certificate',
    root: '/producer/certificates',
    icon: 'certificate',
    contract: 'CertificateContent',
    records: certificates,
    slots: [{ name: 'file', most: 1 }],
    formOf: certificateFormOf,
    contentFrom: certificateContentFrom,
    can: (view, act, { mayWrite }) => mayWrite && canReview(view.state, act),

    async choices({ actor }) {
      return {
        products: (await everyRecord((filter) => products.list(actor, filter))).map(asOption),
        places: (await everyRecord((filter) => places.list(actor, filter))).map(asOption),
      };
    },

    fields(form, _values, { visit: { t }, choices, uploads }) {
      return html`${fieldGroup({
        legend: t('producer.certificate'),
        body: html`${form.radios('type', {
          label: t('record.certificate-type'),
          options: types.map((value) => ({ value, label: t(`record.certificate-type-${value}`) })),
        })}
        ${form.select('stars', {
          label: t('record.certificate-stars'),
          hint: t('producer.stars-hint'),
          width: 'short',
          isOptional: true,
          options: ['3', '4', '5'].map((value) => ({ value, label: value })),
        })}
        ${form.text('number', { label: t('record.certificate-number'), width: 'medium' })}
        ${form.text('issuer', { label: t('record.certificate-issuer'), hint: t('producer.issuer-hint') })}
        ${form.text('scope', { label: t('record.certificate-scope'), hint: t('producer.scope-hint'), limit: 500 })}
        ${form.date('issuedOn', { label: t('record.certificate-issued-on') })}
        ${form.date('expiresOn', { label: t('record.certificate-expires-on'), hint: t('producer.expires-on-hint'), isOptional: true })}
        ${form.files('file', {
          label: t('record.certificate-file'),
          hint: t('producer.certificate-file-hint'),
          accept: 'application/pdf,image/jpeg,image/png,image/webp',
          isMultiple: false,
          uploaded: uploads['file'],
        })}
        ${form.agree('isFilePublic', { label: t('producer.certificate-file-public'), hint: t('producer.certificate-file-public-hint'), isOptional: true })}`,
      })}
      ${fieldGroup({
        legend: t('producer.covers'),
        hint: t('producer.covers-hint'),
        body: html`${choices.products.length > 0 && form.checkboxes('products', { label: t('producer.product-list'), options: choices.products, isOptional: true })}
        ${choices.places.length > 0 && form.checkboxes('places', { label: t('producer.place-list'), options: choices.places, isOptional: true })}
        ${choices.products.length + choices.places.length === 0 && html`<p>${t('producer.covers-nothing-yet')}</p>`}`,
      })}`;
    },

    names: async ({ actor }) =>
      new Map([
        ...namesOf('/producer/products', await everyRecord((filter) => products.list(actor, filter))),
        ...namesOf('/producer/places', await everyRecord((filter) => places.list(actor, filter))),
      ]),

    columns: (visit) => [
      {
        head: visit.t('producer.validity'),
        kind: 'tight',
        cell: ({ validity }) => validityTag(visit.t, validity),
      },
      {
        head: visit.t('record.certificate-expires-on'),
        kind: 'date',
        cell: ({ content }) =>
          content.expiresOn === undefined ? '–' : formatDate(content.expiresOn, visit.lang),
      },
      { head: visit.t('producer.state'), kind: 'tight', cell: ({ state }) => stateTag(visit.t, state) },
    ],

    detail: ({ t }, { validity }) => Promise.resolve({ before: html`<p>${validityTag(t, validity)}</p>` }),
  };
}

function asOption({ id, title }: { id: string; title: string }): Option {
  return { value: id, label: title };
}
