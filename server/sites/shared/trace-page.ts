import { formatInstant } from '../../domain/vietnamese-format.ts';
import { distanceText, lotText, stepText } from '../../features/traces/trace-words.ts';
import type { Trace, TraceHalf, TraceLot, TraceStep } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { dataTable } from './data-table.ts';
import type { Column } from './data-table.ts';
import { notice } from './notices.ts';
import { code } from './record-parts.ts';
import { statusTag } from './status-tag.ts';
import { traceDrawing } from './trace-drawing.ts';
import { amountText, shareText } from './trace-reading.ts';
import type { TraceReading } from './trace-reading.ts';

type Way = 'back' | 'forward';

/** A chain as a drawing and as two tables that say the same. */
export function traceBody(reading: TraceReading, trace: Trace): Html {
  const { t } = reading;
  const { back, forward } = trace;
  const isAlone = (back?.lots.length ?? 1) + (forward?.lots.length ?? 1) === 2;
  return html`${
    !isAlone &&
    html`<section class="stack-close">
      <h2>${t('trace.drawing')}</h2>
      ${traceDrawing(reading, trace)}
    </section>`
  }
  ${back && halfSection(back, 'back', trace, reading)}
  ${forward && halfSection(forward, 'forward', trace, reading)}`;
}

function halfSection(half: TraceHalf, way: Way, trace: Trace, reading: TraceReading): Html {
  const { t } = reading;
  const [, ...lots] = half.lots;
  const makers = stepsByLot(half.steps, way);
  return html`<section class="stack-close">
    <h2>${t(`trace.${way}`)}</h2>
    ${cutNotice(half, trace, reading)}
    ${dataTable<TraceLot>({
      caption: t(`trace.${way}-lead`),
      columns: columnsOf(way, makers, reading),
      rows: lots,
      empty: { icon: 'box', title: t(`trace.${way}-none`), sentence: t('trace.none-next') },
    })}
  </section>`;
}

function columnsOf(
  way: Way,
  makers: ReadonlyMap<string, TraceStep[]>,
  reading: TraceReading,
): Column<TraceLot>[] {
  const { t, lang, hrefOf } = reading;
  const steps = ({ id }: TraceLot) => makers.get(id) ?? [];
  return [
    {
      head: t('trace.lot'),
      cell: (lot) => {
        const name = code(lotText(t, lot));
        const linked = lot.batch === null ? name : html`<a href="${hrefOf(lot.batch)}">${name}</a>`;
        return html`${linked} ${lot.product !== null && html`<br />${lot.product}`} ${holdTag(lot, reading)}`;
      },
    },
    { head: t('trace.step'), cell: ({ depth }) => distanceText(t, depth, way), kind: 'tight' },
    {
      head: t('trace.who'),
      cell: ({ organisation }) => organisation?.name ?? t('trace.not-registered'),
    },
    {
      head: t('trace.stage'),
      cell: (lot) =>
        html`${steps(lot).map((step) => html`${stepText(t, step)}, ${formatInstant(new Date(step.at), lang)}<br />`)}`,
    },
    {
      head: t('trace.quantity'),
      kind: 'number',
      cell: (lot) => quantitiesIn(steps(lot), lot.id, reading),
    },
    {
      head: t('trace.share'),
      kind: 'number',
      cell: ({ share, amount, isEdge }) =>
        html`${shareText(share, reading)}
        ${amount && html`<br /><span class="soft">${amountText(amount, reading)}</span>`}
        ${isEdge && html`<br /><span class="soft">${t('trace.edge-yes')}</span>`}`,
    },
  ];
}

/** How much went into the step from this lot, or came out of it as this lot; of a neighbour's lot, what went to it. */
function quantitiesIn(steps: readonly TraceStep[], id: string, reading: TraceReading): Hole {
  const lines = steps.flatMap(({ from, to }) => {
    const own = [...from, ...to].filter(({ lot, quantity }) => lot === id && quantity !== null);
    return own.length > 0 ? own : from;
  });
  const told = lines.flatMap(({ quantity }) => quantity ?? []);
  if (told.length === 0) return reading.t('trace.unknown');
  return html`${told.map((quantity) => html`${amountText(quantity, reading)}<br />`)}`;
}

function stepsByLot(steps: readonly TraceStep[], way: Way): Map<string, TraceStep[]> {
  const found = new Map<string, TraceStep[]>();
  for (const step of steps) {
    for (const { lot } of way === 'forward' ? step.to : step.from) {
      const known = found.get(lot) ?? [];
      if (!known.includes(step)) found.set(lot, [...known, step]);
    }
  }
  return found;
}

function cutNotice({ cut }: TraceHalf, { bounds }: Trace, { t }: TraceReading): Hole {
  return cut && notice({ t, kind: 'warn', title: t(`trace.cut-${cut}`, bounds) });
}

function holdTag({ hold }: TraceLot, { t }: TraceReading): Hole {
  if (hold === null || hold === 'none') return undefined;
  return statusTag({ kind: hold === 'recalled' ? 'stop' : 'warn', text: t(`review.hold-${hold}`) });
}
