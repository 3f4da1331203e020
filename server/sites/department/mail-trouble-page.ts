import { Router } from 'express';
import type { Request } from 'express';
import { requireSignIn } from '../../features/accounts/page-session.ts';
import type { MailTroubles } from '../../features/notices/mail-troubles.ts';
import { formatInstant } from '../../domain/vietnamese-format.ts';
import type { MailTroubleList } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import { dataTable } from '../shared/data-table.ts';
import { layout } from '../shared/page-layout.ts';
import type { Frame } from '../shared/page-layout.ts';
import { breadcrumb, pageHead } from '../shared/page-parts.ts';
import { statusTag } from '../shared/status-tag.ts';
import { needs } from './desk-visit.ts';

interface TroublePages {
  mailTroubles: MailTroubles;
  frameFor: (req: Request) => Frame;
}

const users = '/department/users';

/** Whom no mail reaches, for the administrator. */
export function mailTroublePage({ mailTroubles, frameFor }: TroublePages): Router {
  const router = Router();
  router.get('/department/mail-troubles', requireSignIn, needs('users.write'), async (req, res) => {
    const frame = frameFor(req);
    const { t, lang } = frame;
    const { items } = await mailTroubles();
    const title = t('notice.troubles');
    const body = html`${breadcrumb({ t, trail: [{ href: users, label: t('account.users-title') }], current: title })}
    ${pageHead({ title, lead: t('notice.troubles-lead') })}
    ${dataTable<MailTroubleList['items'][number]>({
      caption: title,
      isCaptionHidden: true,
      columns: [
        {
          head: t('notice.trouble-who'),
          cell: ({ user: { id, name } }) => html`<a href="${users}/${id}">${name}</a>`,
        },
        { head: t('notice.email-field'), cell: ({ email }) => email },
        {
          head: t('notice.state'),
          kind: 'tight',
          cell: ({ isLasting }) =>
            isLasting
              ? statusTag({ kind: 'stop', text: t('notice.trouble-lasting') })
              : statusTag({ kind: 'warn', text: t('notice.trouble-new') }),
        },
        {
          head: t('notice.trouble-since'),
          kind: 'date',
          cell: ({ since }) => formatInstant(new Date(since), lang),
        },
        { head: t('notice.trouble-reason'), cell: ({ reason }) => reason },
      ],
      rows: items,
      empty: { icon: 'check', title: t('notice.troubles-none'), sentence: t('notice.troubles-none-next') },
    })}`;
    res
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(layout(frame, { title, current: 'users', body }).markup);
  });
  return router;
}
