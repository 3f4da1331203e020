import { operation } from '../../platform/operation.ts';
import type { Operation } from '../../platform/operation.ts';
import type { CaseService } from './case-service.ts';

export function caseRoutes(cases: CaseService): Operation[] {
  return [
    operation({
      method: 'get',
      path: '/cases',
      tag: 'cases',
      summary: 'Matters under inspection, newest first',
      right: 'cases.read',
      query: 'CaseQuery',
      answer: 'CasePage',
      handle: ({ query }) => cases.list(query),
    }),
    operation({
      method: 'post',
      path: '/cases',
      tag: 'cases',
      summary: 'Open a case on a stamp or a batch; with a report it joins the one that is open already',
      right: 'cases.decide',
      body: 'CaseContent',
      answer: 'Case',
      status: 201,
      handle: ({ body, by }) => cases.open(body, by),
    }),
    operation({
      method: 'get',
      path: '/cases/{caseId}',
      tag: 'cases',
      summary: 'One case with all that happened in it',
      right: 'cases.read',
      answer: 'Case',
      handle: ({ params, actor }) => cases.find(params['caseId'] ?? '', actor),
    }),
    operation({
      method: 'post',
      path: '/cases/{caseId}/notes',
      tag: 'cases',
      summary: 'Write down what was seen or done',
      right: 'cases.decide',
      body: 'CaseNote',
      answer: 'Case',
      changes: true,
      handle: ({ params, body, rev, by }) => cases.note(params['caseId'] ?? '', body.text, { rev, by }),
    }),
    operation({
      method: 'post',
      path: '/cases/{caseId}/decisions',
      tag: 'cases',
      summary: 'Hold stamps, make them void, or clear the case; their pages follow within two seconds',
      right: 'cases.decide',
      body: 'CaseDecision',
      answer: 'Case',
      changes: true,
      handle: ({ params, body, rev, by }) => cases.decide(params['caseId'] ?? '', body, { rev, by }),
    }),
    operation({
      method: 'get',
      path: '/batches/{batchId}/case-notices',
      tag: 'cases',
      summary: 'What the department decided about stamps of a batch, as its producer is told',
      right: 'records.read',
      answer: 'CaseNotices',
      handle: ({ params, actor }) => cases.noticesOf(params['batchId'] ?? '', actor),
    }),
  ];
}
