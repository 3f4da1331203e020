import type { RecordView } from '../../ledger/record-view.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { dataTable } from '../shared/data-table.ts';
import { emptyState, notice } from '../shared/notices.ts';
import { linkButton, pageHead, stepper } from '../shared/page-parts.ts';
import { taskTile, tiles } from '../shared/panels.ts';
import type { Batch } from '../../platform/contract-types.ts';
import { everyRecord } from '../shared/every-record.ts';
import { linksHref } from './link-form.ts';
import type { ProducerServices } from './producer-services.ts';
import { returnedRecords } from './returned-page.ts';
import { batchTag } from '../shared/state-tags.ts';
import { send, timeText } from './visit.ts';
import type { Visit } from './visit.ts';

/** Where a clerk begins: a new batch, what came back, the latest batches; or what has to be there first. */
export async function sendHome(services: ProducerServices, visit: Visit): Promise<void> {
  const { places, products, batches, certificates, organisations, handovers } = services;
  const { t, actor, organisation, mayWrite } = visit;
  const own = await organisations.read(organisation, actor);
  const latest = (await batches.list(actor, { limit: 5 })).items;
  const returned = await returnedRecords(services, visit);
  const hasPlace = (await places.list(actor, { limit: 1 })).items.length > 0;
  const hasProduct = (await products.list(actor, { limit: 1 })).items.length > 0;
  const expiring = (await everyRecord((filter) => certificates.list(actor, filter))).filter(
    ({ validity }) => validity === 'expiring',
  );
  const doors = [
    mayWrite &&
      taskTile({
        href: '/producer/batches/new',
        label: t('producer.batch-new'),
        icon: 'plus',
        note: t(latest.length > 0 ? 'producer.new-note' : 'producer.new-note-first'),
        isPrimary: hasPlace && hasProduct,
      }),
    taskTile({
      href: '/producer/returned',
      label: t('producer.returned'),
      icon: 'flag',
      note: t('producer.returned-note', { count: returned.length }),
    }),
    taskTile({
      href: '/producer/batches',
      label: t('producer.batch-list'),
      icon: 'box',
      note: t('producer.batches-note'),
    }),
    taskTile({
      href: '/producer/handovers',
      label: t('handover.title'),
      icon: 'arrow',
      note: t('handover.tile-note', { count: await handovers.waiting(organisation) }),
    }),
    taskTile({
      href: '/producer/stamps',
      label: t('stamping.list-title'),
      icon: 'stamp',
      note: t('stamping.tile-note'),
    }),
  ].filter((tile): tile is Html => tile !== false);
  const body = html`${pageHead({ title: own.organisation.name })} ${tiles(doors)}
  ${expiryNotice(expiring, visit)} ${await brokenLinks(services, visit)}
  ${latest.length > 0 ? latestBatches(latest, visit) : mayWrite && firstSteps({ hasPlace, hasProduct }, visit)}
  ${recordDoors(visit)}`;
  send(visit, { title: t('ui.home'), current: 'home', isSample: own.sample, body });
}

function latestBatches(latest: readonly Batch[], visit: Visit): Html {
  const { t } = visit;
  return html`<section class="stack-close">
    <h2>${t('producer.latest')}</h2>
    ${dataTable<Batch>({
      caption: t('producer.latest'),
      isCaptionHidden: true,
      columns: [
        {
          head: t('producer.batch'),
          cell: ({ id, title }) => html`<a href="/producer/batches/${id}">${title}</a>`,
        },
        { head: t('record.batch-place'), cell: ({ place }) => place.name },
        { head: t('producer.state'), kind: 'tight', cell: (batch) => batchTag(t, batch) },
        { head: t('producer.updated'), kind: 'tight', cell: ({ updatedAt }) => timeText(updatedAt, visit) },
      ],
      rows: latest,
      empty: { icon: 'box', title: t('producer.batch-empty') },
    })}
  </section>`;
}

const kinds = ['place', 'product', 'batch'] as const;
const roots = { place: 'places', product: 'products', batch: 'batches' };
const icons = { place: 'map-pin', product: 'leaf', batch: 'box' } as const;

/** Nobody has to find out the order alone: a batch needs a product and a place. */
function firstSteps(
  { hasPlace, hasProduct }: { hasPlace: boolean; hasProduct: boolean },
  { t }: Visit,
): Html {
  const next = hasPlace ? (hasProduct ? 'batch' : 'product') : 'place';
  return html`<section class="stack-close">
    <h2>${t('producer.first-steps')}</h2>
    ${stepper({
      t,
      current: kinds.indexOf(next),
      steps: kinds.map((kind) => ({ label: t(`producer.step-${kind}`), href: `/producer/${roots[kind]}` })),
    })}
    ${emptyState({
      icon: icons[next],
      title: t(`producer.${next}-empty`),
      sentence: t(`producer.${next}-empty-next`),
      action: linkButton({
        href: `/producer/${roots[next]}/new`,
        label: t(`producer.${next}-new`),
        kind: 'primary',
        icon: 'plus',
      }),
    })}
  </section>`;
}

function expiryNotice(expiring: readonly RecordView<unknown>[], { t }: Visit): Hole {
  if (expiring.length === 0) return undefined;
  return notice({
    t,
    kind: 'warn',
    title: t('producer.expiring', { count: expiring.length }),
    body: html`<ul>
      ${expiring.map(({ id, title }) => html`<li><a href="/producer/certificates/${id}">${title}</a></li>`)}
    </ul>`,
  });
}

/** They are still shown to whoever scans the code: only the producer can mend them. */
async function brokenLinks({ linkLists }: ProducerServices, { t, actor }: Visit): Promise<Hole> {
  const { items } = await linkLists.list(actor, { state: 'broken', limit: 10 });
  if (items.length === 0) return undefined;
  return notice({
    t,
    kind: 'warn',
    title: t('link.broken-title'),
    body: html`<p>${t('link.broken-lead')}</p>
      <ul>
        ${items.map(({ product, title, name }) => html`<li><a href="${linksHref(product ?? '')}">${title}</a> · ${name}</li>`)}
      </ul>`,
  });
}

function recordDoors({ t }: Visit): Html {
  return html`<section class="stack-close">
    <h2>${t('producer.records')}</h2>
    ${tiles([
      taskTile({ href: '/producer/products', label: t('producer.product-list'), icon: 'leaf' }),
      taskTile({ href: '/producer/places', label: t('producer.place-list'), icon: 'map-pin' }),
      taskTile({
        href: '/producer/certificates',
        label: t('producer.certificate-list'),
        icon: 'certificate',
      }),
      taskTile({ href: '/producer/rights', label: t('marks.rights-title'), icon: 'stamp' }),
      taskTile({ href: '/producer/organisation', label: t('producer.organisation-list'), icon: 'user' }),
    ])}
  </section>`;
}
