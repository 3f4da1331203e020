import { deflateSync } from 'node:zlib';
import type { PdfFont, PdfLetter } from './pdf-letters.ts';
import type { PdfWriter } from './pdf-writer.ts';

/** Embeds a font so that its letters print, and can be searched for and copied, everywhere. */
export function* pdfFontObjects(
  { font, subset, letters }: PdfFont,
  id: number,
  writer: PdfWriter,
): Generator<Buffer> {
  const [descendant, descriptor, file, unicode] = [
    writer.reserve(),
    writer.reserve(),
    writer.reserve(),
    writer.reserve(),
  ];
  const name = `NGUONG+${font.postscriptName}`;
  const perEm = (units: number) => Math.round((units * 1000) / font.unitsPerEm);
  const { minX, minY, maxX, maxY } = font.bbox;
  yield writer.object(
    id,
    `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H ` +
      `/DescendantFonts [${descendant} 0 R] /ToUnicode ${unicode} 0 R >>`,
  );
  yield writer.object(
    descendant,
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDToGIDMap /Identity ` +
      `/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> ` +
      `/FontDescriptor ${descriptor} 0 R /W [0 [${widths(letters)}]] >>`,
  );
  yield writer.object(
    descriptor,
    `<< /Type /FontDescriptor /FontName /${name} /Flags 4 /ItalicAngle 0 /StemV 80 ` +
      `/FontBBox [${[minX, minY, maxX, maxY].map(perEm).join(' ')}] /Ascent ${perEm(font.ascent)} ` +
      `/Descent ${perEm(font.descent)} /CapHeight ${perEm(font.capHeight)} /FontFile2 ${file} 0 R >>`,
  );
  const bytes = subset.encode();
  yield writer.stream(file, `/Length1 ${bytes.length} /Filter /FlateDecode`, deflateSync(bytes));
  yield writer.stream(
    unicode,
    '/Filter /FlateDecode',
    deflateSync(Buffer.from(toUnicode(letters), 'latin1')),
  );
}

/** Codes without a letter (the first is ".notdef") have no width of interest. */
function widths(letters: PdfFont['letters']): string {
  return Array.from(letters, (letter: PdfLetter | undefined) =>
    Math.round((letter?.advance ?? 0) * 1000),
  ).join(' ');
}

/** Adobe Technical Note 5411: at most a hundred letters a block. */
function toUnicode(letters: PdfFont['letters']): string {
  const entries = [...letters.entries()].flatMap(([code, letter]: [number, PdfLetter | undefined]) =>
    letter ? [`<${hex(code)}> <${Buffer.from(letter.text, 'utf16le').swap16().toString('hex')}>`] : [],
  );
  const blocks: string[] = [];
  for (let at = 0; at < entries.length; at += 100) {
    const block = entries.slice(at, at + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
}

function hex(code: number): string {
  return code.toString(16).padStart(4, '0');
}
