import type { Balance, Submission, SubmissionPage, SubmissionQuery } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { newSecret } from '../../platform/ids.ts';
import type { Reading } from '../shared/field-values.ts';
import { formFor } from '../shared/form.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { notice } from '../shared/notices.ts';
import { breadcrumb, pageHead, splitView } from '../shared/page-parts.ts';
import { queueList } from '../shared/panels.ts';
import { addressOf, send } from './desk-visit.ts';
import type { Visit } from './desk-visit.ts';
import { ageOf, instantText, reference } from './desk-words.ts';
import { decisionBar, decisionFields } from './decision-form.ts';
import { claimMark } from './claim-words.ts';
import { deskScripts, deskSteps, keysHelp } from './desk-keys.ts';
import { flagCount, flagReasons } from './flag-words.ts';
import { queueRoot, reviewAddress } from './queue-address.ts';
import { newnessTag } from './queue-columns.ts';
import { answersSection } from './review-answers.ts';
import { recordAddress } from './record-address.ts';
import { statusTag } from '../shared/status-tag.ts';
import { formatDate } from '../../domain/vietnamese-format.ts';
import { submissionTag } from './record-tags.ts';
import { stateTag } from '../shared/state-tags.ts';
import { balanceSection } from './review-balance.ts';
import { reviewContent } from './review-content.ts';

export interface ReviewPage {
  submission: Submission;
  reading: Reading;
  /** The queue beside it. */
  queue: SubmissionPage['items'];
  query: SubmissionQuery;
  /** Its neighbours in the list. */
  around: { next?: string; previous?: string };
  /** Where to read about what must be approved before. */
  awaitedAt: ReadonlyMap<string, string>;
  /** What went in against what came out; null for what is no batch. */
  balance: Balance | null;
  /** The reader may decide and nobody has yet. */
  isOpen: boolean;
  values?: FieldValues;
  faults?: readonly FieldText[];
  flash?: Hole;
  /** Above everything: somebody else decided first. */
  above?: Hole;
}

/** One submission: what it is, what differs, what speaks for it, and the decision. */
export function sendReview(visit: Visit, page: ReviewPage): void {
  const { submission, query, isOpen, flash, above, values = {}, faults = [] } = page;
  const { t } = visit;
  const form = formFor(t, { values, faults });
  const content = reviewContent({ ...page, visit, form, values, faults });
  const weighed = balanceSection(visit, form, page.balance, isOpen);
  const inner = isOpen
    ? html`${form.enclose({
        id: 'review',
        action: reviewAddress(submission.id, query),
        isWide: true,
        hidden: { key: newSecret() },
        body: html`${content} ${weighed} ${decisionFields(t, form)}`,
      })}
      ${decisionBar(t, submission.acts)}`
    : html`${decided(visit, submission)} ${content} ${weighed}`;
  const title = t('department.review-title', { title: submission.title });
  const main = html`<div class="desk-line">
      ${breadcrumb({
        t,
        trail: [{ href: addressOf(queueRoot, query), label: t('department.queue-title') }],
        current: submission.title,
      })}
      ${deskSteps(t, stepsOf(page))}
    </div>
    ${above}
    ${pageHead({ title: submission.title, lead: leadOf(visit, submission), tag: tagsOf(visit, submission) })}
    <p class="claim-line" role="status" data-claim-at="${reviewAddress(submission.id)}/claim">
      ${claimMark(visit, submission)}
    </p>
    ${awaitsNotice(visit, page)} ${twoNotice(visit, submission)} ${answersSection(page.reading, submission)}
    ${isOpenState(submission) && flagReasons(visit, submission.flags)} ${inner} ${keysHelp(t, 'record')}`;
  send(visit, {
    title,
    current: 'queue',
    isWide: true,
    isSample: submission.sample,
    scripts: deskScripts,
    hasFaults: form.hasFaults,
    flash,
    body: splitView({ label: t('department.queue-title'), aside: aside(visit, page), main }),
  });
}

function aside(visit: Visit, { queue, query, submission }: ReviewPage): Html {
  const { t } = visit;
  if (queue.length === 0) return html`<p class="soft">${t('department.queue-none-waiting')}</p>`;
  return queueList(
    queue.map((one) => ({
      href: reviewAddress(one.id, query),
      title: one.title,
      note: `${one.organisation.name} · ${ageOf(one.submittedAt, visit)}`,
      tag: one.flags.length > 0 ? flagCount(visit, one.flags.length) : newnessTag(visit, one.isFirst),
      isCurrent: one.id === submission.id,
    })),
  );
}

function stepsOf({ around: { next, previous }, query }: ReviewPage) {
  return {
    next: next && reviewAddress(next, query),
    previous: previous && reviewAddress(previous, query),
  };
}

function isOpenState({ state }: Submission): boolean {
  return state === 'waiting' || state === 'endorsed';
}

/** A correction after a complaint says from the start that one officer is not enough. */
function twoNotice(visit: Visit, { needsTwo, endorsedBy, endorsedAt, state }: Submission): Hole {
  const { t } = visit;
  if (endorsedBy !== undefined && endorsedAt !== undefined && state === 'endorsed') {
    const body = t('desk.endorsed', { by: endorsedBy, at: instantText(endorsedAt, visit) });
    return notice({ t, kind: 'info', title: t('desk.endorsed-title'), body });
  }
  if (!needsTwo || state !== 'waiting') return undefined;
  return notice({ t, kind: 'info', title: t('desk.two-title'), body: t('desk.two-lead') });
}

function leadOf(visit: Visit, { kind, organisation, submittedBy, submittedAt }: Submission): Html {
  const { t } = visit;
  return html`${t(`submission.kind-${kind}`)} ·
    <a href="${recordAddress('organisation', organisation.id)}">${organisation.name}</a> ·
    ${t('department.submitted-by', { by: submittedBy, at: instantText(submittedAt, visit) })}`;
}

function tagsOf(visit: Visit, submission: Submission): Html {
  const { state, previous, number, dueOn, isOverdue } = submission;
  const { t, lang } = visit;
  const date = formatDate(dueOn, lang);
  return html`<span class="tags"
    >${submissionTag(t, state)} ${newnessTag(visit, previous === null)}
    ${isOverdue && statusTag({ kind: 'stop', text: t('desk.is-overdue', { date }), icon: 'clock' })}
    ${isOpenState(submission) && !isOverdue && html`<span class="soft">${t('desk.due-on', { date })}</span>`}
    <span class="soft">${t('department.version', { number })}</span></span
  >`;
}

function awaitsNotice({ t }: Visit, { submission, awaitedAt }: ReviewPage): Hole {
  const open = submission.awaits.filter(({ state }) => state !== 'approved');
  if (open.length === 0 || !isOpenState(submission)) return undefined;
  return notice({
    t,
    kind: 'warn',
    title: t('department.awaits-title'),
    body: html`<p>${t('department.awaits-lead')}</p>
      <ul>
        ${open.map(({ kind, id, title, state }) => {
          const href = awaitedAt.get(id) ?? recordAddress(kind as 'product', id);
          const label = t(`submission.kind-${kind as 'product'}`);
          return html`<li>${label}: <a href="${href}">${title}</a> ${stateTag(t, state)}</li>`;
        })}
      </ul>`,
  });
}

const decisionKinds = {
  waiting: 'info',
  endorsed: 'info',
  approved: 'good',
  returned: 'warn',
  refused: 'stop',
  withdrawn: 'neutral',
} as const;

/** What was decided, by whom, when and why. */
function decided(visit: Visit, submission: Submission): Hole {
  const { t } = visit;
  const { id, state, decidedBy, decidedAt, message, ground, kind, record } = submission;
  if (decidedBy === undefined || decidedAt === undefined) return undefined;
  return notice({
    t,
    kind: decisionKinds[state],
    title: t(`submission.state-${state}`),
    body: html`<p>
        ${t('department.decided-by', { by: decidedBy, at: instantText(decidedAt, visit) })}
        ${t('ui.reference')} <span class="code">${reference('HS', id)}</span>.
      </p>
      ${message !== undefined && html`<p>${message}</p>`}
      ${ground !== undefined && html`<p>${t('department.ground')}: ${ground}</p>`}
      <p><a href="${recordAddress(kind, record)}">${t('department.see-record')}</a></p>`,
  });
}
