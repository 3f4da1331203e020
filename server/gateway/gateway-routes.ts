import { operation } from '../platform/operation.ts';
import type { Operation } from '../platform/operation.ts';
import type { GatewayService } from './gateway-service.ts';
import type { ReconciliationService } from './reconciliation-service.ts';

interface GatewayRoutes {
  gateways: GatewayService;
  reconciliations: ReconciliationService;
}

export function gatewayRoutes({ gateways, reconciliations }: GatewayRoutes): Operation[] {
  return [
    operation({
      method: 'get',
      path: '/gateways',
      tag: 'sync',
      summary: 'The gateways of this deployment: switch, weather, backlog',
      right: 'sync.read',
      answer: 'GatewayList',
      handle: () => gateways.list(),
    }),

    operation({
      method: 'post',
      path: '/gateways/{gateway}/switch',
      tag: 'sync',
      summary: 'Switch sending on or off; what is approved is queued all the same',
      right: 'sync.switch',
      body: 'GatewaySwitch',
      answer: 'Gateway',
      handle: ({ params, body, by }) => gateways.switch(params['gateway'] ?? '', body, by),
    }),

    operation({
      method: 'post',
      path: '/gateways/{gateway}/check',
      tag: 'sync',
      summary: 'Whether the live endpoint behaves as the adapter expects, point by point',
      right: 'sync.switch',
      answer: 'GatewayCheck',
      handle: ({ params }) => gateways.check(params['gateway'] ?? ''),
    }),

    operation({
      method: 'post',
      path: '/gateways/{gateway}/reconcile',
      tag: 'sync',
      summary:
        'Queue what was approved and never sent there, then compare both sides; as soon as a process is free',
      right: 'sync.retry',
      answer: 'Gateway',
      status: 202,
      handle: ({ params, by }) => gateways.askReconciliation(params['gateway'] ?? '', by),
    }),

    operation({
      method: 'get',
      path: '/reconciliations',
      tag: 'sync',
      summary: 'Comparisons of both sides, newest first',
      right: 'sync.read',
      query: 'ReconciliationQuery',
      answer: 'ReconciliationPage',
      handle: ({ query }) => reconciliations.list(query),
    }),

    operation({
      method: 'get',
      path: '/reconciliations/{reconciliationId}',
      tag: 'sync',
      summary: 'One comparison with what it found',
      right: 'sync.read',
      answer: 'Reconciliation',
      handle: ({ params }) => reconciliations.find(params['reconciliationId'] ?? ''),
    }),

    operation({
      method: 'get',
      path: '/strays',
      tag: 'sync',
      summary: 'Records that a gateway holds as ours and that we do not know',
      right: 'sync.read',
      answer: 'StrayList',
      handle: () => reconciliations.strays(),
    }),

    operation({
      method: 'post',
      path: '/strays/{stray}/decision',
      tag: 'sync',
      summary: 'Have the gateway take such a record out of use, or leave it there',
      right: 'sync.retry',
      body: 'StrayDecision',
      answer: 'Stray',
      handle: ({ params, body, by }) => reconciliations.decide(params['stray'] ?? '', body, by),
    }),
  ];
}
