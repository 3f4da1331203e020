import type { Right } from '../../domain/roles.ts';
import { operation } from '../../platform/operation.ts';
import type { Operation } from '../../platform/operation.ts';
import type { StampService } from './stamp-service.ts';

const tag = 'stamps';

/** What is done with the stamps of a batch, and how they stand. */
export function stampActRoutes(stamps: StampService): Operation[] {
  const batchOf = (params: Record<string, string>) => params['batchId'] ?? '';
  return [
    operation({
      method: 'get',
      path: '/batches/{batchId}/stamps',
      tag,
      summary: 'How the stamps of a batch stand, as ranges of serials',
      right: 'records.read',
      answer: 'BatchStamps',
      handle: ({ params, actor }) => stamps.ofBatch(batchOf(params), actor),
    }),
    operation({
      method: 'get',
      path: '/batches/{batchId}/stamp-acts',
      tag,
      summary: 'Who did what with the stamps of a batch, newest first',
      right: 'records.read',
      query: 'StampActQuery',
      answer: 'StampActPage',
      handle: ({ params, query, actor }) => stamps.actsOf(batchOf(params), query, actor),
    }),
    naming('activations', 'Activate stamps that stand on goods', 'stamps.write', stamps.activate),
    naming('returns', 'Take back stamps, unused or with their goods', 'stamps.write', stamps.takeBack),
    operation({
      method: 'post',
      path: '/batches/{batchId}/stamp-voids',
      tag,
      summary: 'Make stamps void, for good',
      right: 'stamps.void',
      body: 'StampVoid',
      answer: 'StampActDone',
      handle: ({ params, body, by }) => stamps.void(batchOf(params), body, by),
    }),
    holding('holds', 'Stop stamps while something is looked into', stamps.hold),
    holding('releases', 'Let stopped stamps go again', stamps.release),
  ];
}

function naming(noun: string, summary: string, right: Right, act: StampService['activate']): Operation {
  return operation({
    method: 'post',
    path: `/batches/{batchId}/stamp-${noun}`,
    tag,
    summary,
    right,
    body: 'StampsNamed',
    answer: 'StampActDone',
    handle: ({ params, body, by }) => act(params['batchId'] ?? '', body, by),
  });
}

function holding(noun: string, summary: string, act: StampService['hold']): Operation {
  return operation({
    method: 'post',
    path: `/batches/{batchId}/stamp-${noun}`,
    tag,
    summary,
    right: 'stamps.inspect',
    body: 'StampHold',
    answer: 'StampActDone',
    handle: ({ params, body, by }) => act(params['batchId'] ?? '', body, by),
  });
}
