import { wrappedOrCut } from '../../domain/labels/label-text.ts';
import type { Weight } from '../../domain/labels/label-text.ts';
import type { PlacedText } from '../../platform/pdf/pdf-text.ts';
import { measureText } from '../../platform/pdf/typeface.ts';

/** Where lines stand, in millimetres; `x` is the left edge, or the middle of what is centred. */
export interface Column {
  x: number;
  width: number;
  size: number;
  weight: Weight;
  align: 'left' | 'centre';
}

/** From base line to base line, at size 1. */
const lineHeight = 1.45;

/** A text in lines that fit; what is longer than its room is cut, and the cut shown. */
export function paragraph(
  text: string,
  column: Column,
  { top, mostLines }: { top: number; mostLines: number },
): PlacedText[] {
  const { x, width, size, weight, align } = column;
  return wrappedOrCut(text, { width, size, weight, mostLines }, measureText).map((line, at) => ({
    text: line,
    weight,
    size,
    x: align === 'left' ? x : x - (measureText(line, weight) * size) / 2,
    y: top + size + at * size * lineHeight,
  }));
}

/** Where the next may begin. */
export function lastLineOf(texts: readonly PlacedText[]): number {
  const last = texts.at(-1);
  return last ? last.y + last.size * 0.45 : 0;
}
