import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { actionBar, formFor } from '../shared/form.ts';
import type { FieldText } from '../shared/form-state.ts';
import { narrowLayout } from '../shared/page-layout.ts';
import type { Frame } from '../shared/page-layout.ts';
import { linkButton, pageHead } from '../shared/page-parts.ts';

interface PasswordPage {
  login: string;
  faults: readonly FieldText[];
  /** The first sign-in, with a one-time password. */
  isFirst: boolean;
}

export function passwordPage(frame: Frame, { login, faults, isFirst }: PasswordPage): Html {
  const { t } = frame;
  const form = formFor(t, { faults });
  const title = t('account.password-title');
  const fields = html`<input type="text" name="username" value="${login}" autocomplete="username" hidden />
    ${form.password('current', { label: t('account.password-current') })}
    ${form.password('next', {
      label: t('account.password-next'),
      hint: t('account.password-hint'),
      isNew: true,
    })}
    ${form.password('again', { label: t('account.password-again'), isNew: true })}`;
  const bar = actionBar({
    primary: { label: title },
    others: !isFirst && linkButton({ href: '/account', label: t('common.cancel'), kind: 'quiet' }),
  });
  const lead = t(isFirst ? 'account.password-first' : 'account.password-others');
  const body = html`${pageHead({ title, lead })}
  ${form.enclose({ action: '/account/password', body: fields, bar })}`;
  return narrowLayout(frame, { title, hasFaults: form.hasFaults, body });
}
