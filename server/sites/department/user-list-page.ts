import { formatInstant } from '../../domain/vietnamese-format.ts';
import { roles } from '../../domain/roles.ts';
import type { User, UserPage } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { dataTable, filterBar, pagination } from '../shared/data-table.ts';
import { formFor } from '../shared/form.ts';
import { layout } from '../shared/page-layout.ts';
import type { Frame } from '../shared/page-layout.ts';
import { linkButton, pageHead } from '../shared/page-parts.ts';
import { roleLine } from '../shared/role-words.ts';
import { statusTag } from '../shared/status-tag.ts';

export interface UserFilter {
  q?: string | undefined;
  role?: string | undefined;
}

export interface UserListPage {
  /** Where these pages stand: `/department/users`. */
  base: string;
  filter: UserFilter;
  page: UserPage;
  /** The page shown is not the first. */
  isFurther: boolean;
}

export function userListPage(frame: Frame, { base, filter, page, isFurther }: UserListPage): Html {
  const { t, lang } = frame;
  const title = t('account.users-title');
  const newAccount = linkButton({
    href: `${base}/new`,
    label: t('account.new-title'),
    icon: 'plus',
    kind: 'primary',
  });
  const troubles = linkButton({ href: '/department/mail-troubles', label: t('notice.troubles') });
  const body = html`${pageHead({ title, lead: t('account.users-lead'), actions: html`${newAccount} ${troubles}` })}
  ${dataTable<User>({
    caption: t('account.users-caption'),
    isCaptionHidden: true,
    columns: [
      { head: t('account.name'), cell: (user) => html`<a href="${base}/${user.id}">${user.name}</a>` },
      { head: t('account.login'), cell: ({ login }) => login },
      { head: t('account.role'), cell: (user) => roleLine(t, user.roles) },
      {
        head: t('account.organisation'),
        cell: ({ organisation }) => organisation?.name ?? t('account.organisation-department'),
      },
      { head: t('account.state'), cell: (user) => userState(frame, user), kind: 'tight' },
      {
        head: t('account.last-sign-in'),
        cell: ({ lastSignInAt }) =>
          lastSignInAt === null ? t('account.never') : formatInstant(new Date(lastSignInAt), lang),
        kind: 'date',
      },
    ],
    rows: page.items,
    toolbar: filters(frame, base, filter),
    empty: { icon: 'user', title: t('account.users-none'), sentence: t('account.users-none-next') },
    pagination: pagination({
      t,
      previousHref: isFurther ? addressOf(base, filter) : undefined,
      nextHref: page.next === undefined ? undefined : addressOf(base, { ...filter, after: page.next }),
    }),
  })}`;
  return layout(frame, { title, current: 'users', body });
}

export function userState({ t }: Frame, user: User): Html {
  if (user.disabled) return statusTag({ kind: 'stop', text: t('account.state-disabled') });
  if (user.mustChangePassword) return statusTag({ kind: 'info', text: t('account.state-first') });
  return statusTag({ kind: 'good', text: t('account.state-active') });
}

function filters({ t }: Frame, base: string, filter: UserFilter): Html {
  const form = formFor(t, { values: { ...filter }, isFilter: true });
  const choices = roles.map((role) => ({ value: role, label: t(`account.role-${role}`) }));
  return filterBar({
    t,
    action: base,
    fields: html`${form.text('q', { label: t('account.search'), type: 'search' })}
    ${form.select('role', { label: t('account.role'), options: choices, prompt: t('department.any-kind') })}`,
    clearHref: filter.q === undefined && filter.role === undefined ? undefined : base,
  });
}

function addressOf(base: string, query: UserFilter & { after?: string }): string {
  const given = Object.entries({ ...query }).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  return given.length === 0 ? base : `${base}?${new URLSearchParams(given).toString()}`;
}
