import { operation } from '../platform/operation.ts';
import type { Operation } from '../platform/operation.ts';
import type { SyncService } from './sync-service.ts';

export function syncRoutes(sync: SyncService): Operation[] {
  return [
    operation({
      method: 'get',
      path: '/sync-messages',
      tag: 'sync',
      summary: 'What is on its way to the national gateways, was accepted or refused, newest first',
      right: 'sync.read',
      query: 'SyncQuery',
      answer: 'SyncMessagePage',
      handle: ({ query }) => sync.list(query),
    }),

    operation({
      method: 'get',
      path: '/sync-messages/counts',
      tag: 'sync',
      summary: 'How many messages stand where',
      right: 'sync.read',
      answer: 'SyncCounts',
      handle: () => sync.counts(),
    }),

    operation({
      method: 'get',
      path: '/sync-messages/causes',
      tag: 'sync',
      summary: 'Refusals that still stand, grouped by cause',
      right: 'sync.read',
      answer: 'SyncCauses',
      handle: () => sync.causes(),
    }),

    operation({
      method: 'post',
      path: '/sync-messages/causes/requeue',
      tag: 'sync',
      summary: 'Send everything again that was refused for one cause, after it was mended once',
      right: 'sync.retry',
      body: 'SyncCauseRequeue',
      answer: 'SyncRequeued',
      handle: ({ body, by }) => sync.requeueCause(body, by),
    }),

    operation({
      method: 'get',
      path: '/sync-messages/{message}',
      tag: 'sync',
      summary: 'One message with every attempt',
      right: 'sync.read',
      answer: 'SyncMessage',
      handle: ({ params }) => sync.find(params['message'] ?? ''),
    }),

    operation({
      method: 'post',
      path: '/sync-messages/{message}/retry',
      tag: 'sync',
      summary: 'Send a refused or waiting message again, now',
      right: 'sync.retry',
      body: 'ReasonGiven',
      answer: 'SyncMessage',
      handle: ({ params, body, by }) => sync.retry(params['message'] ?? '', body.reason, by),
    }),

    operation({
      method: 'post',
      path: '/sync-messages/{message}/skip',
      tag: 'sync',
      summary: 'Never send this version; a later one of the record may go',
      right: 'sync.retry',
      body: 'ReasonGiven',
      answer: 'SyncMessage',
      handle: ({ params, body, by }) => sync.skip(params['message'] ?? '', body.reason, by),
    }),
  ];
}
