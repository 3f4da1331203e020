import { notFound } from '../../domain/errors.ts';
import { operation } from '../../platform/operation.ts';
import type { Operation } from '../../platform/operation.ts';
import type { RecallService } from './recall-service.ts';

export function recallRoutes(recalls: RecallService): Operation[] {
  const numberIn = (params: Record<string, string>) => params['number'] ?? '';
  return [
    operation({
      method: 'get',
      path: '/recalls',
      tag: 'recalls',
      summary: 'Recalls, newest first',
      right: 'records.read',
      query: 'RecallQuery',
      answer: 'RecallPage',
      handle: ({ query, actor }) => recalls.list(query, actor),
    }),
    operation({
      method: 'post',
      path: '/recalls',
      tag: 'recalls',
      summary: 'Recall batches of one product and put the notice before the public',
      right: 'batches.hold',
      body: 'RecallContent',
      answer: 'Recall',
      status: 201,
      handle: ({ body, by }) => recalls.publish(body, by),
    }),
    operation({
      method: 'post',
      path: '/recalls/preview',
      tag: 'recalls',
      summary: 'What the public would read; changes nothing',
      right: 'batches.hold',
      body: 'RecallContent',
      answer: 'RecallNotice',
      handle: ({ body, actor }) => recalls.preview(body, actor),
    }),
    operation({
      method: 'get',
      path: '/recalls/{number}',
      tag: 'recalls',
      summary: 'One recall, with its closing report once it ended',
      right: 'records.read',
      answer: 'Recall',
      handle: ({ params, actor }) => recalls.find(numberIn(params), actor),
    }),
    operation({
      method: 'put',
      path: '/recalls/{number}',
      tag: 'recalls',
      summary: 'Revise the notice of a recall that is not over',
      right: 'batches.hold',
      body: 'RecallContent',
      answer: 'Recall',
      changes: true,
      handle: ({ params, body, rev, by }) => recalls.revise(numberIn(params), body, { rev, by }),
    }),
    operation({
      method: 'get',
      path: '/recalls/{number}/holders',
      tag: 'recalls',
      summary: 'Who has, or had, the recalled goods: whom to call',
      right: 'records.read',
      answer: 'RecallHolders',
      handle: ({ params, actor }) => recalls.holders(numberIn(params), actor),
    }),
    operation({
      method: 'post',
      path: '/recalls/{number}/closing',
      tag: 'recalls',
      summary: 'End a recall with its report; the goods stay recalled',
      right: 'batches.hold',
      body: 'RecallClosing',
      answer: 'Recall',
      changes: true,
      handle: ({ params, body, rev, by }) => recalls.close(numberIn(params), body, { rev, by }),
    }),
    operation({
      method: 'get',
      path: '/recall-notices',
      tag: 'recalls',
      summary: 'The public notices of recalls, newest first; no account is needed',
      right: 'anyone',
      query: 'RecallNoticeQuery',
      answer: 'RecallNoticePage',
      handle: ({ query }) => recalls.notices(query),
    }),
    operation({
      method: 'get',
      path: '/recall-notices/{number}',
      tag: 'recalls',
      summary: 'One public notice; no account is needed',
      right: 'anyone',
      answer: 'RecallNotice',
      async handle({ params }) {
        const notice = await recalls.notice(numberIn(params));
        if (!notice) throw notFound();
        return notice;
      },
    }),
  ];
}
