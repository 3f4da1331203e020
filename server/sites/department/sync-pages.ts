import { Router } from 'express';
import { may } from '../../domain/roles.ts';
import type { SyncCounts, SyncMessage, SyncQuery } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole } from '../../platform/html.ts';
import { dataTable, pagination } from '../shared/data-table.ts';
import type { Column } from '../shared/data-table.ts';
import { linkButton, pageHead, tabLinks } from '../shared/page-parts.ts';
import { notice } from '../shared/notices.ts';
import type { DepartmentServices } from './department-services.ts';
import { addressOf, filterIn, needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { ageOf, instantText } from './desk-words.ts';
import { syncSentence, syncTag } from './home-page.ts';
import { causePages } from './sync-cause-pages.ts';
import { gatewayCards, gatewayPages, weatherTag } from './sync-gateway-pages.ts';
import { messageAddress, syncRoot } from './sync-addresses.ts';
import { messagePages } from './sync-message-page.ts';
import { attemptText, syncStateTag } from './sync-panel.ts';
import { parcelPages } from './sync-parcel-pages.ts';
import { reconciliationPages } from './sync-reconciliation-pages.ts';
import { strayPages } from './sync-stray-pages.ts';

const states = ['queued', 'sending', 'handed', 'accepted', 'refused', 'skipped'] as const;

/** What went to the national gateways, what they said, and what can be done about it. */
export function syncPages(services: DepartmentServices, visitFor: VisitFor): Router {
  const { sync, gateways } = services;
  const router = Router();

  router.get(syncRoot, needs('sync.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const { t } = visit;
    const counts = await sync.counts();
    const title = t('department.sync-title');
    if (!may(visit.actor, 'sync.switch')) {
      send(visit, { title, current: 'sync', body: oneSentence(visit, title, counts) });
      return;
    }
    const query = filterIn('SyncQuery', req, [
      'gateway',
      'state',
      'kind',
      'code',
      'organisation',
      'record',
      'after',
    ]);
    const page = await sync.list(query);
    const { items } = await gateways.list();
    const troubled = items.find(({ enabled, weather }) => enabled && weather !== 'good');
    const tag = troubled ? weatherTag(t, troubled) : syncTag(t, counts);
    const body = html`${pageHead({ title, lead: leadOf(visit, counts), tag })} ${gatewayCards(visit, items)}
    ${ways(visit, services)} ${stateTabs(visit, query, counts)}
    ${messageTable(visit, { title, query, page, isOneOfMany: items.length > 1 })}`;
    send(visit, { title, current: 'sync', isSample: page.items.some(({ sample }) => sample), body });
  });

  for (const pages of [
    messagePages,
    causePages,
    gatewayPages,
    reconciliationPages,
    strayPages,
    parcelPages,
  ]) {
    pages(router, services, visitFor);
  }
  return router;
}

/** Leaders see one sentence. */
function oneSentence(visit: Visit, title: string, counts: SyncCounts): Hole {
  const { t } = visit;
  const { queued, sending, handed, refused, oldestWaiting } = counts;
  const waiting = queued + sending + handed;
  const age = oldestWaiting === null ? '' : ageOf(oldestWaiting, visit);
  const sentence =
    refused > 0
      ? t('sync.leader-refused', { count: refused })
      : waiting > 0
        ? t('sync.leader-waiting', { count: waiting, age })
        : t('sync.leader-good');
  const kind = refused > 0 ? 'warn' : waiting > 0 ? 'info' : 'good';
  return html`${pageHead({ title })} ${notice({ t, kind, title: sentence })}`;
}

function leadOf(visit: Visit, counts: SyncCounts): string {
  const { t } = visit;
  const oldest = counts.oldestWaiting;
  const age = oldest === null ? '' : ` ${t('department.sync-oldest', { age: ageOf(oldest, visit) })}`;
  return syncSentence(t, counts) + age;
}

function ways({ t }: Visit, { parcels }: DepartmentServices): Hole {
  return html`<div class="buttons">
    ${linkButton({ href: `${syncRoot}/causes`, label: t('sync.causes') })}
    ${linkButton({ href: `${syncRoot}/reconciliations`, label: t('sync.reconciliations') })}
    ${linkButton({ href: `${syncRoot}/strays`, label: t('sync.strays') })}
    ${parcels.isOffered && linkButton({ href: `${syncRoot}/parcels`, label: t('sync.parcels') })}
  </div>`;
}

function stateTabs({ t }: Visit, query: SyncQuery, counts: SyncCounts): Hole {
  return tabLinks({
    label: t('department.state'),
    tabs: [
      { href: syncRoot, label: t('department.sync-all'), isCurrent: query.state === undefined },
      ...states
        .filter((state) => state !== 'handed' || counts.handed > 0)
        .map((state) => ({
          href: addressOf(syncRoot, { state }),
          label: t(`gateway.state-${state}`),
          count: counts[state],
          isCurrent: query.state === state,
        })),
    ],
  });
}

interface Shown {
  title: string;
  query: SyncQuery;
  page: { items: SyncMessage[]; next?: string };
  /** Several gateways: each row says which. */
  isOneOfMany: boolean;
}

function messageTable(visit: Visit, { title, query, page, isOneOfMany }: Shown): Hole {
  const { t } = visit;
  const gateway: Column<SyncMessage> = {
    head: t('sync.gateway'),
    cell: ({ gateway: name }) => t(`gateway.name-${name}`),
  };
  return dataTable<SyncMessage>({
    caption: title,
    isCaptionHidden: true,
    columns: [
      {
        head: t('department.record'),
        cell: ({ id, title: name }) => html`<a href="${messageAddress(id)}">${name}</a>`,
      },
      { head: t('department.kind'), cell: ({ kind }) => t(`gateway.kind-${kind}`) },
      ...(isOneOfMany ? [gateway] : []),
      { head: t('department.state'), cell: ({ state }) => syncStateTag(t, state), kind: 'tight' },
      { head: t('department.sync-says'), cell: (message) => lastSaid(visit, message) },
      { head: t('department.sync-tries'), cell: ({ attempts }) => attempts.length, kind: 'number' },
      {
        head: t('department.sync-created'),
        cell: ({ createdAt }) => instantText(createdAt, visit),
        kind: 'date',
      },
    ],
    rows: page.items,
    empty: {
      icon: 'sync',
      title: t('department.sync-empty'),
      sentence: t('department.sync-empty-next'),
      action: query.state !== undefined && linkButton({ href: syncRoot, label: t('department.sync-all') }),
    },
    pagination: pagination({
      t,
      previousHref: query.after === undefined ? undefined : addressOf(syncRoot, { ...query, after: '' }),
      nextHref: page.next === undefined ? undefined : addressOf(syncRoot, { ...query, after: page.next }),
    }),
  });
}

function lastSaid({ t }: Visit, { attempts }: SyncMessage): Hole {
  const last = attempts.at(-1);
  if (!last) return undefined;
  if (last.trouble !== null) return attemptText(t, last);
  return last.words === '' ? undefined : html`<q lang="vi">${last.words}</q>`;
}
