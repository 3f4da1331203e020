import { operation } from '../../platform/operation.ts';
import type { Operation } from '../../platform/operation.ts';
import type { ReportService } from './report-service.ts';

export function reportRoutes(reports: ReportService): Operation[] {
  return [
    operation({
      method: 'post',
      path: '/reports',
      tag: 'reports',
      summary: 'Tell the department what is wrong with goods; no account is needed',
      right: 'anyone',
      body: 'ReportContent',
      answer: 'Report',
      status: 201,
      handle: ({ body, by, req }) => reports.file(body, req.ip ?? '', by.key),
    }),
    operation({
      method: 'get',
      path: '/reports',
      tag: 'reports',
      summary: "Consumers' reports, newest first",
      right: 'reports.read',
      query: 'ReportQuery',
      answer: 'ReportPage',
      handle: ({ query }) => reports.list(query),
    }),
  ];
}
