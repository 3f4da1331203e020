import { operation } from '../../platform/operation.ts';
import type { Operation } from '../../platform/operation.ts';
import type { GrantService } from './grant-service.ts';

const decisions = {
  suspension: { act: 'suspend', summary: 'Suspend a right of use; pages stop showing the mark' },
  restoration: { act: 'restore', summary: 'Restore a suspended right of use' },
  revocation: { act: 'revoke', summary: 'Revoke a right of use for good' },
} as const;

export function grantRoutes(grants: GrantService): Operation[] {
  return [
    operation({
      method: 'get',
      path: '/grants',
      tag: 'marks',
      summary: 'Rights of use, newest first; producers see their own, owners those under their marks',
      right: 'records.read',
      query: 'GrantQuery',
      answer: 'GrantPage',
      handle: ({ query, actor }) => grants.list(actor, query),
    }),
    operation({
      method: 'post',
      path: '/grants',
      tag: 'marks',
      summary: 'Grant the right to use a mark',
      right: 'grants.decide',
      body: 'GrantContent',
      answer: 'Grant',
      status: 201,
      handle: ({ body, by }) => grants.create(body, by),
    }),
    operation({
      method: 'get',
      path: '/grants/{grantId}',
      tag: 'marks',
      summary: 'One right of use as it stands today',
      right: 'records.read',
      answer: 'Grant',
      handle: ({ params, actor }) => grants.find(params['grantId'] ?? '', actor),
    }),
    ...Object.entries(decisions).map(([noun, { act, summary }]) =>
      operation({
        method: 'post',
        path: `/grants/{grantId}/${noun}`,
        tag: 'marks',
        summary,
        right: 'grants.decide',
        body: 'ReasonGiven',
        answer: 'Grant',
        handle: ({ params, body, by }) => grants[act](params['grantId'] ?? '', body.reason, by),
      }),
    ),
  ];
}
