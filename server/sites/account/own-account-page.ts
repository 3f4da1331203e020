import { html } from '../../platform/html.ts';
import type { Html, Hole } from '../../platform/html.ts';
import type { StoredUser } from '../../features/accounts/user-model.ts';
import { layout } from '../shared/page-layout.ts';
import type { Frame } from '../shared/page-layout.ts';
import { linkButton, pageHead } from '../shared/page-parts.ts';
import { summaryList } from '../shared/record-parts.ts';
import { roleLine } from '../shared/role-words.ts';

interface OwnAccountPage {
  user: StoredUser;
  workHref: string;
  flash: Hole;
}

export function ownAccountPage(frame: Frame, { user, workHref, flash }: OwnAccountPage): Html {
  const { t } = frame;
  const title = t('account.own-title');
  const hasFactor = user.totp !== null;
  const rows = [
    { term: t('account.name'), value: user.name },
    { term: t('account.login'), value: user.login },
    { term: t('account.email'), value: user.email, change: { href: '/account/email' } },
    { term: t('notice.title'), value: t('notice.settings'), change: { href: '/account/notices/settings' } },
    { term: t('account.role'), value: roleLine(t, user.roles) },
    {
      term: t('account.password'),
      value: '••••••••',
      change: { href: '/account/password' },
    },
    {
      term: t('account.factor'),
      value: t(hasFactor ? 'account.factor-on' : 'account.factor-off'),
      ...(!hasFactor && { change: { href: '/account/second-factor' } }),
    },
  ];
  const body = html`${pageHead({ title })} ${summaryList(rows, t)}
    <p>${linkButton({ href: workHref, label: t('account.go-on'), kind: 'primary' })}</p>`;
  return layout(frame, { title, current: 'account', flash, body });
}
