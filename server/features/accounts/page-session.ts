import type { Request, RequestHandler } from 'express';
import { DomainError, forbidden } from '../../domain/errors.ts';
import { identify } from '../../platform/request-context.ts';
import { accountOrNobody, rememberAccount } from './account-context.ts';
import { pendingStep } from './second-factor.ts';
import type { SessionCookie } from './session-cookie.ts';
import type { SessionService } from './session-service.ts';
import { actorFor } from './user-model.ts';

interface ReadOptions {
  sessions: SessionService;
  cookie: SessionCookie;
  requireSecondFactor: boolean;
}

/** Says who asks for a page. Somebody with a step still to do is known to the account pages alone. */
export function readSession({ sessions, cookie, requireSecondFactor }: ReadOptions): RequestHandler {
  return async (req, res, next) => {
    const id = cookie.read(req);
    const found = id === undefined ? undefined : await sessions.find(id);
    if (found) {
      const pending = pendingStep(found.user, requireSecondFactor);
      rememberAccount(req, { ...found, pending });
      if (pending === null) identify(req, actorFor(found.user));
      res.set('Cache-Control', 'no-store');
    }
    next();
  };
}

const safeMethods: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Refuses what another site made a browser send (ASVS 3.5.1): by Fetch Metadata where the browser gives it,
 * else by `Origin`; a request that has neither is refused. `same-site` is not trusted: a province shares its
 * parent domain with others.
 */
export function refuseCrossSite({ publicOrigin }: { publicOrigin: string }): RequestHandler {
  const isTrial = !publicOrigin.startsWith('https://');
  return (req, _res, next) => {
    if (!safeMethods.includes(req.method) && !isOwn(req)) throw forbidden('errors.cross-site');
    next();
  };

  function isOwn(req: Request): boolean {
    const site = req.get('Sec-Fetch-Site');
    if (site !== undefined) return site === 'same-origin' || site === 'none';
    const origin = req.get('Origin')?.toLowerCase();
    if (origin === undefined) return false;
    return origin === publicOrigin || (isTrial && origin === `http://${req.get('Host') ?? ''}`.toLowerCase());
  }
}

/** Sends a reader to the sign-in form and back, and somebody with a step to do to that step. */
export const requireSignIn: RequestHandler = (req, res, next) => {
  const pending = accountOrNobody(req)?.pending ?? null;
  if (pending === null) requireSession(req, res, next);
  else res.redirect(303, stepPages[pending]);
};

/** The same for the pages of those very steps. */
export const requireSession: RequestHandler = (req, res, next) => {
  if (accountOrNobody(req)) next();
  else if (req.method === 'GET') res.redirect(303, `/sign-in?next=${encodeURIComponent(req.originalUrl)}`);
  else throw new DomainError('unauthenticated', { key: 'account.session-over' });
};

export const stepPages = {
  password: '/account/password',
  'second-factor': '/account/second-factor',
} as const;

const ownPages = /^(?!.*\.\.)\/(?:account|producer|department)(?:[/?][\w\-./?=&%+,:~@]*)?$/;

/** Where to go on after signing in: one of our signed-in pages, or nowhere (ASVS 3.7.2). */
export function ownPage(next: unknown): string | undefined {
  return typeof next === 'string' && ownPages.test(next) ? next : undefined;
}
