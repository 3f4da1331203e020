import { Router } from 'express';
import type { Request, Response } from 'express';
import type { Accounts } from '../../features/accounts/accounts.ts';
import { accountOf, accountOrNobody } from '../../features/accounts/account-context.ts';
import { ownPage, requireSession, requireSignIn, stepPages } from '../../features/accounts/page-session.ts';
import { enrolmentSymbol, pendingStep } from '../../features/accounts/second-factor.ts';
import { actorFor } from '../../features/accounts/user-model.ts';
import { invalid } from '../../domain/errors.ts';
import type { Actor } from '../../domain/roles.ts';
import { parse } from '../../platform/contracts.ts';
import type { MessageKey } from '../../platform/i18n.ts';
import type { FieldText } from '../shared/form-state.ts';
import { refusal } from '../shared/form-refusal.ts';
import { flash } from '../shared/notices.ts';
import { accountFrame, typed } from './account-frame.ts';
import type { FrameFor } from './account-frame.ts';
import { ownAccountPage } from './own-account-page.ts';
import { passwordPage } from './password-page.ts';
import { secondFactorPage } from './second-factor-page.ts';
import { signInPage } from './sign-in-page.ts';

interface AccountPages {
  accounts: Accounts;
  frameFor: FrameFor;
  /** Where each kind of user works. */
  homeOf(actor: Actor): string;
}

const doneWords: Record<string, MessageKey> = {
  password: 'account.password-changed',
  'second-factor': 'account.factor-done',
  email: 'notice.email-confirmed',
};

/** Sign-in, sign-out, and what people do to their own account. */
export function accountPages({ accounts, frameFor, homeOf }: AccountPages): Router {
  const { door, sessions, cookie, ownAccount, requireSecondFactor } = accounts;
  const router = Router();

  router.get('/sign-in', (req, res) => {
    const account = accountOrNobody(req);
    if (account)
      res.redirect(303, account.pending ? stepPages[account.pending] : homeOf(actorFor(account.user)));
    else showSignIn(req, res, []);
  });

  router.post('/sign-in', async (req, res) => {
    try {
      const { login, password, code } = parse('TokenRequest', {
        login: typed(req.body, 'login'),
        password: typed(req.body, 'password'),
        code: typed(req.body, 'code'),
      });
      const given = { login, password, code, address: req.ip ?? '' };
      const replaced = cookie.read(req);
      const { user, result } = await door.signIn(given, (who) => sessions.open(who, replaced));
      cookie.write(res, result, sessions.cookieAge(user));
      const pending = pendingStep(user, requireSecondFactor);
      res.redirect(
        303,
        pending ? stepPages[pending] : (ownPage(typed(req.body, 'next')) ?? homeOf(actorFor(user))),
      );
    } catch (error) {
      showSignIn(req, res, refusal(error, res, frameFor(req).t));
    }
  });

  router.post('/sign-out', async (req, res) => {
    const { user, session } = accountOrNobody(req) ?? {};
    if (user && session !== undefined) await door.noteSignOut(user, () => sessions.end(session));
    cookie.clear(res);
    res.redirect(303, '/sign-in?done=signed-out');
  });

  router.get('/account', requireSignIn, (req, res) => {
    const { user } = accountOf(req);
    const frame = accountFrame(req, frameFor);
    const done = doneWords[typed(req.query, 'done')];
    const page = ownAccountPage(frame, {
      user,
      workHref: homeOf(actorFor(user)),
      flash: done && flash({ t: frame.t, kind: 'good', title: frame.t(done) }),
    });
    res.send(page.markup);
  });

  router.get('/account/password', requireSession, (req, res) => showPassword(req, res, []));

  router.post('/account/password', requireSession, async (req, res) => {
    try {
      const [current, next, again] = ['current', 'next', 'again'].map((name) => typed(req.body, name));
      const change = parse('PasswordChange', { current, next });
      if (next !== again) throw invalid([{ pointer: '/again', key: 'account.password-unlike' }]);
      await ownAccount.changePassword(accountOf(req), change, req.ip ?? '');
      res.redirect(303, '/account?done=password');
    } catch (error) {
      showPassword(req, res, refusal(error, res, frameFor(req).t));
    }
  });

  router.get('/account/second-factor', requireSession, (req, res) => showSecondFactor(req, res, []));

  router.post('/account/second-factor/start', requireSession, async (req, res) => {
    await ownAccount.startEnrolment(accountOf(req));
    res.redirect(303, '/account/second-factor');
  });

  router.post('/account/second-factor', requireSession, async (req, res) => {
    try {
      const { code } = parse('SecondFactorCode', { code: typed(req.body, 'code').trim() });
      await ownAccount.confirmEnrolment(accountOf(req), code, req.ip ?? '');
      res.redirect(303, '/account?done=second-factor');
    } catch (error) {
      await showSecondFactor(req, res, refusal(error, res, frameFor(req).t));
    }
  });

  return router;

  function showSignIn(req: Request, res: Response, faults: FieldText[]): void {
    const values = { login: typed(req.body, 'login'), code: typed(req.body, 'code') };
    const page = signInPage(frameFor(req), {
      state: { values, faults },
      next: ownPage(req.method === 'POST' ? typed(req.body, 'next') : req.query['next']),
      asksCode: requireSecondFactor,
      isSignedOut: req.query['done'] === 'signed-out',
    });
    res.set('Cache-Control', 'no-store').send(page.markup);
  }

  function showPassword(req: Request, res: Response, faults: FieldText[]): void {
    const { user, pending } = accountOf(req);
    const isFirst = pending === 'password';
    res.send(passwordPage(accountFrame(req, frameFor), { login: user.login, faults, isFirst }).markup);
  }

  async function showSecondFactor(req: Request, res: Response, faults: FieldText[]): Promise<void> {
    const account = accountOf(req);
    const found = account.user.totp === null ? ownAccount.enrolmentOf(account) : undefined;
    const started = found && { secret: found.secret, symbol: await enrolmentSymbol(found) };
    const isNeeded = account.pending === 'second-factor';
    res.send(secondFactorPage(accountFrame(req, frameFor), { started, faults, isNeeded }).markup);
  }
}
