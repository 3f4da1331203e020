import type { Language } from '../../locales/catalogue.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { fieldReader, given } from '../shared/field-reader.ts';
import type { Typed } from '../shared/field-reader.ts';
import type { Form } from '../shared/form.ts';
import type { FieldValues } from '../shared/form-state.ts';
import type { Visit } from './desk-visit.ts';
import { sampleFields, samplesFrom, teamFrom } from './mark-check-fields.ts';

/** A check on the spot: who went, what they found, what has to be mended until when. */
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
