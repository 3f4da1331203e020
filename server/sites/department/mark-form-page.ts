import { markStages } from '../../domain/mark-right.ts';
import type { Mark } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { newSecret } from '../../platform/ids.ts';
import { enterSaves } from '../shared/form-buttons.ts';
import { markKinds, markStageWords } from '../shared/field-catalogue.ts';
import { actionBar, fieldGroup, formFor } from '../shared/form.ts';
import type { Form } from '../shared/form.ts';
import type { Option } from '../shared/form-inputs.ts';
import type { UploadedFile } from '../shared/form-choices.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import type { DepartmentServices } from './department-services.ts';
import { send } from './desk-visit.ts';
import type { Visit } from './desk-visit.ts';
import { markAreaFields } from './mark-area-fields.ts';
import { rowsToShow } from './form-route.ts';
import { uploadedIn } from './mark-files.ts';

export interface MarkForm {
  values: FieldValues;
  view?: Mark | undefined;
  faults?: readonly FieldText[];
  owners: readonly Option[];
}

/** A mark at whatever stage it is: facts that a stage does not have yet are left empty. */
export async function sendMarkForm(
  services: DepartmentServices,
  visit: Visit,
  { values, view, faults = [], owners }: MarkForm,
): Promise<void> {
  const { t, desk } = visit;
  const marksRoot = desk.marks;
  const title = view ? t('department.mark-edit', { title: view.content.name }) : t('department.mark-new');
  const form = formFor(t, { values, faults });
  const logo = await uploadedIn(services, visit, values['logo']);
  const address = view ? `${marksRoot}/${view.id}` : marksRoot;
  const body = html`${breadcrumb({
    t,
    trail: [
      { href: marksRoot, label: t('department.marks-title') },
      ...(view ? [{ href: address, label: view.content.name }] : []),
    ],
    current: view ? t('common.edit') : title,
  })}
  ${pageHead({ title, lead: t('department.mark-form-lead') })}
  ${form.enclose({
    action: view ? `${address}/edit` : `${marksRoot}/new`,
    isUpload: true,
    hidden: { key: newSecret(), rev: typeof values['rev'] === 'string' ? values['rev'] : undefined },
    body: html`${enterSaves()} ${identity(visit, form, owners)}
    ${markAreaFields(services, visit, { form, values })} ${papers(visit, form, values)}
    ${meaning(visit, form)} ${attachments(visit, form, logo)}`,
    bar: actionBar({
      primary: { label: t('common.save'), name: 'intent', value: 'save' },
      others: linkButton({ href: address, label: t('common.cancel'), kind: 'quiet' }),
    }),
  })}`;
  send(visit, { title, current: 'marks', hasFaults: form.hasFaults, body });
}

function identity({ t }: Visit, form: Form, owners: readonly Option[]): Html {
  return fieldGroup({
    legend: t('department.identity'),
    body: html`${form.text('name', { label: t('record.mark-name'), limit: 200 })}
    ${form.text('nameEn', { label: t('record.mark-name-en'), limit: 200, isOptional: true })}
    ${form.radios('kind', {
      label: t('record.mark-kind'),
      options: Object.entries(markKinds).map(([value, key]) => ({ value, label: t(key) })),
    })}
    ${form.select('owner', { label: t('record.mark-owner'), hint: t('department.mark-owner-hint'), options: owners })}
    ${form.radios('stage', {
      label: t('record.mark-stage'),
      hint: t('department.mark-stage-hint'),
      options: markStages.map((value) => ({ value, label: t(markStageWords[value]) })),
    })}
    ${form.textarea('goods', { label: t('record.mark-goods'), limit: 1000, rows: 3 })}
    ${form.text('niceClasses', {
      label: t('record.mark-nice-classes'),
      hint: t('department.nice-hint'),
      isOptional: true,
      width: 'medium',
    })}
    ${form.text('colours', { label: t('record.mark-colours'), limit: 200, isOptional: true })}`,
  });
}

function papers({ t }: Visit, form: Form, values: FieldValues): Html {
  const medium = { isOptional: true, width: 'medium' } as const;
  return fieldGroup({
    legend: t('department.mark-papers'),
    hint: t('department.mark-papers-hint'),
    body: html`${form.text('applicationNumber', { label: t('record.mark-application-number'), ...medium })}
    ${form.date('filedOn', { label: t('record.mark-filed-on'), isOptional: true })}
    ${form.text('certificateNumber', { label: t('record.mark-certificate-number'), ...medium })}
    ${form.date('grantedOn', { label: t('record.mark-granted-on'), isOptional: true })}
    ${form.date('expiresOn', { label: t('record.mark-expires-on'), isOptional: true })}
    ${form.text('decisionNumber', { label: t('record.mark-decision-number'), limit: 60, ...medium })}
    ${form.text('controlBody', { label: t('record.mark-control-body'), limit: 200, isOptional: true })}
    ${form.textarea('controlPlan', { label: t('record.mark-control-plan'), limit: 4000, rows: 4, isOptional: true })}
    ${rowsToShow(values, 'foreignRegistrations', 1).map(
      (at) =>
        html`${form.text(`foreignRegistrations.${at}.country`, { label: t('record.mark-foreign-country'), limit: 80, ...medium })}
        ${form.text(`foreignRegistrations.${at}.number`, { label: t('record.mark-foreign-number'), limit: 60, ...medium })}
        ${form.date(`foreignRegistrations.${at}.on`, { label: t('record.mark-foreign-on'), isOptional: true })}`,
    )}`,
  });
}

function meaning({ t }: Visit, form: Form): Html {
  return fieldGroup({
    legend: t('department.mark-meaning'),
    hint: t('department.mark-meaning-hint'),
    body: html`${form.textarea('promises', { label: t('record.mark-promises'), limit: 1000, rows: 3 })}
    ${form.textarea('doesNotPromise', { label: t('record.mark-does-not-promise'), limit: 1000, rows: 3 })}
    ${form.textarea('note', { label: t('record.note'), limit: 2000, rows: 2, isOptional: true })}`,
  });
}

function attachments({ t }: Visit, form: Form, logo: readonly UploadedFile[]): Html {
  return fieldGroup({
    legend: t('department.mark-attachments'),
    body: html`${form.files('logo', {
      label: t('record.mark-logo'),
      accept: 'image/jpeg,image/png,image/webp',
      isMultiple: false,
      isOptional: true,
      uploaded: logo,
    })}`,
  });
}
