import { operation } from '../../platform/operation.ts';
import type { Operation } from '../../platform/operation.ts';
import { languageOf } from '../../platform/request-context.ts';
import type { MailTroubles } from './mail-troubles.ts';
import type { MailboxService } from './mailbox-service.ts';
import type { NoticeService } from './notice-service.ts';

interface NoticeParts {
  notices: NoticeService;
  mailboxes: MailboxService;
  troubles: MailTroubles;
}

export function noticeRoutes({ notices, mailboxes, troubles }: NoticeParts): Operation[] {
  return [
    operation({
      method: 'get',
      path: '/notices',
      tag: 'notices',
      summary: 'What the caller was told, the latest first',
      right: 'own-account',
      query: 'NoticeQuery',
      answer: 'NoticePage',
      handle: ({ query, actor, req }) => notices.list(query, actor, languageOf(req)),
    }),

    operation({
      method: 'put',
      path: '/notices/{noticeId}/reading',
      tag: 'notices',
      summary: 'Mark one notice as read',
      right: 'own-account',
      answer: 'Notice',
      handle: ({ params, actor, req }) => notices.read(params['noticeId'] ?? '', actor, languageOf(req)),
    }),

    operation({
      method: 'put',
      path: '/notices/reading',
      tag: 'notices',
      summary: 'Mark all notices as read',
      right: 'own-account',
      answer: 'nothing',
      handle: ({ actor }) => notices.readAll(actor),
    }),

    operation({
      method: 'get',
      path: '/me/notice-settings',
      tag: 'notices',
      summary: 'How the caller is told by e-mail',
      right: 'own-account',
      answer: 'NoticeSettings',
      handle: ({ actor }) => mailboxes.settings(actor),
    }),

    operation({
      method: 'put',
      path: '/me/notice-settings',
      tag: 'notices',
      summary: 'Choose how to be told by e-mail: at once, daily or never, by kind',
      right: 'own-account',
      body: 'NoticeSettingsContent',
      answer: 'NoticeSettings',
      handle: ({ body, actor }) => mailboxes.choose(body, actor),
    }),

    operation({
      method: 'put',
      path: '/me/email',
      tag: 'notices',
      summary: 'Ask for another e-mail address; it holds once the link that is sent to it was followed',
      right: 'own-account',
      body: 'EmailChange',
      answer: 'NoticeSettings',
      handle: ({ body, actor }) => mailboxes.ask(body.email, actor),
    }),

    operation({
      method: 'post',
      path: '/me/email/confirmation',
      tag: 'notices',
      summary: 'Confirm an e-mail address by the word in its link',
      right: 'own-account',
      body: 'EmailConfirmation',
      answer: 'NoticeSettings',
      status: 200,
      handle: ({ body, by }) => mailboxes.confirm(body.token, by),
    }),

    operation({
      method: 'get',
      path: '/mail-troubles',
      tag: 'notices',
      summary: 'People whom no e-mail reaches',
      right: 'users.write',
      answer: 'MailTroubleList',
      handle: () => troubles(),
    }),
  ];
}
