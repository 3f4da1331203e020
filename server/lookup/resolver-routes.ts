import { Router } from 'express';
import type { Request, Response } from 'express';
import { DomainError } from '../domain/errors.ts';
import type { Sentence } from '../domain/errors.ts';
import { mediaTypeWeight } from '../domain/accept-header.ts';
import { isGs1Link } from '../domain/identifiers/digital-link.ts';
import type { TraceLink } from '../domain/identifiers/digital-link.ts';
import { chooseLink, linksetMediaType } from '../domain/link-choice.ts';
import { codePattern, pathOf } from '../domain/link-levels.ts';
import { linksetOf } from '../domain/linkset.ts';
import type { Link, LinkLevel } from '../domain/linkset.ts';
import { chooseLanguage, translate } from '../platform/i18n.ts';
import type { Language } from '../platform/i18n.ts';
import { problemOf, sendProblem } from '../platform/problem.ts';
import { requestIdOf } from '../platform/request-log.ts';
import type { GuessGuard } from '../features/scans/guess-guard.ts';
import type { LinkReader } from './link-reader.ts';
import { contextPath } from './resolver-description.ts';
import { parameterOf, rawAddress, requestedLink, withQuery } from './resolver-request.ts';
import type { RawAddress } from './resolver-request.ts';
import { serialPathOf } from './unit-gate.ts';
import type { UnitGate } from './unit-gate.ts';

interface Page {
  type: string;
  body: string;
}

interface ShownLinks {
  levels: readonly LinkLevel[];
  line?: Sentence;
  data: object;
  otherHref: string;
}

interface NoUnit {
  why: 'mistyped' | 'unknown';
  typed: string;
  /** Until an answer to such codes again. */
  seconds?: number | undefined;
}

/** What people are shown where a code leads nowhere or to several places: pages, which this side does not know. */
export interface ResolverPages {
  malformed: (typed: string, fault: Sentence, language: Language) => Page;
  unknown: (typed: string, language: Language) => Page;
  noUnit: (unit: NoUnit, language: Language) => Page;
  links: (shown: ShownLinks, language: Language) => Page;
  policy: string;
}

interface ResolverParts {
  links: LinkReader;
  units: { gate: UnitGate; guard: Pick<GuessGuard, 'refused' | 'guessed'> };
  pages: ResolverPages;
  publicOrigin: string;
}

const methods = 'GET, HEAD, OPTIONS';
/** The first is what a program gets that takes anything. */
const linksetForms = [linksetMediaType, 'application/json', 'application/ld+json', 'text/html'] as const;

/**
 * Printed codes, to what is known of them (GS1-Conformant Resolver 1.2: validate 2.4.1, union of levels 2.5.9,
 * redirect 2.6, linkset 2.9). The address is read as it was sent: decoding it first would lose a slash inside a lot.
 */
export function resolverRoutes({ links, units, pages, publicOrigin }: ResolverParts): Router {
  const router = Router();
  const contextUrl = publicOrigin + contextPath;

  router.all(codePattern, async (req, res) => {
    res.set({
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': 'Link, Location',
      'Cache-Control': 'no-store',
      Vary: 'Accept, Accept-Language',
    });
    if (req.method === 'OPTIONS') answerOptions(res);
    else if (req.method === 'GET' || req.method === 'HEAD') await resolve(req, res);
    else {
      res.set('Allow', methods);
      refuse(req, res, {
        error: new DomainError('method-not-allowed', { key: 'errors.method-not-allowed' }),
      });
    }
  });

  return router;

  async function resolve(req: Request, res: Response): Promise<void> {
    const address = rawAddress(req.originalUrl);
    const link = requestedLink(address);
    if (!link.ok) {
      const page = (language: Language) => pages.malformed(address.path, link.fault, language);
      refuse(req, res, { error: new DomainError('malformed', link.fault), page });
      return;
    }
    const gate = await units.gate(link.value);
    const asked = gate.kind === 'unit' ? gate : { link: link.value, level: undefined };
    const levels = await links.levelsOf(asked.link, asked.level);
    // A serial registered here is somebody's own, whatever ours look like.
    if (gate.kind === 'refused' && levels[0]?.path !== serialPathOf(link.value)) {
      refuseUnit(req, res, { why: gate.why, typed: address.path });
    } else if (levels.length > 0) answer(req, res, { address, link: link.value, levels });
    else {
      const page = (language: Language) => pages.unknown(address.path, language);
      refuse(req, res, { error: new DomainError('not-found', { key: 'public.unknown-code' }), page });
    }
  }

  /** A code of no stamp, told apart by why; whoever guesses is answered no more for a while. */
  function refuseUnit(req: Request, res: Response, { why, typed }: NoUnit): void {
    const seconds = units.guard.refused(req.ip ?? '');
    if (seconds === undefined) units.guard.guessed(req.ip ?? '');
    else res.set('Retry-After', String(seconds));
    const page = (language: Language) => pages.noUnit({ why, typed, seconds }, language);
    const error =
      seconds === undefined
        ? new DomainError('not-found', { key: `scans.verdict-${why}` })
        : new DomainError('too-many', { key: 'public.slowed-title' });
    refuse(req, res, { error, page });
  }

  function answer(req: Request, res: Response, known: Known): void {
    const { address, link, levels } = known;
    const isGs1 = isGs1Link(link);
    const choice = chooseLink(levels, {
      acceptLanguage: req.get('Accept-Language'),
      accept: isGs1 ? req.get('Accept') : undefined,
      ...(isGs1 && { linkType: parameterOf(address, 'linkType'), context: parameterOf(address, 'context') }),
    });
    switch (choice.kind) {
      case 'redirect':
        if (isGs1) res.set('Link', linksetReference(link));
        res.status(307);
        res.setHeader('Location', withQuery(choice.link.href, address));
        res.end();
        break;
      case 'linkset':
        sendLinkset(req, res, known);
        break;
      case 'choices':
        res.status(300);
        sendLinkset(req, res, {
          ...known,
          levels: [only(known, choice.links)],
          line: { key: 'linkset.page-several' },
        });
        break;
      case 'not-held': {
        const line: Sentence = { key: 'linkset.not-held' };
        const page = (language: Language) => pages.links(shownLinks({ ...known, line }), language);
        refuse(req, res, { error: new DomainError('not-found', line), page });
      }
    }
  }

  function linksetReference(link: TraceLink): string {
    return `<${publicOrigin}/${pathOf(link)}?linkType=linkset>; rel="linkset"; type="${linksetMediaType}"`;
  }

  /** In the form the reader likes best (§2.10). */
  function sendLinkset(req: Request, res: Response, known: Known): void {
    const accept = req.get('Accept');
    const [form = linksetMediaType] = linksetForms.toSorted(
      (one, other) => mediaTypeWeight(accept, other) - mediaTypeWeight(accept, one),
    );
    res.set(
      'Link',
      `<${contextUrl}>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"`,
    );
    if (form === 'text/html') {
      sendPage(res, pages.links(shownLinks(known), languageFor(req)));
      return;
    }
    const document =
      form === 'application/ld+json' ? linkedData(known.levels) : linksetOf(known.levels, publicOrigin);
    res.setHeader('Content-Type', form);
    res.end(JSON.stringify(document));
  }

  function shownLinks({ levels, address, line }: Known): ShownLinks {
    const otherHref = address.path + (address.query === undefined ? '' : `?${address.query}`);
    return { levels, data: linkedData(levels), otherHref, ...(line && { line }) };
  }

  function linkedData(levels: readonly LinkLevel[]): object {
    return { '@context': contextUrl, ...linksetOf(levels, publicOrigin) };
  }

  /** People get a page that helps, programs a problem document; the status is the same. */
  function refuse(req: Request, res: Response, { error, page }: Refusal): void {
    const language = languageFor(req);
    const problem = problemOf(error, translate[language], requestIdOf(req));
    if (!page || !(req.get('Accept') ?? '').includes('text/html')) {
      sendProblem(res, problem);
      return;
    }
    res.status(problem.status);
    sendPage(res, page(language));
  }

  function sendPage(res: Response, { type, body }: Page): void {
    res.set('Content-Security-Policy', pages.policy).type(type).send(body);
  }
}

interface Known {
  address: RawAddress;
  link: TraceLink;
  levels: readonly LinkLevel[];
  line?: Sentence;
}

interface Refusal {
  error: DomainError;
  page?: (language: Language) => Page;
}

/** The links to choose from, as those of what was asked for. */
function only({ link, levels }: Known, links: Link[]): LinkLevel {
  return { path: pathOf(link), description: levels[0]?.description ?? '', links };
}

function answerOptions(res: Response): void {
  res.set({ Allow: methods, 'Access-Control-Allow-Methods': methods, 'Access-Control-Allow-Headers': '*' });
  res.status(204).end();
}

function languageFor(req: Request): Language {
  return chooseLanguage(undefined, req.get('Accept-Language'));
}
