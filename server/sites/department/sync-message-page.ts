import type { Router } from 'express';
import { notFound } from '../../domain/errors.ts';
import { may } from '../../domain/roles.ts';
import type { SyncMessage } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole } from '../../platform/html.ts';
import { mendWords } from '../shared/mend-words.ts';
import { flash, notice } from '../shared/notices.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { code, summaryList } from '../shared/record-parts.ts';
import type { DepartmentServices } from './department-services.ts';
import { needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { instantText } from './desk-words.ts';
import { recordAddress } from './record-address.ts';
import { syncAct } from './sync-acts.ts';
import { messageAddress, syncRoot } from './sync-addresses.ts';
import { messageTimeline, syncStateTag } from './sync-panel.ts';

/** One message: where it stands, every attempt, what may be decided. */
export function messagePages(router: Router, { sync }: DepartmentServices, visitFor: VisitFor): void {
  const one = `${syncRoot}/messages/:message`;

  router.get(one, needs('sync.read'), async (req, res) => {
    const visit = visitFor(req, res);
    show(visit, await sync.find(messageIn(visit)));
  });

  for (const action of ['retry', 'skip'] as const) {
    syncAct(router, visitFor, {
      path: `${one}/${action}`,
      right: 'sync.retry',
      async told(visit) {
        const { title } = await sync.find(messageIn(visit));
        return {
          title: visit.t(action === 'retry' ? 'department.sync-retry' : 'sync.skip'),
          consequence: visit.t(`sync.${action}-lead`),
          label: visit.t(action === 'retry' ? 'department.sync-retry' : 'sync.skip'),
          kind: action === 'retry' ? 'info' : 'warn',
          back: { href: messageAddress(messageIn(visit)), label: title },
        };
      },
      async act(visit, reason, by) {
        const { id } = await sync[action](messageIn(visit), reason, by);
        return `${messageAddress(id)}?done=${action}`;
      },
    });
  }
}

function show(visit: Visit, message: SyncMessage): void {
  const { t, req } = visit;
  const { id, title, state } = message;
  const mayAct = may(visit.actor, 'sync.retry') && ['queued', 'refused'].includes(state);
  const body = html`${breadcrumb({ t, trail: [{ href: syncRoot, label: t('department.sync-title') }], current: title })}
    ${pageHead({
      title,
      lead: t('department.sync-version', {
        kind: t(`gateway.kind-${message.kind}`),
        version: message.version,
      }),
      tag: syncStateTag(t, state),
      actions:
        mayAct &&
        html`${linkButton({ href: `${messageAddress(id)}/retry`, label: t('department.sync-retry'), kind: 'primary' })}
        ${linkButton({ href: `${messageAddress(id)}/skip`, label: t('sync.skip') })}`,
    })}
    ${fixNotice(visit, message)} ${summaryList(factsOf(visit, message), t)}
    <section class="stack-close">
      <h2>${t('department.sync-attempts')}</h2>
      ${messageTimeline(visit, message)}
    </section>`;
  const done = req.query['done'];
  send(visit, {
    title: t('department.sync-of', { title }),
    current: 'sync',
    isSample: message.sample,
    flash:
      (done === 'retry' || done === 'skip') &&
      flash({ t, kind: 'good', title: t(done === 'retry' ? 'department.sync-retried' : 'sync.skipped') }),
    body,
  });
}

/** Where a refusal is mended. */
function fixNotice({ t }: Visit, { fix }: SyncMessage): Hole {
  if (!fix) return undefined;
  const { kind, id, field } = fix;
  return notice({
    t,
    kind: 'warn',
    title: t('sync.fix'),
    body: html`<p><a href="${fixAddress(kind, id, field)}">${mendWords(t, fix)}</a></p>`,
  });
}

/** The form where the department itself may correct; else the record, whose producer corrects it. */
function fixAddress(kind: SyncMessage['kind'], id: string, field: string | null): string {
  const form = kind === 'organisation' ? `${recordAddress(kind, id)}/edit` : recordAddress(kind, id);
  return field === null ? form : `${form}#f-${field}`;
}

function factsOf(visit: Visit, message: SyncMessage) {
  const { t } = visit;
  const { kind, record, organisation, waitsFor, nextAt, foreignId, receipt, settledAt, createdAt } = message;
  return [
    { term: t('sync.gateway'), value: t(`gateway.name-${message.gateway}`) },
    {
      term: t('department.record'),
      value: html`<a href="${recordAddress(kind, record)}">${message.title}</a>`,
    },
    {
      term: t('department.producer'),
      value:
        organisation !== null &&
        html`<a href="${recordAddress('organisation', organisation)}"
          >${t('department.see-organisation')}</a
        >`,
    },
    { term: t('department.sync-created'), value: instantText(createdAt, visit) },
    {
      term: t('department.sync-waits-for'),
      value: waitsFor.length > 0 && waitsFor.map((name) => waitedFor(visit, name)),
    },
    { term: t('department.sync-next'), value: nextAt !== null && instantText(nextAt, visit) },
    { term: t('department.sync-settled'), value: settledAt !== null && instantText(settledAt, visit) },
    { term: t('department.sync-number'), value: foreignId !== null && code(foreignId) },
    { term: t('department.sync-receipt'), value: receipt !== null && code(receipt) },
  ].filter(({ value }) => value !== false);
}

/** `product:64…` as a link to the record. */
function waitedFor({ t }: Visit, name: string): Hole {
  const [kind = '', id = ''] = name.split(':');
  const known = (['organisation', 'product', 'batch'] as const).find((one) => one === kind);
  if (!known) return name;
  return html`<a href="${recordAddress(known, id)}">${t(`gateway.kind-${known}`)}</a> `;
}

/** Identifiers of messages are the outbox's own: words and figures, no pattern of a query. */
function messageIn({ req }: Visit): string {
  const id = req.params['message'];
  if (typeof id !== 'string' || !/^[\w:.-]{1,200}$/.test(id)) throw notFound();
  return id;
}
