import { formerUnitsNamed } from '../../features/marks/mark-area-rules.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { askButton } from '../shared/form-buttons.ts';
import { fieldGroup } from '../shared/form.ts';
import type { Form } from '../shared/form.ts';
import type { Option } from '../shared/form-inputs.ts';
import type { FieldValues } from '../shared/form-state.ts';
import type { DepartmentServices } from './department-services.ts';
import type { Visit } from './desk-visit.ts';
import { rowsToShow } from './form-route.ts';
import { communeName } from '../shared/record-reading.ts';

/** The area of a mark: communes of today, former units with the choice of what they became, and what it was before. */
export function markAreaFields(
  services: DepartmentServices,
  { t }: Visit,
  { form, values }: { form: Form; values: FieldValues },
): Html {
  const options = communeOptions(services, values);
  return fieldGroup({
    legend: t('department.mark-area'),
    body: html`${form.text('communeText', {
        label: t('department.commune-search'),
        hint: t('department.commune-search-hint'),
        type: 'search',
        isOptional: true,
      })}
      <p>${askButton({ label: t('department.commune-find'), intent: 'find-commune', at: 'communeText' })}</p>
      ${options.length > 0 && form.checkboxes('communes', { label: t('record.mark-communes'), isOptional: true, options })}
      ${form.textarea('areaText', {
        label: t('record.mark-area-text'),
        hint: t('department.area-text-hint'),
        isOptional: true,
        limit: 1000,
        rows: 3,
      })}
      ${rowsToShow(values, 'formerUnits', 1).map((at) => formerUnit(services, t, { form, values, at }))}
      <p>${askButton({ label: t('marks.former-find'), intent: 'find-former', at: 'formerUnits.0.name' })}</p>
      ${rowsToShow(values, 'earlierAreas', 1).map(
        (at) =>
          html`${form.date(`earlierAreas.${at}.until`, { label: t('record.mark-earlier-until'), hint: t('marks.earlier-hint'), isOptional: true })}
          ${form.text(`earlierAreas.${at}.communes`, { label: t('record.mark-earlier-communes'), hint: t('marks.codes-hint'), isOptional: true })}
          ${form.text(`earlierAreas.${at}.note`, { label: t('record.note'), isOptional: true, limit: 300 })}`,
      )}
      ${form.textarea('outline', { label: t('record.mark-polygon'), hint: t('marks.outline-hint'), isOptional: true, rows: 4 })}`,
  });
}

function formerUnit(
  services: DepartmentServices,
  t: Visit['t'],
  { form, values, at }: { form: Form; values: FieldValues; at: number },
): Html {
  const row = `formerUnits.${at}`;
  const name = values[`${row}.name`];
  const found =
    typeof name === 'string' && name.trim() !== '' ? formerUnitsNamed(name, services.geography) : [];
  const options = found.flatMap(({ choices }) =>
    choices.map(({ code }) => ({ value: code, label: communeName(services, code) })),
  );
  return html`${form.text(`${row}.name`, { label: t('record.mark-former-name'), hint: t('marks.former-hint'), isOptional: true, limit: 200 })}
  ${
    options.length > 0 &&
    form.checkboxes(`${row}.communes`, { label: t('record.mark-former-communes'), isOptional: true, options })
  }
  ${form.date(`${row}.endedOn`, { label: t('record.mark-former-ended'), isOptional: true })}`;
}

/** Those ticked before, and what the search found by names of today and of before 2025-07-01. */
function communeOptions(services: DepartmentServices, values: FieldValues): Option[] {
  const { geography, provinceCode } = services;
  const asked = typeof values['communeText'] === 'string' ? values['communeText'].trim().slice(0, 100) : '';
  const found = asked === '' ? [] : geography.search(asked, { province: provinceCode, limit: 8 });
  const former = new Map(
    found.flatMap(({ was, name, choices }) =>
      choices.map((choice) => [choice.code, was === 'current' ? undefined : name] as const),
    ),
  );
  const chosen = [values['communes'] ?? []].flat();
  return [...new Set([...chosen, ...former.keys()])].map((value) => ({
    value,
    label: communeName(services, value),
    hint: former.get(value),
  }));
}
