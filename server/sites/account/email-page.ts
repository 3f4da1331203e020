import type { NoticeSettings } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { actionBar, formFor } from '../shared/form.ts';
import type { FieldText } from '../shared/form-state.ts';
import { notice } from '../shared/notices.ts';
import { narrowLayout } from '../shared/page-layout.ts';
import type { Frame } from '../shared/page-layout.ts';
import { linkButton, pageHead } from '../shared/page-parts.ts';

interface EmailPage {
  settings: NoticeSettings;
  typed: string | undefined;
  faults: readonly FieldText[];
}

/** Asks for an address; it holds once its owner followed the link. */
export function emailPage(frame: Frame, { settings, typed, faults }: EmailPage): Html {
  const { t } = frame;
  const title = t('notice.email-title');
  const { isServed, pending, email } = settings;
  const back = linkButton({ href: '/account', label: t('common.cancel'), kind: 'quiet' });
  const form = formFor(t, { values: { email: typed ?? pending?.email ?? email ?? '' }, faults });
  const asked = form.enclose({
    action: '/account/email',
    body: form.text('email', { label: t('notice.email-field'), type: 'email', autocomplete: 'email' }),
    bar: actionBar({ primary: { label: t('notice.email-send') }, others: back }),
  });
  const body = html`${pageHead({ title, lead: isServed && t('notice.email-lead') })}
  ${pending && notice({ t, kind: 'info', title: t('notice.email-sent', { email: pending.email }), body: t('notice.email-sent-next') })}
  ${isServed ? asked : html`${notice({ t, kind: 'info', title: t('notice.mail-not-served') })} ${back}`}`;
  return narrowLayout(frame, { title, hasFaults: form.hasFaults, body });
}

/** A link that a mail program opens by itself confirms nothing: a person presses the button. */
export function emailConfirmPage(
  frame: Frame,
  { email, token, faults }: { email: string; token: string; faults: readonly FieldText[] },
): Html {
  const { t } = frame;
  const title = t('notice.email-confirm-title');
  const form = formFor(t, { faults });
  const again = linkButton({ href: '/account/email', label: t('notice.email-send') });
  const body =
    faults.length > 0 || email === ''
      ? html`${pageHead({ title })}
        ${notice({ t, kind: 'stop', title: faults[0]?.text ?? t('notice.link-over'), body: html`<p>${again}</p>` })}`
      : html`${pageHead({ title, lead: t('notice.email-confirm-lead', { email }) })}
        ${form.enclose({
          action: '/account/email/confirm',
          hidden: { token },
          body: '',
          bar: actionBar({ primary: { label: t('notice.email-confirm') } }),
        })}`;
  return narrowLayout(frame, { title, hasFaults: faults.length > 0, body });
}
