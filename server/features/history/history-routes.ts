import { operation } from '../../platform/operation.ts';
import type { Operation } from '../../platform/operation.ts';
import { languageOf, wordsOf } from '../../platform/request-context.ts';
import type { HistoryService } from './history-service.ts';
import type { RecordFileService } from './record-file-service.ts';

interface Parts {
  histories: HistoryService;
  recordFiles: RecordFileService;
}

export function historyRoutes({ histories, recordFiles }: Parts): Operation[] {
  return [
    operation({
      method: 'get',
      path: '/history',
      tag: 'history',
      summary: 'Who did what to a record, and every version that was in force',
      right: 'records.read',
      query: 'HistoryQuery',
      answer: 'History',
      handle: ({ actor, query }) => histories.read(query, actor),
    }),
    operation({
      method: 'get',
      path: '/history/comparison',
      tag: 'history',
      summary: 'What differs between two versions of a record, field by field',
      right: 'records.read',
      query: 'ComparisonQuery',
      answer: 'Comparison',
      handle: ({ actor, query }) => histories.compare(query, actor),
    }),
    operation({
      method: 'post',
      path: '/history/exports',
      tag: 'history',
      summary: 'The whole file of one record, as canonical JSON or as PDF; kept in its history as an act',
      right: 'records.read',
      body: 'RecordFileOrder',
      answer: 'binary',
      handle: ({ body, by, req }) => recordFiles.export(body, by, { t: wordsOf(req), lang: languageOf(req) }),
    }),
  ];
}
