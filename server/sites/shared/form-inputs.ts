import { attributes, html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { controlAttributes, fieldShell } from './form-field.ts';
import type { BoundField, FieldProps } from './form-field.ts';

export interface Option {
  value: string;
  label: string;
  hint?: string | undefined;
  isDisabled?: boolean | undefined;
}

type Width = 'short' | 'medium' | 'full';

export interface TextProps extends FieldProps {
  width?: Width | undefined;
  type?: 'text' | 'email' | 'tel' | 'url' | 'search' | undefined;
  inputMode?: 'text' | 'numeric' | 'decimal' | undefined;
  autocomplete?: string | undefined;
  isReadOnly?: boolean | undefined;
  /** Offered while typing; anything else may still be typed. */
  suggestions?: readonly string[] | undefined;
}

export function textField(field: BoundField, props: TextProps): Html {
  const { width = 'full', type = 'text', inputMode, autocomplete = 'off', isReadOnly, suggestions } = props;
  const listId = `${field.id}-list`;
  return fieldShell(
    field,
    props,
    () =>
      html`<input
          ${controlAttributes(field, props, {
            class: `input input-${width}`,
            type,
            value: field.values[0] ?? '',
            inputmode: inputMode,
            autocomplete,
            readonly: isReadOnly,
            list: suggestions && listId,
          })}
        />${
          suggestions &&
          html`<datalist id="${listId}">
            ${suggestions.map((value) => html`<option value="${value}"></option>`)}
          </datalist>`
        }`,
  );
}

/** Never filled again: a password does not travel back in a page. */
export function passwordField(field: BoundField, props: FieldProps & { isNew?: boolean }): Html {
  const autocomplete = props.isNew ? 'new-password' : 'current-password';
  return fieldShell(
    field,
    props,
    () =>
      html`<input ${controlAttributes(field, props, { class: 'input', type: 'password', autocomplete })} />`,
  );
}

export function textareaField(field: BoundField, props: FieldProps & { rows?: number }): Html {
  return fieldShell(
    field,
    props,
    () =>
      html`<textarea ${controlAttributes(field, props, { class: 'input', rows: props.rows ?? 4 })}>
${field.values[0] ?? ''}</textarea>`,
  );
}

/** A date as it is written here, dd/mm/yyyy: typed faster than picked, and the same on every phone. */
export function dateField(field: BoundField, props: FieldProps): Html {
  const shown = { ...props, hint: props.hint ?? field.t('ui.date-example') };
  return textField(field, { ...shown, width: 'short', inputMode: 'numeric' });
}

export interface QuantityProps extends FieldProps {
  /** One unit stands beside the number; of several one is chosen. */
  units: readonly Option[];
}

/** A number with its unit, as two fields `name.value` and `name.unit`. */
export function quantityField(field: BoundField, unit: BoundField, props: QuantityProps): Html {
  const shown = { ...props, hint: props.hint ?? field.t('ui.number-example') };
  const number = { class: 'input input-number', type: 'text', inputmode: 'decimal', autocomplete: 'off' };
  return fieldShell(
    field,
    shown,
    () =>
      html`<div class="with-unit">
        <input ${controlAttributes(field, shown, { ...number, value: field.values[0] ?? '' })} />
        ${unitControl(unit, props)}
      </div>`,
  );
}

function unitControl(unit: BoundField, { label, units }: QuantityProps): Html {
  const [only, ...others] = units;
  if (only && others.length === 0) {
    return html`<span class="unit">${only.label}</span
      ><input ${attributes({ type: 'hidden', name: unit.name, value: only.value })} />`;
  }
  const name = unit.t('ui.unit-of', { label });
  return html`<select ${attributes({ class: 'input', id: unit.id, name: unit.name, 'aria-label': name })}>
    ${optionList(units, unit.values)}
  </select>`;
}

export interface SelectProps extends FieldProps {
  options: readonly Option[];
  width?: Width | undefined;
  /** The first, empty line; false where something is always chosen. */
  prompt?: string | false | undefined;
}

export function selectField(field: BoundField, props: SelectProps): Html {
  const { options, width = 'full', prompt = field.t('ui.choose') } = props;
  return fieldShell(
    field,
    props,
    () =>
      html`<select ${controlAttributes(field, props, { class: `input input-${width}` })}>
        ${prompt !== false && html`<option value="">${prompt}</option>`} ${optionList(options, field.values)}
      </select>`,
  );
}

function optionList(options: readonly Option[], chosen: readonly string[]): Html[] {
  return options.map(
    ({ value, label, isDisabled }) =>
      html`<option ${attributes({ value, selected: chosen.includes(value), disabled: isDisabled })}>
        ${label}
      </option>`,
  );
}
