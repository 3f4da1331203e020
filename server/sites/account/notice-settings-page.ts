import { mailTimings } from '../../domain/notice-rules.ts';
import type { NoticeKind } from '../../domain/notice-rules.ts';
import type { NoticeSettings } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import { actionBar, fieldGroup, formFor } from '../shared/form.ts';
import type { FieldText } from '../shared/form-state.ts';
import { notice } from '../shared/notices.ts';
import { layout } from '../shared/page-layout.ts';
import type { Frame } from '../shared/page-layout.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { noticesRoot } from './notice-list-page.ts';

interface SettingsPage {
  settings: NoticeSettings;
  /** What was typed, where the form comes back. */
  values?: Record<string, string> | undefined;
  faults: readonly FieldText[];
  flash: Hole;
}

export function noticeSettingsPage(frame: Frame, { settings, values, faults, flash }: SettingsPage): Html {
  const { t } = frame;
  const title = t('notice.settings');
  const { language, timings } = settings;
  const held = Object.fromEntries(Object.entries(timings).map(([kind, at]) => [`timings.${kind}`, at]));
  const form = formFor(t, { values: values ?? { language, ...held }, faults });
  const options = mailTimings.map((value) => ({ value, label: t(`notice.timing-${value}`) }));
  const kinds = Object.keys(timings) as NoticeKind[];
  const fields = html`${form.radios('language', {
    label: t('notice.language'),
    isInline: true,
    options: [
      { value: 'vi', label: t('notice.language-vi') },
      { value: 'en', label: t('notice.language-en') },
    ],
  })}
  ${
    kinds.length > 0 &&
    fieldGroup({
      legend: t('notice.by-mail'),
      body: kinds.map((kind) =>
        form.select(`timings.${kind}`, { label: t(`notice.name-${kind}`), options, prompt: false }),
      ),
    })
  }`;
  const body = html`${breadcrumb({ t, trail: [{ href: noticesRoot, label: t('notice.title') }], current: title })}
  ${pageHead({ title, lead: t('notice.settings-lead') })} ${addressNotice(t, settings)}
  ${form.enclose({
    action: `${noticesRoot}/settings`,
    body: fields,
    bar: actionBar({
      primary: { label: t('common.save') },
      others: linkButton({ href: noticesRoot, label: t('common.cancel'), kind: 'quiet' }),
    }),
  })}`;
  return layout(frame, { title, current: 'notices', flash, hasFaults: form.hasFaults, body });
}

/** Whether mails arrive at all, and what to do where they do not. */
function addressNotice(t: Translate, { isServed, email, isConfirmed, pending }: NoticeSettings): Html {
  if (!isServed) return notice({ t, kind: 'info', title: t('notice.mail-not-served') });
  const set = html`<p>${linkButton({ href: '/account/email', label: t('notice.email-set') })}</p>`;
  if (pending)
    return notice({
      t,
      kind: 'info',
      title: t('notice.email-sent', { email: pending.email }),
      body: html`<p>${t('notice.email-sent-next')}</p>
        ${set}`,
    });
  if (email === null) return notice({ t, kind: 'warn', title: t('notice.mail-none'), body: set });
  return isConfirmed
    ? notice({ t, kind: 'good', title: t('notice.mail-confirmed', { email }) })
    : notice({ t, kind: 'warn', title: t('notice.mail-unconfirmed', { email }), body: set });
}
