import { recordOperations } from '../../ledger/record-operations.ts';
import { operation } from '../../platform/operation.ts';
import type { Operation } from '../../platform/operation.ts';
import type { BatchService } from './batch-service.ts';

export function batchRoutes(batches: BatchService): Operation[] {
  return [
    operation({
      method: 'get',
      path: '/batches/template',
      tag: 'batches',
      summary: 'What a new batch starts with: the producer’s last one',
      right: 'records.write',
      answer: 'BatchTemplate',
      handle: ({ actor }) => batches.template(actor),
    }),
    ...recordOperations(
      { many: 'batches', one: 'batch', content: 'BatchContent', view: 'Batch', page: 'BatchPage' },
      batches,
    ),
    decision('suspension', 'Suspend a batch while something is cleared up', batches.suspend),
    decision('restoration', 'Lift the suspension of a batch', batches.restore),
    decision(
      'taking-down',
      'Take down for good what was said of a suspended batch: by another officer, once the trader was heard',
      batches.takeDown,
    ),
    decision(
      'recall',
      'Recall a batch at once, for good; its public notice follows at /recalls',
      batches.recall,
    ),
    operation({
      method: 'post',
      path: '/batches/{batchId}/explanation',
      tag: 'batches',
      summary: 'Explain what a suspension asks about; once, within 24 hours',
      right: 'records.submit',
      body: 'Explanation',
      answer: 'Batch',
      handle: ({ params, body, by }) => batches.explain(params['batchId'] ?? '', body, by),
    }),
    operation({
      method: 'get',
      path: '/suspensions',
      tag: 'batches',
      summary: 'Suspended batches, the one that must be explained first at the top',
      right: 'records.read',
      query: 'SuspensionQuery',
      answer: 'SuspensionPage',
      handle: ({ query, actor }) => batches.suspended(query, actor),
    }),
    operation({
      method: 'post',
      path: '/batches/{batchId}/closing',
      tag: 'batches',
      summary: 'Close a batch: nothing more will be recorded',
      right: 'records.submit',
      answer: 'Batch',
      handle: ({ params, by }) => batches.close(params['batchId'] ?? '', by),
    }),
  ];
}

function decision(noun: string, summary: string, decide: BatchService['recall']): Operation {
  return operation({
    method: 'post',
    path: `/batches/{batchId}/${noun}`,
    tag: 'batches',
    summary,
    right: 'batches.hold',
    body: 'ReasonGiven',
    answer: 'Batch',
    handle: ({ params, body, by }) => decide(params['batchId'] ?? '', body.reason, by),
  });
}
