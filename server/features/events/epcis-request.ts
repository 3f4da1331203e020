import type { Request, Response } from 'express';
import { forbidden } from '../../domain/errors.ts';
import { may } from '../../domain/roles.ts';
import type { Actor, Right } from '../../domain/roles.ts';
import { changeBy } from '../../platform/api-router.ts';
import { actorOf } from '../../platform/request-context.ts';

export function allowed(req: Request, right: Right): Actor {
  const actor = actorOf(req);
  if (!may(actor, right)) throw forbidden();
  return actor;
}

/** Who captures, and under which key; asked before the body is looked at. */
export function callOf(req: Request): ReturnType<typeof changeBy> {
  return changeBy(req, allowed(req, 'events.capture'), req.get('Idempotency-Key'), req.body);
}

export function answer(res: Response, body: object): void {
  res.set('Cache-Control', 'no-store').json(body);
}
