import type { Mark } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import { actionBar, formFor } from '../shared/form.ts';
import type { Option } from '../shared/form-inputs.ts';
import { emptyState } from '../shared/notices.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { send } from './desk-visit.ts';
import type { Visit } from './desk-visit.ts';
import { markHref } from './mark-desk.ts';
import { trailTo } from './mark-tabs.ts';

/** First whose right it is: products and places follow from that. */
export function sendGrantee(visit: Visit, mark: Mark, holders: readonly Option[]): void {
  const { t } = visit;
  const title = t('marks.grant-apply');
  const form = formFor(t);
  const address = markHref(visit, mark.id);
  const cancel = linkButton({ href: address, label: t('common.cancel'), kind: 'quiet' });
  const body = html`${breadcrumb({ t, trail: trailTo(visit, mark, 'facts'), current: title })}
  ${pageHead({ title, lead: mark.content.name })}
  ${
    holders.length === 0
      ? emptyState({
          icon: 'user',
          title: t('marks.members-none'),
          sentence: t('marks.members-none-next'),
          action: linkButton({
            href: `${address}/members/new`,
            label: t('marks.member-new'),
            kind: 'primary',
          }),
        })
      : html`<form class="form stack" method="get" action="${address}/grants/new">
          ${form.select('organisation', { label: t('record.grant-organisation'), options: holders })}
          ${actionBar({ primary: { label: t('department.go-on') }, others: cancel })}
        </form>`
  }`;
  send(visit, { title, current: 'marks', body });
}
