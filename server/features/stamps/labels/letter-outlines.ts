import type { Weight } from '../../../domain/labels/label-text.ts';
import { faceOf } from '../../../platform/pdf/typeface.ts';

interface Pen {
  move: (x: number, y: number) => void;
  line: (x: number, y: number) => void;
  curve: (points: number[]) => void;
  close: () => void;
}

export interface Outlined {
  text: string;
  weight: Weight;
  x: number;
  y: number;
  size: number;
}

/**
 * Traces the letters of a text with a pen, in millimetres with `y` downwards: formats that cannot carry a font show
 * outlines, and no printer lacks a Vietnamese letter.
 */
export function traceText({ text, weight, x, y, size }: Outlined, pen: Pen): void {
  const face = faceOf(weight);
  let left = x;
  for (const { part, glyph, advance } of face.letters(text)) {
    const scale = size / (face.fonts[part]?.unitsPerEm ?? 1000);
    const points = (args: readonly number[]) =>
      args.map((value, at) => (at % 2 === 0 ? left + value * scale : y - value * scale));
    for (const { command, args } of glyph.path.commands) {
      const [px = 0, py = 0, ...rest] = points(args);
      if (command === 'moveTo') pen.move(px, py);
      else if (command === 'lineTo') pen.line(px, py);
      else if (command === 'closePath') pen.close();
      else pen.curve([px, py, ...rest]);
    }
    left += advance * size;
  }
}
