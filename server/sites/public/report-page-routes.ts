import { Router, urlencoded } from 'express';
import type { Request, Response } from 'express';
import { DomainError, notFound } from '../../domain/errors.ts';
import { parseTracePath } from '../../domain/identifiers/digital-link.ts';
import { receivePicture } from '../../features/reports/report-picture.ts';
import type { ReportService } from '../../features/reports/report-service.ts';
import type { LookupService } from '../../lookup/lookup-service.ts';
import type { Origin } from '../../lookup/origin.ts';
import { parse } from '../../platform/contracts.ts';
import { say } from '../../platform/i18n.ts';
import type { Language } from '../../platform/i18n.ts';
import { pagePattern, printedPath, reportHref } from './public-addresses.ts';
import { publicView } from './public-frame.ts';
import type { PublicSite } from './public-frame.ts';
import { rawPath, sendPage } from './public-routes.ts';
import { nothingTyped, reportPage, reportReceivedPage } from './report-page.ts';
import type { TypedReport } from './report-page.ts';
import { linkOf } from './origin-page.ts';

interface ReportPageParts {
  lookup: Pick<LookupService, 'byLink'>;
  reports: Pick<ReportService, 'file' | 'mayFile'>;
  site: PublicSite;
}

/** The consumer's report as a form; it needs no account and no script. */
export function reportPageRoutes({ lookup, reports, site }: ReportPageParts): Router {
  const router = Router();

  for (const lang of ['vi', 'en'] as const) {
    const pattern = pagePattern('report', lang);

    router.get(pattern, async (req, res) => {
      const origin = await originOf(req, lang);
      const { received, serial = '' } = req.query;
      const typed = { ...nothingTyped, serial: typeof serial === 'string' ? serial.slice(0, 40) : '' };
      const view = publicView(lang, site);
      const isReceipt = typeof received === 'string' && /^PA-[0-9A-F]{8}$/.test(received);
      const page = isReceipt
        ? reportReceivedPage(view, origin, received)
        : reportPage(view, origin, { typed });
      sendPage(req, res, { page, cache: 'no-store' });
    });

    router.post(
      pattern,
      urlencoded({ extended: false, limit: '32kb', parameterLimit: 20 }),
      ...receivePicture(reports),
      async (req, res) => {
        await file(req, res, lang);
      },
    );
  }

  return router;

  async function file(req: Request, res: Response, lang: Language): Promise<void> {
    const origin = await originOf(req, lang);
    const { text = '', contact = '', serial = '' } = (req.body ?? {}) as Record<string, unknown>;
    const typed = { text: String(text), contact: String(contact), serial: String(serial) };
    try {
      const content = parse('ReportContent', {
        code: origin.code,
        text: typed.text,
        ...(origin.lot !== null && { lot: origin.lot }),
        ...(typed.serial !== '' && { serial: typed.serial }),
        ...(typed.contact.trim() !== '' && { contact: typed.contact }),
      });
      const { number } = await reports.file(content, req.ip ?? '', { picture: req.file });
      res.redirect(303, `${reportHref(linkOf(origin), lang)}?received=${number}`);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      again(req, res, { error, origin, typed, lang });
    }
  }

  /** The form again with everything that was typed, and what stands against it. */
  function again(req: Request, res: Response, { error, origin, typed, lang }: Refused): void {
    const view = publicView(lang, site);
    const isSlowed = error.kind === 'too-many';
    if (!isSlowed && error.kind !== 'invalid-input') throw error;
    if (error.retryAfter !== undefined) res.set('Retry-After', String(error.retryAfter));
    const page = reportPage(view, origin, {
      typed,
      faults: error.faults,
      ...(isSlowed && { refusal: say(view.t, error.sentence) }),
    });
    sendPage(req, res, { page, status: isSlowed ? 429 : 422, cache: 'no-store' });
  }

  async function originOf(req: Request, lang: Language): Promise<Origin> {
    const link = parseTracePath(printedPath('report', lang, rawPath(req)));
    const found = link.ok ? await lookup.byLink(link.value) : null;
    if (!found) throw notFound();
    return found.origin;
  }
}

interface Refused {
  error: DomainError;
  origin: Origin;
  typed: TypedReport;
  lang: Language;
}
