import { formatDate } from '../../domain/vietnamese-format.ts';
import type { SubmissionQuery, SubmissionSummary } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import type { Column } from '../shared/data-table.ts';
import { selectBox } from '../shared/form-choices.ts';
import { statusTag } from '../shared/status-tag.ts';
import { claimMark } from './claim-words.ts';
import type { Visit } from './desk-visit.ts';
import { ageOf, instantText } from './desk-words.ts';
import { flagTags } from './flag-words.ts';
import { reviewAddress } from './queue-address.ts';
import { submissionTag } from './record-tags.ts';

/** The form that the ticks of a list belong to. */
export const bulkForm = 'bulk';

/** Nothing speaks against it, nothing is awaited, nobody else has it open: it may be approved unseen. */
export function isUnremarkable({ state, flags, needsTwo, awaiting, claim }: SubmissionSummary): boolean {
  const isFree = claim === null || claim.isMine;
  return state === 'waiting' && flags.length === 0 && !needsTwo && awaiting === 0 && isFree;
}

export function queueColumns(
  visit: Visit,
  query: SubmissionQuery,
  { canDecide }: { canDecide: boolean },
): Column<SubmissionSummary>[] {
  const { t } = visit;
  return [
    { head: t('department.record'), cell: (one) => recordCell(visit, one, { query, canDecide }) },
    { head: t('department.kind'), cell: ({ kind }) => t(`submission.kind-${kind}`), kind: 'tight' },
    { head: t('department.producer'), cell: ({ organisation }) => organisation.name },
    { head: t('department.submitted'), cell: (one) => timesCell(visit, one), kind: 'date' },
    { head: t('desk.reasons'), cell: (one) => reasonsCell(visit, one) },
    isOpenList(query)
      ? { head: t('department.awaits'), cell: (one) => awaitsCell(visit, one) }
      : { head: t('department.state'), cell: ({ state }) => submissionTag(t, state), kind: 'tight' },
  ];
}

export function isOpenList({ state }: SubmissionQuery): boolean {
  return state === undefined || state === 'waiting' || state === 'endorsed';
}

/** New, or a change of what is in force. */
export function newnessTag({ t }: Pick<Visit, 't'>, isFirst: boolean): Html {
  return isFirst
    ? statusTag({ kind: 'neutral', text: t('department.new-record'), icon: 'plus' })
    : statusTag({ kind: 'neutral', text: t('department.changed-record'), icon: 'pencil' });
}

function recordCell(
  visit: Visit,
  one: SubmissionSummary,
  { query, canDecide }: { query: SubmissionQuery; canDecide: boolean },
): Html {
  const { id, title } = one;
  const isOffered = canDecide && isUnremarkable(one);
  const box = { name: 'ids', value: id, label: visit.t('desk.bulk-pick', { title }), form: bulkForm };
  return html`<span class="queue-row"
    >${canDecide && html`<span class="queue-tick">${isOffered && selectBox(box)}</span>`}<span
      ><a href="${reviewAddress(id, query)}" data-row>${title}</a> ${claimMark(visit, one)}</span
    ></span
  >`;
}

function timesCell(visit: Visit, { submittedAt, dueOn, isOverdue, state }: SubmissionSummary): Html {
  const { t, lang } = visit;
  const date = formatDate(dueOn, lang);
  const isOpen = state === 'waiting' || state === 'endorsed';
  const due = isOverdue
    ? html`<br />${statusTag({ kind: 'stop', text: t('desk.is-overdue', { date }), icon: 'clock' })}`
    : html`<br />${t('desk.due-on', { date })}`;
  return html`${instantText(submittedAt, visit)}<br /><span class="soft"
      >${t('department.waited', { age: ageOf(submittedAt, visit) })}</span
    >${isOpen && due}`;
}

function reasonsCell(visit: Visit, { flags, isFirst, state }: SubmissionSummary): Html {
  const { t } = visit;
  return html`<span class="tags"
    >${newnessTag(visit, isFirst)}
    ${state === 'endorsed' && statusTag({ kind: 'info', text: t('submission.state-endorsed') })}
    ${flagTags(visit, flags)}</span
  >`;
}

function awaitsCell({ t }: Visit, { awaiting }: SubmissionSummary): Hole {
  if (awaiting === 0) return html`<span class="soft">${t('department.awaits-nothing')}</span>`;
  return statusTag({ kind: 'warn', text: t('department.awaits-count', { count: awaiting }), icon: 'clock' });
}
