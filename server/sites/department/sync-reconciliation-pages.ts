import type { Router } from 'express';
import { notFound } from '../../domain/errors.ts';
import { may } from '../../domain/roles.ts';
import { formatDate } from '../../domain/vietnamese-format.ts';
import { changeBy } from '../../platform/api-router.ts';
import type { Gateway, Reconciliation } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { dataTable, pagination } from '../shared/data-table.ts';
import { formFor, submitButton } from '../shared/form.ts';
import { postedValues } from '../shared/form-state.ts';
import { flash } from '../shared/notices.ts';
import { breadcrumb, pageHead } from '../shared/page-parts.ts';
import { summaryList } from '../shared/record-parts.ts';
import { statusTag } from '../shared/status-tag.ts';
import type { DepartmentServices } from './department-services.ts';
import { addressOf, filterIn, idIn, needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { instantText } from './desk-words.ts';
import { syncRoot } from './sync-addresses.ts';
import { nameOf } from './sync-gateway-pages.ts';

const root = `${syncRoot}/reconciliations`;

/** What both sides hold, compared: the history, one report, and a comparison on demand. */
export function reconciliationPages(router: Router, services: DepartmentServices, visitFor: VisitFor): void {
  const { gateways, reconciliations } = services;

  router.get(root, needs('sync.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const { t } = visit;
    const query = filterIn('ReconciliationQuery', req, ['gateway', 'after']);
    const page = await reconciliations.list(query);
    const title = t('sync.reconciliations');
    const body = html`${breadcrumb({ t, trail: [{ href: syncRoot, label: t('department.sync-title') }], current: title })}
    ${pageHead({ title, lead: t('sync.reconciliations-lead') })}
    ${may(visit.actor, 'sync.retry') && askForms(visit, (await gateways.list()).items)}
    ${reportTable(visit, page.items)}
    ${pagination({
      t,
      previousHref: query.after === undefined ? undefined : addressOf(root, { ...query, after: '' }),
      nextHref: page.next === undefined ? undefined : addressOf(root, { ...query, after: page.next }),
    })}`;
    const asked =
      req.query['done'] === 'asked' && flash({ t, kind: 'good', title: t('sync.reconcile-asked') });
    send(visit, { title, current: 'sync', flash: asked, body });
  });

  router.post(root, needs('sync.retry'), async (req, res) => {
    const visit = visitFor(req, res);
    const { gateway } = postedValues(req.body);
    if (typeof gateway !== 'string') throw notFound();
    await gateways.askReconciliation(gateway, changeBy(req, visit.actor, undefined, null));
    res.redirect(303, `${root}?done=asked`);
  });

  router.get(`${root}/:id`, needs('sync.read'), async (req, res) => {
    show(visitFor(req, res), await reconciliations.find(idIn(req)));
  });
}

function askForms({ t }: Visit, items: readonly Gateway[]): Hole {
  return html`<div class="buttons">
    ${items.map(({ name }) =>
      formFor(t).enclose({
        action: root,
        hidden: { gateway: name },
        body: submitButton({ label: `${t('sync.reconcile-now')}: ${nameOf(t, name)}`, kind: 'primary' }),
      }),
    )}
  </div>`;
}

function reportTable(visit: Visit, items: readonly Reconciliation[]): Html {
  const { t } = visit;
  return dataTable<Reconciliation>({
    caption: t('sync.reconciliations'),
    isCaptionHidden: true,
    columns: [
      {
        head: t('sync.started'),
        cell: ({ id, startedAt }) => html`<a href="${root}/${id}">${instantText(startedAt, visit)}</a>`,
        kind: 'date',
      },
      { head: t('sync.gateway'), cell: ({ gateway }) => nameOf(t, gateway) },
      { head: t('department.state'), cell: ({ state }) => stateTag(visit, state), kind: 'tight' },
      { head: t('sync.result'), cell: (report) => resultText(visit, report) },
      { head: t('sync.by'), cell: ({ by }) => (by === '' ? t('sync.by-night') : by) },
    ],
    rows: items,
    empty: {
      icon: 'sync',
      title: t('sync.reconciliations-none'),
      sentence: t('sync.reconciliations-none-next'),
    },
  });
}

const stateKinds = { running: 'info', done: 'good', failed: 'stop' } as const;

function stateTag({ t }: Visit, state: Reconciliation['state']): Html {
  return statusTag({ kind: stateKinds[state], text: t(`sync.report-${state}`) });
}

function resultText({ t }: Visit, { state, kinds, trouble }: Reconciliation): string {
  if (trouble !== null) return t(`gateway.trouble-${trouble}`);
  if (state !== 'done') return '';
  const count = kinds.reduce((sum, { missing, stale, unknown }) => sum + missing + stale + unknown, 0);
  return count === 0 ? t('sync.report-same') : t('sync.report-differs', { count });
}

function show(visit: Visit, report: Reconciliation): void {
  const { t } = visit;
  const at = instantText(report.startedAt, visit);
  const title = t('sync.reconciliation-of', { gateway: nameOf(t, report.gateway), at });
  const body = html`${breadcrumb({
    t,
    trail: [
      { href: syncRoot, label: t('department.sync-title') },
      { href: root, label: t('sync.reconciliations') },
    ],
    current: at,
  })}
  ${pageHead({ title, tag: stateTag(visit, report.state), lead: resultText(visit, report) })}
  ${summaryList([
    { term: t('sync.by'), value: report.by === '' ? t('sync.by-night') : report.by },
    { term: t('sync.started'), value: at },
    {
      term: t('sync.finished'),
      value: report.finishedAt === null ? t('common.none') : instantText(report.finishedAt, visit),
    },
  ])}
  ${kindTable(visit, report)} ${findingTable(visit, report)}`;
  send(visit, { title, current: 'sync', body });
}

function kindTable({ t }: Visit, { kinds }: Reconciliation): Html {
  type Row = Reconciliation['kinds'][number];
  const figure = (name: 'filled' | 'here' | 'there' | 'missing' | 'stale' | 'unknown' | 'moving') => ({
    head: t(`sync.${name}`),
    cell: (row: Row) => row[name],
    kind: 'number' as const,
  });
  return dataTable<Row>({
    caption: t('sync.result'),
    columns: [
      { head: t('sync.kind'), cell: ({ kind }) => t(`gateway.kind-${kind}`) },
      figure('filled'),
      figure('here'),
      figure('there'),
      {
        head: t('sync.days'),
        cell: ({ days, daysDiffering }) => `${daysDiffering} / ${days}`,
        kind: 'number',
      },
      figure('missing'),
      figure('stale'),
      figure('unknown'),
      figure('moving'),
    ],
    rows: kinds,
    empty: { icon: 'sync', title: t('sync.findings-none') },
  });
}

function findingTable({ t, lang }: Visit, { findings }: Reconciliation): Html {
  return dataTable<Reconciliation['findings'][number]>({
    caption: t('sync.findings'),
    columns: [
      {
        head: t('sync.record'),
        cell: ({ kind, record }) =>
          html`<a href="${addressOf(syncRoot, { record })}"
            >${t(`gateway.kind-${kind}`)} ${record.slice(-6)}</a
          >`,
      },
      { head: t('sync.finding'), cell: ({ cause }) => t(`sync.cause-${cause}`) },
      { head: t('sync.day'), cell: ({ day }) => formatDate(day, lang), kind: 'date' },
    ],
    rows: findings,
    empty: { icon: 'check', title: t('sync.findings-none') },
  });
}
