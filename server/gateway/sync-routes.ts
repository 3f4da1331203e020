import { operation } from '../platform/operation.ts';
import type { Operation } from '../platform/operation.ts';
import type { SyncService } from './sync-service.ts';

export function syncRoutes(sync: SyncService): Operation[] {
  return [
    operation({
      method: 'get',
      path: '/sync-messages',
      tag: 'sync',
      summary: 'What is on its way to the national gateway, was accepted or refused, newest first',
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
      answer: 'SyncMessage',
      handle: ({ params, by }) => sync.retry(params['message'] ?? '', by),
    }),
  ];
}
