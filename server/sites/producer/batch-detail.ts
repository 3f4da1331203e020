import { canReview } from '../../domain/review-state.ts';
import { parseTracePath, printedTraceUri } from '../../domain/identifiers/digital-link.ts';
import { formatInstant } from '../../domain/vietnamese-format.ts';
import type { RecordView } from '../../ledger/record-view.ts';
import type { Batch } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { balancePanel } from '../shared/balance-panel.ts';
import { emptyState, notice } from '../shared/notices.ts';
import { disclosure, linkButton } from '../shared/page-parts.ts';
import { qrFigure } from '../shared/panels.ts';
import { stageTimeline } from '../shared/stage-timeline.ts';
import { actForm } from './act-form.ts';
import { suspensionSection } from './explanation-pages.ts';
import type { ProducerServices } from './producer-services.ts';
import { publicViewSection } from './public-view-pages.ts';
import { readingOf } from './record-facts.ts';
import type { RecordDetail } from './record-kind.ts';
import { caseNotices, lookUps } from './batch-scans.ts';
import { stateTag } from '../shared/state-tags.ts';
import { stampsRoot } from './stamp-words.ts';
import { traceDoor } from '../shared/trace-routes.ts';
import { mostTelling, syncLine } from './sync-line.ts';
import type { Visit } from './visit.ts';

/** What a batch's page shows besides its facts. */
export function batchDetail(services: ProducerServices) {
  const { events, publicView, sync, products, places, certificates, organisations, massBalances } = services;

  return async function detail(visit: Visit, batch: Batch): Promise<RecordDetail> {
    const { actor } = visit;
    const atGateway = batch.approved ? await gatewayLine(batch, visit) : undefined;
    return {
      band: html`${holdBand(batch, visit)} ${await caseNotices(services, visit, batch)}`,
      before: html`${await suspensionSection(services, visit, batch)} ${stampDoor(batch, visit)}
      ${batch.approved && codeSection(batch, visit, atGateway)}
      ${await stagesSection(await events.list(batch.id, actor), batch, visit)}
      ${balancePanel(await massBalances.read(batch.id, actor), visit)} ${await publicSection(batch, visit)}`,
      after: html`${traceDoor(visit.t, `/producer/batches/${batch.id}`)}
      ${batch.approved && (await lookUps(services, visit, batch))}
      ${batch.actions.includes('close') && closing(batch, visit)}`,
      along: await goingAlong(batch, visit),
    };
  };

  /** Before the producer submits, and as long as the choice is open. */
  async function publicSection(batch: Batch, visit: Visit): Promise<Hole> {
    if (!batch.actions.includes('record-stage')) return undefined;
    const foreseen = await publicView.foresee(batch.id, visit.actor);
    return foreseen.choices.length > 0 && publicViewSection(batch, foreseen, visit);
  }

  async function gatewayLine({ id }: Batch, visit: Visit): Promise<Html> {
    const latest = mostTelling(await sync.ofRecord('batch', id));
    const fix = latest?.fix ?? null;
    const need =
      fix === null || fix.kind === 'batch' ? undefined : mostTelling(await sync.ofRecord(fix.kind, fix.id));
    return syncLine(latest, need?.state === 'refused' ? need : undefined, visit);
  }

  async function stagesSection(
    stages: Awaited<ReturnType<typeof events.list>>,
    { id, actions }: Batch,
    visit: Visit,
  ): Promise<Html> {
    const { t, mayWrite } = visit;
    const isOpen = mayWrite && actions.includes('record-stage');
    const action =
      isOpen &&
      linkButton({
        href: `/producer/batches/${id}/stages/new`,
        label: t('producer.stage-new'),
        kind: stages.length === 0 ? 'primary' : 'plain',
        icon: 'plus',
      });
    const reading = await readingOf(services, visit, {
      names: new Map(),
      files: stages.flatMap(({ content }) => content.images),
    });
    const told = stages.map(({ content, ...recorded }) => ({ ...content, ...recorded }));
    const withdrawal = (index: number): Hole => {
      const stage = stages[index];
      if (!stage || stage.withdrawn || !isOpen) return undefined;
      const href = `/producer/batches/${id}/stages/${stage.id}/withdrawal`;
      return html`<p><a href="${href}">${t('producer.stage-withdraw')}</a></p>`;
    };
    if (stages.length === 0) {
      const sentence = t('producer.stages-empty-next');
      return emptyState({ icon: 'leaf', title: t('producer.stages-empty'), sentence, action });
    }
    return html`<section class="stack-close" id="stages">
      <h2>${t('record.batch-stages')}</h2>
      ${stageTimeline(reading, told, withdrawal)} ${action && html`<p class="buttons">${action}</p>`}
    </section>`;
  }

  /** Drafts this batch is built on: the department receives them together with it. */
  async function goingAlong({ content, actions }: Batch, visit: Visit): Promise<string[]> {
    if (!actions.includes('submit')) return [];
    const { actor, organisation, t } = visit;
    const needs: [kind: 'organisation' | 'product' | 'place' | 'certificate', RecordView<unknown>][] = [
      ['product', await products.read(content.product, actor)],
      ['place', await places.read(content.place, actor)],
      ['organisation', await organisations.read(organisation, actor)],
    ];
    for (const id of content.certificates) needs.push(['certificate', await certificates.read(id, actor)]);
    return needs
      .filter(([, { approved, state }]) => !approved && canReview(state, 'submit'))
      .map(([kind, { title }]) => `${t(`submission.kind-${kind}`)}: ${title}`);
  }
}

/** The code as it is printed, of an approved batch. */
export function printedUri({ uri }: Pick<Batch, 'uri'>): string | undefined {
  const link = URL.canParse(uri) ? parseTracePath(new URL(uri).pathname) : undefined;
  return link?.ok ? printedTraceUri(uri, link.value) : undefined;
}

function holdBand({ hold, holdReason, holdSince, recall }: Batch, { t, lang }: Visit): Hole {
  if (hold === 'none') return undefined;
  const at = holdSince === null ? '' : formatInstant(new Date(holdSince), lang);
  return notice({
    t,
    kind: hold === 'suspended' ? 'warn' : 'stop',
    title: t(`producer.hold-${hold}`, { at }),
    body: html`<p>${holdReason}</p>
      <p>${t(`producer.hold-${hold}-next`)}</p>
      ${recall && html`<p><a href="${`/recalls/${recall.number}`}">${t('recall.producer-notice', { number: recall.number })}</a></p>`}`,
  });
}

function codeSection(batch: Batch, { t }: Visit, sync: Hole): Html {
  const { id, uri, state } = batch;
  const address = printedUri(batch) ?? uri;
  const src = `/producer/batches/${id}/qr.svg`;
  return html`<section class="stack-close">
    <h2>${t('producer.code-of-batch')}</h2>
    ${state !== 'approved' && html`<p>${stateTag(t, state)} ${t('producer.code-older')}</p>`}
    ${qrFigure({
      t,
      src,
      address,
      body: html`<p>${t('producer.print-size')}</p>
        <p>${sync}</p>`,
      downloads: html`${linkButton({ href: `${src}?download`, label: t('producer.download-svg'), icon: 'download', isDownload: true })}
      ${linkButton({ href: `/producer/batches/${id}/qr.png`, label: t('producer.download-png'), icon: 'download', isDownload: true })}
      ${URL.canParse(uri) && linkButton({ href: new URL(uri).pathname, label: t('producer.public-page'), icon: 'eye' })}`,
    })}
  </section>`;
}

/** The way to the stamps of single packs. */
function stampDoor({ id }: Batch, { t }: Visit): Html {
  return html`<section class="stack-close">
    <h2>${t('stamping.short')}</h2>
    <p>${t('stamping.door-lead')}</p>
    <p class="buttons">${linkButton({ href: stampsRoot(id), label: t('stamping.door'), icon: 'stamp' })}</p>
  </section>`;
}

function closing({ id }: Batch, { t }: Visit): Html {
  return disclosure({
    summary: t('producer.close'),
    body: html`<p>${t('producer.close-lead')}</p>
      ${actForm(t, { action: `/producer/batches/${id}/closing`, label: t('producer.close-now'), kind: 'stop' })}`,
  });
}
