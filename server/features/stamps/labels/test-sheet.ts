import { deflateSync } from 'node:zlib';
import { isRoll, labelAt, labelsOnPage } from '../../../domain/labels/paper.ts';
import type { Paper } from '../../../domain/labels/paper.ts';
import { translate } from '../../../platform/i18n.ts';
import { decimal } from '../../../platform/pdf/pdf-letters.ts';
import { pointsPerMillimetre, textOperators } from '../../../platform/pdf/pdf-text.ts';
import type { PlacedText } from '../../../platform/pdf/pdf-text.ts';
import { measureText } from '../../../platform/pdf/typeface.ts';
import { planOf } from './label-design.ts';
import type { Label, LabelDesign } from './label-design.ts';
import { ownTexts } from './label-drawing.ts';
import { pdfDocument } from './pdf-document.ts';
import { circle } from './pdf-marks.ts';
import { lettersOf, symbolOperators } from './pdf-press.ts';
import { qrSymbols } from './qr-symbol.ts';

/** Of no stamp: whoever scans a test print is told that this serial does not exist. */
const noSerial = '0'.repeat(20);

/**
 * What to print before a hundred sheets of good labels: outlines and a ruler, to be held against the label paper and
 * measured, and one label as it will look. On a roll the ruler takes the first label and the sample the second.
 */
export async function testSheet(design: LabelDesign, like: Label): Promise<Buffer> {
  const { paper, offset } = design;
  const plan = planOf(design, like.uri);
  const sample = sampleLike(like);
  const words = adviceFor(paper);
  const letters = lettersOf(plan, [...words, ...rulerNumbers(paper)]);
  const at = labelAt(paper, labelsOnPage(paper) - 1, offset);
  const label =
    `q 1 0 0 1 ${decimal(at.x)} ${decimal(paper.page.height - at.y)} cm /L Do\n` +
    symbolOperators(qrSymbols(design.level).symbolOf(sample.uri), plan) +
    `${textOperators(ownTexts(plan, sample), letters)}Q\n`;
  const ruler = `${outlines(design)}${ticks(paper)}${cleared(words, paper)}${onPage([...words, ...rulerNumbers(paper)])}`;
  const pages = isRoll(paper) ? [ruler, label] : [ruler + label];
  const parts: Buffer[] = [];
  for await (const part of pdfDocument(design, plan, [pages.map(compressed)], letters)) parts.push(part);
  return Buffer.concat(parts);

  function onPage(texts: readonly PlacedText[]): string {
    return `q 1 0 0 1 0 ${paper.page.height} cm\n${textOperators(texts, letters)}Q\n`;
  }
}

function sampleLike({ uri, serial, hiddenCode }: Label): Label {
  const own = { unit: 0, serial: noSerial, uri: uri.replace(serial, noSerial) };
  return hiddenCode === undefined ? own : { ...own, hiddenCode: '00000000' };
}

function compressed(content: string): Uint8Array {
  const scale = decimal(pointsPerMillimetre);
  return deflateSync(Buffer.from(`${scale} 0 0 ${scale} 0 0 cm\n${content}`, 'latin1'));
}

function outlines({ paper, offset }: LabelDesign): string {
  const slots = Array.from({ length: labelsOnPage(paper) }, (_, slot) => labelAt(paper, slot, offset));
  const { page, label, shape } = paper;
  const drawn = slots.map((at) =>
    shape === 'round'
      ? circle(at, paper)
      : `${decimal(at.x)} ${decimal(page.height - at.y - label.height)} ${label.width} ${label.height} re\n`,
  );
  return `0.1 w 0.35 G\n${drawn.join('')}S\n`;
}

/** A tick a millimetre along the top and the left edge, longer at five and ten. */
function ticks({ page }: Paper): string {
  let path = '';
  for (let at = 1; at < page.width; at++) {
    path += `${at} ${page.height} m ${at} ${decimal(page.height - tickLength(at))} l\n`;
  }
  for (let at = 1; at < page.height; at++) {
    path += `0 ${decimal(page.height - at)} m ${tickLength(at)} ${decimal(page.height - at)} l\n`;
  }
  return `0.1 w 0 G\n${path}S\n`;
}

function tickLength(at: number): number {
  if (at % 10 === 0) return 4;
  return at % 5 === 0 ? 3 : 2;
}

/** The advice stands on white, not across the outlines. */
function cleared(texts: readonly PlacedText[], { page }: Paper): string {
  const [first, last] = [texts[0], texts.at(-1)];
  if (!first || !last) return '';
  const left = Math.min(...texts.map(({ x }) => x)) - 3;
  const [top, bottom] = [first.y - first.size * 1.6, last.y + last.size];
  const box = [left, page.height - bottom, page.width - 2 * left, bottom - top].map(decimal).join(' ');
  return `1 g ${box} re f 0 g\n`;
}

function rulerNumbers({ page }: Paper): PlacedText[] {
  const size = 2;
  const numbers: PlacedText[] = [];
  for (let at = 10; at < page.width - 3; at += 10) {
    numbers.push({ text: `${at}`, weight: 'bold', size, x: at - measureText(`${at}`, 'bold'), y: 6.2 });
  }
  for (let at = 10; at < page.height - 3; at += 10) {
    numbers.push({ text: `${at}`, weight: 'bold', size, x: 4.6, y: at + 0.7 });
  }
  return numbers;
}

/** Across the middle of the page; a small label has room for a few words only. */
function adviceFor(paper: Paper): PlacedText[] {
  const { page } = paper;
  const t = translate.vi;
  const lines = isRoll(paper)
    ? [t('labels.test-short')]
    : [t('labels.test-title'), t('labels.test-scale'), t('labels.test-hold'), t('labels.test-offset')];
  const size = Math.min(3.6, page.width / 20);
  const top = page.height / 2 - (lines.length * size * 1.5) / 2;
  return lines.map((text, line) => ({
    text,
    weight: line === 0 ? 'bold' : 'regular',
    size,
    x: (page.width - measureText(text, line === 0 ? 'bold' : 'regular') * size) / 2,
    y: top + (line + 1) * size * 1.5,
  }));
}
