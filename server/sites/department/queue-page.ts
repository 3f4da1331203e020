import { Router } from 'express';
import { reviewKinds } from '../../domain/change.ts';
import { flagNames } from '../../domain/review-flags.ts';
import { submissionStates } from '../../domain/review-table.ts';
import { may } from '../../domain/roles.ts';
import type { SubmissionPage, SubmissionQuery, SubmissionSummary } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { newSecret } from '../../platform/ids.ts';
import { batchActions, dataTable, filterBar, pagination } from '../shared/data-table.ts';
import { formFor, submitButton } from '../shared/form.ts';
import { linkButton, pageHead } from '../shared/page-parts.ts';
import { claimText } from './claim-words.ts';
import type { DepartmentServices } from './department-services.ts';
import { deskScripts, keysHelp } from './desk-keys.ts';
import { addressOf, needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { ageOf } from './desk-words.ts';
import { queueIn, queueRoot, reviewAddress } from './queue-address.ts';
import { bulkForm, isOpenList, isUnremarkable, queueColumns } from './queue-columns.ts';
import { levelSection } from './queue-level.ts';

/** What waits for the department, most urgent first. */
export function queuePages({ submissions }: DepartmentServices, visitFor: VisitFor): Router {
  const router = Router();

  router.get(queueRoot, needs('queue.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const query = queueIn(visit);
    const page = await submissions.queue(visit.actor, query);
    const level = await submissions.serviceLevel(visit.actor);
    const { t, actor } = visit;
    const canDecide = may(actor, 'submissions.decide') && isOpenList(query);
    const title = t('department.queue-title');
    const [first] = isOpenList(query) ? page.items : [];
    const body = html`${pageHead({
        title,
        lead: backlogSentence(visit, { count: level.waiting, oldest: level.oldest }),
        actions:
          first &&
          linkButton({
            href: reviewAddress(first.id, query),
            label: t('department.begin'),
            kind: 'primary',
            icon: 'arrow',
          }),
      })}
      <div class="queue-about">${levelSection(visit, level, queueRoot)} ${keysHelp(t, 'list')}</div>
      <div data-claims="${queueRoot}/claims">
        ${dataTable<SubmissionSummary>({
          caption: title,
          isCaptionHidden: true,
          columns: queueColumns(visit, query, { canDecide }),
          rows: page.items,
          toolbar: html`${toolbar(visit, query)} ${canDecide && bulk(visit, query, page)}`,
          empty: emptyQueue(visit, query),
          pagination: pagination({
            t,
            previousHref:
              query.after === undefined ? undefined : addressOf(queueRoot, { ...query, after: '' }),
            nextHref:
              page.next === undefined ? undefined : addressOf(queueRoot, { ...query, after: page.next }),
          }),
        })}
      </div>`;
    const isSample = page.items.some(({ sample }) => sample);
    send(visit, { title, current: 'queue', isSample, isWide: true, scripts: deskScripts, body });
  });

  /** For the script of the list: what colleagues do with the records on it. */
  router.get(`${queueRoot}/claims`, needs('queue.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const { items } = await submissions.marks(visit.actor, idsIn(req.query['ids']));
    res.set('Cache-Control', 'no-store').json({
      items: items.map((one) => ({ id: one.id, text: claimText(visit, one) })),
    });
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

function idsIn(value: unknown): string[] {
  const ids = typeof value === 'string' ? value.split(',') : [];
  return ids.filter((id) => /^[0-9a-f]{24}$/.test(id)).slice(0, 100);
}

function bulk({ t }: Visit, query: SubmissionQuery, { items }: SubmissionPage): Hole {
  const free = items.filter(isUnremarkable).length;
  if (items.length === 0) return undefined;
  const kept = items.length - free;
  return html`<form
    id="${bulkForm}"
    class="bulk"
    method="post"
    action="${addressOf(`${queueRoot}/approvals`, query)}"
  >
    <input type="hidden" name="key" value="${newSecret()}" />
    ${batchActions({
      sentence: t('desk.bulk-lead', { free, kept }),
      buttons:
        free > 0 &&
        html`<span class="buttons"
          ><button class="button button-plain" type="button" data-tick-all hidden>
            ${t('desk.bulk-all')}</button
          >${submitButton({ label: t('desk.bulk-approve') })}</span
        >`,
    })}
  </form>`;
}

function toolbar({ t }: Visit, query: SubmissionQuery): Html {
  const { state, kind, q, flag, due, order } = query;
  const form = formFor(t, { values: { state, kind, q, flag, due, order }, isFilter: true });
  return filterBar({
    t,
    action: queueRoot,
    fields: html`${form.text('q', { label: t('department.search'), type: 'search' })}
    ${form.select('kind', {
      label: t('department.kind'),
      prompt: t('department.any-kind'),
      options: reviewKinds.map((value) => ({ value, label: t(`submission.kind-${value}`) })),
    })}
    ${form.select('flag', {
      label: t('desk.reasons'),
      prompt: t('desk.any-reason'),
      options: flagNames.map((value) => ({ value, label: t(`desk.flag-name-${value}`) })),
    })}
    ${form.select('due', {
      label: t('desk.due'),
      prompt: t('desk.any-due'),
      options: (['overdue', 'today'] as const).map((value) => ({ value, label: t(`desk.due-${value}`) })),
    })}
    ${form.select('state', {
      label: t('department.state'),
      prompt: t('desk.open'),
      options: submissionStates.map((value) => ({ value, label: t(`submission.state-${value}`) })),
    })}
    ${form.select('order', {
      label: t('desk.order'),
      prompt: false,
      options: (['urgency', 'age'] as const).map((value) => ({ value, label: t(`desk.order-${value}`) })),
    })}`,
    clearHref: isFiltered(query) ? queueRoot : undefined,
  });
}

function isFiltered({ after: _after, limit: _limit, ...filter }: SubmissionQuery): boolean {
  return Object.values(filter).some((value) => value !== 'urgency');
}

function emptyQueue({ t }: Visit, query: SubmissionQuery) {
  if (isFiltered(query)) {
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
