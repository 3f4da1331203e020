import { Router } from 'express';
import { formatNumber } from '../../domain/vietnamese-format.ts';
import type { StampTotals } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import { dataTable, pagination } from '../shared/data-table.ts';
import { breadcrumb, pageHead } from '../shared/page-parts.ts';
import { code } from '../shared/record-parts.ts';
import { countsPanel } from '../shared/stamp-counts.ts';
import type { DepartmentServices } from './department-services.ts';
import { addressOf, filterIn, needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { recordAddress } from './record-address.ts';

const root = '/department/stamps';

type Item = StampTotals['items'][number];

/** Where all stamps are, of everybody or of one organisation. */
export function stampTotalsPages({ stamps, organisations }: DepartmentServices, visitFor: VisitFor): Router {
  const router = Router();

  router.get(root, needs('scans.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const { t, actor } = visit;
    const query = filterIn('StampTotalsQuery', req, ['organisation', 'after']);
    const { organisation, after } = query;
    const totals = await stamps.totals(query, actor);
    const owner = organisation === undefined ? undefined : await organisations.read(organisation, actor);
    const title = owner ? t('stamping.totals-of', { name: owner.title }) : t('stamping.totals-title');
    const trail = [{ href: root, label: t('stamping.totals-title') }];
    const body = html`${owner && breadcrumb({ t, trail, current: owner.title })}
    ${pageHead({ title, lead: t('stamping.totals-lead') })}
    ${totals.all.issued > 0 && countsPanel(totals.all, visit, t('stamping.totals-all'))}
    ${dataTable<Item>({
      caption: title,
      isCaptionHidden: true,
      columns: columnsFor(visit),
      rows: totals.items,
      empty: { icon: 'stamp', title: t('stamping.totals-none'), sentence: t('stamping.totals-none-next') },
      pagination: pagination({
        t,
        previousHref: after === undefined ? undefined : addressOf(root, { organisation }),
        nextHref:
          totals.next === undefined ? undefined : addressOf(root, { organisation, after: totals.next }),
      }),
    })}`;
    send(visit, { title, current: 'stamps', body });
  });

  return router;
}

function columnsFor({ t, lang }: Visit) {
  const number = (name: keyof Item['counts']) => ({
    head: t(`stamping.count-${name}`),
    cell: ({ counts }: Item) => formatNumber(String(counts[name]), lang),
    kind: 'number' as const,
  });
  return [
    {
      head: t('scans.product'),
      cell: ({ product, productKey }: Item) =>
        html`<a href="${recordAddress('product', product.id)}">${product.name}</a><br />${code(productKey)}`,
    },
    {
      head: t('scans.producer'),
      cell: ({ organisation }: Item) =>
        html`<a href="${addressOf(root, { organisation: organisation.id })}">${organisation.name}</a>`,
    },
    { head: t('stamping.totals-batches'), cell: ({ batches }: Item) => batches, kind: 'number' as const },
    ...(['issued', 'active', 'unactivated', 'void', 'returned', 'held'] as const).map(number),
  ];
}
