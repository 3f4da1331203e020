import type { Request, RequestHandler, Response } from 'express';
import { forbidden, notFound } from '../../domain/errors.ts';
import { isOfDepartment, may } from '../../domain/roles.ts';
import type { Actor, Right } from '../../domain/roles.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import { parseText } from '../../platform/contracts.ts';
import type { ContractName } from '../../platform/contracts.ts';
import type { Contracts } from '../../platform/contract-types.ts';
import type { Language, Translate } from '../../platform/i18n.ts';
import { actorOf } from '../../platform/request-context.ts';
import { layout } from '../shared/page-layout.ts';
import type { Frame, Page } from '../shared/page-layout.ts';
import { departmentDesk } from './mark-desk.ts';
import type { MarkDesk } from './mark-desk.ts';
import type { DepartmentServices } from './department-services.ts';

/** One request to the desk: who asks, in which language, on which day, and where the answer goes. */
export interface Visit {
  req: Request;
  res: Response;
  t: Translate;
  lang: Language;
  actor: Actor;
  now: Date;
  /** Today by the calendar of Viet Nam. */
  today: string;
  frame: Frame;
  /** Where marks are looked after: by the department, or by the managers of an owner. */
  desk: MarkDesk;
}

export type VisitFor = (req: Request, res: Response) => Visit;

export function deskVisits(
  { frameFor, clock }: Pick<DepartmentServices, 'frameFor' | 'clock'>,
  desk: MarkDesk = departmentDesk,
): VisitFor {
  return (req, res) => {
    const frame = frameFor(req);
    const now = clock.now();
    const { t, lang } = frame;
    return { req, res, t, lang, actor: actorOf(req), now, today: dateInVietnam(now), frame, desk };
  };
}

/** The desk is for people of the department. */
export const departmentOnly: RequestHandler = (req, _res, next) => {
  if (!isOfDepartment(actorOf(req))) throw forbidden();
  next();
};

/** The same right that the API asks for. */
export function needs(right: Right): RequestHandler {
  return (req, _res, next) => {
    if (!may(actorOf(req), right)) throw forbidden();
    next();
  };
}

export function send({ res, frame }: Visit, page: Page): void {
  res.set('Cache-Control', 'no-store').type('html').send(layout(frame, page).markup);
}

/** Identifiers in addresses are checked before they reach a query. */
export function idIn(req: Request, name = 'id'): string {
  const id = req.params[name];
  if (typeof id !== 'string' || !/^[0-9a-f]{24}$/.test(id)) throw notFound();
  return id;
}

/** The filters of a list as they stand in the address; empty ones count as none, others than these are ignored. */
export function filterIn<Name extends ContractName>(
  contract: Name,
  { query }: Request,
  names: readonly (keyof Contracts[Name] & string)[],
): Contracts[Name] {
  const filled = names.flatMap((name) => {
    const value: unknown = query[name];
    return typeof value === 'string' && value.trim() !== '' ? [[name, value.trim().slice(0, 200)]] : [];
  });
  return parseText(contract, Object.fromEntries(filled));
}

/** An address with the parameters that have a value. */
export function addressOf(path: string, params: object): string {
  const given = Object.entries(params).filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== '',
  );
  const query = new URLSearchParams(given).toString();
  return query === '' ? path : `${path}?${query}`;
}
