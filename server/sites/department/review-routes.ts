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
import { claimText } from './claim-words.ts';
import { listFilter, queueIn, queueRoot, reviewAddress } from './queue-address.ts';
import { readingOf } from './record-reading.ts';
import { approveDecision, balanceOf } from './review-balance.ts';
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
    const id = idIn(req);
    // What a script fetches ahead nobody has looked at yet.
    if (req.get('Purpose') !== 'prefetch' && may(visit.actor, 'submissions.decide')) {
      await submissions.claim(id, visit.actor);
    }
    const page = await gathered(visit, id);
    sendReview(visit, { ...page, flash: await doneFlash(visit, page) });
  });

  router.post(address, needs('submissions.decide'), async (req, res) => {
    const visit = visitFor(req, res);
    const id = idIn(req);
    const { key, ...values } = postedValues(req.body);
    const decision = decisionIn(values);
    try {
      const query = queueIn(visit);
      const next = await nextOf(visit, query, id);
      await decide(visit, id, { key, values });
      await submissions.release(id, visit.actor);
      res.redirect(303, withDone(reviewAddress(next ?? id, query), id));
    } catch (error) {
      const page = await gathered(visit, id);
      if (error instanceof DomainError && !isOpen(page.submission) && error.kind === 'conflict') {
        res.status(409);
        sendReview(visit, { ...page, above: tooLate(visit, error, values) });
        return;
      }
      const faults = placedFaults(refusal(error, res, visit.t), decision, values);
      sendReview(visit, { ...page, values, faults });
    }
  });

  /** A sign of life from a page that is open; answers what colleagues do with the record. */
  router.post(`${address}/claim`, needs('queue.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const id = idIn(req);
    if (may(visit.actor, 'submissions.decide')) await submissions.claim(id, visit.actor);
    const { items } = await submissions.marks(visit.actor, [id]);
    res.set('Cache-Control', 'no-store').json({
      items: items.map((one) => ({ id, text: claimText(visit, one) })),
    });
  });

  router.post(`${address}/claim/end`, needs('queue.read'), async (req, res) => {
    const visit = visitFor(req, res);
    await submissions.release(idIn(req), visit.actor);
    res.sendStatus(204);
  });

  return router;

  /** Where to go on after a decision: behind this one, else from the start of the list. */
  async function nextOf({ actor }: Visit, query: SubmissionQuery, id: string): Promise<string | undefined> {
    const { next } = await submissions.around(actor, query, id);
    if (next !== undefined) return next;
    const { items } = await submissions.queue(actor, { ...listFilter(query), limit: 2 });
    return items.find((one) => one.id !== id)?.id;
  }

  async function decide(
    { req, actor }: Visit,
    id: string,
    { key, values }: { key: unknown; values: FieldValues },
  ): Promise<Submission> {
    const by = changeBy(req, actor, key, values);
    switch (decisionIn(values)) {
      case 'approve':
        assertNoNotes(values);
        return submissions.approve(id, by, approveDecision(values));
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
      reading: await readingOf(services, visit, kind, [content, previous, formerValues(submission)]),
      around: await submissions.around(visit.actor, query, id),
      awaitedAt: await awaitedAt(visit, submission),
      balance: await balanceOf(services, submission, visit),
      isOpen: submission.acts.includes('return'),
    };
  }

  /** After a decision, above the next record: what was done, its reference, and the way back to it. */
  async function doneFlash(visit: Visit, { submission, query }: ReviewPage): Promise<Html | undefined> {
    const { t, req, actor } = visit;
    const id = req.query['done'];
    if (typeof id !== 'string' || !/^[0-9a-f]{24}$/.test(id)) return undefined;
    const done = id === submission.id ? submission : await submissions.find(id, actor);
    if (done.state === 'waiting' || done.state === 'withdrawn') return undefined;
    const isHere = id === submission.id;
    return flash({
      t,
      kind: 'good',
      title: t(`department.done-${done.state}`, { title: done.title }),
      body: html`<p>
        ${t('ui.reference')} <span class="code">${reference('HS', id)}</span>.
        ${
          isHere
            ? html`<a href="${queueRoot}">${t('department.queue-empty')}</a>`
            : html`<a href="${reviewAddress(id, query)}">${t('desk.look-again')}</a>`
        }
      </p>`,
    });
  }

  /** Where the submissions of what is awaited stand. */
  async function awaitedAt({ actor }: Visit, { awaits, organisation }: Submission) {
    if (!awaits.some(({ state }) => state === 'submitted')) return new Map<string, string>();
    const { items } = await submissions.queue(actor, { organisation: organisation.id, limit: 100 });
    return new Map(items.map((item) => [item.record, reviewAddress(item.id)]));
  }
}

function isOpen({ state }: Submission): boolean {
  return state === 'waiting' || state === 'endorsed';
}

/** What stood at the fields that were remarked on, in the shape of a content. */
function formerValues({ answers }: Submission): object {
  return Object.fromEntries(answers.map(({ pointer, before }) => [pointer.slice(1), before]));
}

function withDone(address: string, id: string): string {
  return `${address}${address.includes('?') ? '&' : '?'}done=${id}`;
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
