import type { LabelPlan } from '../../../domain/labels/label-plan.ts';
import { labelBitmaps } from './label-bitmap.ts';
import type { LabelBitmaps } from './label-bitmap.ts';
import type { LabelDesign } from './label-design.ts';
import type { LabelSheet, Press } from './label-press.ts';
import { qrSymbols } from './qr-symbol.ts';
import { zplGraphic, zplSymbol } from './zpl-graphic.ts';
import type { ZplGraphic } from './zpl-graphic.ts';

/** Where the printer keeps what all labels share while a job lasts. */
const stored = 'R:NGUONG.GRF';
const mostLabelTop = 120;

/**
 * ZPL II for label printers. The symbol goes as a graphic of the very matrix that was checked: a printer's own
 * encoder would choose its own segments. Letters go as graphics too, because printers come without Vietnamese ones.
 */
export async function zplPress(design: LabelDesign, plan: LabelPlan): Promise<Press> {
  const symbols = qrSymbols(design.level);
  const bitmaps = await labelBitmaps(design, plan);
  const { x, y } = design.offset;
  const dots = (millimetres: number) => Math.round((millimetres * design.dpi) / 25.4);
  const down = Math.max(-mostLabelTop, Math.min(mostLabelTop, dots(y)));
  const start = `^XA^PW${bitmaps.width}^LL${bitmaps.height}^LH0,0^LS${-dots(x)}^LT${down}^FO0,0^XG${stored},1,1^FS`;
  return {
    sheet: ({ labels }: LabelSheet) => [
      Buffer.from(
        labels
          .map((label) => {
            const { cells, size } = symbols.symbolOf(label.uri);
            const symbol = field(bitmaps.symbolAt, zplSymbol(cells, size, bitmaps.symbolAt.step));
            const texts = bitmaps.texts(label).map((picture) => field(picture, zplGraphic(picture)));
            return `${start}${symbol}${texts.join('')}^XZ\n`;
          })
          .join(''),
      ),
    ],
  };
}

/** Sent once ahead of the labels. */
export async function zplHead(design: LabelDesign, plan: LabelPlan): Promise<string> {
  const { ground }: LabelBitmaps = await labelBitmaps(design, plan);
  const { total, perRow, data } = zplGraphic(ground);
  return `~DG${stored},${total},${perRow},${data}\n`;
}

/** Sent once at the end: gives the printer its memory back. */
export const zplTail = `^XA^ID${stored}^FS^XZ\n`;

function field({ left, top }: { left: number; top: number }, { total, perRow, data }: ZplGraphic): string {
  return `^FO${Math.max(0, left)},${Math.max(0, top)}^GFA,${total},${total},${perRow},${data}^FS`;
}
