import type { Subject } from '../../domain/change.ts';
import { formatInstant } from '../../domain/vietnamese-format.ts';
import type { PaperReader } from '../../features/history/record-file-service.ts';
import type { RecordFile } from '../../features/history/record-file.ts';
import { pdfBooklet } from '../../platform/pdf/pdf-booklet.ts';
import type { BookletPicture } from '../../platform/pdf/pdf-booklet.ts';
import type { PlacedText } from '../../platform/pdf/pdf-text.ts';
import { measureText } from '../../platform/pdf/typeface.ts';
import { isFieldKind } from './compared-rows.ts';
import type { Reading } from './field-values.ts';
import { flow, paper } from './paper-flow.ts';
import type { Block } from './paper-flow.ts';
import { checkBlocks, evidenceBlocks, logBlocks, submissionBlocks } from './paper-log.ts';
import { contentBlocks, versionBlocks } from './paper-versions.ts';
import { readingFor } from './record-reading.ts';
import type { ReadingServices } from './record-reading.ts';

export type PictureOf = (id: string) => Promise<BookletPicture | null>;

interface PaperParts {
  reading: ReadingServices;
  pictureOf: PictureOf;
}

/** What every part of the paper is made from. */
export interface PaperFile {
  file: RecordFile;
  reader: PaperReader;
  reading: Reading;
  pictureOf: PictureOf;
}

const footSize = 2.8;
const footLine = paper.height - 10;

/** The file of one record for people: A4, page after page as it is read, whatever its length. */
export function recordPaper({ reading: services, pictureOf }: PaperParts) {
  return async function* (file: RecordFile, reader: PaperReader): AsyncGenerator<Buffer> {
    const reading = await readingOf(services, file, reader);
    const whole = { file, reader, reading, pictureOf };
    const title = titleOf(file, reader);
    const foot = (number: number) => footOf(whole, number);
    const total = { x: totalAt, y: footLine, size: footSize };
    yield* pdfBooklet({ title, ...paper, total }, flow(blocksOf(whole, title), foot));
  };
}

async function* blocksOf(whole: PaperFile, title: string): AsyncGenerator<Block> {
  yield* headBlocks(whole, title);
  yield* contentBlocks(whole);
  yield* versionBlocks(whole);
  yield* submissionBlocks(whole);
  yield* evidenceBlocks(whole);
  yield* logBlocks(whole);
  yield* checkBlocks(whole);
}

function* headBlocks({ file, reader }: PaperFile, title: string): Generator<Block> {
  const { t, lang } = reader;
  const { about, exported } = file;
  const { by, reason } = exported;
  if (about.sample) yield { is: 'text', text: t('history.paper-sample'), weight: 'bold' };
  yield { is: 'heading', level: 1, text: title };
  if (about.title !== null) yield { is: 'text', text: about.title, weight: 'bold', size: 5 };
  yield { is: 'text', text: t('history.paper-exported', { at: formatInstant(exported.at, lang), by }) };
  if (reason !== null) yield { is: 'text', text: t('history.paper-reason', { reason }) };
  if (about.organisation) yield { is: 'row', term: t('history.paper-owner'), value: about.organisation.name };
  yield { is: 'row', term: t('history.paper-id'), value: `${about.kind} ${about.id}` };
}

function titleOf({ about }: RecordFile, { t }: PaperReader): string {
  return t('history.paper-title', { kind: t(`history.kind-${about.kind}`).toUpperCase() });
}

/** At the left whose file it is and who took it, at the right "Trang 3/", before the number of all. */
function footOf({ file, reader }: PaperFile, number: number): PlacedText[] {
  const { t, lang } = reader;
  const { by, at } = file.exported;
  const name = short(file.about.title ?? file.about.id);
  const line = { weight: 'regular' as const, size: footSize, y: footLine };
  const page = t('history.paper-page', { number });
  return [
    { ...line, text: t('history.paper-foot', { name, by, at: formatInstant(at, lang) }), x: paper.left },
    { ...line, text: page, x: totalAt - measureText(page, 'regular') * footSize - 0.2 },
  ];
}

const totalAt = paper.width - paper.right - 7;

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function readingOf(services: ReadingServices, file: RecordFile, reader: PaperReader): Promise<Reading> {
  const kind: Subject['kind'] = file.about.kind;
  const contents = [...file.versions, ...file.submissions].map(({ content }) => content);
  const known = isFieldKind(kind) ? { kind, contents } : { kind: 'batch' as const, contents: [] };
  return readingFor(services, { ...reader, hrefOf: () => undefined }, known.kind, known.contents);
}
