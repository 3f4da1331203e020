import type { Request } from 'express';
import { DomainError } from '../domain/errors.ts';
import type { Actor } from '../domain/roles.ts';
import { chooseLanguage, translate } from './i18n.ts';
import type { Language, Translate } from './i18n.ts';

interface RequestContext {
  actor?: Actor;
}

const contexts = new WeakMap<object, RequestContext>();

/** Says who acts; called once, by the session or the token check. */
export function identify(req: object, actor: Actor): void {
  contexts.set(req, { ...contexts.get(req), actor });
}

export function actorOrNobody(req: object): Actor | undefined {
  return contexts.get(req)?.actor;
}

/** Who acts, or 401 (a page turns it into a visit to the sign-in form). */
export function actorOf(req: object): Actor {
  const actor = actorOrNobody(req);
  if (!actor) throw new DomainError('unauthenticated', { key: 'errors.unauthenticated' });
  return actor;
}

/** `?lang=` decides, then the cookie that remembers it, then the reader's browser. */
export function languageOf(req: Pick<Request, 'query' | 'headers'>): Language {
  const remembered = /(?:^|;\s*)lang=(vi|en)(?:;|$)/.exec(req.headers.cookie ?? '')?.[1];
  return chooseLanguage(req.query['lang'] ?? remembered, req.headers['accept-language']);
}

export function wordsOf(req: Pick<Request, 'query' | 'headers'>): Translate {
  return translate[languageOf(req)];
}
