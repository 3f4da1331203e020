import { html } from '../../platform/html.ts';
import type { Organisation } from '../../platform/contract-types.ts';
import { newSecret } from '../../platform/ids.ts';
import { addressGroup, communeChoice } from '../shared/commune-field.ts';
import { organisationKinds } from '../shared/field-catalogue.ts';
import { actionBar, fieldGroup, formFor } from '../shared/form.ts';
import type { Form } from '../shared/form.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { enterSaves } from '../shared/form-buttons.ts';
import type { DepartmentServices } from './department-services.ts';
import { send } from './desk-visit.ts';
import type { Visit } from './desk-visit.ts';
import { organisationsRoot } from './organisation-list-page.ts';
import { recordAddress } from './record-address.ts';

export interface OrganisationForm {
  values: FieldValues;
  view?: Organisation | undefined;
  faults?: readonly FieldText[];
}

/** Entering an organisation, or correcting one: in force at once, so it says so. */
export function sendOrganisationForm(
  { geography, provinceCode }: Pick<DepartmentServices, 'geography' | 'provinceCode'>,
  visit: Visit,
  { values, view, faults = [] }: OrganisationForm,
): void {
  const { t } = visit;
  const title = view
    ? t('department.organisation-edit', { title: view.title })
    : t('department.organisation-new');
  const form = formFor(t, { values, faults: faults.map(placed) });
  const choice = communeChoice(values, { geography, province: provinceCode, t });
  const address = view ? recordAddress('organisation', view.id) : organisationsRoot;
  const body = html`${breadcrumb({
    t,
    trail: [
      { href: organisationsRoot, label: t('department.organisations-title') },
      ...(view ? [{ href: address, label: view.title }] : []),
    ],
    current: view ? t('common.edit') : title,
  })}
  ${pageHead({ title, lead: t('department.organisation-form-lead') })}
  ${form.enclose({
    action: view ? `${address}/edit` : `${organisationsRoot}/new`,
    hidden: { key: newSecret(), rev: revOf(values) },
    body: html`${enterSaves()} ${identity(visit, form)} ${addressGroup(form, choice, t)}
    ${contact(visit, form)}`,
    bar: actionBar({
      primary: { label: t('common.save'), name: 'intent', value: 'save' },
      others: linkButton({ href: address, label: t('common.cancel'), kind: 'quiet' }),
    }),
  })}`;
  send(visit, { title, current: 'organisations', hasFaults: form.hasFaults, body });
}

function identity({ t }: Visit, form: Form) {
  const short = { isOptional: true, width: 'medium' } as const;
  return fieldGroup({
    legend: t('department.identity'),
    body: html`${form.text('name', { label: t('record.organisation-name'), limit: 200 })}
    ${form.radios('kind', {
      label: t('record.organisation-kind'),
      options: Object.entries(organisationKinds).map(([value, key]) => ({ value, label: t(key) })),
    })}
    ${form.text('taxCode', { label: t('record.organisation-tax-code'), hint: t('department.tax-code-hint'), inputMode: 'numeric', ...short })}
    ${form.text('shortName', { label: t('record.organisation-short-name'), limit: 60, ...short })}
    ${form.text('nameEn', { label: t('record.organisation-name-en'), limit: 200, isOptional: true })}
    ${form.text('gln', { label: t('record.gln'), inputMode: 'numeric', ...short })}`,
  });
}

function contact({ t }: Visit, form: Form) {
  const medium = { isOptional: true, width: 'medium' } as const;
  return fieldGroup({
    legend: t('department.contact'),
    hint: t('department.contact-hint'),
    body: html`${form.text('contact.person', { label: t('record.organisation-person'), limit: 120, isOptional: true })}
    ${form.text('contact.phone', { label: t('record.organisation-phone'), type: 'tel', ...medium })}
    ${form.text('contact.email', { label: t('record.organisation-email'), type: 'email', isOptional: true })}
    ${form.text('website', { label: t('record.organisation-website'), type: 'url', isOptional: true })}`,
  });
}

/** What is wrong with the address as a whole is that no commune was chosen. */
function placed(fault: FieldText): FieldText {
  return fault.pointer === '/address' ? { ...fault, pointer: '/address/communeCode' } : fault;
}

function revOf({ rev }: FieldValues): string | undefined {
  return typeof rev === 'string' ? rev : undefined;
}
