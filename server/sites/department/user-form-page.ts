import { roles } from '../../domain/roles.ts';
import type { User } from '../../platform/contract-types.ts';
import { formatInstant } from '../../domain/vietnamese-format.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { actionBar, formFor, submitButton } from '../shared/form.ts';
import type { Form } from '../shared/form.ts';
import type { FormState } from '../shared/form-state.ts';
import { layout } from '../shared/page-layout.ts';
import type { Frame } from '../shared/page-layout.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { card } from '../shared/panels.ts';
import { summaryList } from '../shared/record-parts.ts';
import { userState } from './user-list-page.ts';

export interface Choice {
  id: string;
  name: string;
}

interface UserForm {
  base: string;
  state: FormState;
  organisations: readonly Choice[];
}

interface NewUserPage extends UserForm {
  /** The same form sent twice opens one account. */
  requestKey: string;
}

export function newUserPage(frame: Frame, page: NewUserPage): Html {
  const { t } = frame;
  const { base, state, organisations, requestKey } = page;
  const title = t('account.new-title');
  const form = formFor(t, state);
  const login = form.text('login', { label: t('account.login'), hint: t('account.login-hint'), limit: 64 });
  const body = html`${wayBack(frame, base, title)} ${pageHead({ title, lead: t('account.new-lead') })}
  ${form.enclose({
    action: base,
    hidden: { requestKey },
    body: html`${login} ${contentFields(frame, form, organisations)}`,
    bar: actionBar({ primary: { label: t('common.save') }, others: cancel(frame, base) }),
  })}`;
  return layout(frame, { title, current: 'users', hasFaults: form.hasFaults, body });
}

interface EditUserPage extends UserForm {
  user: User;
  /** The version the form was opened with. */
  rev: number;
  flash: Hole;
}

export function editUserPage(frame: Frame, page: EditUserPage): Html {
  const { t, lang } = frame;
  const { base, user, state, organisations, rev, flash } = page;
  const title = t('account.edit-title', { name: user.name });
  const form = formFor(t, state);
  const day = (instant: string) => formatInstant(new Date(instant), lang);
  const body = html`${wayBack(frame, base, user.name)} ${pageHead({ title, tag: userState(frame, user) })}
  ${summaryList([
    { term: t('account.login'), value: user.login },
    { term: t('account.created'), value: day(user.createdAt) },
    {
      term: t('account.last-sign-in'),
      value: user.lastSignInAt === null ? t('account.never') : day(user.lastSignInAt),
    },
    { term: t('account.factor'), value: t(user.secondFactor ? 'account.factor-on' : 'account.factor-off') },
  ])}
  ${form.enclose({
    action: `${base}/${user.id}`,
    hidden: { rev },
    body: contentFields(frame, form, organisations),
    bar: actionBar({ primary: { label: t('common.save') }, others: cancel(frame, base) }),
  })}
  ${access(frame, base, user)}`;
  return layout(frame, { title, current: 'users', hasFaults: form.hasFaults, flash, body });
}

/** The one page that shows a one-time password; nothing leads back to it. */
export function oneTimePage(frame: Frame, base: string, user: User): Html {
  const { t } = frame;
  const title = t('account.one-time-title');
  const { name, login, oneTimePassword } = user;
  const shown = html`<p class="lead">${t('account.one-time-for', { name, login })}</p>
    <p class="reference"><span class="code">${oneTimePassword}</span></p>
    <p>${t('account.one-time-next')}</p>`;
  const body = html`${wayBack(frame, base, title)} ${pageHead({ title })}
    ${oneTimePassword === undefined ? html`<p>${t('account.one-time-shown')}</p>` : shown}
    <p>${linkButton({ href: base, label: t('account.back-to-users'), kind: 'primary' })}</p>`;
  return layout(frame, { title, current: 'users', body });
}

function contentFields({ t }: Frame, form: Form, organisations: readonly Choice[]): Html {
  return html`${form.text('name', { label: t('account.name'), limit: 120 })}
  ${form.text('email', { label: t('account.email'), type: 'email', isOptional: true })}
  ${form.checkboxes('roles', {
    label: t('account.roles'),
    options: roles.map((role) => ({ value: role, label: t(`account.role-${role}`) })),
  })}
  ${form.select('organisation', {
    label: t('account.organisation'),
    hint: t('account.organisation-hint'),
    prompt: t('account.organisation-department'),
    options: organisations.map(({ id, name }) => ({ value: id, label: name })),
    isOptional: true,
  })}`;
}

/** What takes effect at once and needs no form. */
function access({ t }: Frame, base: string, user: User): Html {
  const action = (verb: string, label: string, kind: 'plain' | 'stop' = 'plain') =>
    html`<form method="post" action="${base}/${user.id}/${verb}">${submitButton({ label, kind })}</form>`;
  const body = html`<p>${t('account.reset-note')}</p>
    <div class="buttons">
      ${action('password-reset', t('account.reset'))}
      ${user.secondFactor && action('second-factor-reset', t('account.factor-reset'))}
      ${user.disabled ? action('enable', t('account.enable')) : action('disable', t('account.disable'), 'stop')}
    </div>`;
  return card({ title: t('account.actions'), body });
}

function wayBack({ t }: Frame, base: string, current: string): Html {
  return breadcrumb({ t, trail: [{ href: base, label: t('account.users-title') }], current });
}

function cancel({ t }: Frame, base: string): Html {
  return linkButton({ href: base, label: t('common.cancel'), kind: 'quiet' });
}
