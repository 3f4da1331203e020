import { Router } from 'express';
import { inGroups } from '../../domain/identifiers/crockford.ts';
import { signals as everySignal } from '../../domain/scan-signals.ts';
import { may } from '../../domain/roles.ts';
import { formatNumber } from '../../domain/vietnamese-format.ts';
import type { AnomalyPage, AnomalyQuery, SignalFigures } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { dataTable, filterBar, pagination } from '../shared/data-table.ts';
import { formFor } from '../shared/form.ts';
import { linkButton, pageHead } from '../shared/page-parts.ts';
import { code } from '../shared/record-parts.ts';
import { signalList } from '../shared/scan-tags.ts';
import type { DepartmentServices } from './department-services.ts';
import { addressOf, filterIn, needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { instantText } from './desk-words.ts';
import { inspectionAddress } from './inspection-pages.ts';
import { normsRoot } from './norm-pages.ts';
import { recordAddress } from './record-address.ts';

const root = '/department/anomalies';

/** Stamps that anything speaks against, and what each signal was worth so far. */
export function anomalyPages({ scans }: DepartmentServices, visitFor: VisitFor): Router {
  const router = Router();

  router.get(root, needs('scans.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const { t } = visit;
    const query = filterIn('AnomalyQuery', req, ['signal', 'batch', 'after']);
    const page = await scans.anomalies.list(query);
    const { items } = await scans.figures(undefined, visit.actor);
    const title = t('scans.anomalies-title');
    const actions = linkButton({ href: normsRoot, label: t('scans.norms-title') });
    const body = html`${pageHead({ title, lead: t('scans.anomalies-lead'), actions })}
      ${unitTable(visit, page, query)}
      <section class="stack">
        <h2>${t('scans.figures-title')}</h2>
        <p class="soft">${t('scans.figures-lead')}</p>
        ${figureTable(visit, items)}
      </section>`;
    send(visit, { title, current: 'anomalies', body });
  });

  return router;
}

type Item = AnomalyPage['items'][number];

function unitTable(visit: Visit, page: AnomalyPage, query: AnomalyQuery): Html {
  const { t, actor } = visit;
  const { signal, batch } = query;
  const form = formFor(t, { values: { signal }, isFilter: true });
  const options = everySignal.map((value) => ({ value, label: t(`scans.signal-${value}`) }));
  const serialOf = ({ serial, productKey }: Item) =>
    may(actor, 'stamps.inspect')
      ? html`<a href="${inspectionAddress({ productKey, serial })}">${code(inGroups(serial))}</a>`
      : code(inGroups(serial));
  return dataTable<Item>({
    caption: t('scans.anomalies-title'),
    isCaptionHidden: true,
    columns: [
      { head: t('scans.serial'), cell: serialOf },
      {
        head: t('scans.batch'),
        cell: ({ batch: one }) => html`<a href="${recordAddress('batch', one.id)}">${one.name}</a>`,
      },
      { head: t('scans.signals'), cell: ({ signals }) => signalList(t, signals) },
      { head: t('scans.suspicion'), cell: ({ suspicion }) => suspicion, kind: 'number' },
      { head: t('scans.sessions'), cell: ({ sessions }) => sessions, kind: 'number' },
      { head: t('scans.last-at'), cell: ({ last }) => last && instantText(last, visit), kind: 'date' },
    ],
    rows: page.items,
    toolbar: filterBar({
      t,
      action: root,
      fields: form.select('signal', { label: t('scans.signals'), prompt: t('scans.any-signal'), options }),
      clearHref: signal === undefined && batch === undefined ? undefined : root,
    }),
    empty: { icon: 'check', title: t('scans.anomalies-none'), sentence: t('scans.anomalies-none-next') },
    pagination: pagination({
      t,
      previousHref: query.after === undefined ? undefined : addressOf(root, { signal, batch }),
      nextHref: page.next === undefined ? undefined : addressOf(root, { signal, batch, after: page.next }),
    }),
  });
}

function figureTable({ t, lang }: Visit, items: SignalFigures['items']): Html {
  const rateOf = (rate: number | null) =>
    rate === null ? t('scans.figures-rate-none') : `${formatNumber((rate * 100).toFixed(1), lang)} %`;
  return dataTable<SignalFigures['items'][number]>({
    caption: t('scans.figures-title'),
    isCaptionHidden: true,
    columns: [
      { head: t('scans.signals'), cell: ({ signal }) => t(`scans.signal-${signal}`) },
      { head: t('scans.figures-units'), cell: ({ units }) => units, kind: 'number' },
      { head: t('scans.figures-confirmed'), cell: ({ confirmed }) => confirmed, kind: 'number' },
      { head: t('scans.figures-cleared'), cell: ({ cleared }) => cleared, kind: 'number' },
      { head: t('scans.figures-rate'), cell: ({ falseAlarmRate }) => rateOf(falseAlarmRate), kind: 'number' },
    ],
    rows: items,
    empty: { icon: 'check', title: t('scans.anomalies-none'), sentence: t('scans.anomalies-none-next') },
  });
}
