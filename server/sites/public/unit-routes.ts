import { Router, urlencoded } from 'express';
import type { Request, Response } from 'express';
import { DomainError } from '../../domain/errors.ts';
import { foldCrockford } from '../../domain/identifiers/crockford.ts';
import { parseTypedStamp } from '../../domain/identifiers/typed-stamp.ts';
import { serialLength } from '../../domain/stamps/serial.ts';
import type { GuessGuard } from '../../features/scans/guess-guard.ts';
import type { HiddenCodes } from '../../features/scans/hidden-codes.ts';
import { visitorOf } from '../../features/scans/scan-visitor.ts';
import type { UnitAnswers } from '../../lookup/unit-answers.ts';
import type { UnitBases } from '../../lookup/unit-bases.ts';
import type { UnitSearch } from '../../lookup/unit-search.ts';
import { say } from '../../platform/i18n.ts';
import type { Language } from '../../platform/i18n.ts';
import { languageOf } from '../../platform/request-context.ts';
import { readUnitHref, unitHref } from './public-addresses.ts';
import { publicView } from './public-frame.ts';
import type { PublicSite } from './public-frame.ts';
import { rawPath, sendPage } from './public-routes.ts';
import { hiddenAnswerPage, noUnitPage, slowedPage } from './unit-refusal-pages.ts';

export interface UnitParts {
  site: PublicSite;
  bases: Pick<UnitBases, 'find'>;
  answer: UnitAnswers['answer'];
  search: UnitSearch;
  guard: GuessGuard;
  hidden: HiddenCodes;
}

/** Pages of single stamps, where the fast path does not answer: other spellings, codes of no stamp, hidden codes. */
export function unitRoutes({ site, bases, answer, search, guard, hidden }: UnitParts): Router {
  const router = Router();

  router.get('/tra-cuu', async (req, res, next) => {
    const [code, lot] = [req.query['code'] ?? '', req.query['lot'] ?? ''];
    const typed = typeof code === 'string' && typeof lot === 'string' && parseTypedStamp({ code, lot });
    const found = typed ? await search(typed) : undefined;
    if (!typed || !found || found.kind === 'not-ours') {
      next();
      return;
    }
    const lang = languageOf(req);
    res.set('Cache-Control', 'no-store');
    if (found.kind === 'found') res.redirect(303, unitHref(found, lang));
    else {
      const others = new URLSearchParams({ code: typed.serial, lang: otherThan(lang) });
      tellNone(req, res, {
        lang,
        why: found.kind,
        typed: typed.serial,
        otherHref: `/tra-cuu?${others.toString()}`,
      });
    }
  });

  for (const lang of ['vi', 'en'] as const) {
    const path = unitHref({ productKey: ':code', serial: ':serial' }, lang);

    router.get(path, async (req, res) => {
      const address = readUnitHref(rawPath(req));
      if (address && (await answer(req, res, address))) return;
      await refuse(req, res, lang);
    });

    router.post(path, urlencoded({ extended: false, limit: '4kb', parameterLimit: 5 }), async (req, res) => {
      await open(req, res, lang);
    });
  }

  return router;

  /** Written in small letters or in groups it leads on; else it names no stamp, and whoever guesses is slowed. */
  async function refuse(req: Request, res: Response, lang: Language): Promise<void> {
    const { productKey, serial } = unitOf(req);
    const shown = { productKey: encodeURIComponent(productKey), serial: encodeURIComponent(serial) };
    const otherHref = unitHref(shown, otherThan(lang));
    res.set('Cache-Control', 'no-store');
    const written = foldCrockford(serial, serialLength);
    if (written !== null && (written !== serial || /[a-z]/.test(productKey))) {
      res.redirect(307, unitHref({ productKey: productKey.toUpperCase(), serial: written }, lang));
      return;
    }
    const found = await bases.find(productKey, serial);
    tellNone(req, res, { lang, why: found.ok ? 'unknown' : found.why, typed: serial, otherHref });
  }

  function tellNone(req: Request, res: Response, { lang, why, typed, otherHref }: NoUnit): void {
    const view = publicView(lang, site);
    const seconds = guard.refused(req.ip ?? '');
    if (seconds === undefined) {
      guard.guessed(req.ip ?? '');
      sendPage(req, res, { status: 404, page: noUnitPage(view, why, { code: typed, otherHref }) });
    } else {
      res.set('Retry-After', String(seconds));
      sendPage(req, res, { status: 429, page: slowedPage(view, { otherHref, seconds }) });
    }
  }

  async function open(req: Request, res: Response, lang: Language): Promise<void> {
    const unit = unitOf(req);
    const { code } = (req.body ?? {}) as Record<string, unknown>;
    const view = publicView(lang, site);
    const [backHref, otherHref] = [unitHref(unit, lang), unitHref(unit, otherThan(lang))];
    res.set('Cache-Control', 'no-store');
    try {
      const typed = typeof code === 'string' ? code.slice(0, 40) : '';
      const opened = await hidden.openHidden({ ...unit, code: typed }, visitorOf(req, req.ip ?? ''));
      sendPage(req, res, { page: hiddenAnswerPage(view, { answer: opened, backHref, otherHref }) });
    } catch (error) {
      const status = error instanceof DomainError ? statusOf[error.kind] : undefined;
      if (status === undefined) throw error;
      const { faults, sentence, retryAfter } = error as DomainError;
      if (retryAfter !== undefined) res.set('Retry-After', String(retryAfter));
      const answer = { refusal: say(view.t, faults[0] ?? sentence) };
      sendPage(req, res, { status, page: hiddenAnswerPage(view, { answer, backHref, otherHref }) });
    }
  }
}

/** What the person at the form can do something about; the rest is told by the general error page. */
const statusOf: Partial<Record<DomainError['kind'], number>> = {
  'invalid-input': 422,
  conflict: 409,
  'too-many': 429,
};

interface NoUnit {
  lang: Language;
  why: 'mistyped' | 'unknown';
  typed: string;
  otherHref: string;
}

function otherThan(lang: Language): Language {
  return lang === 'vi' ? 'en' : 'vi';
}

function unitOf({ params }: Request): { productKey: string; serial: string } {
  const { code, serial } = params;
  return {
    productKey: typeof code === 'string' ? code : '',
    serial: typeof serial === 'string' ? serial : '',
  };
}
