import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { ready } from 'zpl-renderer-js';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { readQr } from './qr-reading.ts';

/** A page as a scanner of that resolution would see it. */
export async function pdfPages(pdf: Buffer, dpi: number): Promise<Buffer[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const pages: Buffer[] = [];
  for (const page of document.pages()) {
    const picture = await page.render({
      scale: dpi / 72,
      render: ({ data, width, height }) =>
        sharp(data, { raw: { width, height, channels: 4 } })
          .flatten({ background: '#ffffff' })
          .png()
          .toBuffer(),
    });
    pages.push(Buffer.from(picture.data));
  }
  document.destroy();
  library.destroy();
  return pages;
}

/** Everything that can be searched for and copied out of a document. */
export async function pdfText(pdf: Buffer): Promise<string> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const texts = [...document.pages()].map((page) => page.getText());
  document.destroy();
  library.destroy();
  return texts.join('\n');
}

/** A label as a printer of `dpi` would draw it. */
export async function zplLabels(
  zpl: string,
  { width, height, dpi }: { width: number; height: number; dpi: number },
) {
  const { api } = await ready;
  const pictures = await api.zplToBase64MultipleAsync(zpl, width, height, dpi / 25.4);
  return pictures.map((picture) => Buffer.from(picture, 'base64'));
}

/** Encapsulated PostScript through Ghostscript, where the machine has one. */
export async function epsPicture(eps: Buffer, dpi: number): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'label-'));
  try {
    const [from, to] = [join(folder, 'label.eps'), join(folder, 'label.png')];
    await writeFile(from, eps);
    const flags = ['-q', '-dSAFER', '-dBATCH', '-dNOPAUSE', '-dEPSCrop', '-sDEVICE=png16m', `-r${dpi}`];
    await promisify(execFile)('gs', [...flags, `-sOutputFile=${to}`, from]);
    return await readFile(to);
  } finally {
    await rm(folder, { recursive: true });
  }
}

export const hasGhostscript = (process.env['PATH'] ?? '')
  .split(delimiter)
  .some((folder) => existsSync(join(folder, 'gs')));

export interface ReadSymbol {
  text: string;
  level: string;
  version: string;
}

/** Everything a first decoder (ZXing) finds in a picture, in reading order not guaranteed. */
export async function symbolsIn(picture: Buffer): Promise<ReadSymbol[]> {
  await zxing();
  const found = await readBarcodes(picture, {
    formats: ['QRCode'],
    tryHarder: true,
    maxNumberOfSymbols: 255,
  });
  return found.map(({ text, extra }) => ({ text, ...levelOf(extra) }));
}

/** What two decoders of different authors (ZXing, jsQR) read from a picture of one label: they must agree. */
export async function readByBoth(picture: Buffer): Promise<ReadSymbol> {
  const [symbol, ...others] = await symbolsIn(picture);
  if (!symbol || others.length > 0)
    throw new Error(`ZXing finds ${others.length + (symbol ? 1 : 0)} symbols`);
  const second = await readQr(picture);
  if (second !== symbol.text) throw new Error(`ZXing reads ${symbol.text}, jsQR ${second}`);
  return symbol;
}

function levelOf(extra: string): { level: string; version: string } {
  const { ECLevel = '', Version = '' } = JSON.parse(extra) as Record<string, string>;
  return { level: ECLevel, version: Version };
}

let prepared: Promise<unknown> | undefined;

/** The decoder's program comes with the package: nothing is fetched. */
function zxing(): Promise<unknown> {
  prepared ??= readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')).then(
    (wasmBinary) =>
      prepareZXingModule({
        overrides: { wasmBinary: wasmBinary.buffer },
        fireImmediately: true,
      }),
  );
  return prepared;
}
