import { formatDate, formatInstant } from '../../domain/vietnamese-format.ts';
import type { Handover } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { amount } from './balance-words.ts';
import type { Words } from './balance-words.ts';
import { dataTable } from './data-table.ts';
import type { Column } from './data-table.ts';
import { differenceText, handoverTag, lotTag } from './handover-words.ts';
import type { EmptyState } from './notices.ts';
import { summaryList } from './record-parts.ts';
import { statusTag } from './status-tag.ts';

type Line = Handover['lines'][number];

/** The lots of a hand-over: what was sent, what arrived, the difference. */
export function handoverLines({ lines }: Handover, words: Words, lotCell: (line: Line) => Hole): Html {
  const { t } = words;
  return dataTable<Line>({
    caption: t('handover.lots'),
    columns: [
      { head: t('handover.lot-column'), cell: lotCell },
      { head: t('handover.lot-state'), kind: 'tight', cell: ({ lotState }) => lotTag(t, lotState) },
      { head: t('handover.sent'), kind: 'number', cell: ({ sent }) => amount(sent, words) },
      {
        head: t('handover.received'),
        kind: 'number',
        cell: ({ received }) => received && amount(received, words),
      },
      {
        head: t('handover.difference'),
        cell: (line) =>
          line.difference
            ? statusTag({ kind: 'warn', text: differenceText(line, words) })
            : differenceText(line, words),
      },
    ],
    rows: lines,
    empty: { icon: 'box', title: t('handover.lots') },
  });
}

/** Who, when, by which papers, and what was said. */
export function handoverFacts(handover: Handover, { t, lang }: Words): Html {
  const { sentOn, receivedOn, document, receiptDocument, note, receiptNote, reason } = handover;
  const { sender, receiver, sentBy, sentAt, decidedBy, decidedAt } = handover;
  const told = (by: string, at: string) =>
    t('handover.recorded-by', { by, at: formatInstant(new Date(at), lang) });
  return summaryList(
    [
      { term: t('handover.sender'), value: sender.name },
      { term: t('handover.receiver'), value: receiver.name },
      { term: t('handover.sent-on'), value: formatDate(sentOn, lang) },
      { term: t('handover.received-on'), value: receivedOn && formatDate(receivedOn, lang) },
      { term: t('handover.document'), value: document },
      { term: t('handover.receipt-document'), value: receiptDocument },
      { term: t('handover.note'), value: note },
      { term: t('handover.receipt-note'), value: receiptNote },
      { term: t('handover.reason'), value: reason },
      { term: t('handover.sent-by'), value: told(sentBy, sentAt) },
      {
        term: t('handover.decided-by'),
        value: decidedBy !== null && decidedAt !== null ? told(decidedBy, decidedAt) : null,
      },
    ].filter(({ value }) => value !== null && value !== ''),
  );
}

interface HandoverTable {
  caption: string;
  rows: readonly Handover[];
  /** Where one is read. */
  hrefOf: (handover: Handover) => string;
  empty: EmptyState;
  pagination?: Hole;
}

export function handoverTable(
  { caption, rows, hrefOf, empty, pagination }: HandoverTable,
  words: Words,
): Html {
  const { t, lang } = words;
  const columns: Column<Handover>[] = [
    {
      head: t('handover.lot-column'),
      cell: (one) =>
        html`<a href="${hrefOf(one)}"
          >${one.lines.map(({ title, sent }, at) => html`${at > 0 && '; '}${title} (${amount(sent, words)})`)}</a
        >`,
    },
    { head: t('handover.sender'), cell: ({ sender }) => sender.name },
    { head: t('handover.receiver'), cell: ({ receiver }) => receiver.name },
    { head: t('handover.sent-on'), kind: 'date', cell: ({ sentOn }) => formatDate(sentOn, lang) },
    { head: t('handover.state'), kind: 'tight', cell: (one) => stateCell(one, t) },
  ];
  return dataTable<Handover>({ caption, columns, rows, empty, pagination });
}

function stateCell({ state, hasDifference }: Handover, t: Words['t']): Html {
  return html`${handoverTag(t, state)}
  ${hasDifference && statusTag({ kind: 'warn', text: t('handover.has-difference') })}`;
}
