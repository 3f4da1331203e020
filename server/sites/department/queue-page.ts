import { Router } from 'express';
import { reviewKinds } from '../../domain/change.ts';
import { submissionStates } from '../../domain/review-table.ts';
import type { SubmissionQuery, SubmissionSummary } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { dataTable, filterBar, pagination } from '../shared/data-table.ts';
import type { Column } from '../shared/data-table.ts';
import { formFor } from '../shared/form.ts';
import { linkButton, pageHead } from '../shared/page-parts.ts';
import { statusTag } from '../shared/status-tag.ts';
import type { DepartmentServices } from './department-services.ts';
import { addressOf, filterIn, needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { ageOf, instantText } from './desk-words.ts';
import { submissionTag } from './record-tags.ts';

export const queueRoot = '/department/queue';
const filterNames = ['state', 'kind', 'q', 'organisation', 'after'] as const;

export function queueIn({ req }: Visit): SubmissionQuery {
  return filterIn('SubmissionQuery', req, filterNames);
}

/** A submission's page, which keeps the filter so that the next record comes from the same list. */
export function reviewAddress(id: string, { kind, q, organisation }: SubmissionQuery = {}): string {
  return addressOf(`/department/submissions/${id}`, { kind, q, organisation });
}

/** What waits for the department, oldest first. */
export function queuePages({ submissions }: DepartmentServices, visitFor: VisitFor): Router {
  const router = Router();

  router.get(queueRoot, needs('queue.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const query = queueIn(visit);
    const page = await submissions.queue(visit.actor, query);
    const backlog = await submissions.backlog(visit.actor);
    const { t } = visit;
    const title = t('department.queue-title');
    const [first] = query.state === undefined || query.state === 'waiting' ? page.items : [];
    const body = html`${pageHead({
      title,
      lead: backlogSentence(visit, backlog),
      actions:
        first &&
        linkButton({
          href: reviewAddress(first.id, query),
          label: t('department.begin'),
          kind: 'primary',
          icon: 'arrow',
        }),
    })}
    ${dataTable<SubmissionSummary>({
      caption: title,
      isCaptionHidden: true,
      columns: columns(visit, query),
      rows: page.items,
      toolbar: toolbar(visit, query),
      empty: emptyQueue(visit, query),
      pagination: pagination({
        t,
        previousHref: query.after === undefined ? undefined : addressOf(queueRoot, { ...query, after: '' }),
        nextHref: page.next === undefined ? undefined : addressOf(queueRoot, { ...query, after: page.next }),
      }),
    })}`;
    send(visit, { title, current: 'queue', isSample: page.items.some(({ sample }) => sample), body });
  });

  return router;
}

export function backlogSentence(
  visit: Visit,
  { count, oldest }: { count: number; oldest: string | null },
): string {
  const { t } = visit;
  if (oldest === null) return t('department.queue-none-waiting');
  return t('department.queue-lead', { count, age: ageOf(oldest, visit) });
}

/** New, or a change of what is in force. */
export function newnessTag({ t }: Visit, isFirst: boolean): Html {
  return isFirst
    ? statusTag({ kind: 'info', text: t('department.new-record'), icon: 'plus' })
    : statusTag({ kind: 'neutral', text: t('department.changed-record'), icon: 'pencil' });
}

function columns(visit: Visit, query: SubmissionQuery): Column<SubmissionSummary>[] {
  const { t } = visit;
  return [
    {
      head: t('department.record'),
      cell: ({ id, title }) => html`<a href="${reviewAddress(id, query)}">${title}</a>`,
    },
    { head: t('department.kind'), cell: ({ kind }) => t(`submission.kind-${kind}`) },
    { head: t('department.producer'), cell: ({ organisation }) => organisation.name },
    {
      head: t('department.submitted'),
      cell: ({ submittedAt }) =>
        html`${instantText(submittedAt, visit)}<br /><span class="soft"
            >${t('department.waited', { age: ageOf(submittedAt, visit) })}</span
          >`,
    },
    { head: t('department.newness'), cell: ({ isFirst }) => newnessTag(visit, isFirst), kind: 'tight' },
    query.state === undefined || query.state === 'waiting'
      ? { head: t('department.awaits'), cell: (one) => awaitsCell(visit, one) }
      : { head: t('department.state'), cell: ({ state }) => submissionTag(t, state), kind: 'tight' },
  ];
}

function awaitsCell({ t }: Visit, { awaiting }: SubmissionSummary): Hole {
  if (awaiting === 0) return html`<span class="soft">${t('department.awaits-nothing')}</span>`;
  return statusTag({ kind: 'warn', text: t('department.awaits-count', { count: awaiting }), icon: 'clock' });
}

function toolbar({ t }: Visit, { state, kind, q, organisation }: SubmissionQuery): Html {
  const form = formFor(t, { values: { state, kind, q }, isFilter: true });
  const isFiltered =
    (state ?? 'waiting') !== 'waiting' || [kind, q, organisation].some((value) => value !== undefined);
  return filterBar({
    t,
    action: queueRoot,
    fields: html`${form.text('q', { label: t('department.search'), type: 'search' })}
    ${form.select('kind', {
      label: t('department.kind'),
      prompt: t('department.any-kind'),
      options: reviewKinds.map((value) => ({ value, label: t(`submission.kind-${value}`) })),
    })}
    ${form.select('state', {
      label: t('department.state'),
      prompt: false,
      options: submissionStates.map((value) => ({ value, label: t(`submission.state-${value}`) })),
    })}`,
    clearHref: isFiltered ? queueRoot : undefined,
  });
}

function emptyQueue({ t }: Visit, { state = 'waiting', kind, q, organisation }: SubmissionQuery) {
  const isFiltered = [kind, q, organisation].some((value) => value !== undefined);
  if (isFiltered || state !== 'waiting') {
    return {
      icon: 'search' as const,
      title: t('department.nothing-found'),
      sentence: t('department.nothing-found-next'),
      action: linkButton({ href: queueRoot, label: t('department.whole-queue') }),
    };
  }
  return {
    icon: 'check' as const,
    title: t('department.queue-empty'),
    sentence: t('department.queue-empty-next'),
    action: linkButton({ href: '/department/sync', label: t('department.sync-title') }),
  };
}
