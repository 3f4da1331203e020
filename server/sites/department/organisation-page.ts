import type { Actor } from '../../domain/roles.ts';
import { may } from '../../domain/roles.ts';
import type { ListFilter } from '../../ledger/record-store.ts';
import type { RecordView } from '../../ledger/record-view.ts';
import type { Organisation } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { dataTable } from '../shared/data-table.ts';
import type { IconName } from '../shared/icons.ts';
import { breadcrumb, linkButton, pageHead, tabLinks } from '../shared/page-parts.ts';
import { summaryList } from '../shared/record-parts.ts';
import type { DepartmentServices } from './department-services.ts';
import { send } from './desk-visit.ts';
import type { Visit } from './desk-visit.ts';
import { instantText } from './desk-words.ts';
import { historyPanel } from './history-panel.ts';
import { organisationsRoot } from './organisation-list-page.ts';
import { recordAddress } from './record-address.ts';
import { doneFlash, factRows, standing } from './record-pages.ts';
import { batchTag, stateTag } from '../shared/state-tags.ts';
import { syncPanel } from './sync-panel.ts';

const shownOfKind = 100;

export const ownedKinds = ['batch', 'product', 'place', 'certificate'] as const;
export type OwnedKind = (typeof ownedKinds)[number];

/** An organisation: what it is, what it owns, where it stands at the gateway, what happened. */
export async function sendOrganisation(
  services: DepartmentServices,
  visit: Visit,
  organisation: Organisation,
): Promise<void> {
  const { t, actor } = visit;
  const { id, title, content, sample, state } = organisation;
  const address = recordAddress('organisation', id);
  const rows = await factRows(services, visit, 'organisation', content);
  const body = html`${trailTo(visit, title)}
  ${pageHead({
    title,
    tag: stateTag(t, state),
    actions:
      may(actor, 'organisations.write') &&
      linkButton({ href: `${address}/edit`, label: t('common.edit'), icon: 'pencil' }),
  })}
  ${tabs(visit, organisation, undefined)} ${standing(visit, organisation)} ${summaryList(rows, t)}
  ${await syncPanel(services, visit, { kind: 'organisation', id })}
  ${await historyPanel(services, visit, { kind: 'organisation', id })}`;
  send(visit, { title, current: 'organisations', isSample: sample, flash: doneFlash(visit), body });
}

/** Everything of one kind that an organisation owns. */
export async function sendOwned(
  services: DepartmentServices,
  visit: Visit,
  { organisation, kind }: { organisation: Organisation; kind: OwnedKind },
): Promise<void> {
  const { t } = visit;
  const { items } = await listerOf(services, kind)(visit.actor, {
    organisation: organisation.id,
    limit: shownOfKind,
  });
  const title = t(`department.owned-${kind}`);
  const body = html`${trailTo(visit, organisation.title)} ${pageHead({ title: organisation.title })}
  ${tabs(visit, organisation, kind)}
  ${dataTable<RecordView<object>>({
    caption: title,
    isCaptionHidden: true,
    columns: [
      {
        head: t('department.record'),
        cell: (one) => html`<a href="${recordAddress(kind, one.id)}">${one.title}</a>`,
      },
      { head: t('department.state'), cell: (one) => tagOf(visit, kind, one), kind: 'tight' },
      { head: t('department.updated'), cell: (one) => instantText(one.updatedAt, visit), kind: 'date' },
    ],
    rows: items,
    empty: { icon: icons[kind], title: t('department.owns-none'), sentence: t('department.owns-none-next') },
  })}`;
  send(visit, {
    title: `${title}, ${organisation.title}`,
    current: 'organisations',
    isSample: organisation.sample,
    body,
  });
}

const icons: Record<OwnedKind, IconName> = {
  batch: 'box',
  product: 'leaf',
  place: 'map-pin',
  certificate: 'certificate',
};

type Lister = (actor: Actor, filter: ListFilter) => Promise<{ items: RecordView<object>[] }>;

function listerOf({ batches, products, places, certificates }: DepartmentServices, kind: OwnedKind): Lister {
  const listers: Record<OwnedKind, Lister> = {
    batch: batches.list,
    product: products.list,
    place: places.list,
    certificate: certificates.list,
  };
  return listers[kind];
}

function tagOf({ t }: Visit, kind: OwnedKind, view: RecordView<object>): Hole {
  return kind === 'batch' ? batchTag(t, view as Parameters<typeof batchTag>[1]) : stateTag(t, view.state);
}

function tabs({ t }: Visit, { id, title }: Organisation, current: OwnedKind | undefined): Html {
  const address = recordAddress('organisation', id);
  return tabLinks({
    label: title,
    tabs: [
      { href: address, label: t('department.facts'), isCurrent: current === undefined },
      ...ownedKinds.map((kind) => ({
        href: `${address}/${kind}`,
        label: t(`department.owned-${kind}`),
        isCurrent: current === kind,
      })),
    ],
  });
}

function trailTo({ t }: Visit, current: string): Html {
  return breadcrumb({
    t,
    trail: [{ href: organisationsRoot, label: t('department.organisations-title') }],
    current,
  });
}
