import { linesOf } from '../../platform/pdf/pdf-booklet.ts';
import type { BookletPage, BookletPicture } from '../../platform/pdf/pdf-booklet.ts';
import type { PlacedText } from '../../platform/pdf/pdf-text.ts';

/** One thing after another on paper; the flow finds its place. */
export type Block =
  | { is: 'heading'; text: string; level: 1 | 2 | 3 }
  | { is: 'text'; text: string; weight?: PlacedText['weight']; size?: number }
  | { is: 'row'; term: string; value: string }
  | { is: 'pictures'; pictures: { picture: BookletPicture; caption: string }[] };

export const paper = { width: 210, height: 297, left: 22, right: 18, top: 18, bottom: 22 };
const room = paper.width - paper.left - paper.right;
const lineHeight = 1.42;
const headings = {
  1: { size: 6, above: 0 },
  2: { size: 4.4, above: 5 },
  3: { size: 3.6, above: 3 },
} as const;
const termWidth = 46;
const thumbnail = { width: 38, height: 30, gap: 4, caption: 2.6 };

/** Sets blocks on pages from top to bottom, page after page; `foot` writes what stands under each. */
export async function* flow(
  blocks: AsyncIterable<Block>,
  foot: (number: number) => PlacedText[],
): AsyncGenerator<BookletPage> {
  const sheet = newSheet(foot);
  for await (const block of blocks) {
    place(block, sheet);
    yield* sheet.full.splice(0);
  }
  yield sheet.page;
}

type Sheet = ReturnType<typeof newSheet>;

function newSheet(foot: (number: number) => PlacedText[]) {
  const full: BookletPage[] = [];
  let number = 1;
  const blank = (): BookletPage => ({ texts: foot(number), pictures: [], rules: [] });
  const sheet = {
    full,
    page: blank(),
    y: paper.top,
    /** Turns the page where so many millimetres are not left. */
    need(height: number): void {
      if (sheet.y + height <= paper.height - paper.bottom) return;
      full.push(sheet.page);
      number += 1;
      sheet.page = blank();
      sheet.y = paper.top;
    },
    skip(height: number): void {
      if (sheet.y > paper.top) sheet.y += height;
    },
  };
  return sheet;
}

function place(block: Block, sheet: Sheet): void {
  if (block.is === 'heading') heading(block, sheet);
  else if (block.is === 'row') row(block, sheet);
  else if (block.is === 'pictures') pictures(block, sheet);
  else {
    const { text, weight = 'regular', size = 3.3 } = block;
    for (const line of linesOf(text, { width: room, size, weight }))
      writeLine(sheet, [{ text: line, x: paper.left }], { weight, size });
    sheet.skip(1.2);
  }
}

/** A heading stays with at least two lines of what follows. */
function heading({ text, level }: Extract<Block, { is: 'heading' }>, sheet: Sheet): void {
  const { size, above } = headings[level];
  sheet.skip(above);
  const lines = linesOf(text, { width: room, size, weight: 'bold' });
  sheet.need(lines.length * size * lineHeight + 12);
  for (const line of lines) writeLine(sheet, [{ text: line, x: paper.left }], { weight: 'bold', size });
  if (level === 2) sheet.page.rules.push({ x: paper.left, y: sheet.y + 0.4, width: room });
  sheet.skip(level === 3 ? 0.6 : 2);
}

/** Term at the left, value at the right, line beside line over the turn of a page. */
function row({ term, value }: Extract<Block, { is: 'row' }>, sheet: Sheet): void {
  const size = 3.3;
  const terms = linesOf(term, { width: termWidth - 3, size, weight: 'regular' });
  const values = linesOf(value, { width: room - termWidth, size, weight: 'bold' });
  for (let at = 0; at < Math.max(terms.length, values.length); at += 1) {
    sheet.need(size * lineHeight);
    const y = sheet.y + size;
    const [left, right] = [terms[at], values[at]];
    if (left !== undefined) sheet.page.texts.push({ text: left, weight: 'regular', size, x: paper.left, y });
    if (right !== undefined)
      sheet.page.texts.push({ text: right, weight: 'bold', size, x: paper.left + termWidth, y });
    sheet.y += size * lineHeight;
  }
  sheet.skip(0.9);
}

function pictures({ pictures: all }: Extract<Block, { is: 'pictures' }>, sheet: Sheet): void {
  const { width, height, gap, caption } = thumbnail;
  const perRow = Math.floor((room + gap) / (width + gap));
  for (let first = 0; first < all.length; first += perRow) {
    sheet.need(height + caption * 2.4);
    all.slice(first, first + perRow).forEach(({ picture, caption: words }, at) => {
      const x = paper.left + at * (width + gap);
      const scale = Math.min(width / picture.pixelWidth, height / picture.pixelHeight);
      const shown = { width: picture.pixelWidth * scale, height: picture.pixelHeight * scale };
      sheet.page.pictures.push({ picture, x, y: sheet.y, ...shown });
      const [line = ''] = linesOf(words, { width, size: caption, weight: 'regular' });
      sheet.page.texts.push({
        ...{ text: line, weight: 'regular', size: caption, x },
        y: sheet.y + height + caption * 1.2,
      });
    });
    sheet.y += height + caption * 2.4;
  }
  sheet.skip(1);
}

function writeLine(
  sheet: Sheet,
  parts: readonly { text: string; x: number }[],
  { weight, size }: Pick<PlacedText, 'weight' | 'size'>,
): void {
  sheet.need(size * lineHeight);
  for (const { text, x } of parts) sheet.page.texts.push({ text, weight, size, x, y: sheet.y + size });
  sheet.y += size * lineHeight;
}
