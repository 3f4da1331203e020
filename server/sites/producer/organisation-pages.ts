import { wholeFields } from '../../domain/mending-field.ts';
import { canReview } from '../../domain/review-state.ts';
import { may } from '../../domain/roles.ts';
import type { Organisation, OrganisationContent } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import { fieldGroup } from '../shared/form.ts';
import { addressGroup, communeChoice } from '../shared/commune-field.ts';
import type { CommuneChoice } from '../shared/commune-field.ts';
import { organisationContentFrom, organisationFormOf } from '../shared/organisation-form.ts';
import type { ProducerServices } from './producer-services.ts';
import type { RecordKind } from './record-kind.ts';

const kinds = [
  'cooperative',
  'cooperative-group',
  'household',
  'company',
  'association',
  'state-body',
] as const;

/** The producer's own entry in the register, kept up by itself and appraised like any record. */
export function organisationPages({
  organisations,
  geography,
  provinceCode,
}: ProducerServices): RecordKind<OrganisationContent, Organisation, CommuneChoice> {
  return {
    kind: 'organisation',
    root: '/producer/organisation',
    icon: 'user',
    contract: 'OrganisationContent',
    records: {
      edit: organisations.edit,
      read: organisations.read,
      list: organisations.list,
      inForce: organisations.inForce,
    },
    slots: [],
    formOf: organisationFormOf,
    contentFrom: organisationContentFrom,
    standsAt: wholeFields.organisation,
    choices: ({ t }, values) =>
      Promise.resolve(communeChoice(values, { geography, province: provinceCode, t })),
    can: (view, act, { actor, mayWrite }) =>
      mayWrite && may(actor, 'organisations.edit') && canReview(view.state, act),

    fields(form, _values, { visit: { t }, choices }) {
      return html`${fieldGroup({
        legend: t('producer.organisation'),
        body: html`${form.text('name', { label: t('record.organisation-name'), hint: t('producer.organisation-name-hint') })}
        ${form.radios('kind', {
          label: t('record.organisation-kind'),
          options: kinds.map((value) => ({ value, label: t(`record.organisation-kind-${value}`) })),
        })}
        ${form.text('taxCode', { label: t('record.organisation-tax-code'), hint: t('producer.tax-code-hint'), width: 'medium', inputMode: 'numeric', isOptional: true })}
        ${form.text('shortName', { label: t('record.organisation-short-name'), isOptional: true })}
        ${form.text('nameEn', { label: t('record.product-name-en'), isOptional: true })}
        ${form.text('gln', { label: t('record.gln'), hint: t('producer.gln-hint'), width: 'medium', inputMode: 'numeric', isOptional: true })}`,
      })}
      ${addressGroup(form, choices, t)}
      ${fieldGroup({
        legend: t('producer.contact'),
        hint: t('producer.contact-hint'),
        body: html`${form.text('contact.person', { label: t('record.organisation-person'), isOptional: true })}
        ${form.text('contact.phone', { label: t('record.organisation-phone'), type: 'tel', width: 'medium', isOptional: true })}
        ${form.text('contact.email', { label: t('record.organisation-email'), type: 'email', isOptional: true })}
        ${form.text('website', { label: t('record.organisation-website'), hint: t('producer.website-hint'), type: 'url', isOptional: true })}`,
      })}`;
    },

    columns: () => [],
  };
}
