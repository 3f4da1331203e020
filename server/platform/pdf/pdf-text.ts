import type { Weight } from '../../domain/labels/label-text.ts';
import { decimal } from './pdf-letters.ts';
import type { PdfLetters } from './pdf-letters.ts';

/** A text where it stands: millimetres from the top left corner, `y` at its base line. */
export interface PlacedText {
  text: string;
  weight: Weight;
  x: number;
  y: number;
  size: number;
}

export const pointsPerMillimetre = 72 / 25.4;

/** Coordinates start at the top left corner and run upwards, as PDF counts. */
export function textOperators(texts: readonly PlacedText[], letters: PdfLetters): string {
  const shown = texts.map(
    ({ text, weight, x, y, size }) =>
      `1 0 0 1 ${decimal(x)} ${decimal(-y)} Tm ${letters.show(text, weight, size)}\n`,
  );
  return shown.length === 0 ? '' : `BT\n${shown.join('')}ET\n`;
}
