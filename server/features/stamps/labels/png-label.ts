import type { LabelPlan } from '../../../domain/labels/label-plan.ts';
import { darken, labelBitmaps } from './label-bitmap.ts';
import type { LabelDesign } from './label-design.ts';
import type { LabelSheet, Press } from './label-press.ts';
import { greyPng } from './png-file.ts';
import { qrSymbols } from './qr-symbol.ts';

/** One label a file, at the printer's own resolution. */
export async function pngPress(design: LabelDesign, plan: LabelPlan): Promise<Press> {
  const symbols = qrSymbols(design.level);
  const bitmaps = await labelBitmaps(design, plan);
  return {
    sheet: ({ labels }: LabelSheet) =>
      labels.map((label) => {
        const { width, height, dots } = bitmaps.ground;
        const picture = { width, height, dots: Uint8Array.from(dots) };
        darken(picture, bitmaps.symbol(symbols.symbolOf(label.uri)));
        for (const text of bitmaps.texts(label)) darken(picture, text);
        return greyPng(picture, design.dpi);
      }),
  };
}
