import type { Router } from 'express';
import { notFound } from '../../domain/errors.ts';
import { troubles } from '../../domain/gateway-trouble.ts';
import { may } from '../../domain/roles.ts';
import type { Gateway, GatewayCheck } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import type { MessageKey, Translate } from '../../platform/i18n.ts';
import { dataTable } from '../shared/data-table.ts';
import { formFor, submitButton } from '../shared/form.ts';
import { flash, notice } from '../shared/notices.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { card, cards } from '../shared/panels.ts';
import { statusTag } from '../shared/status-tag.ts';
import type { DepartmentServices } from './department-services.ts';
import { needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { ageOf, instantText } from './desk-words.ts';
import { syncAct } from './sync-acts.ts';
import { gatewayAddress, syncRoot } from './sync-addresses.ts';

/** One gateway: how it stands, its switch, and the check of its live endpoint. */
export function gatewayPages(router: Router, { gateways }: DepartmentServices, visitFor: VisitFor): void {
  const one = `${syncRoot}/gateways/:gateway`;

  router.get(one, needs('sync.switch'), async (req, res) => {
    show(visitFor(req, res), await gateways.find(nameIn(req.params)));
  });

  router.post(`${one}/check`, needs('sync.switch'), async (req, res) => {
    const name = nameIn(req.params);
    show(visitFor(req, res), await gateways.find(name), await gateways.check(name));
  });

  for (const way of ['on', 'off'] as const) {
    syncAct(router, visitFor, {
      path: `${one}/${way}`,
      right: 'sync.switch',
      told({ t, req }) {
        const name = nameIn(req.params);
        return Promise.resolve({
          title: t(`sync.switch-${way}`),
          consequence: t(`sync.switch-${way}-lead`),
          label: t(`sync.switch-${way}`),
          kind: way === 'on' ? 'info' : 'warn',
          back: { href: gatewayAddress(name), label: nameOf(t, name) },
        });
      },
      async act({ req }, reason, by) {
        const { name } = await gateways.switch(nameIn(req.params), { enabled: way === 'on', reason }, by);
        return `${gatewayAddress(name)}?done=${way}`;
      },
    });
  }
}

export function gatewayCards(visit: Visit, items: readonly Gateway[]): Hole {
  return items.length > 0 && cards(items.map((gateway) => gatewayCard(visit, gateway)));
}

function gatewayCard(visit: Visit, gateway: Gateway): Html {
  const { t } = visit;
  return card({
    title: nameOf(t, gateway.name),
    href: gatewayAddress(gateway.name),
    aside: weatherTag(t, gateway),
    body: html`<p>${backlogText(visit, gateway)}</p>
      ${troubleText(visit, gateway)}
      <p class="soft">${reconciledText(visit, gateway)}</p>`,
  });
}

const weatherKinds = { good: 'good', probing: 'warn', paused: 'stop' } as const;

export function weatherTag(t: Translate, { enabled, weather }: Gateway): Html {
  if (!enabled) return statusTag({ kind: 'neutral', text: t('sync.switched-off') });
  return statusTag({ kind: weatherKinds[weather], text: t(`sync.weather-${weather}`) });
}

function backlogText(visit: Visit, { counts }: Gateway): string {
  const { t } = visit;
  const { queued, sending, handed, refused, oldestWaiting } = counts;
  const parts = [`${t('sync.backlog', { waiting: queued + sending + handed })}.`];
  if (oldestWaiting !== null) parts.push(t('sync.backlog-oldest', { age: ageOf(oldestWaiting, visit) }));
  if (refused > 0) parts.push(t('sync.backlog-refused', { count: refused }));
  return parts.join(' ');
}

function troubleText(visit: Visit, { trouble, since, nextProbe, weather }: Gateway): Hole {
  const { t } = visit;
  if (trouble === null || since === null || weather === 'good') return undefined;
  const words = t('sync.trouble-since', {
    trouble: t(`gateway.trouble-${trouble}`),
    since: instantText(since, visit),
  });
  return html`<p>
    ${words} ${nextProbe !== null && t('sync.next-probe', { at: instantText(nextProbe, visit) })}
  </p>`;
}

function reconciledText(visit: Visit, { lastReconciliation, reconcileAt }: Gateway): string {
  const { t } = visit;
  const last =
    lastReconciliation === null
      ? `${t('sync.reconciliations-none')}.`
      : t('sync.reconcile-last', { at: instantText(lastReconciliation, visit) });
  const next = reconcileAt === null ? '' : t('sync.reconcile-next', { at: instantText(reconcileAt, visit) });
  return `${t('sync.reconciliations')}: ${last} ${next}`;
}

function show(visit: Visit, gateway: Gateway, check?: GatewayCheck): void {
  const { t, req, actor } = visit;
  const title = nameOf(t, gateway.name);
  const address = gatewayAddress(gateway.name);
  const way = gateway.enabled ? 'off' : 'on';
  const body = html`${breadcrumb({ t, trail: [{ href: syncRoot, label: t('department.sync-title') }], current: title })}
    ${pageHead({
      title,
      tag: weatherTag(t, gateway),
      lead: backlogText(visit, gateway),
      actions: linkButton({ href: `${address}/${way}`, label: t(`sync.switch-${way}`) }),
    })}
    ${troubleText(visit, gateway)}
    <section class="stack-close">
      <h2>${t('sync.check')}</h2>
      <p>${t('sync.check-lead')}</p>
      ${formFor(t).enclose({
        action: `${address}/check`,
        body: html`<p>${submitButton({ label: t('sync.check'), kind: 'primary' })}</p>`,
      })}
      ${check && checkResult(visit, check)}
    </section>
    ${
      may(actor, 'sync.retry') &&
      html`<section class="stack-close">
        <h2>${t('sync.reconciliations')}</h2>
        <p>${t('sync.reconcile-lead')}</p>
        <p>${reconciledText(visit, gateway)}</p>
        ${formFor(t).enclose({
          action: `${syncRoot}/reconciliations`,
          hidden: { gateway: gateway.name },
          body: html`<p>${submitButton({ label: t('sync.reconcile-now') })}</p>`,
        })}
      </section>`
    }`;
  const done = req.query['done'];
  const said = done === 'on' || done === 'off' ? t(`sync.switched-${done}-done`) : undefined;
  send(visit, {
    title,
    current: 'sync',
    flash: said !== undefined && flash({ t, kind: 'good', title: said }),
    body,
  });
}

function checkResult(visit: Visit, { isGood, points, at }: GatewayCheck): Hole {
  const { t } = visit;
  const kind = isGood ? 'good' : 'stop';
  const body = instantText(at, visit);
  return html`${notice({ t, kind, title: t(isGood ? 'sync.check-good' : 'sync.check-bad'), body })}
  ${dataTable<GatewayCheck['points'][number]>({
    caption: t('sync.check-result'),
    isCaptionHidden: true,
    columns: [
      { head: t('sync.check-point'), cell: ({ point }) => t(`gateway.check-${point}` as MessageKey) },
      {
        head: t('sync.check-result'),
        cell: ({ isGood: passed }) =>
          statusTag({
            kind: passed ? 'good' : 'stop',
            text: t(passed ? 'sync.check-passed' : 'sync.check-failed'),
          }),
        kind: 'tight',
      },
      { head: t('sync.check-found'), cell: ({ found }) => foundText(t, found) },
    ],
    rows: points,
    empty: { icon: 'check', title: '' },
  })}`;
}

/** Our own diagnosis has a sentence; everything else is quoted. */
function foundText(t: Translate, found: string): Hole {
  const trouble = troubles.find((name) => name === found);
  if (trouble) return t(`gateway.trouble-${trouble}`);
  return found === '' ? undefined : html`<q>${found}</q>`;
}

export function nameOf(t: Translate, name: string): string {
  const known = (['national', 'epcis', 'file'] as const).find((one) => one === name);
  return known ? t(`gateway.name-${known}`) : name;
}

function nameIn({ gateway }: Record<string, unknown>): string {
  if (typeof gateway !== 'string') throw notFound();
  return gateway;
}
