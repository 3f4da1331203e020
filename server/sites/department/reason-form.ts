import { html } from '../../platform/html.ts';
import type { Hole } from '../../platform/html.ts';
import { newSecret } from '../../platform/ids.ts';
import { parse } from '../../platform/contracts.ts';
import { actionBar, formFor } from '../shared/form.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { notice } from '../shared/notices.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import type { Link } from '../shared/page-parts.ts';
import { send } from './desk-visit.ts';
import type { Visit } from './desk-visit.ts';

interface ReasonPage {
  /** What is about to be done, and what then happens. */
  title: string;
  consequence: string;
  kind: 'warn' | 'stop' | 'info';
  action: string;
  back: Link;
  trail: readonly Link[];
  label: string;
  current: string;
  hint: string;
  above?: Hole;
  values?: FieldValues;
  faults?: readonly FieldText[];
}

/** The page between an act with consequences and doing it: what follows, and why it is done. */
export function sendReasonPage(visit: Visit, page: ReasonPage): void {
  const { t } = visit;
  const { title, consequence, kind, action, back, label, hint, values, faults } = page;
  const form = formFor(t, { values, faults });
  const body = html`${breadcrumb({ t, trail: [...page.trail, back], current: title })} ${pageHead({ title })}
  ${page.above} ${notice({ t, kind, title: t('department.what-follows'), body: consequence })}
  ${form.enclose({
    action,
    hidden: { key: newSecret() },
    body: form.textarea('reason', { label: t('department.reason'), hint, limit: 1000, rows: 4 }),
    bar: actionBar({
      primary: { label, kind: kind === 'info' ? 'primary' : 'stop' },
      others: linkButton({ href: back.href, label: t('common.cancel'), kind: 'quiet' }),
    }),
  })}`;
  send(visit, { title, current: page.current, hasFaults: form.hasFaults, body });
}

export function reasonIn({ reason }: FieldValues): string {
  const text = typeof reason === 'string' ? reason.trim() : '';
  return parse('ReasonGiven', text === '' ? {} : { reason: text }).reason;
}
