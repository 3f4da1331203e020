import { Router } from 'express';
import type { Request, Response } from 'express';
import { DomainError } from '../../domain/errors.ts';
import { parseTracePath } from '../../domain/identifiers/digital-link.ts';
import type { TraceLink } from '../../domain/identifiers/digital-link.ts';
import { parseTypedCode } from '../../domain/identifiers/typed-code.ts';
import type { LookupService } from '../../lookup/lookup-service.ts';
import type { Origin } from '../../lookup/origin.ts';
import type { PageCache } from '../../lookup/page-cache.ts';
import { openPageHeaders } from '../../platform/security-headers.ts';
import { finishedAnswer } from '../../platform/finished-answer.ts';
import type { FinishedAnswer } from '../../platform/finished-answer.ts';
import type { Html } from '../../platform/html.ts';
import type { Language } from '../../platform/i18n.ts';
import { languageOf } from '../../platform/request-context.ts';
import { homePage } from './home-page.ts';
import { linksPage } from './links-page.ts';
import type { ShownLinks } from './links-page.ts';
import { malformedPage, unknownPage } from './no-origin-pages.ts';
import { nameIn, originPage } from './origin-page.ts';
import { originHref, pagePattern, printedPath } from './public-addresses.ts';
import { publicView } from './public-frame.ts';
import type { PublicSite } from './public-frame.ts';
import { publicPolicy } from './public-style.ts';
import { noUnitPage, slowedPage } from './unit-refusal-pages.ts';
import { isWarning } from './verdict-band.ts';

export interface PublicParts {
  lookup: Pick<LookupService, 'byLink'>;
  site: PublicSite;
  pages: Pick<PageCache, 'ticket' | 'put'>;
}

/** The open pages: the home with its search, and what is known of a product or batch. */
export function publicRoutes({ lookup, site, pages }: PublicParts): Router {
  const router = Router();

  // Not `//` too, as a string would say.
  router.get(/^\/$/, (req, res) => {
    const lang = languageOf(req);
    res.vary('Accept-Language').vary('Cookie');
    sendPage(req, res, { page: homePage(publicView(lang, site)), cache: 'public, max-age=30' });
  });

  router.get('/tra-cuu', async (req, res) => {
    const lang = languageOf(req);
    const typed = { code: textOf(req.query['code']), lot: textOf(req.query['lot']) };
    const link = parseTypedCode(typed);
    res.set('Cache-Control', 'no-store');
    const otherHref = `/tra-cuu?${new URLSearchParams({ ...typed, lang: lang === 'vi' ? 'en' : 'vi' }).toString()}`;
    if (!link.ok) {
      sendPage(req, res, {
        status: 400,
        page: malformedPage(publicView(lang, site), { typed, otherHref }, link.fault),
      });
      return;
    }
    if (await lookup.byLink(link.value)) {
      res.redirect(303, originHref(link.value, lang));
      return;
    }
    await sendUnknown(req, res, { link: link.value, lang, otherHref });
  });

  for (const lang of ['vi', 'en'] as const) {
    router.get(pagePattern('origin', lang), async (req, res) => {
      await sendOrigin(req, res, lang);
    });
  }

  return router;

  async function sendOrigin(req: Request, res: Response, lang: Language): Promise<void> {
    const path = rawPath(req);
    const link = parseTracePath(printedPath('origin', lang, path));
    const other = lang === 'vi' ? 'en' : 'vi';
    if (!link.ok) {
      const typed = { code: path.split('/').slice(3).join('/'), lot: '' };
      const otherHref = path.replace(
        /^\/(vi\/nguon-goc|en\/origin)/,
        other === 'vi' ? '/vi/nguon-goc' : '/en/origin',
      );
      const page = malformedPage(publicView(lang, site), { typed, otherHref }, link.fault);
      res.set('Cache-Control', 'no-store');
      sendPage(req, res, { status: 400, page });
      return;
    }
    const ticket = pages.ticket();
    const found = await lookup.byLink(link.value);
    if (!found) {
      await sendUnknown(req, res, { link: link.value, lang, otherHref: originHref(link.value, other) });
      return;
    }
    const page = originPage(publicView(lang, site), found.origin);
    res.set('Cache-Control', cachingOf(found.origin));
    const answer = finished(res, page);
    const address = originHref(link.value, lang);
    if (req.originalUrl === address) pages.put(address, answer, ticket);
    answer.send(req, res);
  }

  /** An unknown lot of a known product is told apart from an unknown code. */
  async function sendUnknown(
    req: Request,
    res: Response,
    { link, lang, otherHref }: { link: TraceLink; lang: Language; otherHref: string },
  ): Promise<void> {
    const product = link.qualifiers.length > 0 ? await lookup.byLink({ ...link, qualifiers: [] }) : null;
    const typed = { code: link.key.value, lot: link.qualifiers.map(({ value }) => value).join(' / ') };
    const view = publicView(lang, site);
    const page = unknownPage(view, { typed, otherHref }, product ? nameIn(lang, product.origin) : undefined);
    res.set('Cache-Control', 'no-store');
    sendPage(req, res, { status: 404, page });
  }
}

/** What the resolver shows people where a printed code leads nowhere, and where it leads otherwise. */
export function resolverPages(site: PublicSite) {
  const missed = (typed: string) => ({ typed: { code: typed, lot: '' }, otherHref: typed });
  return {
    policy: publicPolicy,
    malformed: (typed: string, fault: Parameters<typeof malformedPage>[2], lang: Language) => ({
      type: 'html',
      body: malformedPage(publicView(lang, site), missed(typed), fault).markup,
    }),
    unknown: (typed: string, lang: Language) => ({
      type: 'html',
      body: unknownPage(publicView(lang, site), missed(typed)).markup,
    }),
    noUnit: ({ why, typed, seconds }: NoUnit, lang: Language) => {
      const view = publicView(lang, site);
      const page =
        seconds === undefined
          ? noUnitPage(view, why, { code: typed, otherHref: typed })
          : slowedPage(view, { otherHref: typed, seconds });
      return { type: 'html', body: page.markup };
    },
    links: (shown: ShownLinks, lang: Language) => ({
      type: 'html',
      body: linksPage(publicView(lang, site), shown).markup,
    }),
  };
}

interface NoUnit {
  why: 'mistyped' | 'unknown';
  typed: string;
  seconds?: number | undefined;
}

interface Sent {
  page: Html;
  status?: number;
  cache?: string;
}

/** Without the indentation of our templates; what stands in a text box is the reader's own and stays. */
export function pageText({ markup }: Html): string {
  if (markup.includes('<textarea')) return markup;
  return markup.replace(/\s*\n\s*/g, '\n');
}

export function sendPage(req: Request, res: Response, { status = 200, ...sent }: Sent): void {
  if (sent.cache !== undefined) res.set('Cache-Control', sent.cache);
  if (status === 200) finished(res, sent.page).send(req, res);
  else res.status(status).set(openPageHeaders(publicPolicy)).send(pageText(sent.page));
}

/** With the headers of an open page instead of those that the middleware sets for every other. */
function finished(res: Response, page: Html): FinishedAnswer {
  const own = { 'cache-control': res.get('Cache-Control'), vary: res.get('Vary') };
  const headers = { ...openPageHeaders(publicPolicy), ...own };
  for (const name of res.getHeaderNames()) res.removeHeader(name);
  return finishedAnswer(pageText(page), headers);
}

/** Half a minute spares a market's telephones; a warning is asked for every time. */
export function cachingOf(origin: Origin): string {
  return isWarning(origin) ? 'no-cache' : 'public, max-age=30';
}

export function rawPath({ originalUrl }: Request): string {
  return originalUrl.replace(/\?.*$/s, '');
}

function textOf(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'string' && value.length <= 300) return value;
  throw new DomainError('malformed', { key: 'errors.malformed' });
}
