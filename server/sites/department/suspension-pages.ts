import { Router } from 'express';
import { openSuspensionStates } from '../../domain/suspension.ts';
import type { SuspensionPage, SuspensionQuery } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import { dataTable, filterBar, pagination } from '../shared/data-table.ts';
import { formFor } from '../shared/form.ts';
import { pageHead } from '../shared/page-parts.ts';
import { suspensionTag } from '../shared/suspension-panel.ts';
import type { DepartmentServices } from './department-services.ts';
import { addressOf, filterIn, needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { instantText } from './desk-words.ts';
import { recordAddress } from './record-address.ts';

export const suspensionsRoot = '/department/suspensions';

/** Suspended batches: whose turn it is, the earliest deadline first. */
export function suspensionPages({ batches }: DepartmentServices, visitFor: VisitFor): Router {
  const router = Router();
  router.get(suspensionsRoot, needs('queue.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const query = filterIn('SuspensionQuery', req, ['state', 'after']);
    sendSuspensions(visit, await batches.suspended(query, visit.actor), query);
  });
  return router;
}

type Row = SuspensionPage['items'][number];

function sendSuspensions(visit: Visit, page: SuspensionPage, { state, after }: SuspensionQuery): void {
  const { t } = visit;
  const title = t('suspension.list-title');
  const form = formFor(t, { values: { state }, isFilter: true });
  const options = openSuspensionStates.map((value) => ({ value, label: t(`review.suspension-${value}`) }));
  const body = html`${pageHead({ title, lead: t('suspension.list-lead') })}
  ${dataTable<Row>({
    caption: title,
    isCaptionHidden: true,
    columns: [
      {
        head: t('suspension.batch'),
        cell: ({ batch }) => html`<a href="${recordAddress('batch', batch.id)}">${batch.name}</a>`,
      },
      { head: t('suspension.producer'), cell: ({ organisation }) => organisation.name },
      { head: t('suspension.reason'), cell: ({ suspension }) => suspension.reason },
      { head: t('suspension.state'), cell: ({ suspension }) => suspensionTag(t, suspension) },
      {
        head: t('suspension.answer-by'),
        cell: ({ suspension }) => instantText(suspension.answerBy, visit),
        kind: 'date',
      },
    ],
    rows: page.items,
    toolbar: filterBar({
      t,
      action: suspensionsRoot,
      fields: form.select('state', { label: t('suspension.state'), prompt: t('suspension.any'), options }),
      clearHref: state === undefined ? undefined : suspensionsRoot,
    }),
    empty: { icon: 'check', title: t('suspension.none'), sentence: t('suspension.none-next') },
    pagination: pagination({
      t,
      previousHref: after === undefined ? undefined : addressOf(suspensionsRoot, { state }),
      nextHref: page.next === undefined ? undefined : addressOf(suspensionsRoot, { state, after: page.next }),
    }),
  })}`;
  send(visit, { title, current: 'suspensions', body });
}
