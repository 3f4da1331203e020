import { attributes, html } from '../../platform/html.ts';
import type { Attributes, Hole, Html } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import { icon } from './icons.ts';

/** What every kind of field can say about itself. Fields are required unless marked optional. */
export interface FieldProps {
  label: string;
  hint?: Hole;
  isOptional?: boolean | undefined;
  /** The most characters the contract takes: told in the hint, not enforced by cutting off what is pasted. */
  limit?: number | undefined;
}

/** A field tied to the form's state: what was typed, what is wrong with it, what the officer noted. */
export interface BoundField {
  t: Translate;
  name: string;
  id: string;
  values: readonly string[];
  errors: readonly string[];
  notes: readonly string[];
  isFilter: boolean;
}

/** Label, hint, note and fault above one control, tied to it for screen readers. */
export function fieldShell(field: BoundField, props: FieldProps, control: (tie: Tie) => Html): Html {
  return html`<div ${attributes({ class: fieldClass('field', field) })}>
    <label class="label" for="${field.id}">${labelText(field.t, props)}</label>
    ${aboutField(field, props)} ${control(tieOf(field, props))}
  </div>`;
}

/** The same around several controls that answer one question. */
export function choiceShell(
  field: BoundField,
  props: FieldProps,
  controls: Hole,
  className = 'choices',
): Html {
  const { describedBy } = tieOf(field, props);
  return html`<fieldset
    ${attributes({ class: fieldClass(className, field), 'aria-describedby': describedBy })}
  >
    <legend class="legend">${labelText(field.t, props)}</legend>
    ${aboutField(field, props)} ${controls}
  </fieldset>`;
}

export interface Tie {
  describedBy: string | undefined;
  isWrong: boolean;
}

/** The attributes every single control carries. */
export function controlAttributes(
  field: BoundField,
  props: FieldProps,
  extra: Record<string, string | number | boolean | undefined> = {},
): Attributes {
  const { describedBy, isWrong } = tieOf(field, props);
  return attributes({
    id: field.id,
    name: field.name,
    required: props.isOptional !== true && !field.isFilter,
    'aria-describedby': describedBy,
    'aria-invalid': isWrong && 'true',
    ...extra,
  });
}

export function tieOf(field: BoundField, props: FieldProps): Tie {
  const parts = [
    hintOf(field.t, props) !== undefined && `${field.id}-hint`,
    field.notes.length > 0 && `${field.id}-note`,
    field.errors.length > 0 && `${field.id}-error`,
  ].filter((id) => id !== false);
  return { describedBy: parts.length > 0 ? parts.join(' ') : undefined, isWrong: field.errors.length > 0 };
}

export function aboutField({ t, id, notes, errors }: BoundField, props: FieldProps): Html {
  const hint = hintOf(t, props);
  return html`${hint !== undefined && html`<p class="hint" id="${id}-hint">${hint}</p>`}
  ${
    notes.length > 0 &&
    html`<p class="field-note" id="${id}-note">
      ${icon('flag')}<span><strong>${t('ui.officer-note')}</strong> ${notes.join(' ')}</span>
    </p>`
  }
  ${
    errors.length > 0 &&
    html`<p class="field-error" id="${id}-error">
      ${icon('alert')}<span><span class="unseen">${t('ui.field-error')}</span> ${errors.join(' ')}</span>
    </p>`
  }`;
}

function hintOf(t: Translate, { hint, limit }: FieldProps): Hole | undefined {
  if (limit === undefined) return hint === undefined || hint === false || hint === null ? undefined : hint;
  const told = t('ui.limit', { limit });
  return hint ? [hint, ' ', told] : told;
}

function labelText(t: Translate, { label, isOptional }: FieldProps): Html {
  return html`${label}${isOptional && html` <span class="optional">(${t('common.optional')})</span>`}`;
}

export function fieldClass(base: string, { errors }: BoundField): string {
  return errors.length > 0 ? `${base} is-wrong` : base;
}
