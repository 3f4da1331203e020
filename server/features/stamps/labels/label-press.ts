import type { Label, LabelDesign } from './label-design.ts';
import { planOf } from './label-design.ts';
import { epsPress } from './eps-label.ts';
import { pdfPress } from './pdf-press.ts';
import { pngPress } from './png-label.ts';
import { svgPress } from './svg-label.ts';
import { zplPress } from './zpl-press.ts';

/** Labels that are pressed together: those of one page, or a handful where pages are single labels. */
export interface LabelSheet {
  labels: Label[];
  /** The place of the first on the page, from 0. */
  firstSlot: number;
}

/** Does the heavy work of a format, sheet by sheet, and keeps nothing between them. */
export interface Press {
  /** The bytes of the page; in formats of one file a label, those of each. */
  sheet(sheet: LabelSheet): Uint8Array[] | Promise<Uint8Array[]>;
}

/** A press for every format but CSV, which has nothing to draw. `uri` is any of the run: all are equally long. */
export async function pressFor(design: LabelDesign, uri: string): Promise<Press> {
  const plan = planOf(design, uri);
  switch (design.format) {
    case 'pdf':
      return pdfPress(design, plan);
    case 'zpl':
      return zplPress(design, plan);
    case 'svg':
      return svgPress(design, plan);
    case 'png':
      return pngPress(design, plan);
    case 'eps':
      return epsPress(design, plan);
    case 'csv':
      throw new Error('A list is not pressed');
  }
}
