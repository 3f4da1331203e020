import { Router } from 'express';
import type { Request, Response } from 'express';
import type { ChangeBy } from '../domain/change.ts';
import { digest } from '../domain/canonical-json.ts';
import { DomainError, forbidden, notFound } from '../domain/errors.ts';
import { may } from '../domain/roles.ts';
import type { Actor } from '../domain/roles.ts';
import { parse, parseText } from './contracts.ts';
import type { ApiRequest, Binary, Operation } from './operation.ts';
import { actorOf, actorOrNobody } from './request-context.ts';

interface ApiRouterOptions {
  /** Tests check every answer against its contract; production spares the time. */
  checkAnswers: boolean;
}

const anyone: Actor = { id: 'anyone', name: 'anyone', roles: [], organisation: null };

/** Mounts operations; a path that exists with other methods only answers 405 and names them. */
export function apiRouter(operations: readonly Operation[], { checkAnswers }: ApiRouterOptions): Router {
  const router = Router({ caseSensitive: true });
  const methods = new Map<string, string[]>();
  for (const operation of operations) {
    const path = expressPath(operation.path);
    methods.set(path, [...(methods.get(path) ?? []), operation.method.toUpperCase()]);
    router[operation.method](path, ...operation.middleware, async (req, res) => {
      const request = readRequest(operation, req);
      const result = await operation.handle(request);
      if (checkAnswers && operation.answer !== 'binary' && operation.answer !== 'nothing') {
        parse(operation.answer, JSON.parse(JSON.stringify(result)));
      }
      answer(operation, req, res, result);
    });
  }
  for (const [path, allowed] of methods) {
    router.all(path, (_req, res, next) => {
      res.set('Allow', allowed.join(', ')).status(405);
      next(new DomainError('method-not-allowed', { key: 'errors.method-not-allowed' }));
    });
  }
  return router;
}

/** What a page's form and an API call have in common: who changes what, by which request. */
export function changeBy(req: Request, actor: Actor, key: unknown, content: unknown): ChangeBy {
  if (typeof key !== 'string' || key === '') return { actor };
  return {
    actor,
    key: { value: key.slice(0, 255), fingerprint: digest([req.method, req.baseUrl + req.path, content]) },
  };
}

function readRequest(operation: Operation, req: Request): ApiRequest<unknown, unknown> {
  const actor = operation.right === 'anyone' ? (actorOrNobody(req) ?? anyone) : actorOf(req);
  if (operation.right !== 'anyone' && !may(actor, operation.right)) throw forbidden();
  const params = req.params as Record<string, string>;
  for (const [name, value] of Object.entries(params)) {
    if (name.endsWith('Id') && !/^[0-9a-f]{24}$/.test(value)) throw notFound();
  }
  return {
    params,
    actor,
    req,
    query: operation.query && readQuery(operation.query, req.query),
    body: operation.body && parse(operation.body, jsonBody(req)),
    by: changeBy(req, actor, req.get('Idempotency-Key'), req.body),
    rev: operation.changes ? requiredRev(req) : -1,
  };
}

function readQuery(contract: NonNullable<Operation['query']>, query: object): unknown {
  try {
    return parseText(contract, { ...query });
  } catch (error) {
    if (error instanceof DomainError)
      throw new DomainError('malformed', error.sentence, { faults: error.faults });
    throw error;
  }
}

function jsonBody(req: Request): unknown {
  if (
    req.body === undefined &&
    req.get('Content-Length') !== undefined &&
    req.get('Content-Length') !== '0'
  ) {
    throw new DomainError('unsupported-type', { key: 'errors.not-json' });
  }
  return (req.body as unknown) ?? {};
}

function requiredRev(req: Request): number {
  const match = /^(?:W\/)?"(\d{1,9})"$/.exec(req.get('If-Match') ?? '');
  if (!match) throw new DomainError('malformed', { key: 'errors.if-match-required' });
  return Number(match[1]);
}

function answer(operation: Operation, req: Request, res: Response, result: unknown): void {
  res.set('Cache-Control', 'no-store');
  if (operation.answer === 'nothing') {
    res.status(204).end();
    return;
  }
  if (operation.answer === 'binary') {
    sendBinary(res, result as Binary);
    return;
  }
  const { id, rev } = result as { id?: string; rev?: number };
  if (rev !== undefined) res.set('ETag', `"${rev}"`);
  if (operation.status === 201 && id !== undefined) res.set('Location', `${req.baseUrl}${req.path}/${id}`);
  res.status(operation.status).json(result);
}

function sendBinary(res: Response, { type, body, headers = {} }: Binary): void {
  res.status(200).set({ 'Content-Type': type, ...headers });
  if (typeof body === 'string' || Buffer.isBuffer(body)) res.send(body);
  else body.on('error', (error) => res.destroy(error)).pipe(res);
}

function expressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
