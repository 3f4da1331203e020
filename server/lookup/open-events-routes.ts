import { Router } from 'express';
import type { RequestHandler } from 'express';
import limiters from 'rate-limiter-flexible';
import { DomainError, notFound } from '../domain/errors.ts';
import { epcisContext, queryDocument } from '../domain/epcis/query-document.ts';
import type { EpcisEvent } from '../domain/stage-event.ts';
import { parseTracePath } from '../domain/identifiers/digital-link.ts';
import { epcisProblems, versionHeaders } from '../features/events/epcis-problem.ts';
import { isQueryParameter } from '../features/events/event-query.ts';
import { cutAddress } from '../features/scans/scan-visitor.ts';
import { finishedAnswer } from '../platform/finished-answer.ts';
import type { Logger } from '../platform/logger.ts';
import type { LookupService } from './lookup-service.ts';
import { codeInEventsPath, openEventsPattern } from './open-events-address.ts';

interface OpenEventsOptions {
  lookup: Pick<LookupService, 'events'>;
  publicOrigin: string;
  log: Logger;
}

const mediaTypes = ['application/ld+json', 'application/json'];
const perMinute = 120;

/**
 * The public members of a lot's events, as the answer to the one EPCIS query "all of this lot" (EPCIS 2.0 §8.2.7.1); to
 * where a code leads under `gs1:epcis`. For anybody, read-only, and revalidated each time: what was withdrawn is gone.
 */
export function openEventsRoutes({ lookup, publicOrigin, log }: OpenEventsOptions): Router {
  const router = Router();
  const perNetwork = new limiters.RateLimiterMemory({ points: perMinute, duration: 60 });

  const slowDown: RequestHandler = async (req, res, next) => {
    res.set({ ...versionHeaders, 'Access-Control-Allow-Origin': '*' });
    try {
      await perNetwork.consume(cutAddress(req.ip ?? ''));
    } catch (error) {
      if (!(error instanceof limiters.RateLimiterRes)) throw error;
      const retryAfter = Math.ceil(error.msBeforeNext / 1000);
      throw new DomainError('too-many', { key: 'epcis.too-many' }, { retryAfter });
    }
    next();
  };

  router.get(openEventsPattern, slowDown, async (req, res) => {
    const [path = ''] = req.originalUrl.split('?');
    refuseFilters(req.query);
    const type = req.accepts(mediaTypes);
    if (type === false) throw new DomainError('not-acceptable', { key: 'epcis.media-type' });
    const link = parseTracePath(codeInEventsPath(path));
    if (!link.ok) throw new DomainError('malformed', link.fault);
    const found = await lookup.events(link.value);
    if (!found) throw notFound();
    const document = queryDocument(found.events, new Date(lastRecorded(found)));
    const context = [epcisContext, { nguongoc: `${publicOrigin}/voc/` }];
    const headers = {
      ...versionHeaders,
      'Access-Control-Allow-Origin': '*',
      'Cache-Control': 'public, no-cache',
      'Content-Type': type,
      'X-Content-Type-Options': 'nosniff',
      Vary: 'Accept, Accept-Encoding',
    };
    finishedAnswer(JSON.stringify({ ...document, '@context': context }), headers).send(req, res);
  });

  router.use(epcisProblems(log));
  return router;
}

/** The same events make the same document, byte for byte, however often their page is made anew. */
function lastRecorded({ events, asOf }: { events: EpcisEvent[]; asOf: string }): string {
  const recorded = events.map(({ recordTime }) => String(recordTime)).sort();
  return recorded.at(-1) ?? asOf;
}

/** The resolver passes on whatever stood behind the code; what would narrow the query is refused, not left out. */
function refuseFilters(query: object): void {
  const filter = Object.keys(query).find(isQueryParameter);
  if (filter === undefined) return;
  const faults = [{ pointer: `/${filter}`, key: 'epcis.parameter-unknown' as const }];
  throw new DomainError('malformed', { key: 'epcis.query-wrong' }, { faults });
}
