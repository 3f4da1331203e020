import { recallRemedies, recallRisks } from '../../domain/recall-risk.ts';
import { formatDate } from '../../domain/vietnamese-format.ts';
import type { Batch, RecallContent } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import type { Language, Translate } from '../../platform/i18n.ts';
import { fieldReader, given } from '../shared/field-reader.ts';
import type { Typed } from '../shared/field-reader.ts';
import type { FieldValues } from '../shared/form-state.ts';
import { recordValues } from '../shared/form-state.ts';
import { fieldGroup } from '../shared/form.ts';
import type { Form } from '../shared/form.ts';

const englishFields = ['reason', 'danger', 'whatToDo', 'howToReturn', 'channels'] as const;

/** The parts of a notice, in the order in which the public reads them. */
export function recallFields(t: Translate, form: Form, batches: readonly Batch[]): Html {
  const options = batches.map(({ id, content: { lot }, title }) => ({
    value: id,
    label: `${lot} (${title})`,
  }));
  return html`${form.checkboxes('batches', {
    label: t('recall.form-batches'),
    hint: t('recall.form-batches-hint'),
    options,
  })}
  ${form.select('risk', {
    label: t('recall.form-risk'),
    options: recallRisks.map((risk) => ({ value: risk, label: t(`recall.risk-${risk}`) })),
  })}
  ${form.textarea('reason', { label: t('recall.form-reason'), hint: t('recall.form-reason-hint'), limit: 1000, rows: 3 })}
  ${form.textarea('danger', { label: t('recall.form-danger'), hint: t('recall.form-danger-hint'), limit: 2000, rows: 4 })}
  ${form.textarea('whatToDo', { label: t('recall.form-what'), hint: t('recall.form-what-hint'), limit: 2000, rows: 4 })}
  ${form.select('remedy', {
    label: t('recall.remedy'),
    options: recallRemedies.map((remedy) => ({ value: remedy, label: t(`recall.remedy-${remedy}`) })),
  })}
  ${form.textarea('howToReturn', { label: t('recall.form-return'), limit: 1000, rows: 3 })}
  ${fieldGroup({
    legend: t('recall.contact'),
    body: html`${form.text('contact.name', { label: t('recall.contact-name') })}
    ${form.text('contact.phone', { label: t('recall.phone') })}
    ${form.text('contact.email', { label: t('recall.email'), isOptional: true })}`,
  })}
  ${form.textarea('channels', { label: t('recall.form-channels'), hint: t('recall.form-channels-hint'), limit: 1000, rows: 3 })}
  ${form.date('soldFrom', { label: t('recall.form-sold-from'), isOptional: true })}
  ${form.date('soldTo', { label: t('recall.form-sold-to'), isOptional: true })}
  ${form.text('decision', { label: t('recall.form-decision'), isOptional: true })}
  ${fieldGroup({
    legend: t('recall.form-english'),
    hint: t('recall.form-english-hint'),
    body: englishFields.map((name) =>
      form.textarea(`english.${name}`, { label: t(`recall.english-${name}`), rows: 2, isOptional: true }),
    ),
  })}`;
}

export function recallContentFrom(values: FieldValues, language: Language): Typed {
  const fields = fieldReader(values, language);
  const texts = (prefix: string, names: readonly string[]) =>
    given(Object.fromEntries(names.map((name) => [name, fields.text(prefix + name)])));
  const english = texts('english.', englishFields);
  const content = given({
    batches: fields.list('batches'),
    ...texts('', ['risk', 'reason', 'danger', 'whatToDo', 'remedy', 'howToReturn', 'channels', 'decision']),
    contact: texts('contact.', ['name', 'phone', 'email']),
    soldFrom: fields.date('soldFrom'),
    soldTo: fields.date('soldTo'),
    english: Object.keys(english).length > 0 ? english : undefined,
  });
  return { content, faults: fields.faults };
}

export function recallFormOf(content: RecallContent, language: Language): FieldValues {
  const { soldFrom, soldTo } = content;
  return {
    ...recordValues(content),
    ...(soldFrom !== undefined && { soldFrom: formatDate(soldFrom, language) }),
    ...(soldTo !== undefined && { soldTo: formatDate(soldTo, language) }),
  };
}
