import { operation } from '../../platform/operation.ts';
import type { Operation } from '../../platform/operation.ts';
import { accountOf } from './account-context.ts';
import type { SignInService } from './sign-in-service.ts';
import type { TokenService } from './token-service.ts';

interface TokenRoutes {
  door: SignInService;
  tokens: TokenService;
}

export function tokenRoutes({ door, tokens }: TokenRoutes): Operation[] {
  return [
    operation({
      method: 'post',
      path: '/tokens',
      tag: 'accounts',
      summary: 'Sign in: an access token for ten minutes and a refresh token that is good once',
      right: 'anyone',
      body: 'TokenRequest',
      answer: 'TokenAnswer',
      handle: async ({ body, req }) =>
        (await door.signIn({ ...body, address: req.ip ?? '' }, (user) => tokens.issue(user))).result,
    }),

    operation({
      method: 'post',
      path: '/tokens/refresh',
      tag: 'accounts',
      summary: 'Exchange a refresh token; a second use of the same one ends the whole chain',
      right: 'anyone',
      body: 'TokenRefresh',
      answer: 'TokenAnswer',
      handle: ({ body, req }) => tokens.refresh(body.refreshToken, req.ip ?? ''),
    }),

    operation({
      method: 'delete',
      path: '/tokens',
      tag: 'accounts',
      summary: 'Sign out: the access token and its refresh tokens are void at once',
      right: 'own-account',
      answer: 'nothing',
      handle: async ({ req }) => {
        const { user, family } = accountOf(req);
        await door.noteSignOut(user, () => tokens.end(family ?? ''));
      },
    }),
  ];
}
