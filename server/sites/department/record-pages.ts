import { Router } from 'express';
import type { RecordView } from '../../ledger/record-view.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { contentRows } from '../shared/content-rows.ts';
import { flash, notice } from '../shared/notices.ts';
import { breadcrumb, pageHead } from '../shared/page-parts.ts';
import { code, summaryList } from '../shared/record-parts.ts';
import type { DepartmentServices } from './department-services.ts';
import { idIn, needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { instantText } from './desk-words.ts';
import { historyPanel } from './history-panel.ts';
import { recordAddress } from './record-address.ts';
import { readingOf } from './record-reading.ts';
import { stateTag, validityTag } from '../shared/state-tags.ts';
import { syncPanel } from './sync-panel.ts';

export type ShownKind = 'organisation' | 'place' | 'product' | 'certificate' | 'batch';
type PlainKind = 'place' | 'product' | 'certificate';

/** Places, products and certificates as the department sees them: what they say, what is in force, what happened. */
export function recordPages(services: DepartmentServices, visitFor: VisitFor): Router {
  const router = Router();
  const { places, products, certificates } = services;

  router.get('/department/places/:id', needs('records.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const view = await places.read(idIn(req), visit.actor);
    const { t } = visit;
    await show(visit, 'place', view, {
      beside: [{ term: t('department.location-code'), value: code(view.locationCode) }],
    });
  });

  router.get('/department/products/:id', needs('records.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const view = await products.read(idIn(req), visit.actor);
    const { t } = visit;
    const path = new URL(view.uri).pathname;
    await show(visit, 'product', view, {
      beside: [
        { term: t('department.trace-code'), value: code(view.traceKey) },
        view.approved && {
          term: t('department.public-page'),
          value: html`<a href="${path}">${code(view.uri)}</a>`,
        },
      ],
      panel: await syncPanel(services, visit, { kind: 'product', id: view.id }),
    });
  });

  router.get('/department/certificates/:id', needs('records.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const view = await certificates.read(idIn(req), visit.actor);
    await show(visit, 'certificate', view, { tag: validityTag(visit.t, view.validity) });
  });

  return router;

  async function show(
    visit: Visit,
    kind: PlainKind,
    view: RecordView<object>,
    { beside = [], panel, tag }: { beside?: readonly (Beside | null)[]; panel?: Hole; tag?: Hole },
  ): Promise<void> {
    const { t } = visit;
    const rows = await factRows(services, visit, kind, view.content);
    const body = html`${trail(visit, view)}
    ${pageHead({
      title: view.title,
      lead: html`${t(`submission.kind-${kind}`)} ·
        <a href="${recordAddress('organisation', view.organisation.id)}">${view.organisation.name}</a>`,
      tag: html`${stateTag(t, view.state)} ${tag}`,
    })}
    ${standing(visit, view)} ${summaryList([...rows, ...beside.filter((row) => row !== null)], t)} ${panel}
    ${await historyPanel(services, visit, { kind, id: view.id })}`;
    send(visit, { title: view.title, current: 'organisations', isSample: view.sample, body });
  }
}

interface Beside {
  term: string;
  value: Hole;
}

export async function factRows(
  services: DepartmentServices,
  visit: Visit,
  kind: ShownKind,
  content: object,
): Promise<Beside[]> {
  return contentRows(await readingOf(services, visit, kind, [content]), kind, content);
}

/** Whose record it is, from the list of organisations down. */
export function trail({ t }: Visit, { organisation, title }: RecordView<object>): Html {
  return breadcrumb({
    t,
    trail: [
      { href: '/department/organisations', label: t('department.organisations-title') },
      { href: recordAddress('organisation', organisation.id), label: organisation.name },
    ],
    current: title,
  });
}

/** Whether what is shown is in force, or a copy its owner works on. */
export function standing(visit: Visit, { state, approved }: RecordView<object>): Html {
  const { t } = visit;
  if (approved === null) {
    return notice({
      t,
      kind: 'info',
      title: t('department.never-approved'),
      body: t('department.never-approved-lead'),
    });
  }
  const inForce = t('department.in-force', {
    version: approved.version,
    at: instantText(approved.at, visit),
    by: approved.by,
  });
  if (state === 'approved') return html`<p class="soft">${inForce}</p>`;
  return notice({ t, kind: 'info', title: t('department.working-copy'), body: inForce });
}

const doneWords = {
  saved: 'department.done-saved',
  registered: 'department.done-registered',
  suspend: 'department.done-suspend',
  restore: 'department.done-restore',
  recall: 'department.done-recall',
  'take-down': 'department.done-take-down',
  grant: 'department.done-grant',
  proposed: 'department.done-proposed',
  revoke: 'department.done-revoke',
} as const;

/** What the act before did, by `?done=`. */
export function doneFlash({ t, req }: Visit): Hole {
  const done = (Object.keys(doneWords) as (keyof typeof doneWords)[]).find(
    (name) => name === req.query['done'],
  );
  return done && flash({ t, kind: 'good', title: t(doneWords[done]) });
}
