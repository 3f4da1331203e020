import { formatInstant } from '../../domain/vietnamese-format.ts';
import { distanceText, movementText } from '../../features/traces/trace-words.ts';
import type {
  RecallDrill,
  RecallDrillLot,
  RecallDrillSummary,
  StampCounts,
} from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import type { Column } from './data-table.ts';
import { dataTable } from './data-table.ts';
import { statTile, tiles } from './panels.ts';
import { code, summaryList } from './record-parts.ts';
import { statusTag } from './status-tag.ts';
import { amountText, shareText } from './trace-reading.ts';
import type { TraceReading } from './trace-reading.ts';

/** What a drill found: how much is located, what is not, stamps, whom to call, lot by lot. */
export function drillBody(reading: TraceReading, drill: RecallDrill): Html {
  const { t, lang } = reading;
  const missing = drill.lots.filter((lot) => lot.missing !== null);
  const startedAt = formatInstant(new Date(drill.startedAt), lang);
  return html`${tiles([
      statTile({ label: t('trace.located'), value: shareText(drill.located, reading) }),
      statTile({ label: t('trace.lot-count'), value: drill.lotCount }),
      statTile({ label: t('trace.contact-count'), value: drill.contacts.length }),
      statTile({ label: t('trace.unit-count'), value: drill.units.active }),
    ])}
    <p class="soft">${t('trace.located-note')}</p>
    ${summaryList([
      { term: t('trace.quantity'), value: amountText(drill.quantity, reading) },
      { term: t('trace.started-at'), value: `${startedAt}, ${drill.startedBy}` },
      ...endRows(reading, drill),
    ])}
    ${contactTable(reading, drill)}
    <section class="stack-close">
      <h2>${t('trace.not-located')}</h2>
      ${missing.length === 0 ? html`<p>${t('trace.not-located-none')}</p>` : missingList(missing, reading)}
    </section>
    ${lotTable(reading, drill)} ${unitList(t, drill.units)} ${movementTable(reading, drill)}`;
}

export function drillState(t: Translate, { finishedAt }: Pick<RecallDrillSummary, 'finishedAt'>): Html {
  return finishedAt === null
    ? statusTag({ kind: 'warn', text: t('trace.drill-running') })
    : statusTag({ kind: 'good', text: t('trace.drill-done') });
}

export function durationText(t: Translate, seconds: number | null): string | undefined {
  if (seconds === null) return undefined;
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return t('trace.duration-of', { hours, minutes, seconds: seconds % 60 });
}

function endRows({ t, lang }: TraceReading, { finishedAt, finishedBy, seconds, note }: RecallDrill) {
  if (finishedAt === null) return [];
  return [
    {
      term: t('trace.finished-at'),
      value: `${formatInstant(new Date(finishedAt), lang)}, ${finishedBy ?? ''}`,
    },
    { term: t('trace.duration'), value: durationText(t, seconds) },
    { term: t('trace.note'), value: note ?? t('ui.not-given') },
  ];
}

function contactTable({ t }: TraceReading, { contacts, finishedAt }: RecallDrill): Html {
  type Contact = RecallDrill['contacts'][number];
  const columns: Column<Contact>[] = [
    { head: t('trace.who'), cell: ({ organisation }) => organisation.name },
    { head: t('trace.person'), cell: ({ person }) => person ?? t('ui.not-given') },
    {
      head: t('trace.phone'),
      cell: ({ phone }) =>
        phone === null ? t('trace.call-department') : html`<a href="tel:${phone}">${phone}</a>`,
    },
    { head: t('trace.lot-count'), cell: ({ lots }) => lots, kind: 'number' },
  ];
  const reached: Column<Contact> = {
    head: t('trace.reached'),
    cell: (one) => t(one.reached ? 'common.yes' : 'common.no'),
  };
  return dataTable({
    caption: t('trace.contacts'),
    columns: finishedAt === null ? columns : [...columns, reached],
    rows: contacts,
    empty: { icon: 'user', title: t('trace.missing-holder'), sentence: '' },
  });
}

function missingList(lots: readonly RecallDrillLot[], { t }: TraceReading): Html {
  return html`<ul>
    ${lots.map(
      ({ lot, id, product, missing }) =>
        html`<li>${code(lot ?? id)} ${product}: ${missing && t(`trace.missing-${missing}`)}</li>`,
    )}
  </ul>`;
}

function lotTable(reading: TraceReading, { lots }: RecallDrill): Html {
  const { t, hrefOf } = reading;
  return dataTable<RecallDrillLot>({
    caption: t('trace.lots'),
    columns: [
      {
        head: t('trace.lot'),
        cell: ({ lot, id, product, batch }) => {
          const name = code(lot ?? id);
          return html`${batch === null ? name : html`<a href="${hrefOf(batch)}">${name}</a>`}
          ${product !== null && html`<br />${product}`}`;
        },
      },
      { head: t('trace.step'), cell: ({ depth }) => distanceText(t, depth, 'forward'), kind: 'tight' },
      { head: t('trace.who'), cell: ({ organisation }) => organisation?.name ?? t('trace.not-registered') },
      { head: t('trace.share'), cell: ({ share }) => shareText(share, reading), kind: 'number' },
      { head: t('trace.rests'), cell: ({ rests }) => shareText(rests, reading), kind: 'number' },
      {
        head: t('trace.units-active'),
        cell: ({ units }) => units?.active ?? t('trace.no-units'),
        kind: 'number',
      },
    ],
    rows: lots,
    empty: { icon: 'box', title: t('trace.forward-none'), sentence: '' },
  });
}

function unitList(t: Translate, units: StampCounts): Hole {
  if (units.issued === 0) return undefined;
  const states = ['issued', 'printed', 'active', 'unactivated', 'void', 'returned', 'held'] as const;
  return html`<section class="stack-close">
    <h2>${t('trace.units')}</h2>
    ${summaryList(states.map((state) => ({ term: t(`trace.units-${state}`), value: String(units[state]) })))}
  </section>`;
}

function movementTable(reading: TraceReading, { lots }: RecallDrill): Html {
  const { t, lang } = reading;
  const rows = lots.flatMap(({ lot, id, movements }) =>
    movements.map((movement) => ({ ...movement, lot: lot ?? id })),
  );
  if (rows.length === 0) return html`<p class="soft">${t('trace.movements-none')}</p>`;
  return dataTable<(typeof rows)[number]>({
    caption: t('trace.movements'),
    columns: [
      { head: t('trace.lot'), cell: ({ lot }) => code(lot), kind: 'tight' },
      { head: t('trace.when'), cell: ({ at }) => formatInstant(new Date(at), lang), kind: 'date' },
      { head: t('trace.stage'), cell: (one) => movementText(t, one) },
      { head: t('trace.who'), cell: ({ organisation }) => organisation.name },
      { head: t('trace.receiver'), cell: ({ receiver }) => receiver ?? t('ui.not-given') },
      {
        head: t('trace.quantity'),
        cell: ({ quantity }) => (quantity ? amountText(quantity, reading) : t('trace.unknown')),
        kind: 'number',
      },
    ],
    rows,
    empty: { icon: 'box', title: t('trace.movements-none'), sentence: '' },
  });
}
