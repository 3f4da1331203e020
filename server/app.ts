import express from 'express';
import type { ErrorRequestHandler, Express, RequestHandler, Router } from 'express';
import { notFound } from './domain/errors.ts';
import { apiRouter } from './platform/api-router.ts';
import type { Logger } from './platform/logger.ts';
import type { Operation } from './platform/operation.ts';
import { asDomainError, problemOf, sendProblem } from './platform/problem.ts';
import type { Problem } from './platform/problem.ts';
import { wordsOf } from './platform/request-context.ts';
import { requestIdOf, requestLog } from './platform/request-log.ts';
import { securityHeaders } from './platform/security-headers.ts';
import { refuseLongAddresses } from './platform/unparsed-requests.ts';

export interface AppParts {
  log: Logger;
  trustProxy: string[];
  checkAnswers: boolean;
  health: Router;
  /** Codes, origin pages, pictures: open to anyone, before any session is read. */
  open: Router[];
  /** Says who calls the API, from the bearer token. */
  identifyCaller: RequestHandler[];
  operations: readonly Operation[];
  /** The machine interface for events, with its own problems; behind the same bearer token. */
  epcis: (Router | ErrorRequestHandler)[];
  /** Reads the session and refuses requests forged by other sites. */
  guardPages: RequestHandler[];
  pages: RequestHandler[];
  errorPage: (problem: Problem, req: express.Request, res: express.Response) => void;
}

/** The order of everything a request meets; reads like a table of contents. */
export function createApp(parts: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('trust proxy', parts.trustProxy.length > 0 ? parts.trustProxy : false);

  app.use(requestLog(parts.log));
  app.use(securityHeaders());
  app.use(parts.health);
  app.use(refuseLongAddresses);
  for (const router of parts.open) app.use(router);

  app.use(
    '/api/v1',
    ...parts.identifyCaller,
    express.json({ limit: '256kb' }),
    apiRouter(parts.operations, parts),
  );
  app.use('/api', refuse, answerWithProblem(parts.log));
  app.use('/epcis', ...parts.identifyCaller, ...parts.epcis);

  app.use(express.urlencoded({ extended: false, limit: '256kb', parameterLimit: 2000 }));
  for (const guard of parts.guardPages) app.use(guard);
  for (const router of parts.pages) app.use(router);
  app.use(refuse, answerWithPage(parts));
  return app;
}

const refuse: RequestHandler = (_req, _res, next) => {
  next(notFound());
};

function answerWithProblem(log: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const known = asDomainError(error);
    if (!known) log.error({ err: error, requestId: requestIdOf(req) }, 'unexpected error');
    sendProblem(res, problemOf(error, wordsOf(req), requestIdOf(req)), known?.retryAfter);
  };
}

/** People get a page, programs a problem document. */
function answerWithPage({ log, errorPage }: AppParts): ErrorRequestHandler {
  const asProblem = answerWithProblem(log);
  return (error: unknown, req, res, next) => {
    if (res.headersSent || req.accepts(['html', 'json']) !== 'html') {
      asProblem(error, req, res, next);
      return;
    }
    const known = asDomainError(error);
    if (!known) log.error({ err: error, requestId: requestIdOf(req) }, 'unexpected error');
    const problem = problemOf(error, wordsOf(req), requestIdOf(req));
    if (known?.retryAfter !== undefined) res.set('Retry-After', String(known.retryAfter));
    res.status(problem.status).set('Cache-Control', 'no-store');
    errorPage(problem, req, res);
  };
}
