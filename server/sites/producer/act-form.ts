import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import { newSecret } from '../../platform/ids.ts';
import { formFor, submitButton } from '../shared/form.ts';

interface ActForm {
  action: string;
  label: string;
  kind: 'primary' | 'plain' | 'stop';
}

/** A form of one button, which takes effect once however often it is pressed. */
export function actForm(t: Translate, { action, label, kind }: ActForm): Html {
  return formFor(t).enclose({
    action,
    hidden: { key: newSecret() },
    body: html`<p class="buttons">${submitButton({ label, kind })}</p>`,
  });
}
