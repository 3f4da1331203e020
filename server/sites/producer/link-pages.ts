import type { Router } from 'express';
import { changeBy } from '../../platform/api-router.ts';
import type { LinkContent, Product, RegisteredLink } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import type { MessageKey } from '../../platform/i18n.ts';
import { dataTable } from '../shared/data-table.ts';
import { submitButton } from '../shared/form.ts';
import { refusal } from '../shared/form-refusal.ts';
import { postedValues } from '../shared/form-state.ts';
import { checkCell, linkCell, typeName } from '../shared/link-words.ts';
import { flash, notice } from '../shared/notices.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { code, summaryList } from '../shared/record-parts.ts';
import { understoodContent } from '../shared/understood-content.ts';
import { actForm } from './act-form.ts';
import { linkContentFrom, linkFormOf, linksHref, linkTrail, sendLinkForm } from './link-form.ts';
import type { ProducerServices } from './producer-services.ts';
import { idIn, send, timeText } from './visit.ts';
import type { Visit, VisitFor } from './visit.ts';

const root = '/producer/products/:id/links';
const done = {
  added: 'link.added',
  changed: 'link.changed',
  removed: 'link.removed',
  checked: 'link.checked',
} as const satisfies Record<string, MessageKey>;

/** The links of a product: what people who scan its code can open besides the page of origin. */
export function addLinkRoutes(
  router: Router,
  { services, visitFor }: { services: ProducerServices; visitFor: VisitFor },
): void {
  const { products, declarations } = services;

  router.get(root, async (req, res) => {
    const visit = visitFor(req, res);
    const product = await products.read(idIn(req), visit.actor);
    const { items } = await declarations.list(product.id, visit.actor);
    sendLinks(visit, product, items);
  });

  router.get(`${root}/new`, async (req, res) => {
    const visit = visitFor(req, res);
    const product = await products.read(idIn(req), visit.actor);
    if (obstacle(product) !== undefined) res.redirect(303, linksHref(product.id));
    else sendLinkForm(visit, { product, values: { language: 'vi' } });
  });

  router.post(`${root}/new`, (req, res) => save(visitFor(req, res)));

  router.get(`${root}/:link/edit`, async (req, res) => {
    const visit = visitFor(req, res);
    const { product, link } = await linkOf(visit);
    sendLinkForm(visit, { product, link, values: linkFormOf(link) });
  });

  router.post(`${root}/:link/edit`, async (req, res) => {
    const visit = visitFor(req, res);
    const { link } = await linkOf(visit);
    await save(visit, link);
  });

  router.get(`${root}/:link/removal`, async (req, res) => {
    const visit = visitFor(req, res);
    const { product, link } = await linkOf(visit);
    sendRemoval(visit, product, link);
  });

  router.post(`${root}/:link/removal`, async (req, res) => {
    const { actor } = visitFor(req, res);
    const [id, link] = [idIn(req), idIn(req, 'link')];
    await declarations.remove(id, link, changeBy(req, actor, postedValues(req.body)['key'], null));
    res.redirect(303, `${linksHref(id)}?done=removed`);
  });

  router.post(`${root}/:link/check`, async (req, res) => {
    const { actor } = visitFor(req, res);
    await declarations.checkNow(idIn(req), idIn(req, 'link'), actor);
    res.redirect(303, `${linksHref(idIn(req))}?done=checked`);
  });

  async function linkOf({ req, actor }: Visit): Promise<{ product: Product; link: RegisteredLink }> {
    const product = await products.read(idIn(req), actor);
    return { product, link: await declarations.find(product.id, idIn(req, 'link'), actor) };
  }

  /** Saves what the form brought, or shows it again with every fault at its field and nothing lost. */
  async function save(visit: Visit, link?: RegisteredLink): Promise<void> {
    const { req, res, t, lang, actor } = visit;
    const product = await products.read(idIn(req), actor);
    const values = postedValues(req.body);
    try {
      const content = understoodContent('LinkContent', linkContentFrom(values, lang)) as LinkContent;
      const by = changeBy(req, actor, values['key'], content);
      if (link?.id)
        await declarations.change(product.id, link.id, content, { rev: Number(values['rev']), by });
      else await declarations.add(product.id, content, by);
      res.redirect(303, `${linksHref(product.id)}?done=${link ? 'changed' : 'added'}`);
    } catch (error) {
      sendLinkForm(visit, { product, link, values, faults: refusal(error, res, t) });
    }
  }
}

/** Why no link can be added yet; the page says it instead of offering a form that would be refused. */
export function obstacle({ approved, traceKey }: Product): MessageKey | undefined {
  if (!approved) return 'link.not-approved';
  return /^\d{14}$/.test(traceKey) ? undefined : 'link.needs-gtin';
}

function sendLinks(visit: Visit, product: Product, items: readonly RegisteredLink[]): void {
  const { t, mayWrite, req } = visit;
  const title = t('link.of', { name: product.title });
  const own = items.filter(({ by }) => by === 'producer');
  const others = items.filter(({ by }) => by !== 'producer');
  const why = obstacle(product);
  const add =
    mayWrite &&
    why === undefined &&
    linkButton({ href: `${linksHref(product.id)}/new`, label: t('link.add'), kind: 'primary', icon: 'plus' });
  const said = Object.entries(done).find(([name]) => name === req.query['done']);
  const body = html`${breadcrumb({ t, trail: linkTrail(visit, product), current: t('link.title') })}
  ${pageHead({ title, lead: t('link.lead'), actions: add })}
  ${why !== undefined && notice({ t, kind: 'info', title: t(why) })}
  ${(why === undefined || own.length > 0) && ownTable(visit, product, own)}
  ${others.length > 0 && otherTable(visit, others)}`;
  send(visit, {
    title,
    current: 'product',
    isSample: product.sample,
    flash: said && flash({ t, kind: 'good', title: t(said[1]) }),
    body,
  });
}

function ownTable(visit: Visit, product: Product, rows: readonly RegisteredLink[]): Html {
  const { t, mayWrite } = visit;
  return html`<section class="stack-close">
    <h2>${t('link.own')}</h2>
    ${dataTable<RegisteredLink>({
      caption: t('link.own'),
      isCaptionHidden: true,
      columns: [
        ...columnsOf(visit),
        {
          head: t('link.state'),
          cell: ({ check }) => checkCell(t, check, (instant) => timeText(instant, visit)),
        },
        ...(mayWrite ? [{ head: '', cell: (link: RegisteredLink) => acts(visit, product, link) }] : []),
      ],
      rows,
      empty: { icon: 'arrow', title: t('link.own-empty'), sentence: t('link.own-empty-next') },
    })}
  </section>`;
}

function otherTable(visit: Visit, rows: readonly RegisteredLink[]): Html {
  const { t } = visit;
  return html`<section class="stack-close">
    <h2>${t('link.others')}</h2>
    <p class="soft">${t('link.others-note')}</p>
    ${dataTable<RegisteredLink>({
      caption: t('link.others'),
      isCaptionHidden: true,
      columns: [
        ...columnsOf(visit),
        { head: t('link.by'), kind: 'tight', cell: ({ by }) => t(`link.by-${by}`) },
      ],
      rows,
      empty: { icon: 'arrow', title: t('link.all-empty') },
    })}
  </section>`;
}

function columnsOf({ t, lang }: Visit) {
  return [
    { head: t('link.name'), cell: (link: RegisteredLink) => linkCell(lang, link) },
    { head: t('link.type'), cell: ({ type }: RegisteredLink) => typeName(t, type) },
    {
      head: t('link.belongs'),
      kind: 'tight' as const,
      cell: ({ lot }: RegisteredLink) => (lot === null ? t('link.whole-product') : t('link.lot-of', { lot })),
    },
  ];
}

function acts({ t }: Visit, product: Product, { id, title }: RegisteredLink): Hole {
  const one = `${linksHref(product.id)}/${id}`;
  const named = (label: string) => html`${label}<span class="unseen">: ${title}</span>`;
  return html`<div class="buttons">
    <a class="button button-quiet" href="${one}/edit">${named(t('common.edit'))}</a>
    <a class="button button-quiet" href="${one}/removal">${named(t('link.remove'))}</a>
    <form method="post" action="${one}/check">
      ${submitButton({ label: t('link.check-now'), kind: 'quiet' })}
    </form>
  </div>`;
}

function sendRemoval(visit: Visit, product: Product, link: RegisteredLink): void {
  const { t } = visit;
  const title = t('link.remove');
  const href = linksHref(product.id);
  const body = html`${breadcrumb({
      t,
      trail: [...linkTrail(visit, product), { href, label: t('link.title') }],
      current: title,
    })}
    ${pageHead({ title, lead: t('link.remove-lead') })}
    ${summaryList([
      { term: t('link.link-title'), value: link.title },
      { term: t('link.href'), value: code(link.href) },
      { term: t('link.type'), value: typeName(t, link.type) },
    ])}
    ${actForm(t, { action: `${href}/${link.id}/removal`, label: title, kind: 'stop' })}
    <p>${linkButton({ href, label: t('common.cancel'), kind: 'quiet' })}</p>`;
  send(visit, { title, current: 'product', isSample: product.sample, body });
}
