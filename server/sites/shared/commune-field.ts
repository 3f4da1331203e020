import type { CommuneMatch } from '../../features/geography/geography-entries.ts';
import type { GeographyService } from '../../features/geography/geography-service.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import type { FieldValues } from './form-state.ts';
import type { Option } from './form-inputs.ts';
import type { Form } from './form.ts';
import { fieldGroup } from './form.ts';
import { searchField } from './address-form.ts';
import { askButton } from './form-buttons.ts';

export interface CommuneChoice {
  options: readonly Option[];
  /** What was looked for and not found. */
  notFound: string | undefined;
}

interface Place {
  geography: Pick<GeographyService, 'commune' | 'search'>;
  /** Communes of this province come first. */
  province: string;
  t: Translate;
}

/**
 * The communes to choose from: the one chosen before, and what the search found, by the names of today and of
 * before 2025-07-01. What was split in 2025 gives several lines, and somebody has to choose.
 */
export function communeChoice(values: FieldValues, { geography, province, t }: Place): CommuneChoice {
  const asked = textOf(values[searchField]);
  const chosen = geography.commune(textOf(values['address.communeCode']));
  const options = new Map<string, Option>();
  const here = asked === '' ? [] : geography.search(asked, { province, limit: 8 });
  const found = here.length > 0 || asked === '' ? here : geography.search(asked, { limit: 8 });
  for (const match of found) {
    for (const { code, name, province: within } of match.choices) {
      const known = options.get(code);
      options.set(code, known ?? { value: code, label: `${name}, ${within.name}`, hint: hintFor(match, t) });
    }
  }
  if (chosen && !options.has(chosen.code)) {
    options.set(chosen.code, { value: chosen.code, label: `${chosen.name}, ${chosen.province.name}` });
  }
  return {
    options: [...options.values()],
    notFound: asked !== '' && found.length === 0 ? asked : undefined,
  };
}

/** The address of a place or organisation, the same in both forms. */
export function addressGroup(form: Form, { options, notFound }: CommuneChoice, t: Translate): Html {
  return fieldGroup({
    legend: t('producer.address'),
    body: html`${form.text(searchField, {
        label: t('producer.commune-search'),
        hint: t('producer.commune-search-hint'),
        type: 'search',
        isOptional: options.length > 0,
      })}
      <p>${askButton({ label: t('producer.commune-find'), intent: 'find-commune', at: searchField })}</p>
      ${notFound !== undefined && html`<p role="status">${t('producer.commune-none', { text: notFound })}</p>`}
      ${
        options.length > 0
          ? form.radios('address.communeCode', { label: t('record.address-commune'), options })
          : undefined
      }
      ${form.text('address.street', {
        label: t('record.address-street'),
        hint: t('producer.street-hint'),
        isOptional: true,
      })}
      ${form.text('address.formerAddress', {
        label: t('record.address-former'),
        hint: t('producer.former-address-hint'),
        isOptional: true,
      })}`,
  });
}

function hintFor({ was, name, split }: CommuneMatch, t: Translate): string | undefined {
  if (was === 'current') return undefined;
  return t(split ? 'producer.commune-part-of' : 'producer.commune-formerly', { name });
}

function textOf(value: FieldValues[string]): string {
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim().slice(0, 100);
}
