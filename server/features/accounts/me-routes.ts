import type { Me } from '../../platform/contract-types.ts';
import { operation } from '../../platform/operation.ts';
import type { Operation } from '../../platform/operation.ts';
import { accountOf } from './account-context.ts';
import type { Account } from './account-context.ts';
import type { OwnAccountService } from './own-account-service.ts';
import { actorFor } from './user-model.ts';

export function meRoutes(ownAccount: OwnAccountService): Operation[] {
  return [
    operation({
      method: 'get',
      path: '/me',
      tag: 'accounts',
      summary: 'Who the caller is, and what must be done first',
      right: 'own-account',
      answer: 'Me',
      handle: ({ req }) => Promise.resolve(meOf(accountOf(req))),
    }),

    operation({
      method: 'put',
      path: '/me/password',
      tag: 'accounts',
      summary: 'Change the password; every other session and token of the account ends',
      right: 'own-account',
      body: 'PasswordChange',
      answer: 'nothing',
      handle: ({ req, body }) => ownAccount.changePassword(accountOf(req), body, req.ip ?? ''),
    }),

    operation({
      method: 'post',
      path: '/me/second-factor',
      tag: 'accounts',
      summary: 'Begin to enrol an authenticator app',
      right: 'own-account',
      answer: 'SecondFactorEnrolment',
      handle: ({ req }) => ownAccount.startEnrolment(accountOf(req)),
    }),

    operation({
      method: 'post',
      path: '/me/second-factor/confirmation',
      tag: 'accounts',
      summary: 'Prove with one code that the app is enrolled',
      right: 'own-account',
      body: 'SecondFactorCode',
      answer: 'nothing',
      handle: ({ req, body }) => ownAccount.confirmEnrolment(accountOf(req), body.code, req.ip ?? ''),
    }),
  ];
}

function meOf({ user, pending }: Account): Me {
  const { id, name, organisation } = actorFor(user);
  const { login, roles, totp } = user;
  return { id, login, name, roles, organisation, secondFactor: totp !== null, pending };
}
