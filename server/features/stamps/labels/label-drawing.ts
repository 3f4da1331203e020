import { groupGap } from '../../../domain/labels/label-lines.ts';
import type { LabelPlan } from '../../../domain/labels/label-plan.ts';
import type { PlacedText } from '../../../platform/pdf/pdf-text.ts';
import { measureText } from '../../../platform/pdf/typeface.ts';
import { serialGroups } from './label-design.ts';
import type { Label } from './label-design.ts';

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
