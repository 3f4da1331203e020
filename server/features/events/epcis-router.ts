import express, { Router } from 'express';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { DomainError, notFound } from '../../domain/errors.ts';
import { queryDocument, standalone, withDigitalLinks } from '../../domain/epcis/query-document.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Logger } from '../../platform/logger.ts';
import { captureLimits } from './capture-reading.ts';
import type { CaptureService } from './capture-service.ts';
import { addCaptureRoutes } from './epcis-capture-routes.ts';
import { epcisProblems, versionHeaders } from './epcis-problem.ts';
import { allowed, answer } from './epcis-request.ts';
import { parseEventQuery } from './event-query.ts';
import { pageTokenLife } from './event-page-token.ts';
import { fixedTerms } from './event-search.ts';
import type { listedFacts } from './event-search.ts';
import type { EventSearch, FoundEvent } from './event-search.ts';

interface EpcisOptions {
  /** The OpenAPI document of all this. */
  document: object;
  capture: CaptureService;
  search: EventSearch;
  clock: Clock;
  log: Logger;
}

/** The machine interface for events: EPCIS 2.0 §12, over the same store as the forms. */
export function epcisRouter(options: EpcisOptions): [Router, ErrorRequestHandler] {
  const { search, clock, log } = options;
  const router = Router({ caseSensitive: true });
  router.use(versions);
  router.options(/.*/, (_req, res) => {
    res.set(limitHeaders).status(204).end();
  });
  router.get('/openapi.json', (_req, res) => {
    res
      .set({ 'Cache-Control': 'public, max-age=300', 'Access-Control-Allow-Origin': '*' })
      .json(options.document);
  });
  router.use(express.json({ type: ['application/json', 'application/ld+json'], limit: captureLimits.bytes }));

  addCaptureRoutes(router, options);

  router.get('/events', async (req, res) => {
    await sendEvents(req, res, { ...req.query });
  });

  router.get('/events/:eventID', async (req, res) => {
    await sendOne(req, res, req.params.eventID);
  });

  for (const [name, parameter] of Object.entries(fixedTerms) as [keyof typeof listedFacts, string][]) {
    router.get(`/${name}`, async (req, res) => {
      const { after, limit } = memberPage(req);
      const members = await search.members(name, allowed(req, 'records.read'), { after, limit });
      const last = members.at(-1);
      if (members.length === limit && last !== undefined) {
        setNext(req, res, Buffer.from(last).toString('base64url'));
      }
      answer(res, {
        '@context': queryDocument([], clock.now())['@context'],
        type: 'Collection',
        member: members,
      });
    });

    router.get(`/${name}/:value`, (req, res) => {
      allowed(req, 'records.read');
      answer(res, { '@context': queryDocument([], clock.now())['@context'], '@set': ['events'] });
    });

    router.get(`/${name}/:value/events`, async (req, res) => {
      if (Object.hasOwn(req.query, parameter)) throw wrongParameter(parameter);
      await sendEvents(req, res, { ...req.query, [parameter]: req.params.value });
    });
  }

  router.all(/^\/(queries|subscriptions|nextPageToken)(\/.*)?$/, () => {
    throw new DomainError('not-implemented', { key: 'epcis.not-offered' });
  });
  router.use((_req, _res, next) => {
    next(notFound());
  });
  return [router, epcisProblems(log)];

  async function sendEvents(req: Request, res: Response, parameters: Record<string, unknown>): Promise<void> {
    const { events, next } = await search.find(parseEventQuery(parameters), allowed(req, 'records.read'));
    if (next !== undefined) setNext(req, res, next);
    answer(res, queryDocument(events.map(viewFor(req)), clock.now()));
  }

  async function sendOne(req: Request, res: Response, eventId: string): Promise<void> {
    const query = { ...parseEventQuery({}), filter: { eventId } };
    const { events } = await search.find(query, allowed(req, 'records.read'));
    if (events.length === 0) throw notFound();
    answer(res, queryDocument(events.map(viewFor(req)), clock.now()));
  }

  function setNext(req: Request, res: Response, token: string): void {
    const address = new URL(req.originalUrl, 'http://epcis');
    address.searchParams.set('nextPageToken', token);
    const expires = new Date(clock.now().getTime() + pageTokenLife);
    res.set({
      Link: `<${address.pathname}${address.search}>; rel="next"`,
      'GS1-Next-Page-Token-Expires': expires.toISOString(),
    });
  }
}

const limitHeaders = {
  Allow: 'GET, POST, OPTIONS',
  'GS1-EPCIS-Capture-Limit': String(captureLimits.events),
  'GS1-EPCIS-Capture-File-Size-Limit': String(captureLimits.bytes),
  'GS1-Capture-Error-Behaviour': 'rollback',
};

/** Every answer says which version it speaks; whoever asks for another one is told at once. */
const versions: RequestHandler = (req, res, next) => {
  res.set(versionHeaders);
  for (const name of ['GS1-EPCIS-Version', 'GS1-CBV-Version']) {
    const asked = req.get(name);
    if (asked !== undefined && !/^2(\.0){0,2}$/.test(asked)) {
      next(new DomainError('not-acceptable', { key: 'epcis.version', params: { asked } }));
      return;
    }
  }
  const format = req.get('GS1-EPC-Format');
  if (format !== undefined && !formats.has(format)) {
    next(new DomainError('not-acceptable', { key: 'epcis.format', params: { asked: format } }));
    return;
  }
  if (format === 'Never_Translates') res.set('GS1-EPC-Format', format);
  next();
};

const formats = new Set(['No_Preference', 'Always_GS1_Digital_Link', 'Never_Translates']);

function viewFor(req: Request) {
  const isAsGiven = req.get('GS1-EPC-Format') === 'Never_Translates';
  return ({ epcis, context, recordedAt }: FoundEvent) => {
    const event = standalone({ event: epcis, context, recordedAt });
    return isAsGiven ? event : withDigitalLinks(event);
  };
}

function memberPage(req: Request): { after: string; limit: number } {
  const { nextPageToken = '', perPage = '100', ...others } = req.query;
  const [stranger] = Object.keys(others);
  if (stranger !== undefined) throw wrongParameter(stranger);
  if (typeof nextPageToken !== 'string') throw wrongParameter('nextPageToken');
  if (typeof perPage !== 'string' || !/^[1-9]\d{0,2}$/.test(perPage)) throw wrongParameter('perPage');
  return { after: Buffer.from(nextPageToken, 'base64url').toString('utf8'), limit: Number(perPage) };
}

function wrongParameter(name: string): DomainError {
  return new DomainError(
    'malformed',
    { key: 'epcis.query-wrong' },
    { faults: [{ pointer: `/${name}`, key: 'epcis.parameter-unknown' }] },
  );
}
