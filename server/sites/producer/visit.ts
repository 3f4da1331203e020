import type { Request, RequestHandler, Response } from 'express';
import { forbidden, notFound } from '../../domain/errors.ts';
import { may } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import { dateInVietnam, formatInstant } from '../../domain/vietnamese-format.ts';
import type { Language } from '../../locales/catalogue.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Translate } from '../../platform/i18n.ts';
import { actorOf } from '../../platform/request-context.ts';
import { layout } from '../shared/page-layout.ts';
import type { Frame, Page } from '../shared/page-layout.ts';
import type { ProducerServices } from './producer-services.ts';

/** One request to the portal: who asks, in which language, on which day, and where the answer goes. */
export interface Visit {
  req: Request;
  res: Response;
  t: Translate;
  lang: Language;
  actor: Actor;
  organisation: string;
  mayWrite: boolean;
  clock: Clock;
  /** Today by the calendar of Viet Nam. */
  today: string;
  frame: Frame;
}

/** The portal is for people of an organisation; who only reads there changes nothing. */
export const producersOnly: RequestHandler = (req, _res, next) => {
  const actor = actorOf(req);
  const isRead = req.method === 'GET' || req.method === 'HEAD';
  if (actor.organisation === null || !may(actor, isRead ? 'records.read' : 'records.write'))
    throw forbidden();
  next();
};

export type VisitFor = (req: Request, res: Response) => Visit;

export function visits({ frameFor, clock }: Pick<ProducerServices, 'frameFor' | 'clock'>): VisitFor {
  return (req, res) => {
    const actor = actorOf(req);
    if (actor.organisation === null) throw forbidden();
    const frame = frameFor(req);
    const { t, lang } = frame;
    return {
      req,
      res,
      t,
      lang,
      actor,
      organisation: actor.organisation,
      mayWrite: may(actor, 'records.write'),
      clock,
      today: dateInVietnam(clock.now()),
      frame,
    };
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

/** `09:12` where it was today, else with its date. */
export function timeText(instant: string, { lang, today }: Pick<Visit, 'lang' | 'today'>): string {
  const at = new Date(instant);
  const whole = formatInstant(at, lang);
  return dateInVietnam(at) === today ? whole.slice(-5) : whole;
}
