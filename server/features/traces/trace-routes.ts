import { operation } from '../../platform/operation.ts';
import type { Operation } from '../../platform/operation.ts';
import { wordsOf } from '../../platform/request-context.ts';
import { drillSheet } from './drill-sheet.ts';
import type { DrillService } from './drill-service.ts';
import { traceSheet } from './trace-sheet.ts';
import type { TraceService } from './trace-service.ts';

export function traceRoutes({ traces, drills }: { traces: TraceService; drills: DrillService }): Operation[] {
  return [
    operation({
      method: 'get',
      path: '/batches/{batchId}/trace',
      tag: 'traces',
      summary: 'Where a batch came from and where it went, with quantities',
      right: 'records.read',
      query: 'TraceQuery',
      answer: 'Trace',
      handle: ({ params, query, actor }) => traces.trace(params['batchId'] ?? '', query, actor),
    }),
    operation({
      method: 'get',
      path: '/batches/{batchId}/trace.xlsx',
      tag: 'traces',
      summary: 'The same as a spreadsheet, in the caller’s language',
      right: 'records.read',
      query: 'TraceQuery',
      answer: 'binary',
      handle: async ({ params, query, actor, req }) =>
        traceSheet(await traces.trace(params['batchId'] ?? '', query, actor), wordsOf(req)),
    }),
    operation({
      method: 'get',
      path: '/recall-drills',
      tag: 'traces',
      summary: 'Rehearsed recalls, newest first',
      right: 'drills.read',
      query: 'RecallDrillQuery',
      answer: 'RecallDrillPage',
      handle: ({ query, actor }) => drills.list(query, actor),
    }),
    operation({
      method: 'post',
      path: '/recall-drills',
      tag: 'traces',
      summary: 'Rehearse the recall of a batch: what it reached, how much of it is located, whom to call',
      right: 'drills.run',
      body: 'RecallDrillContent',
      answer: 'RecallDrill',
      status: 201,
      handle: ({ body, by }) => drills.start(body, by),
    }),
    operation({
      method: 'get',
      path: '/recall-drills/{drillId}',
      tag: 'traces',
      summary: 'One rehearsed recall',
      right: 'drills.read',
      answer: 'RecallDrill',
      handle: ({ params, actor }) => drills.find(params['drillId'] ?? '', actor),
    }),
    operation({
      method: 'get',
      path: '/recall-drills/{drillId}/report.xlsx',
      tag: 'traces',
      summary: 'One rehearsed recall as a spreadsheet, in the caller’s language',
      right: 'drills.read',
      answer: 'binary',
      handle: async ({ params, actor, req }) =>
        drillSheet(await drills.find(params['drillId'] ?? '', actor), wordsOf(req)),
    }),
    operation({
      method: 'post',
      path: '/recall-drills/{drillId}/finish',
      tag: 'traces',
      summary: 'End a rehearsed recall: who was reached',
      right: 'drills.run',
      body: 'RecallDrillFinish',
      answer: 'RecallDrill',
      changes: true,
      handle: ({ params, body, rev, by }) => drills.finish(params['drillId'] ?? '', body, { rev, by }),
    }),
  ];
}
