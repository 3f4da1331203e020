import { Router } from 'express';
import type { Request } from 'express';
import { notFound } from '../../domain/errors.ts';
import type { PublicMarks } from '../../features/marks/public-marks.ts';
import type { Clock } from '../../platform/clock.ts';
import { qrSvg } from '../../platform/qr-image.ts';
import { languageOf } from '../../platform/request-context.ts';
import { markDetailPage } from './mark-detail-page.ts';
import { markRegisterPage, registerHref } from './mark-register-page.ts';
import { markRightPage } from './mark-right-page.ts';
import { publicView } from './public-frame.ts';
import type { PublicSite } from './public-frame.ts';
import { sendPage } from './public-routes.ts';

interface RegisterParts {
  publicMarks: PublicMarks;
  site: PublicSite;
  publicOrigin: string;
  clock: Clock;
}

/** The public register of marks, open to anyone and without script; always as it stands at the moment. */
export function markRegisterRoutes({ publicMarks, site, publicOrigin, clock }: RegisterParts): Router {
  const router = Router();

  for (const lang of ['vi', 'en'] as const) {
    const view = publicView(lang, site);

    router.get(registerHref('marks', lang), async (req, res) => {
      const { q: asked } = req.query;
      const q = typeof asked === 'string' ? asked.trim().slice(0, 100) : '';
      const page = markRegisterPage(view, { q, marks: await publicMarks.search(q) });
      sendPage(req, res, { page, cache: 'no-cache' });
    });

    router.get(registerHref('marks', lang, ':id'), async (req, res) => {
      const mark = await publicMarks.find(idIn(req));
      if (!mark) throw notFound();
      sendPage(req, res, { page: markDetailPage(view, mark), cache: 'no-cache' });
    });

    router.get(registerHref('rights', lang, ':id'), async (req, res) => {
      const right = await publicMarks.right(idIn(req));
      if (!right) throw notFound();
      const symbol = await qrSvg(`${publicOrigin}/register/rights/${right.id}`, { width: 200 });
      const page = markRightPage(view, { right, now: clock.now(), symbol });
      sendPage(req, res, { page, cache: 'no-cache' });
    });
  }

  router.get('/register/:kind/:id', (req, res, next) => {
    const { kind } = req.params;
    if (kind !== 'marks' && kind !== 'rights') {
      next();
      return;
    }
    res.vary('Accept-Language').vary('Cookie');
    res.redirect(303, registerHref(kind, languageOf(req), idIn(req)));
  });

  return router;
}

function idIn(req: Request): string {
  const { id } = req.params;
  if (typeof id !== 'string' || !/^[0-9a-f]{24}$/.test(id)) throw notFound();
  return id;
}
