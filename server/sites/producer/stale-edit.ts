import type { RecordView } from '../../ledger/record-view.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { dataTable } from '../shared/data-table.ts';
import type { FieldValues } from '../shared/form-state.ts';
import { notice } from '../shared/notices.ts';
import type { ContentRow } from '../shared/content-rows.ts';
import type { FactServices } from './record-facts.ts';
import type { RecordKind } from './record-kind.ts';
import { factsOf } from './record-facts.ts';
import { timeText } from './visit.ts';
import type { Visit } from './visit.ts';

interface Row {
  term: string;
  yours: Hole;
  current: Hole;
}

/**
 * Somebody saved in between. Nothing was overwritten: what was typed stands in the form below, what differs from
 * the record as it is now stands here, side by side.
 */
export async function comparison<Content extends object, View extends RecordView<Content>, Choices>(
  kind: RecordKind<Content, View, Choices>,
  services: FactServices,
  visit: Visit,
  { view, values }: { view: View; values: FieldValues },
): Promise<Html> {
  const { t, lang } = visit;
  const typed = kind.contentFrom(values, lang).content as Content;
  const yours = await factsOf(kind, services, visit, typed);
  const current = await factsOf(kind, services, visit, view.content);
  const rows = differing(yours, current);
  return html`${notice({
    t,
    kind: 'warn',
    title: t('producer.stale-title', { time: timeText(view.updatedAt, visit) }),
    body: t('producer.stale-next'),
  })}
  ${dataTable<Row>({
    caption: t('producer.stale-caption'),
    columns: [
      { head: t('producer.stale-field'), cell: ({ term }) => term },
      { head: t('ui.your-version'), cell: ({ yours: value }) => orNothing(value, t) },
      { head: t('ui.current-version'), cell: ({ current: value }) => orNothing(value, t) },
    ],
    rows,
    empty: { icon: 'check', title: t('producer.stale-same') },
  })}`;
}

function orNothing(value: Hole, t: Visit['t']): Hole {
  return html`${value}`.markup === '' ? t('ui.not-given') : value;
}

function differing(yours: readonly ContentRow[], current: readonly ContentRow[]): Row[] {
  const terms = new Set([...yours, ...current].map(({ term }) => term));
  const valueIn = (rows: readonly ContentRow[], term: string) => rows.find((row) => row.term === term)?.value;
  return [...terms]
    .map((term) => ({ term, yours: valueIn(yours, term), current: valueIn(current, term) }))
    .filter((row) => html`${row.yours}`.markup !== html`${row.current}`.markup);
}
