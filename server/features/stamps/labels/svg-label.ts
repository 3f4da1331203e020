import { darkRuns } from '../../../domain/labels/dark-runs.ts';
import type { LabelPlan } from '../../../domain/labels/label-plan.ts';
import { quietZone } from '../../../domain/labels/symbol-size.ts';
import type { GreyPicture, Label, LabelDesign } from './label-design.ts';
import type { PlacedText } from '../../../platform/pdf/pdf-text.ts';
import { constantTexts, ownTexts } from './label-drawing.ts';
import type { LabelSheet, Press } from './label-press.ts';
import { traceText } from './letter-outlines.ts';
import { greyPng } from './png-file.ts';
import type { QrSymbol } from './qr-symbol.ts';
import { qrSymbols } from './qr-symbol.ts';

/** One label a file, measured in millimetres, letters as outlines. */
export function svgPress(design: LabelDesign, plan: LabelPlan): Press {
  const symbols = qrSymbols(design.level);
  const shared = sharedMarks(plan, design.logo);
  return {
    sheet: ({ labels }: LabelSheet) =>
      labels.map((label) =>
        Buffer.from(svgFile(plan, shared + ownMarks(plan, label, symbols.symbolOf(label.uri)))),
      ),
  };
}

/** What all labels of a job share; also the ground on which dot formats are drawn. */
export function sharedMarks(plan: LabelPlan, logo: GreyPicture | undefined): string {
  const { hidden } = plan;
  const box = hidden
    ? `<rect x="${short(hidden.box.x)}" y="${short(hidden.box.y)}" width="${short(hidden.box.width)}" ` +
      `height="${short(hidden.box.height)}" fill="none" stroke="#000" stroke-width="0.1"/>`
    : '';
  return logoMark(plan, logo) + box + textMarks(constantTexts(plan));
}

export function svgFile({ label }: LabelPlan, marks: string): string {
  const { width, height } = label;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}">` +
    `<rect width="${width}" height="${height}" fill="#fff"/>${marks}</svg>\n`
  );
}

export function textMarks(texts: readonly PlacedText[]): string {
  return texts.map((text) => `<path d="${pathOf(text)}"/>`).join('');
}

export function symbolMark({ cells, size }: QrSymbol, { symbol }: LabelPlan): string {
  const left = symbol.x + quietZone * symbol.module;
  const top = symbol.y + quietZone * symbol.module;
  let path = '';
  darkRuns(cells, size, (x, y, width) => {
    path += `M${x} ${y}h${width}v1h-${width}z`;
  });
  return (
    `<path shape-rendering="crispEdges" transform="translate(${short(left)} ${short(top)}) ` +
    `scale(${symbol.module.toFixed(6)})" d="${path}"/>`
  );
}

function ownMarks(plan: LabelPlan, label: Label, symbol: QrSymbol): string {
  return symbolMark(symbol, plan) + textMarks(ownTexts(plan, label));
}

function logoMark({ logo }: LabelPlan, picture: GreyPicture | undefined): string {
  if (!logo || !picture) return '';
  const href = `data:image/png;base64,${greyPng(picture).toString('base64')}`;
  return `<image x="${short(logo.x)}" y="${short(logo.y)}" width="${short(logo.width)}" height="${short(logo.height)}" href="${href}"/>`;
}

function pathOf(text: PlacedText): string {
  let path = '';
  traceText(text, {
    move: (x, y) => (path += `M${short(x)} ${short(y)}`),
    line: (x, y) => (path += `L${short(x)} ${short(y)}`),
    curve: (points) => (path += `${points.length === 4 ? 'Q' : 'C'}${points.map(short).join(' ')}`),
    close: () => (path += 'z'),
  });
  return path;
}

/** A micrometre is finer than any printer. */
function short(value: number): string {
  return String(Number(value.toFixed(3)));
}
