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
    decision('recall', 'Recall a batch, for good', batches.recall),
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
