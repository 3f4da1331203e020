import { Router } from 'express';
import type { JobRun, JobRunPage, JobRunQuery } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import { dataTable, filterBar, pagination } from '../shared/data-table.ts';
import { formFor } from '../shared/form.ts';
import { disclosure, pageHead } from '../shared/page-parts.ts';
import { code } from '../shared/record-parts.ts';
import { statusTag } from '../shared/status-tag.ts';
import type { Kind } from '../shared/status-tag.ts';
import type { DepartmentServices } from './department-services.ts';
import { addressOf, filterIn, needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { instantText } from './desk-words.ts';
import { recordAddress } from './record-address.ts';

const jobsRoot = '/department/jobs';
const known = [
  'grants-expire',
  'certificates-expire',
  'batches-expire',
  'picture-looks',
  'queue-flags',
  'notices',
] as const;
const kinds: Record<JobRun['state'], Kind> = {
  running: 'info',
  done: 'good',
  failed: 'stop',
  'broken-off': 'warn',
};

/** The log of the daily jobs, for administrators and leaders. */
export function jobPages({ jobRuns }: DepartmentServices, visitFor: VisitFor): Router {
  const router = Router();
  router.get(jobsRoot, needs('jobs.read'), async (req, res) => {
    const query = filterIn('JobRunQuery', req, ['job', 'after']);
    sendRuns(visitFor(req, res), await jobRuns.list(query), { query, names: await jobRuns.names() });
  });
  return router;
}

function sendRuns(
  visit: Visit,
  page: JobRunPage,
  { query: { job, after }, names }: { query: JobRunQuery; names: readonly string[] },
): void {
  const { t } = visit;
  const title = t('jobs.title');
  const form = formFor(t, { values: { job }, isFilter: true });
  const options = names.map((name) => ({ value: name, label: nameOf(t, name) }));
  const body = html`${pageHead({ title, lead: t('jobs.lead') })}
  ${dataTable<JobRun>({
    caption: title,
    isCaptionHidden: true,
    columns: [
      { head: t('jobs.job'), cell: (run) => nameOf(t, run.job) },
      {
        head: t('jobs.state'),
        cell: ({ state }) => statusTag({ kind: kinds[state], text: t(`jobs.state-${state}`) }),
      },
      { head: t('jobs.did'), cell: (run) => whatItDid(t, run) },
      { head: t('jobs.started'), cell: ({ startedAt }) => instantText(startedAt, visit), kind: 'date' },
      {
        head: t('jobs.ended'),
        cell: ({ endedAt }) => (endedAt === null ? '' : instantText(endedAt, visit)),
        kind: 'date',
      },
      { head: t('jobs.process'), cell: (run) => code(run.process) },
    ],
    rows: page.items,
    toolbar: filterBar({
      t,
      action: jobsRoot,
      fields: form.select('job', { label: t('jobs.job'), prompt: t('jobs.any'), options }),
      clearHref: job === undefined ? undefined : jobsRoot,
    }),
    empty: { icon: 'clock', title: t('jobs.none'), sentence: t('jobs.none-next') },
    pagination: pagination({
      t,
      previousHref: after === undefined ? undefined : addressOf(jobsRoot, { job }),
      nextHref: page.next === undefined ? undefined : addressOf(jobsRoot, { job, after: page.next }),
    }),
  })}`;
  send(visit, { title, current: 'jobs', body });
}

function nameOf(t: Translate, job: string): string {
  const name = known.find((one) => one === job);
  return name === undefined ? t('jobs.name-other', { job }) : t(`jobs.name-${name}`);
}

function whatItDid(t: Translate, { count, records, error }: JobRun): Hole {
  if (error !== null) return error;
  if (count === null) return '';
  const told = t('jobs.count', { count });
  if (records.length === 0) return told;
  return disclosure({
    summary: told,
    body: html`<ul>
        ${records.map(({ kind, id, title }) => html`<li>${named(kind, id, title)}</li>`)}
      </ul>
      ${count > records.length && html`<p>${t('jobs.more', { count: count - records.length })}</p>`}`,
  });
}

function named(kind: string, id: string, title: string): Hole {
  if (kind !== 'certificate' && kind !== 'batch') return title;
  return html`<a href="${recordAddress(kind, id)}">${title}</a>`;
}
