import { operation } from '../../platform/operation.ts';
import type { Operation } from '../../platform/operation.ts';
import type { MarkService } from './mark-service.ts';

export function markRoutes(marks: MarkService): Operation[] {
  return [
    operation({
      method: 'get',
      path: '/marks',
      tag: 'marks',
      summary: 'The register of marks, newest first',
      right: 'records.read',
      query: 'MarkQuery',
      answer: 'MarkPage',
      handle: ({ query }) => marks.list(query),
    }),
    operation({
      method: 'post',
      path: '/marks',
      tag: 'marks',
      summary: 'Write down a mark, at whatever stage it is',
      right: 'marks.write',
      body: 'MarkContent',
      answer: 'Mark',
      status: 201,
      handle: ({ body, by }) => marks.create(body, by),
    }),
    operation({
      method: 'get',
      path: '/marks/{markId}',
      tag: 'marks',
      summary: 'One mark',
      right: 'records.read',
      answer: 'Mark',
      handle: ({ params }) => marks.find(params['markId'] ?? ''),
    }),
    operation({
      method: 'put',
      path: '/marks/{markId}',
      tag: 'marks',
      summary: 'Replace the facts of a mark',
      right: 'marks.write',
      body: 'MarkContent',
      answer: 'Mark',
      changes: true,
      handle: ({ params, body, rev, by }) => marks.edit(params['markId'] ?? '', body, { rev, by }),
    }),
  ];
}
