import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { submitButton } from './form.ts';

/** A button of the form that changes nothing but what the form shows: another row, a search. */
export function askButton({ label, intent, at }: { label: string; intent: string; at: string }): Html {
  return submitButton({ label, name: 'intent', value: intent, formAction: `#f-${at}` });
}

/** Enter in a text field presses a form's first button, which must be the one that saves. */
export function enterSaves(): Html {
  return html`<button class="unseen" name="intent" value="save" tabindex="-1" aria-hidden="true"></button>`;
}
