import type { Router } from 'express';
import { changeBy } from '../../platform/api-router.ts';
import type { Batch, BatchPublicView } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { newSecret } from '../../platform/ids.ts';
import { journeySteps } from '../public/journey.ts';
import { localTime, stageName } from '../shared/field-values.ts';
import { actionBar, fieldGroup, formFor } from '../shared/form.ts';
import { refusal } from '../shared/form-refusal.ts';
import { postedValues } from '../shared/form-state.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { fieldReader } from '../shared/field-reader.ts';
import { emptyState } from '../shared/notices.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import type { ProducerServices } from './producer-services.ts';
import { idIn, send } from './visit.ts';
import type { Visit, VisitFor } from './visit.ts';

const root = '/producer/batches/:id/public';

type Foreseen = Awaited<ReturnType<ProducerServices['publicView']['foresee']>>;
type Choice = BatchPublicView['choices'][number];

interface Shown {
  batch: Batch;
  foreseen: Foreseen;
  values?: FieldValues;
  faults?: readonly FieldText[];
}

/** What buyers will see, and the choice of what they shall not, before the batch is submitted. */
export function addPublicViewRoutes(
  router: Router,
  { services, visitFor }: { services: ProducerServices; visitFor: VisitFor },
): void {
  const { batches, publicView } = services;

  router.get(root, async (req, res) => {
    const visit = visitFor(req, res);
    const batch = await batches.read(idIn(req), visit.actor);
    sendChoice(visit, { batch, foreseen: await publicView.foresee(batch.id, visit.actor) });
  });

  router.post(root, async (req, res) => {
    const visit = visitFor(req, res);
    const batch = await batches.read(idIn(req), visit.actor);
    const foreseen = await publicView.foresee(batch.id, visit.actor);
    const values = postedValues(req.body);
    const shown = new Set(fieldReader(values, visit.lang).list('events'));
    const events = choosable(foreseen).map(({ id }) => ({ id, isPublic: shown.has(id) }));
    try {
      const by = changeBy(req, visit.actor, values['key'], events);
      await publicView.choose(batch.id, { events }, { rev: Number(values['rev']), by });
      res.redirect(303, `/producer/batches/${batch.id}?done=saved#public-view`);
    } catch (error) {
      const faults = refusal(error, res, visit.t);
      // What was ticked stands over the record as it is now: saved again, it is meant.
      const now = await publicView.foresee(batch.id, visit.actor);
      sendChoice(visit, { batch, foreseen: now, values: { events: [...shown] }, faults });
    }
  });
}

/** Part of the batch’s page: the sentences of the public page, before they are submitted. */
export function publicViewSection({ id, actions }: Batch, { timeline }: Foreseen, visit: Visit): Html {
  const { t, lang, mayWrite } = visit;
  return html`<section class="stack-close" id="public-view">
    <h2>${t('producer.public-view-title')}</h2>
    <div class="card public-view">${journeySteps({ t, lang }, timeline)}</div>
    ${
      mayWrite &&
      actions.includes('record-stage') &&
      html`<p class="buttons">
        ${linkButton({ href: `/producer/batches/${id}/public`, label: t('producer.public-view-choose'), icon: 'eye' })}
      </p>`
    }
  </section>`;
}

function sendChoice(visit: Visit, { batch, foreseen, values = {}, faults = [] }: Shown): void {
  const { t, lang } = visit;
  const { choices, timeline } = foreseen;
  const back = `/producer/batches/${batch.id}`;
  const own = choosable(foreseen);
  const title = t('producer.public-view-title');
  const events = own.filter(({ isPublic }) => isPublic).map(({ id }) => id);
  const form = formFor(t, { values: { events, ...values }, faults });
  const body = html`${breadcrumb({
      t,
      trail: [
        { href: '/producer/batches', label: t('producer.batch-list') },
        { href: back, label: batch.title },
      ],
      current: title,
    })}
    ${pageHead({ title, lead: t('producer.public-view-lead') })}
    ${
      choices.length === 0
        ? emptyState({
            icon: 'leaf',
            title: t('producer.stages-empty'),
            sentence: t('producer.stages-empty-next'),
            action: linkButton({
              href: `${back}/stages/new`,
              label: t('producer.stage-new'),
              kind: 'primary',
            }),
          })
        : form.enclose({
            action: `${back}/public`,
            hidden: { key: newSecret(), rev: String(foreseen.rev) },
            body: fieldGroup({
              legend: t('producer.public-view-choice'),
              body: html`${
                own.length > 0
                  ? form.checkboxes('events', {
                      label: t('producer.public-view-events'),
                      hint: t('producer.public-view-hint'),
                      options: own.map((choice) => ({ value: choice.id, label: labelOf(choice, visit) })),
                      isOptional: true,
                    })
                  : html`<p>${t('producer.public-view-none')}</p>`
              }
              ${alwaysShown(choices, visit)}`,
            }),
            bar: actionBar({
              primary: { label: t('producer.public-view-save') },
              others: linkButton({ href: back, label: t('common.cancel'), kind: 'quiet' }),
            }),
          })
    }
    <section class="stack-close">
      <h2>${t('producer.public-view-now')}</h2>
      <div class="card public-view">${journeySteps({ t, lang }, timeline)}</div>
    </section>`;
  send(visit, { title, current: 'batch', hasFaults: form.hasFaults, body });
}

function choosable({ choices }: Foreseen): Choice[] {
  return choices.filter(({ isRequired }) => !isRequired);
}

function alwaysShown(choices: readonly Choice[], visit: Visit): Html | false {
  const required = choices.filter(({ isRequired }) => isRequired);
  if (required.length === 0) return false;
  return html`<p>${visit.t('producer.public-view-required')}</p>
    <ul>
      ${required.map((choice) => html`<li>${labelOf(choice, visit)}</li>`)}
    </ul>`;
}

function labelOf({ stage, startedAt }: Choice, { t, lang }: Visit): string {
  return `${stageName(t, stage)}, ${localTime(startedAt, lang)}`;
}
