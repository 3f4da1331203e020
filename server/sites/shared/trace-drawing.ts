import type { Trace, TraceHalf, TraceLot, TraceStep } from '../../platform/contract-types.ts';
import { lotText } from '../../features/traces/trace-words.ts';
import { attributes, html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import type { TraceReading } from './trace-reading.ts';
import { amountText, shareText } from './trace-reading.ts';

interface Box {
  lot: TraceLot;
  left: number;
  top: number;
}

const box = { width: 208, height: 76, across: 24, down: 60, edge: 16 };

/** More than these and a drawing is no help. */
const mostLots = 60;

/** The chain from top to bottom: what the lot was made of, the lot, what it went into. Scrolls inside its own box. */
export function traceDrawing(reading: TraceReading, trace: Trace): Html {
  const { t } = reading;
  const rows = rowsOf(trace);
  const count = rows.reduce((sum, row) => sum + row.length, 0);
  if (count > mostLots) return html`<p>${t('trace.drawing-large', { lots: count })}</p>`;
  const widest = Math.max(...rows.map((row) => row.length));
  const width = widest * (box.width + box.across) - box.across + 2 * box.edge;
  const height = rows.length * (box.height + box.down) - box.down + 2 * box.edge;
  const boxes = new Map(rows.flatMap((row, index) => placed(row, index, width)));
  const before = (trace.back?.lots.length ?? 1) - 1;
  const after = (trace.forward?.lots.length ?? 1) - 1;
  const title = t('trace.drawing-of', { batch: trace.batch.name });
  return html`<div class="trace-drawing" role="region" tabindex="0" aria-label="${title}">
    <svg
      viewBox="0 0 ${width} ${height}"
      width="${width}"
      height="${height}"
      role="group"
      aria-labelledby="trace-title trace-desc"
    >
      <title id="trace-title">${title}</title>
      <desc id="trace-desc">${t('trace.drawing-about', { back: before, forward: after })}</desc>
      ${linesOf(trace).map((line) => lineBetween(boxes.get(line.from), boxes.get(line.to), line, reading))}
      ${[...boxes.values()].map((one) => lotBox(one, reading))}
    </svg>
  </div>`;
}

/** Farthest back first, the lot itself between, farthest forward last. */
function rowsOf({ back, forward }: Trace): TraceLot[][] {
  const before = levels(back).slice(1).reverse();
  const after = levels(forward);
  const [own = levels(back)[0] ?? []] = after;
  return [...before, own, ...after.slice(1)];
}

function levels(half: TraceHalf | null): TraceLot[][] {
  const found: TraceLot[][] = [];
  for (const lot of half?.lots ?? []) (found[lot.depth] ??= []).push(lot);
  return found;
}

function placed(row: readonly TraceLot[], index: number, width: number): [string, Box][] {
  const taken = row.length * (box.width + box.across) - box.across;
  const top = box.edge + index * (box.height + box.down);
  return row.map((lot, at) => [
    lot.id,
    { lot, top, left: (width - taken) / 2 + at * (box.width + box.across) },
  ]);
}

interface Line {
  from: string;
  to: string;
  quantity: TraceStep['from'][number]['quantity'];
}

function linesOf({ back, forward }: Trace): Line[] {
  const lines = new Map<string, Line>();
  for (const step of [...(back?.steps ?? []), ...(forward?.steps ?? [])]) {
    for (const { lot: from, quantity } of step.from) {
      for (const { lot: to } of step.to) lines.set(`${from} ${to}`, { from, to, quantity });
    }
  }
  return [...lines.values()];
}

function lineBetween(from: Box | undefined, to: Box | undefined, line: Line, reading: TraceReading): Hole {
  if (!from || !to) return undefined;
  const start = { x: from.left + box.width / 2, y: from.top + box.height };
  const end = { x: to.left + box.width / 2, y: to.top };
  const bend = (start.y + end.y) / 2;
  const label = line.quantity && amountText(line.quantity, reading);
  return html`<path
      class="trace-line"
      d="M ${start.x} ${start.y} C ${start.x} ${bend}, ${end.x} ${bend}, ${end.x} ${end.y - 8}"
    />
    <path class="trace-tip" d="M ${end.x - 5} ${end.y - 9} h 10 l -5 9 z" />
    ${label && html`<text class="trace-label" x="${(start.x + end.x) / 2}" y="${bend + 4}">${label}</text>`}`;
}

function lotBox({ lot, left, top }: Box, reading: TraceReading): Html {
  const { t, hrefOf } = reading;
  const name = lotText(t, lot);
  const share = lot.depth === 0 ? t('trace.depth-none') : shareText(lot.share, reading);
  const owner = lot.organisation?.name ?? t('trace.not-registered');
  const kind =
    lot.depth === 0
      ? 'trace-box trace-own'
      : lot.hold === 'recalled'
        ? 'trace-box trace-recalled'
        : 'trace-box';
  const text = (content: string, line: number, style: string) =>
    html`<text class="${style}" x="${left + 10}" y="${top + 20 + line * 16}">${shortened(content)}</text>`;
  const inner = html`<title>
      ${[name, lot.product, owner, share].filter((part) => part !== null).join(', ')}
    </title>
    <rect ${attributes({ class: kind, x: left, y: top, width: box.width, height: box.height, rx: 6 })} />
    ${text(name, 0, 'trace-name')} ${text(lot.product ?? '', 1, 'trace-text')} ${text(owner, 2, 'trace-text')}
    ${text(lot.isEdge ? `${share} · ${t('trace.edge-note')}` : share, 3, 'trace-text')}`;
  const href = lot.batch === null || lot.depth === 0 ? undefined : hrefOf(lot.batch);
  return href === undefined ? html`<g>${inner}</g>` : html`<a href="${href}">${inner}</a>`;
}

/** SVG breaks no lines; the whole name stands in the title and in the table. */
function shortened(text: string): string {
  return text.length <= 28 ? text : `${text.slice(0, 27)}…`;
}
