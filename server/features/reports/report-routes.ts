import { operation } from '../../platform/operation.ts';
import type { Operation } from '../../platform/operation.ts';
import { receivePicture } from './report-picture.ts';
import type { ReportService } from './report-service.ts';

export function reportRoutes(reports: ReportService): Operation[] {
  return [
    operation({
      method: 'post',
      path: '/reports',
      tag: 'reports',
      summary:
        'Tell the department what is wrong with goods, as JSON or as a form with a picture; no account is needed',
      right: 'anyone',
      body: 'ReportContent',
      answer: 'Report',
      status: 201,
      middleware: receivePicture(reports),
      handle: ({ body, by, req }) => reports.file(body, req.ip ?? '', { key: by.key, picture: req.file }),
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
