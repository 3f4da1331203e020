import { deflateSync } from 'node:zlib';
import { pdfFontObjects } from './pdf-font.ts';
import { decimal, pdfLetters } from './pdf-letters.ts';
import type { PdfLetters } from './pdf-letters.ts';
import { pointsPerMillimetre } from './pdf-text.ts';
import { pdfText, pdfWriter } from './pdf-writer.ts';

interface Sheet {
  title: string;
  /** In millimetres. */
  width: number;
  height: number;
  /** The page's operators, in millimetres; `y` runs upwards from the foot of the page. */
  draw(letters: PdfLetters): string;
}

/** A document of one page, with its letters embedded. */
export function pdfSheet({ title, width, height, draw }: Sheet): Buffer {
  const writer = pdfWriter();
  const letters = pdfLetters([]);
  const scale = decimal(pointsPerMillimetre);
  const content = deflateSync(Buffer.from(`${scale} 0 0 ${scale} 0 0 cm\n${draw(letters)}`, 'latin1'));
  const [catalog, pages, page, body, info] = [
    writer.reserve(),
    writer.reserve(),
    writer.reserve(),
    writer.reserve(),
    writer.reserve(),
  ];
  const parts = [writer.header()];
  const fonts = letters.fonts().map((font) => {
    const id = writer.reserve();
    parts.push(...pdfFontObjects(font, id, writer));
    return `/${font.name} ${id} 0 R`;
  });
  const box = `[0 0 ${decimal(width * pointsPerMillimetre)} ${decimal(height * pointsPerMillimetre)}]`;
  const look = '/ViewerPreferences << /PrintScaling /None /DisplayDocTitle true >>';
  parts.push(
    writer.stream(body, '/Filter /FlateDecode', content),
    writer.object(
      page,
      `<< /Type /Page /Parent ${pages} 0 R /MediaBox ${box} /Contents ${body} 0 R ` +
        `/Resources << /Font << ${fonts.join(' ')} >> >> >>`,
    ),
    writer.object(pages, `<< /Type /Pages /Count 1 /Kids [${page} 0 R] >>`),
    writer.object(catalog, `<< /Type /Catalog /Pages ${pages} 0 R /Lang (vi-VN) ${look} >>`),
    writer.object(info, `<< /Title ${pdfText(title)} /Producer ${pdfText('Nguồn Gốc')} >>`),
    writer.trailer(catalog, info),
  );
  return Buffer.concat(parts);
}
