import { Router } from 'express';
import { DomainError, notFound } from '../../domain/errors.ts';
import { may } from '../../domain/roles.ts';
import { changeBy } from '../../platform/api-router.ts';
import type { Submission, SubmissionQuery } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { refusal } from '../shared/form-refusal.ts';
import { postedValues } from '../shared/form-state.ts';
import type { FieldValues } from '../shared/form-state.ts';
import { flash, notice } from '../shared/notices.ts';
import { linkButton } from '../shared/page-parts.ts';
import { summaryList } from '../shared/record-parts.ts';
import { assertNoNotes, decisionIn, placedFaults, refuseDecision, returnDecision } from './decision-form.ts';
import type { DepartmentServices } from './department-services.ts';
import { idIn, needs } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { reference, sentenceOf } from './desk-words.ts';
import { queueIn, queueRoot, reviewAddress } from './queue-page.ts';
import { readingOf } from './record-reading.ts';
import { typedNotes } from './review-notes.ts';
import { sendReview } from './review-page.ts';
import type { ReviewPage } from './review-page.ts';

const shownBeside = 15;

/** One submission, and the three things an officer can decide about it. */
export function reviewPages(services: DepartmentServices, visitFor: VisitFor): Router {
  const { submissions } = services;
  const router = Router();
  const address = '/department/submissions/:id';

  router.get(address, needs('queue.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const page = await gathered(visit, idIn(req));
    sendReview(visit, { ...page, flash: doneFlash(visit, page) });
  });

  router.post(address, needs('submissions.decide'), async (req, res) => {
    const visit = visitFor(req, res);
    const id = idIn(req);
    const { key, ...values } = postedValues(req.body);
    const decision = decisionIn(values);
    try {
      await decide(visit, id, { key, values });
      res.redirect(303, withDone(reviewAddress(id, queueIn(visit))));
    } catch (error) {
      const page = await gathered(visit, id);
      if (error instanceof DomainError && page.submission.state !== 'waiting' && error.kind === 'conflict') {
        res.status(409);
        sendReview(visit, { ...page, above: tooLate(visit, error, values) });
        return;
      }
      const faults = placedFaults(refusal(error, res, visit.t), decision, values);
      sendReview(visit, { ...page, values, faults });
    }
  });

  return router;

  async function decide(
    { req, actor }: Visit,
    id: string,
    { key, values }: { key: unknown; values: FieldValues },
  ): Promise<Submission> {
    const by = changeBy(req, actor, key, values);
    switch (decisionIn(values)) {
      case 'approve':
        assertNoNotes(values);
        return submissions.approve(id, by);
      case 'return':
        return submissions.return(id, returnDecision(values), by);
      case 'refuse':
        return submissions.refuse(id, refuseDecision(values), by);
      case undefined:
        throw notFound();
    }
  }

  async function gathered(visit: Visit, id: string): Promise<ReviewPage> {
    const query = queueIn(visit);
    const submission = await submissions.find(id, visit.actor);
    const { content, previous, kind } = submission;
    const { items: queue } = await submissions.queue(visit.actor, {
      ...listFilter(query),
      limit: shownBeside,
    });
    return {
      submission,
      query,
      queue,
      reading: await readingOf(services, visit, kind, [content, previous]),
      awaitedAt: await awaitedAt(visit, submission),
      isOpen: submission.state === 'waiting' && may(visit.actor, 'submissions.decide'),
    };
  }

  /** Where the submissions of what is awaited stand. */
  async function awaitedAt({ actor }: Visit, { awaits, organisation }: Submission) {
    if (!awaits.some(({ state }) => state === 'submitted')) return new Map<string, string>();
    const { items } = await submissions.queue(actor, { organisation: organisation.id, limit: 100 });
    return new Map(items.map((item) => [item.record, reviewAddress(item.id)]));
  }
}

function listFilter({ kind, q, organisation }: SubmissionQuery): SubmissionQuery {
  return {
    ...(kind !== undefined && { kind }),
    ...(q !== undefined && { q }),
    ...(organisation !== undefined && { organisation }),
  };
}

function withDone(address: string): string {
  return `${address}${address.includes('?') ? '&' : '?'}done=decided`;
}

/** After a decision: its reference, and the way to the next. */
function doneFlash(visit: Visit, { submission, queue, query }: ReviewPage): Html | undefined {
  const { t, req } = visit;
  const { id, state } = submission;
  if (req.query['done'] !== 'decided' || state === 'waiting' || state === 'withdrawn') return undefined;
  const [next] = queue;
  return flash({
    t,
    kind: 'good',
    title: t(`department.done-${state}`, { title: submission.title }),
    body: html`<p>${t('ui.reference')} <span class="code">${reference('HS', id)}</span></p>
      <p>
        ${
          next
            ? linkButton({
                href: reviewAddress(next.id, query),
                label: t('department.next-record'),
                kind: 'primary',
                icon: 'arrow',
              })
            : linkButton({ href: queueRoot, label: t('department.queue-empty') })
        }
      </p>`,
  });
}

/** Somebody else was first. What was typed is shown, so that it can be sent by another way. */
function tooLate({ t }: Visit, error: DomainError, values: FieldValues): Html {
  const typed = [
    { term: t('department.return-message'), value: textOf(values['returnMessage']) },
    { term: t('department.ground-text'), value: textOf(values['groundText']) },
    { term: t('department.refuse-message'), value: textOf(values['refuseMessage']) },
    ...typedNotes(values).map(({ text }) => ({ term: t('department.note'), value: text })),
  ].filter(({ value }) => value !== '');
  return html`<div role="alert">
    ${notice({
      t,
      kind: 'warn',
      title: t('department.too-late'),
      body: html`<p>${sentenceOf(error, t)}</p>
        ${
          typed.length > 0 &&
          html`<p>${t('department.you-typed')}</p>
            ${summaryList(typed)}`
        }
        <p>${linkButton({ href: queueRoot, label: t('department.whole-queue') })}</p>`,
    })}
  </div>`;
}

function textOf(value: FieldValues[string]): string {
  return typeof value === 'string' ? value.trim() : '';
}
