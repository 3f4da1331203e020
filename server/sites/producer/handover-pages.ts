import type { Router } from 'express';
import type { Handover } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { code } from '../shared/record-parts.ts';
import { addFormRoute } from '../shared/form-route.ts';
import { handoverFacts, handoverLines, handoverTable } from '../shared/handover-parts.ts';
import { handoverTag } from '../shared/handover-words.ts';
import { flash, notice } from '../shared/notices.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { pagination } from '../shared/data-table.ts';
import { reasonForm, receiptForm, sendingForm } from './handover-forms.ts';
import type { ProducerServices } from './producer-services.ts';
import { idIn, send } from './visit.ts';
import type { Visit, VisitFor } from './visit.ts';

const root = '/producer/handovers';

/** Goods that go to other producers and come from them: told by the one, confirmed by the other. */
export function addHandoverRoutes(
  router: Router,
  { services, visitFor }: { services: ProducerServices; visitFor: VisitFor },
): void {
  const { handovers } = services;
  const desk = { guards: [], visitFor, send: sendForm };

  router.get(root, async (req, res) => {
    const visit = visitFor(req, res);
    const { t, actor, mayWrite } = visit;
    const after = textIn(req.query['after']);
    const waiting = await handovers.list(actor, { direction: 'incoming', state: 'sent', limit: 50 });
    const page = await handovers.list(actor, { limit: 25, ...(after !== '' && { after }) });
    const title = t('handover.title');
    const action =
      mayWrite &&
      linkButton({ href: `${root}/new`, label: t('handover.new'), kind: 'primary', icon: 'plus' });
    const body = html`${pageHead({ title, lead: t('handover.lead'), actions: action })}
    ${waiting.items.length > 0 && table(waiting.items, visit, t('handover.waiting-title'))}
    ${table(
      page.items,
      visit,
      t('handover.others-title'),
      pagination({
        t,
        previousHref: after === '' ? undefined : root,
        nextHref: page.next === undefined ? undefined : `${root}?after=${page.next}`,
      }),
    )}`;
    send(visit, { title, current: 'handovers', body });
  });

  addFormRoute(router, desk, {
    path: `${root}/new`,
    contract: 'HandoverContent',
    form: (visit) => sendingForm(services, visit),
  });

  router.get(`${root}/:id`, async (req, res) => {
    const visit = visitFor(req, res);
    const handover = await handovers.find(idIn(req), visit.actor);
    const { t } = visit;
    const title = pageTitle(handover, visit);
    const body = html`${breadcrumb({ t, trail: [{ href: root, label: t('handover.title') }], current: title })}
    ${pageHead({ title, tag: handoverTag(t, handover.state), actions: actLinks(handover, visit) })}
    ${heldWarnings(handover, visit)}
    ${handoverLines(handover, visit, (line) => lotCell(handover, line, visit))}
    ${handoverFacts(handover, visit)}`;
    send(visit, { title, current: 'handovers', isSample: handover.sample, flash: doneFlash(visit), body });
  });

  addFormRoute(router, desk, {
    path: `${root}/:id/receipt`,
    contract: 'ReceiptContent',
    form: async (visit, req) => receiptForm(services, visit, await handovers.find(idIn(req), visit.actor)),
  });

  for (const act of ['refusal', 'withdrawal'] as const) {
    addFormRoute(router, desk, {
      path: `${root}/:id/${act}`,
      contract: 'ReasonGiven',
      form: async (visit, req) =>
        reasonForm(services, visit, { act, handover: await handovers.find(idIn(req), visit.actor) }),
    });
  }
}

function sendForm(visit: Visit, page: Parameters<typeof send>[1]): void {
  send(visit, { ...page, current: 'handovers' });
}

function pageTitle({ sender, receiver }: Handover, { t }: Pick<Visit, 't'>): string {
  return t('handover.page-title', { sender: sender.name, receiver: receiver.name });
}

function table(rows: readonly Handover[], visit: Visit, caption: string, pages?: Hole): Html {
  const { t } = visit;
  return handoverTable(
    {
      caption,
      rows,
      hrefOf: ({ id }) => `${root}/${id}`,
      empty: { icon: 'box', title: t('handover.others-none'), sentence: t('handover.none-next') },
      pagination: pages,
    },
    visit,
  );
}

const acts = { confirm: 'receipt', refuse: 'refusal', withdraw: 'withdrawal' } as const;

function actLinks({ id, actions }: Handover, { t }: Visit): Hole {
  if (actions.length === 0) return undefined;
  return html`${actions.map((act) =>
    linkButton({
      href: `${root}/${id}/${acts[act]}`,
      label: t(`handover.${act}`),
      kind: act === 'confirm' ? 'primary' : 'plain',
      icon: act === 'confirm' ? 'check' : undefined,
    }),
  )}`;
}

/** Goods that are stopped are received all the same: only what is told can be found again. */
function heldWarnings({ lines }: Handover, { t }: Visit): Hole {
  const held = lines.filter(({ lotState }) => lotState === 'suspended' || lotState === 'recalled');
  if (held.length === 0) return undefined;
  return notice({
    t,
    kind: 'warn',
    body: html`${held.map(({ title }) => html`<p>${t('handover.held-warning', { title })}</p>`)}`,
  });
}

function lotCell(
  { sender }: Handover,
  { title, uri, batch, ownBatch }: Handover['lines'][number],
  visit: Visit,
): Html {
  const { t, organisation } = visit;
  const name = sender.id === organisation ? html`<a href="/producer/batches/${batch}">${title}</a>` : title;
  return html`${name}<br />${code(uri)}
    ${ownBatch && html`<br />${t('handover.own-batch')}: <a href="/producer/batches/${ownBatch.id}">${ownBatch.name}</a>`}`;
}

function doneFlash({ t, req }: Visit): Hole {
  const done = (['sent', 'received', 'refused', 'withdrawn'] as const).find(
    (one) => one === req.query['done'],
  );
  return done && flash({ t, kind: 'good', title: t(`handover.done-${done}`) });
}

function textIn(value: unknown): string {
  return typeof value === 'string' && /^[0-9a-f]{24}$/.test(value) ? value : '';
}
