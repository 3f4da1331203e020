import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import { given } from '../shared/field-reader.ts';
import type { FieldReader } from '../shared/field-reader.ts';
import { fieldGroup } from '../shared/form.ts';
import type { Form } from '../shared/form.ts';
import type { FieldValues } from '../shared/form-state.ts';
import { filledRows, rowsToShow } from './form-route.ts';

/** Samples as visits and checks on the spot take them: code, test, result. */
export function sampleFields(t: Translate, form: Form, values: FieldValues): Html {
  const outcomes = [
    { value: 'yes', label: t('marks.sample-passed') },
    { value: 'no', label: t('marks.sample-failed') },
  ];
  return html`${rowsToShow(values, 'samples', 1).map((at) =>
    fieldGroup({
      legend: t('marks.sample-numbered', { number: at + 1 }),
      body: html`${form.text(`samples.${at}.code`, { label: t('marks.sample-code'), isOptional: true, limit: 60, width: 'medium' })}
      ${form.text(`samples.${at}.test`, { label: t('marks.sample-test'), isOptional: true, limit: 200 })}
      ${form.text(`samples.${at}.result`, { label: t('marks.sample-result'), isOptional: true, limit: 500 })}
      ${form.radios(`samples.${at}.passed`, { label: t('marks.sample-outcome'), isOptional: true, isInline: true, options: outcomes })}`,
    }),
  )}`;
}

export function samplesFrom(fields: FieldReader, values: FieldValues): object[] {
  return filledRows(values, 'samples').map((at) => {
    const passed = fields.text(`samples.${at}.passed`);
    return given({
      code: fields.text(`samples.${at}.code`),
      test: fields.text(`samples.${at}.test`),
      result: fields.text(`samples.${at}.result`),
      passed: passed === undefined ? undefined : passed === 'yes',
    });
  });
}

/** One name a line, or with commas between. */
export function teamFrom(typed: string | undefined): string[] | undefined {
  const names = (typed ?? '').split(/[\n,;]/).map((name) => name.trim());
  const given = names.filter((name) => name !== '');
  return given.length === 0 ? undefined : given;
}
