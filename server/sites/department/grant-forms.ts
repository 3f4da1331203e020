import type { Language } from '../../locales/catalogue.ts';
import type { Grant } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { dateField, fieldReader, given, quantityFields } from '../shared/field-reader.ts';
import type { Typed } from '../shared/field-reader.ts';
import { fieldGroup } from '../shared/form.ts';
import type { Form } from '../shared/form.ts';
import type { Option } from '../shared/form-inputs.ts';
import type { FieldValues } from '../shared/form-state.ts';
import { unitOptions } from '../shared/unit-options.ts';
import type { Visit } from './desk-visit.ts';
import { sampleFields, samplesFrom, teamFrom } from './mark-check-fields.ts';

/** What an application asks for: for what, where, from when to when, and how much land. */
export function grantFields(
  { t }: Pick<Visit, 't'>,
  form: Form,
  { products, places }: { products: readonly Option[]; places: readonly Option[] },
): Html {
  return html`${fieldGroup({
    legend: t('department.grant-scope'),
    body: html`${form.checkboxes('products', { label: t('record.grant-products'), options: products })}
    ${
      places.length > 0 &&
      form.checkboxes('places', {
        label: t('record.grant-places'),
        hint: t('department.grant-places-hint'),
        isOptional: true,
        options: places,
      })
    }`,
  })}
  ${fieldGroup({
    legend: t('department.grant-term'),
    hint: t('marks.ceiling-hint'),
    body: html`${form.date('from', { label: t('record.grant-from') })}
    ${form.date('to', { label: t('record.grant-to') })}
    ${form.quantity('area', { label: t('record.grant-area'), isOptional: true, units: unitOptions(['HAR', 'MTK'], t) })}
    ${form.text('share', { label: t('record.grant-share'), hint: t('marks.share-hint'), isOptional: true, width: 'short' })}
    ${form.quantity('ceiling', {
      label: t('record.grant-ceiling'),
      isOptional: true,
      units: unitOptions(['KGM', 'TNE', 'LTR', 'H87'], t),
    })}
    ${form.textarea('note', { label: t('record.note'), isOptional: true, limit: 1000, rows: 3 })}`,
  })}`;
}

export function grantContentFrom(
  values: FieldValues,
  language: Language,
  own: { mark: string; organisation: string; number?: string | undefined },
): Typed {
  const fields = fieldReader(values, language);
  const content = given({
    ...own,
    products: fields.list('products'),
    places: fields.list('places'),
    from: fields.date('from'),
    to: fields.date('to'),
    area: fields.quantity('area'),
    share: fields.text('share')?.replace(',', '.'),
    ceiling: fields.quantity('ceiling'),
    note: fields.text('note'),
  });
  return { content, faults: fields.faults };
}

export function grantFormOf({ content, rev }: Grant, lang: Language): FieldValues {
  const { products, places, from, to, area, share, ceiling, note } = content;
  return {
    rev: String(rev),
    products,
    places,
    from: dateField(from),
    to: dateField(to),
    ...quantityFields('area', area, lang),
    share: lang === 'vi' ? share?.replace('.', ',') : share,
    ...quantityFields('ceiling', ceiling, lang),
    note,
  };
}

export function checkFields({ t }: Pick<Visit, 't'>, form: Form, values: FieldValues): Html {
  return html`${form.date('on', { label: t('marks.visit-on') })}
  ${form.textarea('team', { label: t('marks.team'), hint: t('marks.team-hint'), rows: 2 })}
  ${form.textarea('findings', { label: t('marks.findings'), limit: 4000, rows: 4 })}
  ${form.radios('outcome', {
    label: t('marks.outcome'),
    options: (['passed', 'to-mend', 'failed'] as const).map((value) => ({
      value,
      label: t(`marks.outcome-${value}`),
    })),
  })}
  ${form.date('deadline', { label: t('marks.deadline'), hint: t('marks.check-deadline-hint'), isOptional: true })}
  ${sampleFields(t, form, values)}`;
}

export function checkFrom(values: FieldValues, language: Language): Typed {
  const fields = fieldReader(values, language);
  const samples = samplesFrom(fields, values);
  const content = given({
    on: fields.date('on'),
    team: teamFrom(fields.text('team')),
    findings: fields.text('findings'),
    outcome: fields.text('outcome'),
    deadline: fields.date('deadline'),
    samples: samples.length > 0 ? samples : undefined,
  });
  return { content, faults: fields.faults };
}
