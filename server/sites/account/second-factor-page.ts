import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { actionBar, formFor } from '../shared/form.ts';
import type { FieldText } from '../shared/form-state.ts';
import { narrowLayout } from '../shared/page-layout.ts';
import type { Frame } from '../shared/page-layout.ts';
import { linkButton, pageHead } from '../shared/page-parts.ts';
import { code } from '../shared/record-parts.ts';

interface SecondFactorPage {
  /** The enrolment under way: the key, and its symbol as a data address. */
  started?: { secret: string; symbol: string } | undefined;
  faults: readonly FieldText[];
  /** The role demands it: there is no way past. */
  isNeeded: boolean;
}

export function secondFactorPage(frame: Frame, { started, faults, isNeeded }: SecondFactorPage): Html {
  const { t } = frame;
  const title = t('account.factor-title');
  const form = formFor(t, { faults });
  const cancel = !isNeeded && linkButton({ href: '/account', label: t('common.cancel'), kind: 'quiet' });
  const inner = started
    ? html`<p>${t('account.factor-scan')}</p>
        <p><img src="${started.symbol}" alt="${t('account.factor-alt')}" width="208" height="208" /></p>
        <p>${t('account.factor-type')}<br />${code(inGroups(started.secret))}</p>
        ${form.enclose({
          action: '/account/second-factor',
          body: form.text('code', {
            label: t('account.factor-code'),
            hint: t('account.factor-code-hint'),
            width: 'short',
            inputMode: 'numeric',
            autocomplete: 'one-time-code',
          }),
          bar: actionBar({ primary: { label: t('account.factor-confirm') }, others: cancel }),
        })}`
    : form.enclose({
        action: '/account/second-factor/start',
        body: html`<p>${t('account.factor-need')}</p>`,
        bar: actionBar({ primary: { label: t('account.factor-start') }, others: cancel }),
      });
  const body = html`${pageHead({ title, lead: isNeeded && t('account.factor-why') })} ${inner}`;
  return narrowLayout(frame, { title, hasFaults: form.hasFaults, body });
}

/** Read letter by letter from the screen: four at a time. */
function inGroups(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}
