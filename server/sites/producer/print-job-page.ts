import type { PrintJob, StampRun } from '../../platform/contract-types.ts';
import { attributes, html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { dataTable } from '../shared/data-table.ts';
import { formFor, submitButton } from '../shared/form.ts';
import { notice } from '../shared/notices.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { statusTag } from '../shared/status-tag.ts';
import type { Kind } from '../shared/status-tag.ts';
import { actForm } from './act-form.ts';
import { printRoot, trailOf } from './print-order.ts';
import { send, timeText } from './visit.ts';
import type { Visit } from './visit.ts';

const kinds: Record<PrintJob['state'], Kind> = {
  queued: 'info',
  working: 'info',
  done: 'good',
  cancelled: 'neutral',
  failed: 'stop',
  expired: 'neutral',
};

/** Seconds after which an unfinished job's page asks again, without a script. */
const askAgain = '2';

export function isUnfinished({ state }: Pick<PrintJob, 'state'>): boolean {
  return state === 'queued' || state === 'working';
}

/** How far a job is; its file once it is there; the way to print again. */
export function sendJobPage(visit: Visit, { job, run }: { job: PrintJob; run: StampRun }): void {
  const { t, res } = visit;
  if (isUnfinished(job)) res.set('Refresh', askAgain);
  const title = t('labels.job-title', { from: job.content.from, to: job.content.to });
  const trail = [
    ...trailOf(visit, run),
    { href: printRoot(run.id), label: t('labels.title', { run: run.number }) },
  ];
  const body = html`${breadcrumb({ t, trail, current: title })}
  ${pageHead({ title, tag: stateTag(job, visit) })} ${progress(job, visit)} ${outcome(job, visit)}
  ${!isUnfinished(job) && again(job, run, visit)}`;
  send(visit, { title, current: 'batch', body });
}

/** Earlier jobs of a run. */
export function jobTable(jobs: readonly PrintJob[], visit: Visit): Html {
  const { t } = visit;
  return html`<section class="stack-close">
    <h2>${t('labels.earlier')}</h2>
    ${dataTable({
      caption: t('labels.earlier'),
      isCaptionHidden: true,
      rows: jobs,
      columns: [
        {
          head: t('labels.stamps'),
          cell: ({ id, content }) =>
            html`<a href="/producer/print-jobs/${id}"
              >${t('labels.job-title', { from: content.from, to: content.to })}</a
            >`,
        },
        { head: t('labels.format'), cell: ({ content }) => t(`labels.format-${content.format}`) },
        { head: t('labels.ordered'), kind: 'date', cell: ({ createdAt }) => timeText(createdAt, visit) },
        { head: t('producer.state'), kind: 'tight', cell: (job) => stateTag(job, visit) },
      ],
      empty: { icon: 'print', title: t('labels.none') },
    })}
  </section>`;
}

function stateTag({ state }: PrintJob, { t }: Visit): Html {
  return statusTag({ kind: kinds[state], text: t(`labels.state-${state}`) });
}

function progress(job: PrintJob, { t }: Visit): Hole {
  if (!isUnfinished(job)) return undefined;
  const { id, done, total } = job;
  return html`<div class="stack-close">
    <p role="status">${t('labels.progress', { done, total })}</p>
    <progress
      ${attributes({ class: 'progress', value: done, max: total, 'aria-label': t('labels.progress-label') })}
    >
      ${done}/${total}
    </progress>
    <p class="hint">${t('labels.may-leave')}</p>
    ${actForm(t, { action: `/producer/print-jobs/${id}/cancellation`, label: t('labels.cancel'), kind: 'stop' })}
  </div>`;
}

function outcome(job: PrintJob, visit: Visit): Hole {
  const { t } = visit;
  if (job.state === 'done') return download(job, visit);
  if (job.state === 'failed')
    return notice({ t, kind: 'stop', title: t('labels.failed'), body: t('labels.failed-next') });
  if (job.state === 'expired') return notice({ t, kind: 'info', title: t('labels.expired') });
  if (job.state === 'cancelled') return notice({ t, kind: 'info', title: t('labels.cancelled') });
  return undefined;
}

function download({ id, file, keptUntil, content }: PrintJob, visit: Visit): Html {
  const { t } = visit;
  const advice = content.format === 'pdf' ? t('labels.print-advice') : t(`labels.advice-${content.format}`);
  return html`<div class="stack-close">
    <p>${advice}</p>
    <p class="buttons">
      ${linkButton({ href: `/producer/print-jobs/${id}/file`, label: t('labels.download'), kind: 'primary', icon: 'download', isDownload: true })}
    </p>
    <p class="hint">
      ${file && html`<span class="code">${file.name}</span>.`} ${t('labels.download-counts')}
      ${keptUntil !== null && t('labels.kept-until', { time: timeText(keptUntil, visit) })}
    </p>
  </div>`;
}

/** After a jam: the same serials, from the first label that was spoilt. */
function again({ content }: PrintJob, run: StampRun, { t }: Visit): Html {
  const form = formFor(t, { values: { from: `${content.from}` }, isFilter: true });
  return html`<section class="stack-close">
    <h2>${t('labels.again')}</h2>
    <p>${t('labels.again-lead')}</p>
    <form class="form stack" method="get" action="${printRoot(run.id)}">
      <input type="hidden" name="to" value="${content.to}" />
      ${form.text('from', { label: t('labels.again-from'), width: 'short', inputMode: 'numeric' })}
      <p class="buttons">${submitButton({ label: t('labels.again-button') })}</p>
    </form>
  </section>`;
}
