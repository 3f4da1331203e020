import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { actionBar, formFor } from '../shared/form.ts';
import type { FormState } from '../shared/form-state.ts';
import { flash } from '../shared/notices.ts';
import { narrowLayout } from '../shared/page-layout.ts';
import type { Frame } from '../shared/page-layout.ts';
import { disclosure, pageHead } from '../shared/page-parts.ts';

interface SignInPage {
  state: FormState;
  /** Where to go on afterwards. */
  next: string | undefined;
  /** Most who come here have a second factor: ask for the code openly. */
  asksCode: boolean;
  isSignedOut: boolean;
}

export function signInPage(frame: Frame, { state, next, asksCode, isSignedOut }: SignInPage): Html {
  const { t } = frame;
  const form = formFor(t, state);
  const login = form.text('login', {
    label: t('account.login'),
    autocomplete: 'username',
  });
  const password = form.password('password', { label: t('account.password') });
  const code = form.text('code', {
    label: t('account.code'),
    hint: t('account.code-hint'),
    isOptional: true,
    width: 'short',
    inputMode: 'numeric',
    autocomplete: 'one-time-code',
  });
  const isOpen = (state.values?.['code'] ?? '') !== '';
  const fields = html`${login} ${password}
  ${asksCode ? code : disclosure({ summary: t('account.code-have'), body: code, isOpen })}`;
  const body = html`${pageHead({ title: t('account.sign-in-title'), lead: t('account.sign-in-lead') })}
    ${form.enclose({
      action: '/sign-in',
      hidden: { next },
      body: fields,
      bar: actionBar({ primary: { label: t('common.sign-in') } }),
    })}
    <p class="soft">${t('account.sign-in-help')}</p>`;
  return narrowLayout(frame, {
    title: t('account.sign-in-title'),
    hasFaults: form.hasFaults,
    flash: isSignedOut && flash({ t, kind: 'info', title: t('account.signed-out') }),
    body,
  });
}
