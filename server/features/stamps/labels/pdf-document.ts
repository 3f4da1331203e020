import { deflateSync } from 'node:zlib';
import type { LabelPlan } from '../../../domain/labels/label-plan.ts';
import { pdfFontObjects } from '../../../platform/pdf/pdf-font.ts';
import { decimal } from '../../../platform/pdf/pdf-letters.ts';
import type { PdfLetters } from '../../../platform/pdf/pdf-letters.ts';
import { pointsPerMillimetre, textOperators } from '../../../platform/pdf/pdf-text.ts';
import { pdfText, pdfWriter } from '../../../platform/pdf/pdf-writer.ts';
import type { PdfWriter } from '../../../platform/pdf/pdf-writer.ts';
import type { LabelDesign } from './label-design.ts';
import { constantTexts } from './label-drawing.ts';
import { cutMarkOperators } from './pdf-marks.ts';
import { lettersOf } from './pdf-press.ts';

const pagesANode = 64;

/** A whole document out of pressed pages, written as they come: what is kept of a page is where it stands. */
export async function* pdfDocument(
  design: LabelDesign,
  plan: LabelPlan,
  pages: AsyncIterable<Uint8Array[]> | Iterable<Uint8Array[]>,
  letters: PdfLetters = lettersOf(plan),
): AsyncGenerator<Buffer> {
  const writer = pdfWriter();
  const [catalog, root, info, resources] = [
    writer.reserve(),
    writer.reserve(),
    writer.reserve(),
    writer.reserve(),
  ];
  const nodes: number[] = [];
  let node = { id: 0, kids: [] as number[] };
  let count = 0;

  yield writer.header();
  yield* sharedObjects(design, plan, { writer, resources, letters });
  for await (const contents of pages) {
    for (const content of contents) {
      if (node.kids.length === 0) nodes.push((node.id = writer.reserve()));
      const [body, page] = [writer.reserve(), writer.reserve()];
      yield writer.stream(body, '/Filter /FlateDecode', content);
      yield writer.object(page, `<< /Type /Page /Parent ${node.id} 0 R /Contents ${body} 0 R >>`);
      node.kids.push(page);
      count++;
      if (node.kids.length === pagesANode) {
        yield nodeObject();
        node = { id: 0, kids: [] };
      }
    }
  }
  if (node.kids.length > 0) yield nodeObject();
  const { width, height } = design.paper.page;
  const box = `[0 0 ${decimal(width * pointsPerMillimetre)} ${decimal(height * pointsPerMillimetre)}]`;
  yield writer.object(
    root,
    `<< /Type /Pages /Count ${count} /Kids [${refs(nodes)}] /MediaBox ${box} /Resources ${resources} 0 R >>`,
  );
  // Millimetres are only true where the printing program does not fit the page to the paper.
  yield writer.object(
    catalog,
    `<< /Type /Catalog /Pages ${root} 0 R /Lang (vi-VN) ` +
      `/ViewerPreferences << /PrintScaling /None /DisplayDocTitle true >> >>`,
  );
  yield writer.object(info, `<< /Title ${pdfText(design.title)} /Producer ${pdfText('Nguồn Gốc')} >>`);
  yield writer.trailer(catalog, info);

  function nodeObject(): Buffer {
    const { id, kids } = node;
    return writer.object(
      id,
      `<< /Type /Pages /Parent ${root} 0 R /Count ${kids.length} /Kids [${refs(kids)}] >>`,
    );
  }
}

interface Shared {
  writer: PdfWriter;
  resources: number;
  letters: PdfLetters;
}

/** Fonts, what stands on every label (`/L`), cutting marks (`/C`) and the logo, each once in the file. */
function* sharedObjects(
  design: LabelDesign,
  plan: LabelPlan,
  { writer, resources, letters }: Shared,
): Generator<Buffer> {
  const labelContent = logoOperators(plan) + boxOperators(plan) + textOperators(constantTexts(plan), letters);
  const fonts: string[] = [];
  for (const font of letters.fonts()) {
    const id = writer.reserve();
    fonts.push(`/${font.name} ${id} 0 R`);
    yield* pdfFontObjects(font, id, writer);
  }
  const pictures: string[] = [];
  if (design.logo && plan.logo) {
    const { width, height, dots } = design.logo;
    const id = writer.reserve();
    pictures.push(`/G ${id} 0 R`);
    const kind = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8`;
    yield writer.stream(id, `${kind} /Filter /FlateDecode`, deflateSync(dots));
  }
  const { width, height } = plan.label;
  const inner = `<< /Font << ${fonts.join(' ')} >> /XObject << ${pictures.join(' ')} >> >>`;
  const [label, marks] = [writer.reserve(), writer.reserve()];
  yield form(label, `[-5 ${decimal(-height - 5)} ${decimal(width + 5)} 5]`, inner, labelContent);
  const { page } = design.paper;
  yield form(
    marks,
    `[0 0 ${page.width} ${page.height}]`,
    '<< >>',
    cutMarkOperators(design.paper, design.offset),
  );
  yield writer.object(
    resources,
    `<< /Font << ${fonts.join(' ')} >> /XObject << /L ${label} 0 R /C ${marks} 0 R >> >>`,
  );

  function form(id: number, box: string, needs: string, content: string): Buffer {
    return writer.stream(
      id,
      `/Type /XObject /Subtype /Form /BBox ${box} /Resources ${needs} /Filter /FlateDecode`,
      deflateSync(Buffer.from(content, 'latin1')),
    );
  }
}

function logoOperators({ logo }: LabelPlan): string {
  if (!logo) return '';
  const { x, y, width, height } = logo;
  return `q ${decimal(width)} 0 0 ${decimal(height)} ${decimal(x)} ${decimal(-y - height)} cm /G Do Q\n`;
}

/** Where the scratch layer is put. */
function boxOperators({ hidden }: LabelPlan): string {
  if (!hidden) return '';
  const { x, y, width, height } = hidden.box;
  return `0.1 w ${decimal(x)} ${decimal(-y - height)} ${decimal(width)} ${decimal(height)} re S\n`;
}

function refs(ids: readonly number[]): string {
  return ids.map((id) => `${id} 0 R`).join(' ');
}
