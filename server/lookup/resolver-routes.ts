import { Router } from 'express';
import type { Request, Response } from 'express';
import { parseTracePath } from '../domain/identifiers/digital-link.ts';
import type { TraceLink } from '../domain/identifiers/digital-link.ts';
import { DomainError } from '../domain/errors.ts';
import type { Sentence } from '../domain/errors.ts';
import { chooseLanguage, translate } from '../platform/i18n.ts';
import type { Language } from '../platform/i18n.ts';
import { problemOf, sendProblem } from '../platform/problem.ts';
import { requestIdOf } from '../platform/request-log.ts';
import type { LookupService } from './lookup-service.ts';

/** Where a code leads and what is shown where it leads nowhere: pages, which this side does not know. */
export interface ResolverPages {
  addressOf: (link: TraceLink, language: Language) => string;
  malformed: (typed: string, fault: Sentence, language: Language) => { type: string; body: string };
  unknown: (typed: string, language: Language) => { type: string; body: string };
  policy: string;
}

interface ResolverParts {
  lookup: Pick<LookupService, 'byLink'>;
  pages: ResolverPages;
}

/**
 * Printed codes, to the page of what they name (GS1-Conformant Resolver 1.2: validate 2.4.1, redirect 2.6.1, pass on
 * the query 2.12). The address is read as it was sent: decoding it first would lose a slash inside a lot.
 */
export function resolverRoutes({ lookup, pages }: ResolverParts): Router {
  const router = Router();

  router.get(/^\/(?:01|t)(?:\/|$)/i, async (req, res) => {
    const language = chooseLanguage(undefined, req.get('Accept-Language'));
    const [path, query] = split(req.originalUrl);
    res.set({ 'Cache-Control': 'no-store', Vary: 'Accept-Language' });
    const link = parseTracePath(path);
    if (!link.ok) {
      refuse(req, res, {
        error: new DomainError('malformed', link.fault),
        page: () => pages.malformed(path, link.fault, language),
      });
      return;
    }
    if ((await lookup.byLink(link.value)) === null) {
      refuse(req, res, {
        error: new DomainError('not-found', { key: 'public.unknown-code' }),
        page: () => pages.unknown(path, language),
      });
      return;
    }
    const target = pages.addressOf(link.value, language);
    res
      .status(307)
      .set('Location', query === undefined ? target : `${target}?${query}`)
      .end();
  });

  return router;

  /** People get a page that helps, programs a problem document; the status is the same. */
  function refuse(req: Request, res: Response, { error, page }: Refusal): void {
    const language = chooseLanguage(undefined, req.get('Accept-Language'));
    const problem = problemOf(error, translate[language], requestIdOf(req));
    res.vary('Accept');
    if (!(req.get('Accept') ?? '').includes('text/html')) {
      sendProblem(res, problem);
      return;
    }
    const { type, body } = page();
    res.status(problem.status).set('Content-Security-Policy', pages.policy).type(type).send(body);
  }
}

interface Refusal {
  error: DomainError;
  page: () => { type: string; body: string };
}

function split(url: string): [path: string, query: string | undefined] {
  const at = url.indexOf('?');
  return at < 0 ? [url, undefined] : [url.slice(0, at), url.slice(at + 1)];
}
