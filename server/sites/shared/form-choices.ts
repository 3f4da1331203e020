import { attributes, html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { aboutField, choiceShell, controlAttributes, fieldClass, fieldShell, tieOf } from './form-field.ts';
import type { BoundField, FieldProps } from './form-field.ts';
import type { Option } from './form-inputs.ts';
import { icon } from './icons.ts';

export interface ChoiceProps extends FieldProps {
  options: readonly Option[];
  /** Two or three short answers side by side. */
  isInline?: boolean | undefined;
}

export function radioField(field: BoundField, props: ChoiceProps): Html {
  return choices('radio', field, props);
}

export function checkboxField(field: BoundField, props: ChoiceProps): Html {
  return choices('checkbox', field, props);
}

function choices(type: 'radio' | 'checkbox', field: BoundField, props: ChoiceProps): Html {
  const lines = props.options.map((option, index) => {
    const id = index === 0 ? field.id : `${field.id}-${index + 1}`;
    return choiceLine({
      ...option,
      type,
      id,
      name: field.name,
      isChosen: field.values.includes(option.value),
    });
  });
  return choiceShell(field, props, lines, props.isInline ? 'choices choices-inline' : 'choices');
}

/** One statement to agree with: "Tôi cam đoan…"; posts `yes`. */
export function agreeField(field: BoundField, props: FieldProps): Html {
  const line = {
    type: 'checkbox',
    id: field.id,
    name: field.name,
    value: 'yes',
    label: props.label,
    isChosen: field.values.includes('yes'),
    describedBy: tieOf(field, props).describedBy,
  } as const;
  return html`<div ${attributes({ class: fieldClass('field', field) })}>
    ${aboutField(field, props)} ${choiceLine(line)}
  </div>`;
}

interface ChoiceLine extends Option {
  type: 'radio' | 'checkbox';
  id: string;
  name: string;
  isChosen: boolean;
  describedBy?: string | undefined;
}

function choiceLine(line: ChoiceLine): Html {
  const { type, id, name, value, label, hint, isChosen, isDisabled } = line;
  const describedBy = hint === undefined ? line.describedBy : `${id}-about`;
  const state = { checked: isChosen, disabled: isDisabled, 'aria-describedby': describedBy };
  return html`<div class="choice">
    <input ${attributes({ type, id, name, value, ...state })} />
    <div>
      <label for="${id}">${label}</label>
      ${hint !== undefined && html`<span class="hint" id="${id}-about">${hint}</span>`}
    </div>
  </div>`;
}

/** A box that ticks a row of a table for `batchActions`. */
export function selectBox({
  name,
  value,
  label,
  form,
}: {
  name: string;
  value: string;
  label: string;
  form?: string;
}): Html {
  return html`<label class="select-box"
    ><input ${attributes({ type: 'checkbox', name, value, form })} /><span class="unseen"
      >${label}</span
    ></label
  >`;
}

export interface UploadedFile {
  id: string;
  name: string;
  /** Kind and size in words. */
  note?: string | undefined;
  thumbnailSrc?: string | undefined;
}

export interface FilesProps extends FieldProps {
  /** As the attribute reads: "image/jpeg,image/png" or "application/pdf". */
  accept: string;
  uploaded?: readonly UploadedFile[] | undefined;
  isMultiple?: boolean | undefined;
}

/**
 * Files: those already kept go along as hidden `name` = id, so that a fault elsewhere loses none; a ticked
 * `name.remove` = id takes one off; new ones arrive as `name.new`.
 */
export function filesField(field: BoundField, props: FilesProps): Html {
  const { accept, uploaded = [], isMultiple = true } = props;
  const control = { ...field, name: `${field.name}.new` };
  const shown = { ...props, isOptional: props.isOptional ?? false };
  return fieldShell(field, shown, () => {
    const keeps = uploaded.length > 0;
    return html`${keeps && uploadedList(field, uploaded)}<input
        ${controlAttributes(control, props, { class: 'input', type: 'file', accept, multiple: isMultiple })}
      />`;
  });
}

function uploadedList({ t, name, id }: BoundField, files: readonly UploadedFile[]): Html {
  return html`<ul class="uploads" aria-label="${t('ui.uploaded')}">
    ${files.map((file, index) => {
      const removeId = `${id}-remove-${index + 1}`;
      const remove = { type: 'checkbox', id: removeId, name: `${name}.remove`, value: file.id };
      return html`<li class="upload">
        <input ${attributes({ type: 'hidden', name, value: file.id })} />
        <span class="upload-face">${face(file)}</span>
        <span class="upload-name"
          >${file.name} ${file.note !== undefined && html`<span class="hint">${file.note}</span>`}</span
        >
        <div class="choice">
          <input ${attributes(remove)} /><label for="${removeId}"
            >${t('ui.remove-file')}<span class="unseen"> ${file.name}</span></label
          >
        </div>
      </li>`;
    })}
  </ul>`;
}

function face({ thumbnailSrc }: UploadedFile): Html {
  return thumbnailSrc === undefined
    ? icon('file')
    : html`<img src="${thumbnailSrc}" alt="" width="64" height="64" />`;
}
