import sharp from 'sharp';
import type { LabelWords } from '../../../domain/labels/label-lines.ts';
import type { Paper } from '../../../domain/labels/paper.ts';
import type { PrintJobContent } from '../../../platform/contract-types.ts';
import type { GreyPicture, LabelDesign } from '../labels/label-design.ts';

interface Ordered {
  content: PrintJobContent;
  paper: Paper;
  words: LabelWords;
  title: string;
}

/** A logo is printed at most 12 mm wide: more dots would only make files larger. */
const logoDots = 280;

/** An order with everything it left open filled in. */
export function designOf({ content, paper, words, title }: Ordered, logo?: GreyPicture): LabelDesign {
  const { format, offset = { x: 0, y: 0 }, startAt = 1, cutMarks = false, level = 'M', dpi = 300 } = content;
  return {
    format,
    paper,
    words,
    title,
    startAt,
    cutMarks,
    level,
    dpi,
    offset: { x: tenths(offset.x), y: tenths(offset.y) },
    ...(logo && { logo }),
  };
}

/** Square and on white, as the plan of a label expects it. */
export async function logoFrom(picture: Buffer): Promise<GreyPicture> {
  const { data, info } = await sharp(picture)
    .flatten({ background: '#ffffff' })
    .resize(logoDots, logoDots, { fit: 'contain', background: '#ffffff' })
    .toColourspace('b-w')
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, dots: data };
}

function tenths(millimetres: number): number {
  return Math.round(millimetres * 10) / 10;
}
