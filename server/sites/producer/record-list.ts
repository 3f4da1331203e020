import { reviewStates } from '../../domain/review-table.ts';
import type { RecordView } from '../../ledger/record-view.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { dataTable, filterBar, pagination } from '../shared/data-table.ts';
import { formFor } from '../shared/form.ts';
import { linkButton, pageHead } from '../shared/page-parts.ts';
import { hrefOf, stateIn } from './record-kind.ts';
import type { RecordKind } from './record-kind.ts';
import { send, timeText } from './visit.ts';
import type { Visit } from './visit.ts';

type ListedKind = 'place' | 'product' | 'certificate' | 'batch';

/** The list of one kind: found by name without accents, by state, page by page. */
export async function sendRecordList<Content extends object, View extends RecordView<Content>, Choices>(
  kind: RecordKind<Content, View, Choices> & { kind: ListedKind },
  visit: Visit,
): Promise<void> {
  const { t, req } = visit;
  const q = textOf(req.query['q']).slice(0, 100);
  const state = stateIn(req.query['state']);
  const after = /^[0-9a-f]{24}$/.exec(textOf(req.query['after']))?.[0];
  const { items, next } = await kind.records.list(visit.actor, { q: q || undefined, state, after });
  const isFiltered = q !== '' || state !== undefined;
  const hrefWith = (params: Record<string, string | undefined>) =>
    addressOf(kind.root, { q, state, ...params });
  const title = t(`producer.${kind.kind}-list`);
  const table = dataTable<View>({
    caption: title,
    isCaptionHidden: true,
    columns: [
      {
        head: t('producer.name'),
        cell: ({ id, title: name }) => html`<a href="${hrefOf(kind, id)}">${name}</a>`,
      },
      ...kind.columns(visit),
      { head: t('producer.updated'), kind: 'tight', cell: ({ updatedAt }) => timeText(updatedAt, visit) },
    ],
    rows: items,
    toolbar:
      (isFiltered || items.length > 0 || after !== undefined) && toolbar(kind.root, visit, { q, state }),
    empty: isFiltered
      ? { icon: 'search', title: t('producer.nothing-found'), sentence: t('producer.nothing-found-next') }
      : {
          icon: kind.icon,
          title: t(`producer.${kind.kind}-empty`),
          sentence: t(`producer.${kind.kind}-empty-next`),
          action: newButton(kind, visit),
        },
    pagination: pagination({
      t,
      previousHref: after === undefined ? undefined : hrefWith({}),
      nextHref: next === undefined ? undefined : hrefWith({ after: next }),
    }),
  });
  const body = html`${pageHead({
    title,
    lead: t(`producer.${kind.kind}-lead`),
    actions: items.length > 0 && newButton(kind, visit),
  })}
  ${table}`;
  send(visit, { title, current: kind.kind, body, isSample: items.some(({ sample }) => sample) });
}

function newButton({ root, kind }: { root: string; kind: ListedKind }, { t, mayWrite }: Visit): Html | false {
  return (
    mayWrite &&
    linkButton({ href: `${root}/new`, label: t(`producer.${kind}-new`), kind: 'primary', icon: 'plus' })
  );
}

function toolbar(root: string, { t }: Visit, values: { q: string; state: string | undefined }): Html {
  const form = formFor(t, { values, isFilter: true });
  const options = reviewStates.map((value) => ({ value, label: t(`review.state-${value}`) }));
  return filterBar({
    t,
    action: root,
    fields: html`${form.text('q', { label: t('producer.search'), type: 'search' })}
    ${form.select('state', { label: t('producer.state'), options, prompt: t('producer.any-state') })}`,
    clearHref: values.q === '' && values.state === undefined ? undefined : root,
  });
}

function addressOf(root: string, params: Record<string, string | undefined>): string {
  const given = Object.entries(params).filter((pair): pair is [string, string] => !!pair[1]);
  const query = new URLSearchParams(given).toString();
  return query === '' ? root : `${root}?${query}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
