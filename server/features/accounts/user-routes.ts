import { operation } from '../../platform/operation.ts';
import type { Operation } from '../../platform/operation.ts';
import type { UserQueries } from './user-queries.ts';
import type { UserService } from './user-service.ts';

interface UserRoutes {
  users: UserService;
  queries: UserQueries;
}

const shared = { tag: 'accounts', right: 'users.write' } as const;

export function userRoutes({ users, queries }: UserRoutes): Operation[] {
  return [
    operation({
      ...shared,
      method: 'get',
      path: '/users',
      summary: 'Accounts, newest first',
      query: 'UserQuery',
      answer: 'UserPage',
      handle: ({ query }) => queries.list(query),
    }),

    operation({
      ...shared,
      method: 'post',
      path: '/users',
      summary: 'Open an account; the answer holds its one-time password',
      body: 'NewUser',
      answer: 'User',
      status: 201,
      handle: ({ body, by }) => users.create(body, by),
    }),

    operation({
      ...shared,
      method: 'get',
      path: '/users/{userId}',
      summary: 'One account',
      answer: 'User',
      handle: ({ params }) => users.find(params['userId'] ?? ''),
    }),

    operation({
      ...shared,
      method: 'put',
      path: '/users/{userId}',
      summary: 'Change name, roles or organisation; new rights end the sessions under the old ones',
      body: 'UserContent',
      answer: 'User',
      changes: true,
      handle: ({ params, body, rev, by }) => users.edit(params['userId'] ?? '', body, { rev, by }),
    }),

    ...userActions(users),
  ];
}

function userActions(users: UserService): Operation[] {
  return [
    operation({
      ...shared,
      method: 'post',
      path: '/users/{userId}/password-reset',
      summary: 'Make a new one-time password; the second factor stays',
      answer: 'User',
      handle: ({ params, by }) => users.resetPassword(params['userId'] ?? '', by),
    }),

    operation({
      ...shared,
      method: 'post',
      path: '/users/{userId}/second-factor-reset',
      summary: 'Remove the second factor of somebody who lost it',
      answer: 'User',
      handle: ({ params, by }) => users.resetSecondFactor(params['userId'] ?? '', by),
    }),

    operation({
      ...shared,
      method: 'post',
      path: '/users/{userId}/disable',
      summary: 'Close an account; its sessions and tokens end at once',
      answer: 'User',
      handle: ({ params, by }) => users.setDisabled(params['userId'] ?? '', true, by),
    }),

    operation({
      ...shared,
      method: 'post',
      path: '/users/{userId}/enable',
      summary: 'Open a closed account again',
      answer: 'User',
      handle: ({ params, by }) => users.setDisabled(params['userId'] ?? '', false, by),
    }),
  ];
}
