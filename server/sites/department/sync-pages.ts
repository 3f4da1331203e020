import { Router } from 'express';
import { DomainError, notFound } from '../../domain/errors.ts';
import { may } from '../../domain/roles.ts';
import { changeBy } from '../../platform/api-router.ts';
import type { SyncCounts, SyncMessage, SyncQuery } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole } from '../../platform/html.ts';
import { newSecret } from '../../platform/ids.ts';
import { problemOf } from '../../platform/problem.ts';
import { dataTable, pagination } from '../shared/data-table.ts';
import { formFor, submitButton } from '../shared/form.ts';
import { flash, notice } from '../shared/notices.ts';
import { breadcrumb, linkButton, pageHead, tabLinks } from '../shared/page-parts.ts';
import { code, summaryList } from '../shared/record-parts.ts';
import type { DepartmentServices } from './department-services.ts';
import { addressOf, filterIn, needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { ageOf, instantText, sentenceOf } from './desk-words.ts';
import { syncSentence, syncTag } from './home-page.ts';
import { recordAddress } from './record-address.ts';
import { attemptTimeline, syncStateTag } from './sync-panel.ts';

const root = '/department/sync';
const states = ['queued', 'sending', 'accepted', 'refused', 'skipped'] as const;

/** What went to the national gateway, what it said, and sending again. */
export function syncPages(services: DepartmentServices, visitFor: VisitFor): Router {
  const { sync } = services;
  const router = Router();

  router.get(root, needs('sync.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const { t } = visit;
    const query = filterIn('SyncQuery', req, ['state', 'kind', 'organisation', 'record', 'after']);
    const page = await sync.list(query);
    const counts = await sync.counts();
    const title = t('department.sync-title');
    const body = html`${pageHead({ title, lead: leadOf(visit, counts), tag: syncTag(t, counts) })}
    ${stateTabs(visit, query, counts)}
    ${dataTable<SyncMessage>({
      caption: title,
      isCaptionHidden: true,
      columns: [
        {
          head: t('department.record'),
          cell: ({ id, title: name }) => html`<a href="${root}/${id}">${name}</a>`,
        },
        { head: t('department.kind'), cell: ({ kind }) => t(`gateway.kind-${kind}`) },
        { head: t('department.state'), cell: ({ state }) => syncStateTag(t, state), kind: 'tight' },
        { head: t('department.sync-says'), cell: lastSaid },
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
        action: query.state !== undefined && linkButton({ href: root, label: t('department.sync-all') }),
      },
      pagination: pagination({
        t,
        previousHref: query.after === undefined ? undefined : addressOf(root, { ...query, after: '' }),
        nextHref: page.next === undefined ? undefined : addressOf(root, { ...query, after: page.next }),
      }),
    })}`;
    send(visit, { title, current: 'sync', isSample: page.items.some(({ sample }) => sample), body });
  });

  router.get(`${root}/:messageId`, needs('sync.read'), (req, res) => show(visitFor(req, res)));

  router.post(`${root}/:messageId/retry`, needs('sync.retry'), async (req, res) => {
    const visit = visitFor(req, res);
    const id = messageIn(visit);
    const { key } = (req.body ?? {}) as { key?: unknown };
    try {
      await sync.retry(id, changeBy(req, visit.actor, key, null));
      res.redirect(303, `${root}/${id}?done=retried`);
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'conflict') throw error;
      res.status(problemOf(error, visit.t, '').status);
      await show(visit, notice({ t: visit.t, kind: 'warn', title: sentenceOf(error, visit.t) }));
    }
  });

  return router;

  async function show(visit: Visit, above?: Hole): Promise<void> {
    const { t, req } = visit;
    const message = await sync.find(messageIn(visit));
    const canRetry = may(visit.actor, 'sync.retry') && ['queued', 'refused'].includes(message.state);
    const title = t('department.sync-of', { title: message.title });
    const body = html`${breadcrumb({ t, trail: [{ href: root, label: t('department.sync-title') }], current: message.title })}
      ${above}
      ${pageHead({
        title: message.title,
        lead: t('department.sync-version', {
          kind: t(`gateway.kind-${message.kind}`),
          version: message.version,
        }),
        tag: syncStateTag(t, message.state),
      })}
      ${summaryList(factsOf(visit, message), t)} ${canRetry && retryForm(visit, message.id)}
      <section class="stack-close">
        <h2>${t('department.sync-attempts')}</h2>
        ${attemptTimeline(visit, message.attempts)}
      </section>`;
    send(visit, {
      title,
      current: 'sync',
      isSample: message.sample,
      flash:
        req.query['done'] === 'retried' && flash({ t, kind: 'good', title: t('department.sync-retried') }),
      body,
    });
  }
}

function leadOf(visit: Visit, counts: SyncCounts): string {
  const { t } = visit;
  const oldest = counts.oldestWaiting;
  const age = oldest === null ? '' : ` ${t('department.sync-oldest', { age: ageOf(oldest, visit) })}`;
  return syncSentence(t, counts) + age;
}

function stateTabs({ t }: Visit, query: SyncQuery, counts: SyncCounts) {
  return tabLinks({
    label: t('department.state'),
    tabs: [
      { href: root, label: t('department.sync-all'), isCurrent: query.state === undefined },
      ...states.map((state) => ({
        href: addressOf(root, { state }),
        label: t(`gateway.state-${state}`),
        count: counts[state],
        isCurrent: query.state === state,
      })),
    ],
  });
}

function lastSaid({ attempts }: SyncMessage): Hole {
  const words = attempts.at(-1)?.words ?? '';
  return words === '' ? undefined : html`<q lang="vi">${words}</q>`;
}

function factsOf(visit: Visit, message: SyncMessage) {
  const { t } = visit;
  const { kind, record, organisation, waitsFor, nextAt, foreignId, receipt, settledAt, createdAt } = message;
  return [
    {
      term: t('department.record'),
      value: html`<a href="${recordAddress(kind, record)}">${message.title}</a>`,
    },
    {
      term: t('department.producer'),
      value: html`<a href="${recordAddress('organisation', organisation)}"
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

function retryForm({ t }: Visit, id: string) {
  return formFor(t).enclose({
    action: `${root}/${id}/retry`,
    hidden: { key: newSecret() },
    body: html`<p>${submitButton({ label: t('department.sync-retry'), kind: 'primary' })}</p>`,
  });
}

/** Identifiers of messages are the outbox's own: words and figures, no pattern of a query. */
function messageIn({ req }: Visit): string {
  const id = req.params['messageId'];
  if (typeof id !== 'string' || !/^[\w:.-]{1,200}$/.test(id)) throw notFound();
  return id;
}
