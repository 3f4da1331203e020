import type { RequestHandler } from 'express';
import { DomainError, forbidden } from '../../domain/errors.ts';
import { identify } from '../../platform/request-context.ts';
import { rememberAccount } from './account-context.ts';
import { pendingStep } from './second-factor.ts';
import type { TokenService } from './token-service.ts';
import { actorFor } from './user-model.ts';

interface BearerOptions {
  tokens: TokenService;
  requireSecondFactor: boolean;
}

const refusals = { password: 'account.change-first', 'second-factor': 'account.enrol-first' } as const;

/** Says who calls the API. A cookie never does, so that no other site can make a browser call it. */
export function bearerToken({ tokens, requireSecondFactor }: BearerOptions): RequestHandler {
  return async (req, _res, next) => {
    const header = req.get('Authorization');
    if (header === undefined || needsNoToken(req.method, req.path)) {
      next();
      return;
    }
    const token = /^Bearer +([\w.-]+)$/i.exec(header)?.[1];
    const found = token === undefined ? undefined : await tokens.check(token);
    if (!found) throw new DomainError('unauthenticated', { key: 'account.token-refused' });
    const pending = pendingStep(found.user, requireSecondFactor);
    if (pending !== null && !isOwnAccount(req.path)) throw forbidden(refusals[pending]);
    rememberAccount(req, { ...found, pending });
    identify(req, actorFor(found.user));
    next();
  };
}

/** Clients renew a token with the outworn one still in their header. */
function needsNoToken(method: string, path: string): boolean {
  return method === 'POST' && (path === '/tokens' || path === '/tokens/refresh');
}

function isOwnAccount(path: string): boolean {
  return path === '/me' || path.startsWith('/me/') || path === '/tokens';
}
