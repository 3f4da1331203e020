import { attributes, html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import { icon } from './icons.ts';
import { emptyState } from './notices.ts';
import type { EmptyState } from './notices.ts';

export interface Column<Row> {
  /** The column's head, and the label of its cells on a phone; empty for a column of actions. */
  head: string;
  cell: (row: Row) => Hole;
  kind?: 'number' | 'date' | 'tight' | undefined;
}

interface DataTable<Row> {
  caption: string;
  /** The caption repeats the page's title: for screen readers only. */
  isCaptionHidden?: boolean | undefined;
  /** The first column names the row. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  toolbar?: Hole;
  /** Shown in place of a table without rows. */
  empty: EmptyState;
  pagination?: Hole;
}

/**
 * A list of records. Below 48 rem each row becomes a card; the roles keep it a table for screen readers,
 * which a changed `display` would take away.
 */
export function dataTable<Row>(table: DataTable<Row>): Html {
  const { caption, isCaptionHidden, columns, rows, toolbar, empty, pagination } = table;
  if (rows.length === 0) return html`<div>${toolbarSlot(toolbar)} ${emptyState(empty)} ${pagination}</div>`;
  return html`<div>
    ${toolbarSlot(toolbar)}
    <table class="table" role="table">
      <caption ${attributes({ class: isCaptionHidden && 'unseen' })}>
        ${caption}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map(headCell)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rows.map(
          (row) =>
            html`<tr role="row">
              ${columns.map((column, index) => bodyCell(column, row, index))}
            </tr>`,
        )}
      </tbody>
    </table>
    ${pagination}
  </div>`;
}

function toolbarSlot(toolbar: Hole): Hole {
  return toolbar && html`<div class="table-toolbar">${toolbar}</div>`;
}

function headCell<Row>({ head, kind }: Column<Row>): Html {
  return head === ''
    ? html`<td role="cell"></td>`
    : html`<th ${attributes({ scope: 'col', role: 'columnheader', class: cellClass(kind) })}>${head}</th>`;
}

function bodyCell<Row>({ head, kind, cell }: Column<Row>, row: Row, index: number): Html {
  return index === 0
    ? html`<th ${attributes({ scope: 'row', role: 'rowheader', class: cellClass(kind) })}>${cell(row)}</th>`
    : html`<td ${attributes({ role: 'cell', 'data-label': head, class: cellClass(kind) })}>
        <div class="cell">${cell(row)}</div>
      </td>`;
}

function cellClass(kind: Column<unknown>['kind']): string | undefined {
  return kind && `cell-${kind}`;
}

/** Cursor pages know neither their number nor the last one: only a way on, and back to the start. */
export function pagination({
  t,
  previousHref,
  nextHref,
}: {
  t: Translate;
  previousHref?: string | undefined;
  nextHref?: string | undefined;
}): Hole {
  if (previousHref === undefined && nextHref === undefined) return undefined;
  return html`<nav class="pagination" aria-label="${t('ui.pages')}">
    ${previousHref === undefined ? html`<span></span>` : html`<a href="${previousHref}" rel="prev">${icon('arrow-left')}${t('ui.previous-page')}</a>`}
    ${nextHref !== undefined && html`<a href="${nextHref}" rel="next">${t('common.next-page')}${icon('arrow')}</a>`}
  </nav>`;
}

/** Filters live in the address: a GET form, its fields from `formFor(t, { values, isFilter: true })`, and a link that clears them. */
export function filterBar({
  t,
  action,
  fields,
  clearHref,
}: {
  t: Translate;
  action: string;
  fields: Hole;
  clearHref?: string | undefined;
}): Html {
  return html`<form
    class="filters"
    method="get"
    action="${action}"
    role="search"
    aria-label="${t('ui.filters-label')}"
  >
    ${fields}
    <div class="filters-tail">
      <button class="button">${icon('search')}${t('ui.filter')}</button>
      ${clearHref !== undefined && html`<a class="button button-quiet" href="${clearHref}">${t('ui.filter-clear')}</a>`}
    </div>
  </form>`;
}

/** Acts on the rows ticked: its own words say which rows it leaves out. */
export function batchActions({ sentence, buttons }: { sentence: string; buttons: Hole }): Html {
  return html`<div class="batch-actions">
    <p>${sentence}</p>
    ${buttons}
  </div>`;
}
