import type { Actor } from '../../domain/roles.ts';
import type { SearchGroup } from '../../lookup/search-service.ts';
import type { SearchItem } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import { addressOf } from '../department/desk-visit.ts';
import { pagination } from '../shared/data-table.ts';
import { emptyState, notice } from '../shared/notices.ts';
import type { Frame, Page } from '../shared/page-layout.ts';
import { pageHead, tabLinks } from '../shared/page-parts.ts';
import { foundAddress } from './search-addresses.ts';
import { foundTag } from './search-words.ts';

export interface Shown {
  frame: Frame;
  actor: Actor;
  q: string;
  kind: SearchItem['kind'] | undefined;
  kinds: readonly SearchItem['kind'][];
  groups: readonly SearchGroup[];
  readAs: string | null;
  next?: string | undefined;
  isContinued?: boolean | undefined;
  trouble?: 'empty' | 'no-words' | 'too-long' | undefined;
}

/** What was found, grouped by kind; the kind stands in the address. */
export function searchPage(shown: Shown): Page {
  const { frame, q, groups, readAs, trouble } = shown;
  const { t } = frame;
  const title = trouble === undefined ? t('search.results-title', { words: q }) : t('search.title');
  const body = html`${pageHead({ title })}
  ${trouble === undefined && tabLinks({ label: t('search.kinds'), tabs: tabsOf(shown) })}
  ${
    readAs !== null &&
    notice({
      t,
      kind: 'info',
      title: t('search.read-as-title'),
      body: t('search.read-as', { words: readAs }),
    })
  }
  ${groups.map((group) => section(shown, group))} ${groups.length === 0 && nothing(t, trouble)}
  ${pagination({
    t,
    previousHref: shown.isContinued ? addressFor(shown, shown.kind) : undefined,
    nextHref: shown.next === undefined ? undefined : addressFor(shown, shown.kind, shown.next),
  })}`;
  const isSample = groups.some(({ items }) => items.some(({ sample }) => sample));
  return { title, isSample, body };
}

function tabsOf(shown: Shown) {
  const { frame, kind, kinds } = shown;
  const all = {
    href: addressFor(shown, undefined),
    label: frame.t('search.all'),
    isCurrent: kind === undefined,
  };
  return [
    all,
    ...kinds.map((one) => ({
      href: addressFor(shown, one),
      label: frame.t(`search.kind-${one}`),
      isCurrent: one === kind,
    })),
  ];
}

function section(shown: Shown, { kind, items, hasMore }: SearchGroup): Html {
  const { t } = shown.frame;
  const label = t(`search.kind-${kind}`);
  const more =
    hasMore && html`<p><a href="${addressFor(shown, kind)}">${t('search.more', { kind: label })}</a></p>`;
  return html`<section class="stack-close" aria-labelledby="found-${kind}">
    <h2 id="found-${kind}">${label}</h2>
    <ul class="found">
      ${items.map((item) => found(shown, item))}
    </ul>
    ${more}
  </section>`;
}

function found({ frame: { t }, actor }: Shown, item: SearchItem): Html {
  const { title, code, organisation, kind } = item;
  const isOther = organisation !== null && organisation.id !== actor.organisation && kind !== 'organisation';
  const notes: Hole[] = [
    code !== null && html`<span class="code">${code}</span>`,
    isOther && html`<span>${organisation.name}</span>`,
  ];
  return html`<li>
    <a href="${foundAddress(item, actor)}">${title}</a>
    <span class="found-notes">${notes} ${foundTag(t, item)}</span>
  </li>`;
}

function nothing(t: Translate, trouble: Shown['trouble']): Html {
  return trouble === undefined
    ? emptyState({ icon: 'search', title: t('search.none-title'), sentence: t('search.none-next') })
    : emptyState({ icon: 'search', title: t(`search.${trouble}-title`), sentence: t('search.hint') });
}

function addressFor({ q }: Shown, kind: SearchItem['kind'] | undefined, after?: string): string {
  return addressOf('/search', { q, kind, after });
}
