import { Router } from 'express';
import { holdActions, mayHold } from '../../domain/batch-hold.ts';
import type { HoldAction } from '../../domain/batch-hold.ts';
import { notFound } from '../../domain/errors.ts';
import { may } from '../../domain/roles.ts';
import { changeBy } from '../../platform/api-router.ts';
import type { Batch } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { qrPng, qrSvg } from '../../platform/qr-image.ts';
import { balancePanel } from '../shared/balance-panel.ts';
import { refusal } from '../shared/form-refusal.ts';
import { postedValues } from '../shared/form-state.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { notice } from '../shared/notices.ts';
import { linkButton, pageHead } from '../shared/page-parts.ts';
import { qrFigure } from '../shared/panels.ts';
import { summaryList } from '../shared/record-parts.ts';
import { scanFigures } from '../shared/scan-figures.ts';
import { suspensionPanel } from '../shared/suspension-panel.ts';
import { stageTimeline } from '../shared/stage-timeline.ts';
import { contentRows } from '../shared/content-rows.ts';
import type { DepartmentServices } from './department-services.ts';
import { idIn, needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { instantText } from './desk-words.ts';
import { historyPanel } from './history-panel.ts';
import { reasonIn, sendReasonPage } from './reason-form.ts';
import { newRecallAddress, recallAddress } from './recall-address.ts';
import { recordAddress } from './record-address.ts';
import { doneFlash, standing, trail } from './record-pages.ts';
import { readingOf } from './record-reading.ts';
import { batchTag } from '../shared/state-tags.ts';
import { traceDoor } from '../shared/trace-routes.ts';
import { syncPanel } from './sync-panel.ts';

const one = '/department/batches/:id';

/** A batch as the department sees it, and what can be done against it. */
export function batchPages(services: DepartmentServices, visitFor: VisitFor): Router {
  const { batches, events, massBalances, files } = services;
  const { suspend, restore, recall, takeDown } = batches;
  const acts = { suspend, restore, recall, 'take-down': takeDown };
  const router = Router();

  router.get(one, needs('records.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const batch = await batches.read(idIn(req), visit.actor);
    const stages = await events.list(batch.id, visit.actor);
    const { t } = visit;
    const told = stages.map(({ content, ...rest }) => ({ ...content, ...rest }));
    const reading = await readingOf(services, visit, 'batch', [{ ...batch.content, stages: told }]);
    const rows = contentRows(reading, 'batch', batch.content);
    const body = html`${trail(visit, batch)} ${holdNotice(visit, batch)}
      ${pageHead({
        title: batch.title,
        lead: html`${t('submission.kind-batch')} ·
          <a href="${recordAddress('organisation', batch.organisation.id)}">${batch.organisation.name}</a>`,
        tag: batchTag(t, batch),
        actions: holdLinks(visit, batch),
      })}
      ${standing(visit, batch)}
      ${batch.suspension && suspensionPanel(visit, batch.suspension, await files.describe(batch.suspension.explanation?.files ?? []))}
      ${codePanel(visit, batch)} ${summaryList(rows, t)}
      <section class="stack-close">
        <h2>${t('record.batch-stages')}</h2>
        ${stages.length > 0 ? stageTimeline(reading, told) : html`<p class="soft">${t('department.no-stages')}</p>`}
      </section>
      ${balancePanel(await massBalances.read(batch.id, visit.actor), visit)}
      ${traceDoor(t, recordAddress('batch', batch.id))} ${await scanPanel(services, visit, batch.id)}
      ${await syncPanel(services, visit, { kind: 'batch', id: batch.id })}
      ${await historyPanel(services, visit, { kind: 'batch', id: batch.id })}`;
    send(visit, {
      title: batch.title,
      current: 'organisations',
      isSample: batch.sample,
      flash: doneFlash(visit),
      body,
    });
  });

  router.get(`${one}/qr.:format`, needs('records.read'), async (req, res) => {
    const { uri, approved } = await batches.read(idIn(req), visitFor(req, res).actor);
    if (!approved) throw notFound();
    const printed = printedUri(uri);
    if (req.params.format === 'svg') res.type('image/svg+xml').send(await qrSvg(printed));
    else if (req.params.format === 'png') res.type('image/png').send(await qrPng(printed));
    else throw notFound();
  });

  router.get(`${one}/:act`, needs('batches.hold'), async (req, res) => {
    const visit = visitFor(req, res);
    const act = actIn(req.params.act);
    const batch = await batches.read(idIn(req), visit.actor);
    if (!batch.actions.includes(act)) res.redirect(303, recordAddress('batch', batch.id));
    else ask(visit, batch, act);
  });

  router.post(`${one}/:act`, needs('batches.hold'), async (req, res) => {
    const visit = visitFor(req, res);
    const act = actIn(req.params.act);
    const id = idIn(req);
    const { key, ...values } = postedValues(req.body);
    try {
      await acts[act](id, reasonIn(values), changeBy(req, visit.actor, key, values));
      res.redirect(303, `${recordAddress('batch', id)}?done=${act}`);
    } catch (error) {
      const faults = refusal(error, res, visit.t);
      ask(visit, await batches.read(id, visit.actor), act, { values, faults });
    }
  });

  return router;
}

async function scanPanel({ scans }: DepartmentServices, visit: Visit, id: string): Promise<Html> {
  const { t } = visit;
  return html`<section class="stack-close">
    <h2>${t('scans.history-title')}</h2>
    ${scanFigures(visit, await scans.history.ofBatch(id), t('scans.by-day-all'))}
  </section>`;
}

const actKinds = { suspend: 'warn', restore: 'info', 'take-down': 'stop', recall: 'stop' } as const;

function ask(
  visit: Visit,
  batch: Batch,
  act: HoldAction,
  state: { values?: FieldValues; faults?: FieldText[] } = {},
): void {
  const { t } = visit;
  sendReasonPage(visit, {
    title: t(`department.${act}-title`, { title: batch.title }),
    consequence: t(`department.${act}-consequence`),
    kind: actKinds[act],
    action: `${recordAddress('batch', batch.id)}/${act}`,
    trail: [{ href: '/department/organisations', label: t('department.organisations-title') }],
    back: { href: recordAddress('batch', batch.id), label: batch.title },
    label: t(`department.${act}`),
    hint: t(`department.${act}-hint`),
    current: 'organisations',
    ...state,
  });
}

function actIn(name: unknown): HoldAction {
  const act = holdActions.find((known) => known === name);
  if (!act) throw notFound();
  return act;
}

function holdNotice(visit: Visit, { id, hold, holdReason, holdSince, recall }: Batch): Hole {
  const { t } = visit;
  if (hold === 'none') return undefined;
  const since = holdSince === null ? '' : t('department.hold-since', { at: instantText(holdSince, visit) });
  return notice({
    t,
    kind: hold === 'suspended' ? 'warn' : 'stop',
    title: t(`review.hold-${hold}`),
    body: html`<p>${holdReason}</p>
      <p class="soft">${since}</p>
      ${hold === 'recalled' && noticeLine(visit, { id, recall })}`,
  });
}

/** A recall without a notice tells buyers neither the risk nor what to do: whoever may writes it from here. */
function noticeLine({ t, actor }: Visit, { id, recall }: Pick<Batch, 'id' | 'recall'>): Hole {
  if (recall)
    return html`<p>
      <a href="${recallAddress(recall.number)}">${t('recall.producer-notice', { number: recall.number })}</a>
    </p>`;
  return html`<p><strong>${t('recall.missing')}.</strong> ${t('recall.missing-lead')}</p>
    ${may(actor, 'batches.hold') && html`<p><a href="${newRecallAddress(id)}">${t('recall.write')}</a></p>`}`;
}

function holdLinks({ t }: Visit, batch: Batch): Hole {
  const acts = holdActions.filter((act) => batch.actions.includes(act) && mayHold(batch.hold, act));
  return (
    acts.length > 0 &&
    acts.map((act) =>
      linkButton({
        href: act === 'recall' ? newRecallAddress(batch.id) : `${recordAddress('batch', batch.id)}/${act}`,
        label: t(`department.${act}`),
        icon: act === 'restore' ? 'refresh' : 'stop',
      }),
    )
  );
}

function codePanel({ t }: Visit, { id, uri, approved }: Batch): Html | undefined {
  if (!approved || uri === '') return undefined;
  const address = recordAddress('batch', id);
  return html`<section class="stack-close">
    <h2>${t('department.code-title')}</h2>
    ${qrFigure({
      t,
      src: `${address}/qr.svg`,
      address: printedUri(uri),
      body: html`<p><a href="${new URL(uri).pathname}">${t('department.public-page')}</a></p>`,
      downloads: html`${linkButton({ href: `${address}/qr.svg`, label: 'SVG', icon: 'download', isDownload: true })}
      ${linkButton({ href: `${address}/qr.png`, label: 'PNG', icon: 'download', isDownload: true })}`,
    })}
  </section>`;
}

/** Scheme and host in capitals, as printed: they keep the symbol in its dense mode. */
function printedUri(uri: string): string {
  const { origin, pathname } = new URL(uri);
  return origin.toUpperCase() + pathname.replace(/^\/t\//, '/T/');
}
