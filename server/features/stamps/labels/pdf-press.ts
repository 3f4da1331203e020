import { deflateSync } from 'node:zlib';
import { darkRuns } from '../../../domain/labels/dark-runs.ts';
import type { LabelPlan } from '../../../domain/labels/label-plan.ts';
import { isRoll, labelAt, labelsOnPage } from '../../../domain/labels/paper.ts';
import { quietZone } from '../../../domain/labels/symbol-size.ts';
import { decimal, pdfLetters } from '../../../platform/pdf/pdf-letters.ts';
import type { PdfLetters } from '../../../platform/pdf/pdf-letters.ts';
import { pointsPerMillimetre, textOperators } from '../../../platform/pdf/pdf-text.ts';
import type { PlacedText } from '../../../platform/pdf/pdf-text.ts';
import type { Label, LabelDesign } from './label-design.ts';
import { constantTexts, ownTexts } from './label-drawing.ts';
import type { LabelSheet, Press } from './label-press.ts';
import type { QrSymbol } from './qr-symbol.ts';
import { qrSymbols } from './qr-symbol.ts';

const serialLetters = { text: '0123456789ABCDEFGHJKMNPQRSTVWXYZ ', weight: 'bold' } as const;

/**
 * Page contents, compressed: the parts all labels share are drawn once in the document (`/L`), a page names them and
 * adds symbols and serials. One rectangle for each stretch of dark modules, all of a symbol in one path, so that no
 * viewer shows seams.
 */
export function pdfPress(design: LabelDesign, plan: LabelPlan): Press {
  const symbols = qrSymbols(design.level);
  const letters = lettersOf(plan);
  const { paper, offset, cutMarks } = design;

  const onPage = labelsOnPage(paper);

  return {
    sheet({ firstSlot, labels }: LabelSheet): Uint8Array[] {
      const pages: Uint8Array[] = [];
      for (let from = 0, slot = firstSlot; from < labels.length; slot = 0) {
        const onThis = labels.slice(from, from + onPage - slot);
        pages.push(page(onThis, slot));
        from += onThis.length;
      }
      return pages;
    },
  };

  function page(labels: readonly Label[], firstSlot: number): Uint8Array {
    let content = `${decimal(pointsPerMillimetre)} 0 0 ${decimal(pointsPerMillimetre)} 0 0 cm\n`;
    if (cutMarks && !isRoll(paper)) content += '/C Do\n';
    labels.forEach((label, index) => {
      const { x, y } = labelAt(paper, firstSlot + index, offset);
      content += `q 1 0 0 1 ${decimal(x)} ${decimal(paper.page.height - y)} cm /L Do\n`;
      content += symbolOperators(symbols.symbolOf(label.uri), plan);
      content += textOperators(ownTexts(plan, label), letters);
      content += 'Q\n';
    });
    return deflateSync(Buffer.from(content, 'latin1'), { level: 1 });
  }
}

/** The codes of every letter a job can show. */
export function lettersOf(plan: LabelPlan, more: readonly PlacedText[] = []): PdfLetters {
  return pdfLetters([serialLetters, ...constantTexts(plan), ...more]);
}

export function symbolOperators({ cells, size }: QrSymbol, { symbol }: LabelPlan): string {
  const { module } = symbol;
  const left = symbol.x + quietZone * module;
  const top = symbol.y + quietZone * module;
  let path = '';
  darkRuns(cells, size, (x, y, width) => {
    path += `${x} ${y} ${width} 1 re\n`;
  });
  const scale = module.toFixed(6);
  return `q ${scale} 0 0 -${scale} ${decimal(left)} ${decimal(-top)} cm\n${path}f Q\n`;
}
