import type { Request, Response, Router } from 'express';
import { forbidden, notFound } from '../../domain/errors.ts';
import { may } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import { traceSheet } from '../../features/traces/trace-sheet.ts';
import type { TraceService } from '../../features/traces/trace-service.ts';
import { html } from '../../platform/html.ts';
import type { Language, Translate } from '../../platform/i18n.ts';
import type { Binary } from '../../platform/operation.ts';
import type { Page } from './page-layout.ts';
import { breadcrumb, linkButton, pageHead } from './page-parts.ts';
import { traceBody } from './trace-page.ts';
import type { TraceReading } from './trace-reading.ts';

/** Producers and the department see chains on the same pages, each at their own addresses and within their rights. */
export interface TraceSite {
  /** `/producer` or `/department`. */
  root: string;
  /** The menu item that the pages of a batch belong to. */
  current: string;
  visitFor: (req: Request, res: Response) => TraceVisit;
}

export interface TraceVisit {
  req: Request;
  res: Response;
  t: Translate;
  lang: Language;
  actor: Actor;
  show: (page: Page) => void;
}

export function addTraceRoutes(router: Router, site: TraceSite, traces: TraceService): void {
  const root = `${site.root}/batches/:id/trace`;

  router.get(root, async (req, res) => {
    const visit = site.visitFor(req, res);
    const { t, actor, show } = visit;
    const trace = await traces.trace(idOf(req), {}, actor);
    const batch = `${site.root}/batches/${trace.batch.id}`;
    const title = t('trace.title-of', { batch: trace.batch.name });
    const drill = may(actor, 'drills.run') && drillLink(site, trace.batch.id, t);
    const body = html`${breadcrumb({
      t,
      trail: [{ href: batch, label: trace.batch.name }],
      current: t('trace.title'),
    })}
    ${pageHead({
      title,
      lead: html`${t('trace.lead')} ${trace.scope === 'own' && t('trace.lead-own')}`,
      actions: html`${linkButton({ href: `${batch}/trace.xlsx`, label: t('trace.download'), icon: 'download', isDownload: true })}
      ${drill}`,
    })}
    ${traceBody(readingOf(visit, site), trace)}`;
    show({ title, current: site.current, body });
  });

  router.get(`${root}.xlsx`, async (req, res) => {
    const { t, actor } = site.visitFor(req, res);
    sendBinary(res, await traceSheet(await traces.trace(idOf(req), {}, actor), t));
  });
}

/** The door to a chain, on the page of its batch. */
export function traceDoor(t: Translate, batch: string) {
  return html`<section class="stack-close">
    <h2>${t('trace.title')}</h2>
    <p>${t('trace.door-lead')}</p>
    <p class="buttons">
      ${linkButton({ href: `${batch}/trace`, label: t('trace.title'), icon: 'arrow' })}
      ${linkButton({ href: `${batch}/recall-drill`, label: t('trace.drill'), icon: 'clock' })}
    </p>
  </section>`;
}

export function readingOf({ t, lang }: TraceVisit, { root }: TraceSite): TraceReading {
  return { t, lang, hrefOf: (batch) => `${root}/batches/${batch}/trace` };
}

export function sendBinary(res: Response, { type, body, headers = {} }: Binary): void {
  res
    .set({ 'Cache-Control': 'no-store', ...headers })
    .type(type)
    .send(body);
}

export function idOf(req: Request): string {
  const { id } = req.params;
  if (typeof id !== 'string' || !/^[0-9a-f]{24}$/.test(id)) throw notFound();
  return id;
}

export function allow(actor: Actor, right: 'drills.read' | 'drills.run'): void {
  if (!may(actor, right)) throw forbidden();
}

function drillLink({ root }: TraceSite, batch: string, t: Translate) {
  return linkButton({
    href: `${root}/batches/${batch}/recall-drill`,
    label: t('trace.drill'),
    icon: 'clock',
  });
}
