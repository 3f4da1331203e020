import { invalid } from '../../domain/errors.ts';
import { operation } from '../../platform/operation.ts';
import type { Operation } from '../../platform/operation.ts';
import type { StampsPrinted } from '../../platform/contract-types.ts';
import type { StampService } from './stamp-service.ts';

/** Runs of stamps: how many there may be, asking for them, and what a program needs to print them. */
export function stampRoutes(stamps: StampService): Operation[] {
  const tag = 'stamps';
  const runOf = (params: Record<string, string>) => params['stampRunId'] ?? '';
  return [
    operation({
      method: 'get',
      path: '/batches/{batchId}/stamp-allowance',
      tag,
      summary: 'How many stamps a batch may still get, and what one stands for',
      right: 'records.read',
      answer: 'StampAllowance',
      handle: ({ params, actor }) => stamps.allowance(params['batchId'] ?? '', actor),
    }),
    operation({
      method: 'get',
      path: '/stamp-runs',
      tag,
      summary: 'Runs of stamps, newest first',
      right: 'records.read',
      query: 'StampRunQuery',
      answer: 'StampRunPage',
      handle: ({ query, actor }) => stamps.list(query, actor),
    }),
    operation({
      method: 'get',
      path: '/stamp-totals',
      tag,
      summary: 'How the stamps of each product stand, over all its batches',
      right: 'records.read',
      query: 'StampTotalsQuery',
      answer: 'StampTotals',
      handle: ({ query, actor }) => stamps.totals(query, actor),
    }),
    operation({
      method: 'post',
      path: '/stamp-runs',
      tag,
      summary: 'Ask for stamps of a batch, as many as its quantity carries',
      right: 'stamps.write',
      body: 'NewStampRun',
      answer: 'StampRun',
      status: 201,
      handle: ({ body, by }) => stamps.request(body, by),
    }),
    operation({
      method: 'get',
      path: '/stamp-runs/{stampRunId}',
      tag,
      summary: 'A run of stamps and how its stamps stand',
      right: 'records.read',
      answer: 'StampRun',
      handle: ({ params, actor }) => stamps.find(runOf(params), actor),
    }),
    operation({
      method: 'get',
      path: '/stamp-runs/{stampRunId}/stamps',
      tag,
      summary: 'Serials and addresses of a run, in the order of its labels',
      right: 'records.read',
      query: 'StampLabelQuery',
      answer: 'StampLabelPage',
      handle: ({ params, query, actor }) => stamps.labels(runOf(params), query, actor),
    }),
    operation({
      method: 'post',
      path: '/stamp-runs/{stampRunId}/printing',
      tag,
      summary: 'Say which labels of a run were printed elsewhere',
      right: 'stamps.write',
      body: 'StampsPrinted',
      answer: 'StampRun',
      handle: async ({ params, body, actor, by }) => {
        const { count } = await stamps.find(runOf(params), actor);
        return stamps.markPrinted(runOf(params), labelsOf(body, count), by);
      },
    }),
  ];
}

/** Counted from 1 and both included, as people count labels. */
function labelsOf({ first, last }: StampsPrinted, count: number): { from: number; to: number } {
  if (last > count) throw invalid([{ pointer: '/last', key: 'stamps.no-such-label', params: { count } }]);
  if (first > last) throw invalid([{ pointer: '/last', key: 'stamps.labels-reversed' }]);
  return { from: first - 1, to: last };
}
