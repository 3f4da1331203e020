import sharp from 'sharp';
import type { LabelPlan } from '../../../domain/labels/label-plan.ts';
import { quietZone } from '../../../domain/labels/symbol-size.ts';
import type { GreyPicture, Label, LabelDesign } from './label-design.ts';
import { ownTexts } from './label-drawing.ts';
import type { PlacedText } from '../../../platform/pdf/pdf-text.ts';
import { measureText } from '../../../platform/pdf/typeface.ts';
import type { QrSymbol } from './qr-symbol.ts';
import { sharedMarks, svgFile, textMarks } from './svg-label.ts';

export type LabelBitmaps = Awaited<ReturnType<typeof labelBitmaps>>;

/** A grey picture at its place, in dots. */
export interface PlacedPicture extends GreyPicture {
  left: number;
  top: number;
}

const ownLetters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ ';
const white = 0xff;

/**
 * Labels made of dots. What all share is drawn once, each letter of a serial once a size; a symbol has a whole number
 * of dots a module and stands on whole dots, so that every module comes out equally wide.
 */
export async function labelBitmaps({ dpi, logo }: LabelDesign, plan: LabelPlan) {
  const dots = (millimetres: number) => Math.round((millimetres * dpi) / 25.4);
  const { width, height } = { width: dots(plan.label.width), height: dots(plan.label.height) };
  const ground = await rasterised(svgFile(plan, sharedMarks(plan, logo)), { width, height });
  const letters = await letterPictures(
    [...plan.serial, ...(plan.hidden ? [plan.hidden] : [])].map(({ size }) => size),
  );

  const { dots: step = 1, x, y } = plan.symbol;
  const symbolAt = { left: dots(x) + quietZone * step, top: dots(y) + quietZone * step, step };

  return {
    width,
    height,
    ground,

    /** Where the first module stands, and how many dots wide each is. */
    symbolAt,

    symbol({ cells, size }: QrSymbol): PlacedPicture {
      const { step } = symbolAt;
      const side = size * step;
      const picture = blank(side, side);
      for (let row = 0; row < side; row++) {
        const line = Math.floor(row / step) * size;
        for (let column = 0; column < side; column++) {
          if (cells[line + Math.floor(column / step)] === 1) picture.dots[row * side + column] = 0;
        }
      }
      return { ...picture, ...symbolAt };
    },

    texts: (label: Label): PlacedPicture[] => ownTexts(plan, label).map(textPicture),
  };

  function textPicture({ text, x, y, size }: PlacedText): PlacedPicture {
    const high = dots(size * 1.2);
    const picture = blank(dots(measured(text) * size) + 2, high);
    let at = 0;
    for (const letter of text) {
      const drawn = letters.get(`${size} ${letter}`);
      if (drawn) darken(picture, { ...drawn, left: dots(at * size), top: 0 });
      at += measured(letter);
    }
    return { ...picture, left: dots(x), top: dots(y - size) };
  }

  async function letterPictures(sizes: readonly number[]): Promise<Map<string, GreyPicture>> {
    const pictures = new Map<string, GreyPicture>();
    for (const size of new Set(sizes)) {
      for (const letter of ownLetters) {
        const room = { width: measured(letter) * size + 25.4 / dpi, height: size * 1.2 };
        const mark = textMarks([{ text: letter, weight: 'bold', x: 0, y: size, size }]);
        const svg = svgFile({ ...plan, label: room }, mark);
        pictures.set(
          `${size} ${letter}`,
          await rasterised(svg, { width: dots(room.width), height: dots(room.height) }),
        );
      }
    }
    return pictures;
  }

  async function rasterised(svg: string, size: { width: number; height: number }): Promise<GreyPicture> {
    const { data, info } = await sharp(Buffer.from(svg), { density: dpi })
      .resize({ ...size, fit: 'fill' })
      .flatten({ background: '#ffffff' })
      .toColourspace('b-w')
      .extractChannel(0)
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, dots: data };
  }
}

/** Whatever is darker wins. */
export function darken(onto: GreyPicture, { width, height, dots, left, top }: PlacedPicture): void {
  for (let y = Math.max(0, -top); y < height && y + top < onto.height; y++) {
    for (let x = Math.max(0, -left); x < width && x + left < onto.width; x++) {
      const at = (y + top) * onto.width + x + left;
      onto.dots[at] = Math.min(onto.dots[at] ?? white, dots[y * width + x] ?? white);
    }
  }
}

function blank(width: number, height: number): GreyPicture {
  return { width, height, dots: new Uint8Array(width * height).fill(white) };
}

function measured(text: string): number {
  return measureText(text, 'bold');
}
