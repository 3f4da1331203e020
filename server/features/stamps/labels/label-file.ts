import { labelsOnPage } from '../../../domain/labels/paper.ts';
import { labelArchive } from './label-archive.ts';
import { planOf } from './label-design.ts';
import type { Label, LabelDesign, LabelFormat } from './label-design.ts';
import { listHead, listRow } from './label-list.ts';
import type { ListFacts } from './label-list.ts';
import type { LabelSheet, Press } from './label-press.ts';
import { pressFor } from './label-press.ts';
import { pdfDocument } from './pdf-document.ts';
import { pressThreads } from './press-threads.ts';
import type { ThreadedPress } from './press-threads.ts';
import { zplHead, zplTail } from './zpl-press.ts';

export interface LabelJob {
  design: LabelDesign;
  facts: ListFacts;
  /** All of one run, in order. */
  labels: Labels;
  count: number;
  /** The number of the first label within its run, from 1. */
  firstNumber: number;
  /** Told after every sheet; throws to stop the work. */
  onProgress?: (done: number) => Promise<void>;
}

type Labels = Iterable<Label> | AsyncIterable<Label>;
type Files = AsyncIterable<Uint8Array[]>;

/** So few that starting a thread would take longer than the work. */
const fewLabels = 100;
const labelsAtOnce = 40;

/** The file of a job, byte by byte as it is made; what is in memory is a few sheets, however many labels there are. */
export async function* labelFile(job: LabelJob): AsyncGenerator<Uint8Array> {
  const { design, count } = job;
  if (design.format === 'csv') {
    yield* list(job);
    return;
  }
  const { first, all } = await opened(job.labels);
  if (!first) return;
  const order = { design, uri: first.uri };
  const threads = count > fewLabels ? pressThreads(order) : undefined;
  try {
    const press = threads ?? (await pressFor(design, first.uri));
    yield* bound(job, first, pressed({ ...job, labels: all }, press));
  } finally {
    await threads?.close();
  }
}

/** The ending of a job's file: formats of one file a label are packed where there are several. */
export function fileEnding(format: LabelFormat, count: number): string {
  const isPacked = (format === 'svg' || format === 'png' || format === 'eps') && count > 1;
  return isPacked ? `${format}.zip` : format;
}

async function* bound(job: LabelJob, first: Label, files: Files): AsyncGenerator<Uint8Array> {
  const { design, count } = job;
  const plan = planOf(design, first.uri);
  if (design.format === 'pdf') yield* pdfDocument(design, plan, files);
  else if (design.format === 'zpl') {
    yield Buffer.from(await zplHead(design, plan));
    yield* flat(files);
    yield Buffer.from(zplTail);
  } else if (count === 1) yield* flat(files);
  else yield* labelArchive(named(job, files));
}

async function* list({ labels, facts, firstNumber, onProgress }: LabelJob): AsyncGenerator<Uint8Array> {
  let rows = '';
  let done = 0;
  for await (const label of labels) {
    if (done === 0) rows = listHead({ hasHiddenCode: label.hiddenCode !== undefined });
    rows += listRow(label, firstNumber + done, facts);
    done++;
    if (done % 500 !== 0) continue;
    yield Buffer.from(rows);
    rows = '';
    await onProgress?.(done);
  }
  yield Buffer.from(rows);
  await onProgress?.(done);
}

/** Sheets in their order, as many under way as the press can use. */
async function* pressed({ design, labels, onProgress }: LabelJob, press: Press | ThreadedPress): Files {
  const width = 'width' in press ? press.width : 1;
  const underWay: { files: Promise<Uint8Array[]>; count: number }[] = [];
  let done = 0;
  for await (const sheet of sheets(design, labels)) {
    const files = Promise.resolve(press.sheet(sheet));
    files.catch(() => undefined);
    underWay.push({ files, count: sheet.labels.length });
    if (underWay.length > width) yield* next();
  }
  while (underWay.length > 0) yield* next();

  async function* next(): Files {
    const oldest = underWay.shift();
    if (!oldest) return;
    yield await oldest.files;
    done += oldest.count;
    await onProgress?.(done);
  }
}

/** Whole pages, several where they hold few labels. */
async function* sheets({ format, paper, startAt }: LabelDesign, labels: Labels): AsyncGenerator<LabelSheet> {
  const onPage = format === 'pdf' ? labelsOnPage(paper) : 1;
  let firstSlot = format === 'pdf' ? startAt - 1 : 0;
  let sheet: Label[] = [];
  for await (const label of labels) {
    sheet.push(label);
    const isWhole = (firstSlot + sheet.length) % onPage === 0;
    if (!isWhole || firstSlot + sheet.length < labelsAtOnce) continue;
    yield { labels: sheet, firstSlot };
    [sheet, firstSlot] = [[], 0];
  }
  if (sheet.length > 0) yield { labels: sheet, firstSlot };
}

/** The first label is looked at before the work begins: its address says how large the symbols are. */
async function opened(labels: Labels): Promise<{ first: Label | undefined; all: Labels }> {
  const rest = Symbol.asyncIterator in labels ? labels[Symbol.asyncIterator]() : labels[Symbol.iterator]();
  const next = await rest.next();
  if (next.done === true) return { first: undefined, all: [] };
  return { first: next.value, all: chained(next.value, rest) };
}

async function* chained(first: Label, rest: Iterator<Label> | AsyncIterator<Label>): AsyncGenerator<Label> {
  yield first;
  for (;;) {
    const next = await rest.next();
    if (next.done === true) return;
    yield next.value;
  }
}

async function* flat(files: Files): AsyncGenerator<Uint8Array> {
  for await (const several of files) yield* several;
}

/** Files sort by the number of their label in the run. */
async function* named({ design, firstNumber }: LabelJob, files: Files) {
  let number = firstNumber;
  for await (const several of files) {
    for (const bytes of several) {
      yield { name: `${String(number).padStart(7, '0')}.${design.format}`, bytes };
      number++;
    }
  }
}
