import { noticeKinds } from '../../domain/notice-rules.ts';
import type { NoticeKind } from '../../domain/notice-rules.ts';
import { formatInstant } from '../../domain/vietnamese-format.ts';
import type { Notice, NoticePage, NoticeQuery } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import { dataTable, pagination } from '../shared/data-table.ts';
import { formFor, submitButton } from '../shared/form.ts';
import { layout } from '../shared/page-layout.ts';
import type { Frame } from '../shared/page-layout.ts';
import { linkButton, pageHead, tabLinks } from '../shared/page-parts.ts';
import { statusTag } from '../shared/status-tag.ts';

export const noticesRoot = '/account/notices';

interface ListPage {
  page: NoticePage;
  query: NoticeQuery;
  /** The kinds that this reader is told of. */
  kinds: readonly NoticeKind[];
  flash: Hole;
}

export function noticeListPage(frame: Frame, { page, query, kinds, flash }: ListPage): Html {
  const { t, lang } = frame;
  const title = t('notice.title');
  const isUnread = query.state === 'unread';
  const actions = html`${page.unread > 0 && readAllForm(t)}
  ${linkButton({ href: `${noticesRoot}/settings`, label: t('notice.settings') })}`;
  const table = dataTable<Notice>({
    caption: title,
    isCaptionHidden: true,
    columns: [
      {
        head: t('notice.about'),
        cell: ({ id, text, readAt, settledAt }) => {
          const link = html`<a href="${noticesRoot}/${id}">${text}</a>`;
          return readAt === null && settledAt === null ? html`<strong>${link}</strong>` : link;
        },
      },
      { head: t('notice.state'), kind: 'tight', cell: (one) => stateTag(one, t) },
      { head: t('notice.at'), kind: 'date', cell: ({ at }) => formatInstant(new Date(at), lang) },
      { head: '', kind: 'tight', cell: (one) => readForm(one, t) },
    ],
    rows: page.items,
    toolbar: kinds.length > 1 && filterForm(t, query, kinds),
    empty: {
      icon: 'check',
      title: t(isUnread ? 'notice.none-unread' : 'notice.none'),
      sentence: t('notice.none-next'),
      action: isUnread && linkButton({ href: noticesRoot, label: t('notice.all-of-them') }),
    },
    pagination: pagination({
      t,
      previousHref: query.after === undefined ? undefined : listAddress({ ...query, after: undefined }),
      nextHref: page.next === undefined ? undefined : listAddress({ ...query, after: page.next }),
    }),
  });
  const body = html`${pageHead({ title, lead: t('notice.lead'), actions })}
  ${stateTabs(t, query, page.unread)} ${table}`;
  return layout(frame, { title, current: 'notices', flash, body });
}

export function isNoticeKind(text: unknown): text is NoticeKind {
  return noticeKinds.some((kind) => kind === text);
}

function stateTabs(t: Translate, query: NoticeQuery, unread: number): Html {
  const { kind } = query;
  const isUnread = query.state === 'unread';
  return tabLinks({
    label: t('notice.state'),
    tabs: [
      { href: listAddress({ kind }), label: t('notice.state-all'), isCurrent: !isUnread },
      {
        href: listAddress({ state: 'unread', kind }),
        label: t('notice.state-unread'),
        count: unread,
        isCurrent: isUnread,
      },
    ],
  });
}

function filterForm(t: Translate, { state, kind }: NoticeQuery, kinds: readonly NoticeKind[]): Html {
  const form = formFor(t, { values: { kind }, isFilter: true });
  const options = kinds.map((value) => ({ value, label: t(`notice.name-${value}`) }));
  return form.enclose({
    action: noticesRoot,
    isGet: true,
    isWide: true,
    hidden: { state: state === 'unread' ? 'unread' : undefined },
    body: form.select('kind', { label: t('notice.kind'), options, prompt: t('notice.kind-any') }),
    bar: html`<p class="buttons">${submitButton({ label: t('notice.show') })}</p>`,
  });
}

function stateTag({ readAt, settledAt }: Notice, t: Translate): Html {
  if (settledAt !== null) return statusTag({ kind: 'good', text: t('notice.settled-tag') });
  return readAt === null
    ? statusTag({ kind: 'info', text: t('notice.unread') })
    : statusTag({ kind: 'neutral', text: t('notice.read') });
}

function readForm({ id, text, readAt, settledAt }: Notice, t: Translate): Hole {
  if (readAt !== null || settledAt !== null) return undefined;
  return html`<form method="post" action="${noticesRoot}/${id}/reading">
    <button class="button button-quiet">${t('notice.read-one')}<span class="unseen"> ${text}</span></button>
  </form>`;
}

function readAllForm(t: Translate): Html {
  return html`<form method="post" action="${noticesRoot}/reading">
    ${submitButton({ label: t('notice.read-all') })}
  </form>`;
}

/** The list with these filters; what is undefined is left out. */
function listAddress({
  state,
  kind,
  after,
}: { [Name in keyof NoticeQuery]?: NoticeQuery[Name] | undefined }): string {
  const given = Object.entries({ state, kind, after }).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  const query = new URLSearchParams(given.filter(([, value]) => value !== 'all')).toString();
  return query === '' ? noticesRoot : `${noticesRoot}?${query}`;
}
