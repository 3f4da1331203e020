import { operation } from '../../platform/operation.ts';
import type { Operation } from '../../platform/operation.ts';
import type { JobRunService } from './job-run-service.ts';

export function jobRunRoutes(runs: JobRunService): Operation[] {
  return [
    operation({
      method: 'get',
      path: '/job-runs',
      tag: 'jobs',
      summary: 'What the daily jobs did, newest first; kept for 90 days',
      right: 'jobs.read',
      query: 'JobRunQuery',
      answer: 'JobRunPage',
      handle: ({ query }) => runs.list(query),
    }),
  ];
}
