import { Router } from 'express';
import type { Request, Response } from 'express';
import { requireSignIn } from '../../features/accounts/page-session.ts';
import type { MailboxService } from '../../features/notices/mailbox-service.ts';
import type { NoticeService } from '../../features/notices/notice-service.ts';
import { notFound } from '../../domain/errors.ts';
import { kindsFor } from '../../domain/notice-rules.ts';
import { parse } from '../../platform/contracts.ts';
import { actorOf } from '../../platform/request-context.ts';
import { recordOf } from '../shared/form-state.ts';
import type { FieldText } from '../shared/form-state.ts';
import { refusal } from '../shared/form-refusal.ts';
import { flash } from '../shared/notices.ts';
import { typed } from './account-frame.ts';
import type { FrameFor } from './account-frame.ts';
import { emailConfirmPage, emailPage } from './email-page.ts';
import { isNoticeKind, noticeListPage, noticesRoot } from './notice-list-page.ts';
import { noticeSettingsPage } from './notice-settings-page.ts';

interface NoticePages {
  notices: NoticeService;
  mailboxes: MailboxService;
  frameFor: FrameFor;
}

/** What people are told, and how they are told by mail. */
export function noticePages({ notices, mailboxes, frameFor }: NoticePages): Router {
  const router = Router();
  router.use(noticesRoot, requireSignIn);
  router.use('/account/email', requireSignIn);

  router.get(noticesRoot, async (req, res) => {
    const actor = actorOf(req);
    const frame = frameFor(req);
    const [kind, after] = [req.query['kind'], req.query['after']];
    const query = {
      state: req.query['state'] === 'unread' ? ('unread' as const) : ('all' as const),
      limit: 25,
      ...(isNoticeKind(kind) && { kind }),
      ...(typeof after === 'string' && /^[0-9a-f]{24}$/.test(after) && { after }),
    };
    const page = await notices.list(query, actor, frame.lang);
    const isDone = req.query['done'] === 'read-all';
    const done = isDone && flash({ t: frame.t, kind: 'good', title: frame.t('notice.read-all-done') });
    send(res, noticeListPage(frame, { page, query, kinds: kindsFor(actor), flash: done }).markup);
  });

  router.post(`${noticesRoot}/reading`, async (req, res) => {
    await notices.readAll(actorOf(req));
    res.redirect(303, `${noticesRoot}?done=read-all`);
  });

  router.get(`${noticesRoot}/settings`, (req, res) => showSettings(req, res, []));

  router.post(`${noticesRoot}/settings`, async (req, res) => {
    try {
      const body = req.body as Record<string, string>;
      await mailboxes.choose(
        parse('NoticeSettingsContent', { timings: {}, ...recordOf(body) }),
        actorOf(req),
      );
      res.redirect(303, `${noticesRoot}/settings?done=saved`);
    } catch (error) {
      await showSettings(req, res, refusal(error, res, frameFor(req).t));
    }
  });

  /** Leads to what a notice is about, at the very field; whoever follows it has read it. */
  router.get(`${noticesRoot}/:id`, async (req, res) => {
    const { href } = await notices.read(idIn(req), actorOf(req), frameFor(req).lang);
    res.redirect(303, href);
  });

  router.post(`${noticesRoot}/:id/reading`, async (req, res) => {
    await notices.read(idIn(req), actorOf(req), frameFor(req).lang);
    res.redirect(303, noticesRoot);
  });

  router.get('/account/email', (req, res) => showEmail(req, res, []));

  router.post('/account/email', async (req, res) => {
    try {
      const { email } = parse('EmailChange', { email: typed(req.body, 'email').trim() });
      await mailboxes.ask(email, actorOf(req));
      res.redirect(303, '/account/email');
    } catch (error) {
      await showEmail(req, res, refusal(error, res, frameFor(req).t));
    }
  });

  router.get('/account/email/confirm', (req, res) => showConfirm(req, res, typed(req.query, 'token'), []));

  router.post('/account/email/confirm', async (req, res) => {
    const token = typed(req.body, 'token');
    try {
      await mailboxes.confirm(parse('EmailConfirmation', { token }).token, { actor: actorOf(req) });
      res.redirect(303, '/account?done=email');
    } catch (error) {
      await showConfirm(req, res, token, refusal(error, res, frameFor(req).t));
    }
  });

  return router;

  async function showSettings(req: Request, res: Response, faults: FieldText[]): Promise<void> {
    const frame = frameFor(req);
    const settings = await mailboxes.settings(actorOf(req));
    const isDone = req.query['done'] === 'saved';
    const page = noticeSettingsPage(frame, {
      settings,
      values: faults.length > 0 ? (req.body as Record<string, string>) : undefined,
      faults,
      flash: isDone && flash({ t: frame.t, kind: 'good', title: frame.t('notice.settings-saved') }),
    });
    send(res, page.markup);
  }

  async function showEmail(req: Request, res: Response, faults: FieldText[]): Promise<void> {
    const settings = await mailboxes.settings(actorOf(req));
    const given = req.method === 'POST' ? typed(req.body, 'email') : undefined;
    send(res, emailPage(frameFor(req), { settings, typed: given, faults }).markup);
  }

  async function showConfirm(req: Request, res: Response, token: string, faults: FieldText[]): Promise<void> {
    const { pending } = await mailboxes.settings(actorOf(req));
    send(res, emailConfirmPage(frameFor(req), { email: pending?.email ?? '', token, faults }).markup);
  }
}

function send(res: Response, markup: string): void {
  res.set('Cache-Control', 'no-store').type('html').send(markup);
}

function idIn(req: Request): string {
  const id = req.params['id'];
  if (typeof id !== 'string' || !/^[0-9a-f]{24}$/.test(id)) throw notFound();
  return id;
}
