import { Router } from 'express';
import type { Report } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import { dataTable, pagination } from '../shared/data-table.ts';
import { breadcrumb, pageHead } from '../shared/page-parts.ts';
import { code, summaryList } from '../shared/record-parts.ts';
import type { DepartmentServices } from './department-services.ts';
import { addressOf, filterIn, idIn, needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { instantText } from './desk-words.ts';
import { recordAddress } from './record-address.ts';

const root = '/department/reports';

/** What consumers told the department. */
export function reportPages({ reports, organisations }: DepartmentServices, visitFor: VisitFor): Router {
  const router = Router();

  router.get(root, needs('reports.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const { t } = visit;
    const query = filterIn('ReportQuery', req, ['path', 'after']);
    const page = await reports.list(query);
    const title = t('department.reports-title');
    const body = html`${pageHead({ title, lead: t('department.reports-lead') })}
    ${dataTable<Report>({
      caption: title,
      isCaptionHidden: true,
      columns: [
        {
          head: t('department.report-number'),
          cell: ({ id, number }) => html`<a href="${root}/${id}">${number}</a>`,
          kind: 'tight',
        },
        { head: t('department.report-about'), cell: ({ title: about }) => about },
        { head: t('department.report-text'), cell: ({ text }) => shortened(text) },
        { head: t('department.report-at'), cell: ({ at }) => instantText(at, visit), kind: 'date' },
      ],
      rows: page.items,
      empty: {
        icon: 'flag',
        title: t('department.reports-none'),
        sentence: t('department.reports-none-next'),
      },
      pagination: pagination({
        t,
        previousHref: query.after === undefined ? undefined : addressOf(root, { ...query, after: '' }),
        nextHref: page.next === undefined ? undefined : addressOf(root, { ...query, after: page.next }),
      }),
    })}`;
    send(visit, { title, current: 'reports', body });
  });

  router.get(`${root}/:id`, needs('reports.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const { t } = visit;
    const report = await reports.find(idIn(req));
    const title = t('department.report-of', { number: report.number });
    const body = html`${breadcrumb({ t, trail: [{ href: root, label: t('department.reports-title') }], current: report.number })}
    ${pageHead({ title, lead: report.title })} ${summaryList(await factsOf(visit, report), t)}`;
    send(visit, { title, current: 'reports', body });
  });

  return router;

  async function factsOf(visit: Visit, { text, contact, path, at, organisation }: Report) {
    const { t } = visit;
    const names = await organisations.namesOf(organisation === null ? [] : [organisation]);
    return [
      { term: t('department.report-text'), value: text },
      { term: t('department.report-contact'), value: contact },
      { term: t('department.report-at'), value: instantText(at, visit) },
      { term: t('department.report-page'), value: html`<a href="${path}">${code(path)}</a>` },
      {
        term: t('department.producer'),
        value:
          organisation !== null &&
          html`<a href="${recordAddress('organisation', organisation)}"
            >${names.get(organisation) ?? organisation}</a
          >`,
      },
    ];
  }
}

function shortened(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 119).trimEnd()}…`;
}
