import { Router } from 'express';
import type { Request } from 'express';
import { notFound } from '../../domain/errors.ts';
import { formatDate, formatInstant } from '../../domain/vietnamese-format.ts';
import type { RecallService } from '../../features/recalls/recall-service.ts';
import type { RecallNotice, RecallNoticePage } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { languageOf } from '../../platform/request-context.ts';
import { recallHref } from './public-addresses.ts';
import { publicField, publicPage, publicView } from './public-frame.ts';
import type { PublicSite, PublicView } from './public-frame.ts';
import { sendPage } from './public-routes.ts';
import { goodsName, recallNoticePage } from './recall-notice-page.ts';

interface RecallParts {
  recalls: Pick<RecallService, 'notice' | 'notices'>;
  site: PublicSite;
}

/** Recall notices, open to anyone and without script; asked of the database every time, so never out of date. */
export function recallNoticeRoutes({ recalls, site }: RecallParts): Router {
  const router = Router();

  for (const lang of ['vi', 'en'] as const) {
    const view = publicView(lang, site);

    router.get(recallHref(lang), async (req, res) => {
      const { q, after } = { q: textIn(req, 'q', 100), after: textIn(req, 'after', 24) };
      const page = await recalls.notices({
        ...(q !== '' && { q }),
        ...(/^[0-9a-f]{24}$/.test(after) && { after }),
      });
      sendPage(req, res, { page: listPage(view, { q, ...page }), cache: 'no-cache' });
    });

    router.get(recallHref(lang, ':number'), async (req, res) => {
      const notice = await recalls.notice(numberIn(req));
      if (!notice) throw notFound();
      sendPage(req, res, { page: recallNoticePage(view, notice), cache: 'no-cache' });
    });
  }

  router.get('/recalls/:number', (req, res) => {
    res.vary('Accept-Language').vary('Cookie');
    res.redirect(303, recallHref(languageOf(req), numberIn(req)));
  });

  return router;
}

function listPage(view: PublicView, { q, items, next }: RecallNoticePage & { q: string }): Html {
  const { t, lang, department } = view;
  const queryOf = (more: Record<string, string>) => {
    const query = new URLSearchParams({ ...(q !== '' && { q }), ...more }).toString();
    return query === '' ? '' : `?${query}`;
  };
  return publicPage(view, {
    title: t('recall.titles'),
    otherHref: recallHref(lang === 'vi' ? 'en' : 'vi') + queryOf({}),
    body: html`<h1>${t('recall.titles')}</h1>
      <p>${t('recall.list-lead', { department })}</p>
      <form method="get" action="${recallHref(lang)}" role="search">
        ${publicField({ name: 'q', label: t('recall.search'), value: q })}
        <button class="button">${t('recall.find')}</button>
      </form>
      <p role="status">
        ${items.length === 0 ? t('recall.none') : t('recall.count', { count: items.length })}
      </p>
      ${items.map((notice) => entry(view, notice))}
      ${next !== undefined && html`<p><a href="${recallHref(lang) + queryOf({ after: next })}">${t('recall.next')}</a></p>`}`,
  });
}

function entry(view: PublicView, notice: RecallNotice): Html {
  const { t, lang } = view;
  const { number, closedOn, risk, lots, producer, publishedAt, sample } = notice;
  const time = formatInstant(new Date(publishedAt), lang);
  return html`<section class="card">
    <h2><a href="${recallHref(lang, number)}">${goodsName(view, notice)}</a></h2>
    <p>${producer}. ${t('recall.lot')}: ${lots.map(({ lot }) => lot).join(', ')}</p>
    <p>${t('recall.risk')}: ${t(`recall.risk-${risk}`)}</p>
    <p>
      <strong>${t(closedOn === null ? 'recall.open' : 'recall.closed')}</strong
      >${closedOn !== null && ` (${formatDate(closedOn, lang)})`}. ${t('recall.published', { time })}
    </p>
    ${sample && html`<p><strong>${t('common.sample-data')}</strong></p>`}
  </section>`;
}

function numberIn(req: Request): string {
  const { number } = req.params;
  if (typeof number !== 'string' || !/^TH-[0-9A-F]{8}$/.test(number)) throw notFound();
  return number;
}

function textIn({ query }: Request, name: string, most: number): string {
  const value = query[name];
  return typeof value === 'string' ? value.trim().slice(0, most) : '';
}
