import { Router } from 'express';
import { inGroups } from '../../domain/identifiers/crockford.ts';
import { may } from '../../domain/roles.ts';
import type { Report } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import { dataTable, pagination } from '../shared/data-table.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { pictureGrid } from '../shared/panels.ts';
import { code, summaryList } from '../shared/record-parts.ts';
import { openCaseAddress } from './case-address.ts';
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
    ${pageHead({ title, lead: report.title, actions: caseLink(visit, report) })}
    ${summaryList(await factsOf(visit, report), t)}`;
    send(visit, { title, current: 'reports', body });
  });

  return router;

  async function factsOf(visit: Visit, report: Report) {
    const { t } = visit;
    const { text, contact, path, at, organisation, serial, picture } = report;
    const names = await organisations.namesOf(organisation === null ? [] : [organisation]);
    return [
      { term: t('department.report-text'), value: text },
      ...(picture === null ? [] : [{ term: t('department.report-picture'), value: photo(picture, t) }]),
      ...(serial === null ? [] : [{ term: t('scans.serial'), value: code(inGroups(serial)) }]),
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

/** Only a batch can be looked into: a product as such has no stamps. */
function caseLink({ t, actor }: Visit, { id, batch, serial }: Report): Hole {
  if (batch === null || !may(actor, 'cases.decide')) return undefined;
  const href = openCaseAddress({ batch, report: id, serial: serial ?? undefined });
  return linkButton({ href, label: t('cases.open-title'), kind: 'primary', icon: 'flag' });
}

function photo(id: string, t: Translate): Html {
  const alt = t('department.report-picture');
  return pictureGrid([{ src: `/media/${id}/320.jpg`, href: `/media/${id}/1600.jpg`, alt }]);
}

function shortened(text: string): string {
  return text.length <= 120 ? text : `${text.slice(0, 119).trimEnd()}…`;
}
