import type { BatchPublicView } from '../platform/contract-types.ts';
import { operation } from '../platform/operation.ts';
import type { Operation } from '../platform/operation.ts';
import type { BatchPublicViewService } from './batch-public-view.ts';

export function batchPublicRoutes(views: BatchPublicViewService): Operation[] {
  return [
    operation({
      method: 'get',
      path: '/batches/{batchId}/public-view',
      tag: 'batches',
      summary: 'What buyers will see of the journey of a batch if it is approved as it stands',
      right: 'records.read',
      answer: 'BatchPublicView',
      handle: async ({ params, actor }) => viewOf(await views.foresee(params['batchId'] ?? '', actor)),
    }),

    operation({
      method: 'put',
      path: '/batches/{batchId}/public-view',
      tag: 'batches',
      summary: 'Choose which events of a batch buyers see, where the department leaves the choice',
      right: 'records.write',
      body: 'BatchPublicity',
      answer: 'BatchPublicView',
      changes: true,
      handle: async ({ params, body, rev, by }) =>
        viewOf(await views.choose(params['batchId'] ?? '', body, { rev, by })),
    }),
  ];
}

type Foreseen = Awaited<ReturnType<BatchPublicViewService['foresee']>>;

function viewOf({ rev, choices, timeline: { stages, gaps, inputs } }: Foreseen): BatchPublicView {
  return {
    rev,
    choices,
    stages: stages.map(({ pictures, says: _says, on: _on, ...stage }) => ({
      ...stage,
      pictures: pictures.length,
    })),
    gaps: gaps.map(({ stage }) => stage),
    inputs: inputs.map(({ path }) => path),
  };
}
