import { Router } from 'express';
import type { Request, Response } from 'express';
import type { Accounts } from '../../features/accounts/accounts.ts';
import { requireSignIn } from '../../features/accounts/page-session.ts';
import { forbidden, notFound } from '../../domain/errors.ts';
import { may } from '../../domain/roles.ts';
import { changeBy } from '../../platform/api-router.ts';
import { parse, parseText } from '../../platform/contracts.ts';
import type { User } from '../../platform/contract-types.ts';
import { newSecret } from '../../platform/ids.ts';
import { actorOf } from '../../platform/request-context.ts';
import type { MessageKey } from '../../platform/i18n.ts';
import { refusal } from '../shared/form-refusal.ts';
import { postedValues, recordOf, recordValues } from '../shared/form-state.ts';
import type { FormState } from '../shared/form-state.ts';
import { flash } from '../shared/notices.ts';
import type { Frame } from '../shared/page-layout.ts';
import { editUserPage, newUserPage, oneTimePage } from './user-form-page.ts';
import type { Choice } from './user-form-page.ts';
import { userListPage } from './user-list-page.ts';

interface UserPages {
  accounts: Pick<Accounts, 'users' | 'queries'>;
  organisationChoices: () => Promise<Choice[]>;
  frameFor: (req: Request) => Frame;
}

const base = '/department/users';

const doneWords: Record<string, MessageKey> = {
  saved: 'account.saved',
  disable: 'account.disabled-done',
  enable: 'account.enabled-done',
  'second-factor-reset': 'account.factor-reset-done',
};

/** The administrator's pages about accounts. */
export function userPages({ accounts, organisationChoices, frameFor }: UserPages): Router {
  const { users, queries } = accounts;
  const router = Router();

  router.use(base, requireSignIn, (req, _res, next) => {
    if (!may(actorOf(req), 'users.write')) throw forbidden();
    next();
  });

  router.get(base, async (req, res) => {
    const query = parseText('UserQuery', recordOf(postedValues(without(req.query, 'lang'))));
    const page = await queries.list(query);
    const filter = { q: query.q, role: query.role };
    const isFurther = query.after !== undefined;
    res.send(userListPage(frameFor(req), { base, filter, page, isFurther }).markup);
  });

  router.get(`${base}/new`, (req, res) => showNew(req, res, {}, newSecret()));

  router.post(base, async (req, res) => {
    const { requestKey, ...values } = postedValues(req.body);
    try {
      const by = changeBy(req, actorOf(req), requestKey, values);
      const user = await users.create(parse('NewUser', contentOf(values)), by);
      res.status(201).send(oneTimePage(frameFor(req), base, user).markup);
    } catch (error) {
      const faults = refusal(error, res, frameFor(req).t);
      await showNew(req, res, { values, faults }, newSecret());
    }
  });

  router.get(`${base}/:userId`, async (req, res) => {
    const user = await users.find(idOf(req));
    await showEdit(req, res, user, { state: { values: valuesOf(user) }, rev: user.rev });
  });

  router.post(`${base}/:userId`, async (req, res) => {
    const { rev, ...values } = postedValues(req.body);
    const id = idOf(req);
    try {
      const given = parse('UserContent', contentOf(values));
      await users.edit(id, given, { rev: Number(rev), by: { actor: actorOf(req) } });
      res.redirect(303, `${base}/${id}?done=saved`);
    } catch (error) {
      const faults = refusal(error, res, frameFor(req).t);
      await showEdit(req, res, await users.find(id), { state: { values, faults }, rev: Number(rev) });
    }
  });

  router.post(`${base}/:userId/password-reset`, async (req, res) => {
    const user = await users.resetPassword(idOf(req), { actor: actorOf(req) });
    res.send(oneTimePage(frameFor(req), base, user).markup);
  });

  router.post(`${base}/:userId/:verb`, async (req, res) => {
    const act = actions[req.params.verb];
    if (!act) throw notFound();
    const id = idOf(req);
    try {
      await act(id, req);
      res.redirect(303, `${base}/${id}?done=${req.params.verb}`);
    } catch (error) {
      const faults = refusal(error, res, frameFor(req).t);
      const user = await users.find(id);
      await showEdit(req, res, user, { state: { values: valuesOf(user), faults }, rev: user.rev });
    }
  });

  const actions: Partial<Record<string, (id: string, req: Request) => Promise<User>>> = {
    disable: (id, req) => users.setDisabled(id, true, { actor: actorOf(req) }),
    enable: (id, req) => users.setDisabled(id, false, { actor: actorOf(req) }),
    'second-factor-reset': (id, req) => users.resetSecondFactor(id, { actor: actorOf(req) }),
  };

  return router;

  async function showNew(req: Request, res: Response, state: FormState, requestKey: string): Promise<void> {
    const organisations = await organisationChoices();
    res.send(newUserPage(frameFor(req), { base, state, organisations, requestKey }).markup);
  }

  async function showEdit(
    req: Request,
    res: Response,
    user: User,
    { state, rev }: { state: FormState; rev: number },
  ): Promise<void> {
    const frame = frameFor(req);
    const organisations = await organisationChoices();
    const done = typeof req.query['done'] === 'string' ? doneWords[req.query['done']] : undefined;
    const said = done && flash({ t: frame.t, kind: 'good', title: frame.t(done) });
    res.send(editUserPage(frame, { base, user, state, organisations, rev, flash: said }).markup);
  }
}

/** One ticked box arrives as a text, several as a list. */
function contentOf(values: Record<string, string | string[]>): Record<string, unknown> {
  return recordOf({ ...values, roles: [values['roles'] ?? []].flat() });
}

function valuesOf({ name, email, roles, organisation }: User): Record<string, string | string[]> {
  return recordValues({ name, email: email ?? '', roles, organisation: organisation?.id ?? '' });
}

function idOf(req: Request<{ userId: string }>): string {
  if (!/^[0-9a-f]{24}$/.test(req.params.userId)) throw notFound();
  return req.params.userId;
}

function without(query: Request['query'], name: string): object {
  return Object.fromEntries(Object.entries(query).filter(([key]) => key !== name));
}
