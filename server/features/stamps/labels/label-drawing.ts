import { groupGap } from '../../../domain/labels/label-lines.ts';
import type { LabelPlan } from '../../../domain/labels/label-plan.ts';
import type { Weight } from '../../../domain/labels/label-text.ts';
import { serialGroups } from './label-design.ts';
import type { Label } from './label-design.ts';
import { measureText } from './label-face.ts';

/** A text where it stands on a label: millimetres from the top left corner, `y` at its base line. */
export interface PlacedText {
  text: string;
  weight: Weight;
  x: number;
  y: number;
  size: number;
}

/** What all labels of a job share. */
export function constantTexts({ texts }: LabelPlan): PlacedText[] {
  return texts.map(({ text, weight, x, y, size, align }) => ({
    text,
    weight,
    y,
    size,
    x: align === 'left' ? x : x - (measureText(text, weight) * size) / 2,
  }));
}

/** What differs from label to label: the serial in its groups, and the hidden code. */
export function ownTexts({ serial, hidden }: LabelPlan, label: Label): PlacedText[] {
  const lines = serial.map((line) => ({
    ...line,
    text: spaced(serialGroups(label.serial, line.from, line.to)),
  }));
  const all =
    hidden && label.hiddenCode !== undefined
      ? [...lines, { ...hidden, text: spaced(serialGroups(label.hiddenCode)) }]
      : lines;
  return all.map(({ text, x, y, size, align }) => ({
    text,
    weight: 'bold' as const,
    y,
    size,
    x: align === 'left' ? x : x - (measureText(text, 'bold') * size) / 2,
  }));
}

function spaced(groups: string): string {
  return groups.replaceAll(' ', groupGap);
}

/** Each stretch of dark modules of a row: `x y width`, in modules. */
export function darkRuns(
  cells: Uint8Array,
  size: number,
  draw: (x: number, y: number, width: number) => void,
): void {
  for (let y = 0; y < size; y++) {
    const end = (y + 1) * size;
    for (let at = y * size; at < end; at++) {
      if (cells[at] !== 1) continue;
      const from = at;
      while (at < end && cells[at] === 1) at++;
      draw(from - y * size, y, at - from);
    }
  }
}
