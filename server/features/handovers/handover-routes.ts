import { operation } from '../../platform/operation.ts';
import type { Operation } from '../../platform/operation.ts';
import type { HandoverService } from './handover-service.ts';

const tag = 'handovers';

export function handoverRoutes(handovers: HandoverService): Operation[] {
  return [
    operation({
      method: 'get',
      path: '/handovers',
      tag,
      summary: 'Goods handed over by or to the caller’s organisation, newest first; the department sees all',
      right: 'records.read',
      query: 'HandoverQuery',
      answer: 'HandoverPage',
      handle: ({ actor, query }) => handovers.list(actor, query),
    }),
    operation({
      method: 'post',
      path: '/handovers',
      tag,
      summary: 'Tell that goods leave for another producer',
      right: 'handovers.write',
      body: 'HandoverContent',
      answer: 'Handover',
      status: 201,
      handle: ({ body, by }) => handovers.send(body, by),
    }),
    operation({
      method: 'get',
      path: '/handovers/{handoverId}',
      tag,
      summary: 'One hand-over, with what was sent and what arrived',
      right: 'records.read',
      answer: 'Handover',
      handle: ({ params, actor }) => handovers.find(params['handoverId'] ?? '', actor),
    }),
    operation({
      method: 'post',
      path: '/handovers/{handoverId}/receipt',
      tag,
      summary: 'Confirm what arrived',
      right: 'handovers.write',
      body: 'ReceiptContent',
      answer: 'Handover',
      handle: ({ params, body, by }) => handovers.confirm(params['handoverId'] ?? '', body, by),
    }),
    operation({
      method: 'post',
      path: '/handovers/{handoverId}/refusal',
      tag,
      summary: 'Refuse the goods: they go back',
      right: 'handovers.write',
      body: 'ReasonGiven',
      answer: 'Handover',
      handle: ({ params, body, by }) => handovers.refuse(params['handoverId'] ?? '', body.reason, by),
    }),
    operation({
      method: 'post',
      path: '/handovers/{handoverId}/withdrawal',
      tag,
      summary: 'Call a hand-over back before it is confirmed',
      right: 'handovers.write',
      body: 'ReasonGiven',
      answer: 'Handover',
      handle: ({ params, body, by }) => handovers.withdraw(params['handoverId'] ?? '', body.reason, by),
    }),
    operation({
      method: 'get',
      path: '/held-lots',
      tag,
      summary: 'Lots that can be passed on or used, with what is left of each; received ones first',
      right: 'records.read',
      answer: 'HeldLotList',
      handle: ({ actor }) => handovers.heldLots(actor),
    }),
  ];
}
