import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import { nameOf } from './form-state.ts';
import type { FieldText } from './form-state.ts';
import { icon } from './icons.ts';

/** A field that stands on the page, and the faults it shows itself. */
export interface ShownField {
  name: string;
  id: string;
  label: string;
  faults: readonly FieldText[];
}

/** Above the form, in focus when the page opens: every fault in the order of the fields, linked to its field. */
export function errorSummary(
  t: Translate,
  faults: readonly FieldText[],
  fields: readonly ShownField[],
): Html {
  const shown = fields.flatMap((field) => field.faults.map((fault) => linked(field, fault)));
  const others = faults.filter((fault) => !fields.some((field) => field.faults.includes(fault)));
  return html`<div
    class="notice kind-stop error-summary"
    id="error-summary"
    role="alert"
    tabindex="-1"
    autofocus
  >
    ${icon('alert')}
    <div class="notice-text">
      <h2 class="notice-title">${t('ui.summary-title', { count: faults.length })}</h2>
      <ul>
        ${shown} ${others.map((fault) => elsewhere(fault, fields))}
      </ul>
    </div>
  </div>`;
}

/** A fault of a whole (`/address`) leads to the first of its parts; one of no field stands without a link. */
function elsewhere(fault: FieldText, fields: readonly ShownField[]): Html {
  const name = nameOf(fault.pointer);
  const part = name === '' ? undefined : fields.find((field) => field.name.startsWith(`${name}.`));
  return part ? linked(part, fault) : html`<li>${fault.text}</li>`;
}

function linked({ id, label }: ShownField, { text }: FieldText): Html {
  return html`<li><a href="#${id}">${label.replace(/[.:?]$/, '')}</a>: ${text}</li>`;
}
