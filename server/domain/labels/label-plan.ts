import { labelLines, serialWidth } from './label-lines.ts';
import type { LabelBlock, LabelField, LabelLines, LabelWords } from './label-lines.ts';
import type { Measure, Weight } from './label-text.ts';
import type { LabelShape, Point, Size } from './paper.ts';
import { leastModule, quietZone, symbolSize } from './symbol-size.ts';
import type { SymbolSize } from './symbol-size.ts';

type Align = 'left' | 'middle';

interface Anchored extends Point {
  size: number;
  align: Align;
}

/** Where everything of one label stands, in millimetres from its top left corner; `y` of a text is its base line. */
export interface LabelPlan {
  label: Size;
  /** The corner of the symbol's quiet zone. */
  symbol: Point & SymbolSize;
  texts: (Anchored & { text: string; weight: Weight })[];
  serial: (Anchored & { from: number; to: number })[];
  hidden?: Anchored & { box: Point & Size };
  logo?: Point & Size;
  leftOut: LabelField[];
}

interface LabelOf {
  label: Size;
  shape: LabelShape;
  /** Modules a side of the symbol. */
  modules: number;
  words: LabelWords;
  dpi?: number | undefined;
}

export type Planned = { ok: true; plan: LabelPlan } | { ok: false; why: 'symbol-too-small' | 'no-room' };

/** Beside each other on a wide label, else one above the other. */
export function planLabel({ label, shape, modules, words, dpi }: LabelOf, measure: Measure): Planned {
  const inner = innerRoom(label, shape);
  const isWide = inner.width >= 1.3 * inner.height;
  const arrange = isWide ? sideBySide : stacked;
  const { symbolRoom, symbolAt, textRoom, textAt } = arrange(inner, modules, measure);
  const size = symbolSize(modules, symbolRoom, dpi);
  if (size.verdict === 'impossible') return { ok: false, why: 'symbol-too-small' };
  const lines = labelLines(words, textRoom, measure);
  if (!lines) return { ok: false, why: 'no-room' };
  const slack = (symbolRoom - size.side) / 2;
  const symbol = { x: symbolAt.x + slack, y: symbolAt.y + slack, ...size };
  const placed = place(lines, { ...textAt, ...textRoom, isWide });
  return { ok: true, plan: { label, symbol, ...placed, leftOut: lines.leftOut } };
}

interface Arrangement {
  symbolRoom: number;
  symbolAt: Point;
  textRoom: Size;
  textAt: Point;
}

/** Kept free at the edge: knives and printers miss by that much. */
function innerRoom({ width, height }: Size, shape: LabelShape): Point & Size {
  if (shape === 'round') {
    const side = (width - 1) / Math.SQRT2;
    return { x: (width - side) / 2, y: (height - side) / 2, width: side, height: side };
  }
  const edge = Math.min(width, height) < 30 ? 1 : 1.5;
  return { x: edge, y: edge, width: width - 2 * edge, height: height - 2 * edge };
}

function sideBySide({ x, y, width, height }: Point & Size, modules: number): Arrangement {
  const symbolRoom = Math.min(height, width / 2, symbolSize(modules, height).side);
  return {
    symbolRoom,
    symbolAt: { x, y: y + (height - symbolRoom) / 2 },
    textRoom: { width: width - symbolRoom, height },
    textAt: { x: x + symbolRoom, y },
  };
}

/** The symbol takes what makes it easy to read, the text the rest; a serial in smallest print must always fit. */
function stacked({ x, y, width, height }: Point & Size, modules: number, measure: Measure): Arrangement {
  const across = modules + 2 * quietZone;
  const serialLines = serialWidth(5, measure) * 1.5 <= width ? 1 : 2;
  const leastText = serialLines * 1.9;
  const comfortable = Math.min(width, 0.5 * across, height * 0.66);
  const symbolRoom = Math.min(Math.max(comfortable, leastModule * across), height - leastText, width);
  return {
    symbolRoom,
    symbolAt: { x: x + (width - symbolRoom) / 2, y },
    textRoom: { width, height: height - symbolRoom },
    textAt: { x, y: y + symbolRoom },
  };
}

interface TextArea extends Point, Size {
  isWide: boolean;
}

function place(lines: LabelLines, area: TextArea): Pick<LabelPlan, 'texts' | 'serial' | 'hidden' | 'logo'> {
  const placed: Pick<LabelPlan, 'texts' | 'serial' | 'hidden' | 'logo'> = { texts: [], serial: [] };
  const spare = area.height - lines.height;
  let top = area.y + (area.isWide ? 0 : spare / 2);
  for (const block of lines.head) top = put(block, top);
  if (area.isWide) top += spare;
  for (const block of lines.foot) top = put(block, top);
  return placed;

  function put(block: LabelBlock, y: number): number {
    const { height } = block;
    if (block.kind === 'logo') {
      const x = area.isWide ? area.x : area.x + (area.width - height) / 2;
      placed.logo = { x, y, width: height, height: height - 0.4 };
      return y + height;
    }
    const anchor = { ...anchorOf(area), size: block.size, y: y + baseline(block) };
    if (block.kind === 'text') placed.texts.push({ ...anchor, text: block.text, weight: block.weight });
    else if (block.kind === 'serial') placed.serial.push({ ...anchor, from: block.from, to: block.to });
    else placed.hidden = hiddenAt(area, y, block);
    return y + height;
  }
}

/** The box shows where the scratch layer goes. */
function hiddenAt(area: TextArea, y: number, { size, height }: { size: number; height: number }) {
  const box = { x: area.x, y: y + 0.2, width: area.width, height: height - 0.4 };
  return { box, x: area.x + area.width / 2, y: y + height / 2 + size * 0.36, size, align: 'middle' as const };
}

function anchorOf({ x, width, isWide }: TextArea): { x: number; align: Align } {
  return isWide ? { x, align: 'left' } : { x: x + width / 2, align: 'middle' };
}

/** Vietnamese capitals carry their marks above: more room over the line than below it. */
function baseline({ size, height }: { size: number; height: number }): number {
  return height - (height - size) / 2 - size * 0.18;
}
