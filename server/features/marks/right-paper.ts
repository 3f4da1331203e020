import type { Quantity } from '../../domain/quantity.ts';
import { formatQuantity } from '../../domain/quantity.ts';
import { darkRuns } from '../../domain/labels/dark-runs.ts';
import type { MarkKind } from '../../domain/mark-right.ts';
import { formatDate, formatInstant } from '../../domain/vietnamese-format.ts';
import { translate } from '../../platform/i18n.ts';
import { decimal } from '../../platform/pdf/pdf-letters.ts';
import type { PdfLetters } from '../../platform/pdf/pdf-letters.ts';
import { pdfSheet } from '../../platform/pdf/pdf-sheet.ts';
import { textOperators } from '../../platform/pdf/pdf-text.ts';
import type { PlacedText } from '../../platform/pdf/pdf-text.ts';
import { qrModules } from '../../platform/qr-image.ts';
import { lastLineOf, paragraph } from './paper-text.ts';
import type { Column } from './paper-text.ts';

/** All that the paper says of a right of use. */
export interface CertifiedRight {
  number: string;
  sample: boolean;
  owner: string;
  holder: { name: string; address: string | null; taxCode: string | null };
  mark: { kind: MarkKind; name: string; certificateNumber: string; controlBody: string | null };
  products: readonly string[];
  places: readonly string[];
  from: string;
  to: string;
  decisionNumber: string | null;
  area: Quantity | null;
  /** Where its present state is told. */
  uri: string;
  printedAt: Date;
}

const page = { width: 210, height: 297 };
const margin = 24;
const body: Column = { x: margin, width: page.width - 2 * margin, size: 4, weight: 'regular', align: 'left' };
const centred: Column = { ...body, x: page.width / 2, align: 'centre' };
const t = translate.vi;

/** The paper for the wall of whoever may use a mark: A4, in the form of an official letter, to be signed and sealed. */
export function rightPaper(right: CertifiedRight): Buffer {
  return pdfSheet({
    ...page,
    title: `${t('marks.certificate')} ${right.number}`,
    draw(letters) {
      const texts = [...headOf(right), ...middleOf(right), ...footOf(right)];
      return `${frame}${symbol(right.uri)}${shown(texts, ink, letters)}${right.sample ? shown(sampleLine(), red, letters) : ''}`;
    },
  });
}

const ink = '0.08 0.14 0.11 rg';
const red = '0.64 0.13 0.1 rg';

/** A double frame in the green of the site, and the rule below the motto. */
const frame =
  '0.04 0.42 0.23 RG\n' +
  `0.9 w 10 10 ${page.width - 20} ${page.height - 20} re S\n` +
  `0.25 w 12 12 ${page.width - 24} ${page.height - 24} re S\n` +
  `0.08 0.14 0.11 RG 0.25 w 127 ${page.height - 38} m 167 ${page.height - 38} l S\n`;

function shown(texts: readonly PlacedText[], colour: string, letters: PdfLetters): string {
  return `q 1 0 0 1 0 ${page.height} cm ${colour}\n${textOperators(texts, letters)}Q\n`;
}

/** Who speaks at the left, the State and its motto at the right (Decree 30/2020, annex I). */
function headOf({ owner, number, mark }: CertifiedRight): PlacedText[] {
  const left: Column = { x: 57, width: 70, size: 3.8, weight: 'bold', align: 'centre' };
  const speaker = paragraph(owner.toUpperCase(), left, { top: 25, mostLines: 3 });
  const state = { ...left, x: 147, width: 90 };
  return [
    ...speaker,
    ...paragraph(
      t('marks.paper-number', { number }),
      { ...left, weight: 'regular' },
      {
        top: lastLineOf(speaker) + 3,
        mostLines: 2,
      },
    ),
    ...paragraph(t('marks.paper-state'), state, { top: 25, mostLines: 1 }),
    ...paragraph(t('marks.paper-motto'), { ...state, size: 4 }, { top: 31, mostLines: 1 }),
    ...paragraph(t('marks.paper-title'), { ...centred, size: 9, weight: 'bold' }, { top: 56, mostLines: 1 }),
    ...paragraph(
      t(`marks.paper-title-${mark.kind}`),
      { ...centred, size: 5.2, weight: 'bold' },
      { top: 69, mostLines: 1 },
    ),
  ];
}

function sampleLine(): PlacedText[] {
  return paragraph(
    t('marks.paper-sample'),
    { ...centred, size: 3.6, weight: 'bold' },
    { top: 79, mostLines: 1 },
  );
}

/** To whom, for what, where and how long: each fact with its name, as many lines as it takes. */
function middleOf(right: CertifiedRight): PlacedText[] {
  const { holder, owner } = right;
  const lead = paragraph(t('marks.paper-certifies', { owner }), centred, { top: 89, mostLines: 2 });
  const named = paragraph(
    holder.name,
    { ...centred, size: 6, weight: 'bold' },
    {
      top: lastLineOf(lead) + 4,
      mostLines: 3,
    },
  );
  const texts = [...lead, ...named];
  let top = lastLineOf(named) + 5;
  for (const [term, value] of factsOf(right)) {
    const name = paragraph(term, { ...body, width: termWidth }, { top, mostLines: 2 });
    const column: Column = { ...body, x: margin + termWidth + 3, width: body.width - termWidth - 3 };
    const lines = paragraph(value, { ...column, weight: 'bold' }, { top, mostLines: 3 });
    texts.push(...name, ...lines);
    top = Math.max(lastLineOf(lines), lastLineOf(name)) + 1.6;
  }
  const rules = t('marks.paper-rules', { control: right.mark.controlBody ?? owner });
  return [...texts, ...paragraph(rules, { ...body, size: 3.6 }, { top: top + 2, mostLines: 4 })];
}

const termWidth = 44;

function factsOf(right: CertifiedRight): [term: string, value: string][] {
  const { holder, mark, products, places, from, to, decisionNumber, area } = right;
  const facts: [string, string | null][] = [
    [t('marks.paper-address'), holder.address],
    [t('marks.paper-tax-code'), holder.taxCode],
    [t(`marks.paper-may-${mark.kind}`), mark.name],
    [t('record.mark-certificate-number'), mark.certificateNumber],
    [t('record.grant-products'), products.join('; ')],
    [t('record.grant-places'), places.length === 0 ? t('marks.paper-all-places') : places.join('; ')],
    [t('record.grant-area'), area && formatQuantity(area, 'vi', t)],
    [
      t('marks.right-term'),
      t('marks.right-from-to', { from: formatDate(from, 'vi'), to: formatDate(to, 'vi') }),
    ],
    [t('marks.paper-decision'), decisionNumber],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== null);
}

const qr = { x: margin, top: 229, side: 34 };

/** At the left the code that tells what holds today, at the right where it is signed and sealed. */
function footOf({ mark, printedAt }: CertifiedRight): PlacedText[] {
  const beside: Column = { ...body, x: qr.x + qr.side + 3, width: 46, size: 3.2 };
  const signed: Column = { ...centred, x: 151, width: 76, size: 3.6, weight: 'bold' };
  const role = paragraph(t(`marks.paper-signed-${mark.kind}`), signed, { top: 229, mostLines: 2 });
  const printed = t('marks.paper-printed', { at: formatInstant(printedAt, 'vi') });
  return [
    ...paragraph(t('marks.paper-scan'), beside, { top: 231, mostLines: 7 }),
    ...role,
    ...paragraph(
      t('marks.paper-sign'),
      { ...signed, size: 3.4, weight: 'regular' },
      {
        top: lastLineOf(role) + 1.5,
        mostLines: 1,
      },
    ),
    ...paragraph(printed, { ...centred, size: 2.8 }, { top: 276, mostLines: 1 }),
  ];
}

/** Dark on white with a quiet zone of four modules (ISO/IEC 18004 §9.1). */
function symbol(uri: string): string {
  const { size, cells } = qrModules(uri);
  const module = qr.side / (size + 8);
  const [left, top] = [qr.x + 4 * module, page.height - qr.top - 4 * module];
  let path = '';
  darkRuns(cells, size, (x, y, width) => {
    path += `${x} ${y} ${width} 1 re\n`;
  });
  const scale = module.toFixed(6);
  return `q 0 g ${scale} 0 0 -${scale} ${decimal(left)} ${decimal(top)} cm\n${path}f Q\n`;
}
