import { deflateSync } from 'node:zlib';
import { pdfFontObjects } from './pdf-font.ts';
import { decimal, pdfLetters } from './pdf-letters.ts';
import type { PdfLetters } from './pdf-letters.ts';
import { pointsPerMillimetre, textOperators } from './pdf-text.ts';
import type { PlacedText } from './pdf-text.ts';
import { measureText } from './typeface.ts';
import { pdfText, pdfWriter } from './pdf-writer.ts';

/** A picture as JPEG, which PDF holds as it is. */
export interface BookletPicture {
  jpeg: Uint8Array;
  pixelWidth: number;
  pixelHeight: number;
}

export interface PlacedPicture {
  picture: BookletPicture;
  /** In millimetres from the top left corner. */
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface BookletPage {
  texts: PlacedText[];
  pictures: PlacedPicture[];
  /** Thin lines from `x` over `width`, at `y`. */
  rules: { x: number; y: number; width: number }[];
}

interface Booklet {
  title: string;
  /** Of every page, in millimetres. */
  width: number;
  height: number;
  /** Where the number of all pages stands, which is known only at the end. */
  total: Pick<PlacedText, 'x' | 'y' | 'size'>;
}

/** A document of many pages, each written as it comes: what is kept of a page is its number. */
export async function* pdfBooklet(
  booklet: Booklet,
  pages: AsyncIterable<BookletPage>,
): AsyncGenerator<Buffer> {
  const writer = pdfWriter();
  const letters = pdfLetters([]);
  const [catalog, root, info, fonts, total] = reserved(writer);
  const kids: number[] = [];
  yield writer.header();
  for await (const page of pages) {
    const [body, id] = [writer.reserve(), writer.reserve()];
    const names: string[] = [];
    for (const { picture } of page.pictures) {
      const image = writer.reserve();
      names.push(`/P${names.length} ${image} 0 R`);
      yield writer.stream(image, imageEntries(picture), picture.jpeg);
    }
    yield writer.stream(body, '/Filter /FlateDecode', packed(pageOperators(booklet, page, letters)));
    const resources = `<< /Font ${fonts} 0 R /XObject << /T ${total} 0 R ${names.join(' ')} >> >>`;
    yield writer.object(
      id,
      `<< /Type /Page /Parent ${root} 0 R /Contents ${body} 0 R /Resources ${resources} >>`,
    );
    kids.push(id);
  }
  const { width, height } = booklet;
  const count = letters.show(String(kids.length), 'regular', booklet.total.size);
  yield writer.stream(
    total,
    `/Type /XObject /Subtype /Form /BBox [0 -2 20 6] /Resources << /Font ${fonts} 0 R >> /Filter /FlateDecode`,
    packed(`BT ${count} ET\n`),
  );
  const named: string[] = [];
  for (const font of letters.fonts()) {
    const id = writer.reserve();
    named.push(`/${font.name} ${id} 0 R`);
    yield* pdfFontObjects(font, id, writer);
  }
  yield writer.object(fonts, `<< ${named.join(' ')} >>`);
  const box = `[0 0 ${decimal(width * pointsPerMillimetre)} ${decimal(height * pointsPerMillimetre)}]`;
  const refs = kids.map((id) => `${id} 0 R`).join(' ');
  yield writer.object(root, `<< /Type /Pages /Count ${kids.length} /Kids [${refs}] /MediaBox ${box} >>`);
  yield writer.object(
    catalog,
    `<< /Type /Catalog /Pages ${root} 0 R /Lang (vi-VN) /ViewerPreferences << /DisplayDocTitle true >> >>`,
  );
  yield writer.object(info, `<< /Title ${pdfText(booklet.title)} /Producer ${pdfText('Nguồn Gốc')} >>`);
  yield writer.trailer(catalog, info);
}

function reserved({ reserve }: ReturnType<typeof pdfWriter>): [number, number, number, number, number] {
  return [reserve(), reserve(), reserve(), reserve(), reserve()];
}

function imageEntries({ pixelWidth, pixelHeight }: BookletPicture): string {
  return (
    `/Type /XObject /Subtype /Image /Width ${pixelWidth} /Height ${pixelHeight} ` +
    '/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode'
  );
}

function pageOperators({ height, total }: Booklet, page: BookletPage, letters: PdfLetters): string {
  const scale = decimal(pointsPerMillimetre);
  const pictures = page.pictures.map(
    ({ x, y, width, height: tall }, at) =>
      `q ${decimal(width)} 0 0 ${decimal(tall)} ${decimal(x)} ${decimal(-y - tall)} cm /P${at} Do Q\n`,
  );
  const rules = page.rules.map(
    ({ x, y, width }) => `${decimal(x)} ${decimal(-y)} m ${decimal(x + width)} ${decimal(-y)} l S\n`,
  );
  return (
    `${scale} 0 0 ${scale} 0 0 cm\n1 0 0 1 0 ${decimal(height)} cm\n` +
    `0.75 G 0.2 w\n${rules.join('')}${textOperators(page.texts, letters)}${pictures.join('')}` +
    `q 1 0 0 1 ${decimal(total.x)} ${decimal(-total.y)} cm /T Do Q\n`
  );
}

function packed(operators: string): Buffer {
  return deflateSync(Buffer.from(operators, 'latin1'));
}

/** A text in lines that fit; a word longer than a line is broken between letters. */
export function linesOf(
  text: string,
  { width, size, weight }: { width: number } & Pick<PlacedText, 'size' | 'weight'>,
) {
  const room = width / size;
  const space = measureText(' ', weight);
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    let used = 0;
    for (const word of paragraph
      .split(/\s+/u)
      .filter(Boolean)
      .flatMap((one) => broken(one, room, weight))) {
      const long = measureText(word, weight);
      if (line !== '' && used + space + long > room) {
        lines.push(line);
        [line, used] = ['', 0];
      }
      [line, used] = line === '' ? [word, long] : [`${line} ${word}`, used + space + long];
    }
    return line === '' ? lines : [...lines, line];
  });
}

function broken(word: string, room: number, weight: PlacedText['weight']): string[] {
  if (measureText(word, weight) <= room) return [word];
  const parts: string[] = [];
  let part = '';
  let used = 0;
  for (const letter of Array.from(word)) {
    const wide = measureText(letter, weight);
    if (part !== '' && used + wide > room) {
      parts.push(part);
      [part, used] = ['', 0];
    }
    part += letter;
    used += wide;
  }
  return [...parts, part];
}
