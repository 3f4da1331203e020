import type { Language } from '../../locales/catalogue.ts';
import type { Grant } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { dateField, fieldReader, given, quantityFields } from './field-reader.ts';
import type { Typed } from './field-reader.ts';
import { fieldGroup } from './form.ts';
import type { Form } from './form.ts';
import type { Option } from './form-inputs.ts';
import type { FieldValues } from './form-state.ts';
import { unitOptions } from './unit-options.ts';
import type { Translate } from '../../platform/i18n.ts';

/** What an application asks for: for what, where, from when to when, and how much land. */
export function grantFields(
  { t }: { t: Translate },
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
