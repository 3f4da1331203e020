import { caseStates } from '../../domain/case-state.ts';
import { inGroups } from '../../domain/identifiers/crockford.ts';
import type { CasePage, CaseQuery, CaseSummary } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import { dataTable, filterBar, pagination } from '../shared/data-table.ts';
import { formFor } from '../shared/form.ts';
import { pageHead } from '../shared/page-parts.ts';
import { code } from '../shared/record-parts.ts';
import { caseTag, signalList } from '../shared/scan-tags.ts';
import { caseAddress, casesRoot } from './case-address.ts';
import { addressOf, send } from './desk-visit.ts';
import type { Visit } from './desk-visit.ts';
import { instantText } from './desk-words.ts';

export function sendCases(visit: Visit, page: CasePage, query: CaseQuery): void {
  const { t } = visit;
  const title = t('cases.title');
  const { state } = query;
  const form = formFor(t, { values: { state }, isFilter: true });
  const options = caseStates.map((value) => ({ value, label: t(`cases.state-${value}`) }));
  const body = html`${pageHead({ title, lead: t('cases.lead') })}
  ${dataTable<CaseSummary>({
    caption: title,
    isCaptionHidden: true,
    columns: [
      {
        head: t('cases.number'),
        cell: ({ id, number }) => html`<a href="${caseAddress(id)}">${number}</a>`,
        kind: 'tight',
      },
      {
        head: t('cases.about'),
        cell: ({ serial, batch }) =>
          html`${batch.name}<br />${serial === null ? t('cases.about-batch') : code(inGroups(serial))}`,
      },
      { head: t('scans.producer'), cell: ({ organisation }) => organisation.name },
      {
        head: t('scans.signals'),
        cell: ({ signals, openedBy }) => signalList(t, signals) || t(`cases.opened-by-${openedBy}`),
      },
      { head: t('cases.state'), cell: (one) => caseTag(t, one) },
      { head: t('cases.updated-at'), cell: ({ updatedAt }) => instantText(updatedAt, visit), kind: 'date' },
    ],
    rows: page.items,
    toolbar: filterBar({
      t,
      action: casesRoot,
      fields: form.select('state', { label: t('cases.state'), prompt: t('cases.any-state'), options }),
      clearHref: state === undefined ? undefined : casesRoot,
    }),
    empty: { icon: 'check', title: t('cases.none'), sentence: t('cases.none-next') },
    pagination: pagination({
      t,
      previousHref: query.after === undefined ? undefined : addressOf(casesRoot, { state }),
      nextHref: page.next === undefined ? undefined : addressOf(casesRoot, { state, after: page.next }),
    }),
  })}`;
  send(visit, { title, current: 'cases', body });
}
