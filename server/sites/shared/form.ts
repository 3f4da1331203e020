import { attributes, html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import { errorSummary } from './error-summary.ts';
import type { ShownField } from './error-summary.ts';
import { agreeField, checkboxField, filesField, radioField } from './form-choices.ts';
import type { ChoiceProps, FilesProps } from './form-choices.ts';
import type { BoundField, FieldProps } from './form-field.ts';
import {
  dateField,
  passwordField,
  quantityField,
  selectField,
  textareaField,
  textField,
} from './form-inputs.ts';
import type { QuantityProps, SelectProps, TextProps } from './form-inputs.ts';
import { icon } from './icons.ts';
import { nameOf } from './form-state.ts';
import type { FieldText, FormState } from './form-state.ts';

export type Form = ReturnType<typeof formFor>;

/**
 * One form on one page, bound to what was typed, what is wrong and what was noted:
 *
 *     const form = formFor(t, { values, faults });
 *     form.enclose({ action: '/batches', body: html`${form.text('lot', { label })}`, bar });
 *
 * A field shows every fault at its own name or beneath it; `enclose` links the summary to them.
 */
export function formFor(t: Translate, state: FormState = {}) {
  const { values = {}, faults = [], notes = [], isFilter = false } = state;
  const fields: ShownField[] = [];

  function bind(name: string, label: string): BoundField {
    const id = `f-${name}`;
    const own = faults.filter(
      (fault) => isAbout(name, fault) && !fields.some((field) => field.faults.includes(fault)),
    );
    fields.push({ name, id, label, faults: own });
    return {
      t,
      name,
      id,
      values: listOf(values[name]),
      errors: own.map(({ text }) => text),
      notes: notes.filter((note) => isAbout(name, note)).map(({ text }) => text),
      isFilter,
    };
  }

  return {
    hasFaults: faults.length > 0,
    text: (name: string, props: TextProps) => textField(bind(name, props.label), props),
    password: (name: string, props: FieldProps & { isNew?: boolean }) =>
      passwordField(bind(name, props.label), props),
    textarea: (name: string, props: FieldProps & { rows?: number }) =>
      textareaField(bind(name, props.label), props),
    date: (name: string, props: FieldProps) => dateField(bind(name, props.label), props),
    /** Posts `name.value` and `name.unit`; shows the faults of both and of `name` itself. */
    quantity: (name: string, props: QuantityProps) => {
      const whole = bind(name, props.label);
      const number = { ...whole, name: `${name}.value`, values: listOf(values[`${name}.value`]) };
      return quantityField(number, bind(`${name}.unit`, props.label), props);
    },
    select: (name: string, props: SelectProps) => selectField(bind(name, props.label), props),
    radios: (name: string, props: ChoiceProps) => radioField(bind(name, props.label), props),
    checkboxes: (name: string, props: ChoiceProps) => checkboxField(bind(name, props.label), props),
    agree: (name: string, props: FieldProps) => agreeField(bind(name, props.label), props),
    files: (name: string, props: FilesProps) => filesField(bind(name, props.label), props),
    /** A value that goes along unseen; by default what the state holds. */
    hidden: (name: string, value?: string) => hiddenFields({ [name]: value ?? listOf(values[name])[0] }),
    enclose: (props: Enclosure) => {
      const { action, body, bar, isUpload, isWide, hidden } = props;
      const method = props.isGet ? 'get' : 'post';
      const enctype = isUpload && 'multipart/form-data';
      const className = isWide ? 'form form-wide stack' : 'form stack';
      return html`${faults.length > 0 && errorSummary(t, faults, fields)}
        <form ${attributes({ class: className, method, action, enctype, novalidate: true, id: props.id })}>
          ${hidden && hiddenFields(hidden)} ${body} ${bar}
        </form>`;
    },
  };
}

interface Enclosure {
  action: string;
  /** The fields, already made: the summary names those that show a fault. */
  body: Hole;
  /** An `actionBar`; left out where the bar stands after the form and names it. */
  bar?: Hole;
  isUpload?: boolean | undefined;
  /** Asks only: what was typed stands in the address of the answer. */
  isGet?: boolean | undefined;
  isWide?: boolean | undefined;
  hidden?: Record<string, string | number | undefined> | undefined;
  id?: string | undefined;
}

interface ActionBar {
  primary: { label: string; name?: string; value?: string; kind?: 'primary' | 'stop' };
  /** Other buttons of the same form, and links away from it. */
  others?: Hole;
  /** What is safely kept: `t('ui.saved-at', { time })`. */
  saved?: string | undefined;
  /** Stays in sight on wide screens as well: review pages. */
  isSticky?: boolean | undefined;
  /** The id of the form it belongs to, where it stands outside: a bar sticks only within its parent. */
  form?: string | undefined;
}

/** The form's buttons; on a phone they stay at the foot of the screen. */
export function actionBar({ primary, others, saved, isSticky, form }: ActionBar): Html {
  return html`<div class="${isSticky ? 'action-bar action-bar-sticky' : 'action-bar'}">
    ${submitButton({ kind: 'primary', form, ...primary })} ${others}
    ${saved !== undefined && html`<p class="saved" role="status">${icon('check')}<span>${saved}</span></p>`}
  </div>`;
}

interface SubmitButton {
  label: string;
  kind?: 'primary' | 'plain' | 'stop' | 'quiet' | undefined;
  name?: string | undefined;
  value?: string | undefined;
  /** Another address than the form's. */
  formAction?: string | undefined;
  form?: string | undefined;
}

export function submitButton({ label, kind = 'plain', formAction, ...sent }: SubmitButton): Html {
  const action = { type: 'submit', formaction: formAction, ...sent };
  return html`<button ${attributes({ class: `button button-${kind}`, ...action })}>${label}</button>`;
}

/** Fields that belong to one question of the page, under a heading of their own. */
export function fieldGroup({ legend, hint, body }: { legend: string; hint?: Hole; body: Hole }): Html {
  return html`<fieldset class="group">
    <legend class="legend">${legend}</legend>
    ${hint && html`<p class="hint group-hint">${hint}</p>`}
    <div class="stack">${body}</div>
  </fieldset>`;
}

function hiddenFields(values: Record<string, string | number | undefined>): Html[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [html`<input ${attributes({ type: 'hidden', name, value })} />`],
  );
}

function isAbout(name: string, { pointer }: FieldText): boolean {
  const subject = nameOf(pointer);
  return subject === name || subject.startsWith(`${name}.`);
}

function listOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
