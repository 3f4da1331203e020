import { darkRuns } from '../../../domain/labels/dark-runs.ts';
import type { LabelPlan } from '../../../domain/labels/label-plan.ts';
import { quietZone } from '../../../domain/labels/symbol-size.ts';
import type { GreyPicture, LabelDesign } from './label-design.ts';
import { decimal } from '../../../platform/pdf/pdf-letters.ts';
import { pointsPerMillimetre } from '../../../platform/pdf/pdf-text.ts';
import type { PlacedText } from '../../../platform/pdf/pdf-text.ts';
import { constantTexts, ownTexts } from './label-drawing.ts';
import type { LabelSheet, Press } from './label-press.ts';
import { traceText } from './letter-outlines.ts';
import type { QrSymbol } from './qr-symbol.ts';
import { qrSymbols } from './qr-symbol.ts';

/** One label a file as Encapsulated PostScript 3.0 for print shops: paths only, no font, no program. */
export function epsPress(design: LabelDesign, plan: LabelPlan): Press {
  const symbols = qrSymbols(design.level);
  const shared = logoOperators(plan, design.logo) + boxOperators(plan) + outlines(plan, constantTexts(plan));
  return {
    sheet: ({ labels }: LabelSheet) =>
      labels.map((label) => {
        const own =
          symbolOperators(symbols.symbolOf(label.uri), plan) + outlines(plan, ownTexts(plan, label));
        return Buffer.from(epsFile(plan, label.serial, shared + own), 'latin1');
      }),
  };
}

function epsFile({ label }: LabelPlan, title: string, content: string): string {
  const [width, height] = [label.width * pointsPerMillimetre, label.height * pointsPerMillimetre];
  return (
    `%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 ${Math.ceil(width)} ${Math.ceil(height)}\n` +
    `%%HiResBoundingBox: 0 0 ${decimal(width)} ${decimal(height)}\n%%Title: ${title}\n%%LanguageLevel: 2\n` +
    `%%EndComments\ngsave\n${decimal(pointsPerMillimetre)} dup scale\n0 setgray\n${content}grestore\n%%EOF\n`
  );
}

function symbolOperators({ cells, size }: QrSymbol, { symbol, label }: LabelPlan): string {
  const left = symbol.x + quietZone * symbol.module;
  const top = symbol.y + quietZone * symbol.module;
  let path = '';
  darkRuns(cells, size, (x, y, width) => {
    path += `${x} ${y} moveto ${width} 0 rlineto 0 1 rlineto -${width} 0 rlineto closepath\n`;
  });
  const scale = symbol.module.toFixed(6);
  return `gsave ${decimal(left)} ${decimal(label.height - top)} translate ${scale} -${scale} scale newpath\n${path}fill grestore\n`;
}

function outlines({ label }: LabelPlan, texts: readonly PlacedText[]): string {
  return texts.map((text) => `newpath\n${outline(text, label.height)}fill\n`).join('');
}

function outline(text: PlacedText, height: number): string {
  let path = '';
  let here: [number, number] = [0, 0];
  const to = (x: number, y: number) => {
    here = [x, y];
    return `${decimal(x)} ${decimal(height - y)}`;
  };
  traceText(text, {
    move: (x, y) => (path += `${to(x, y)} moveto\n`),
    line: (x, y) => (path += `${to(x, y)} lineto\n`),
    curve: (points) => {
      const [ax, ay, bx, by, x, y] = points.length === 6 ? points : cubic(here, points);
      if (ax === undefined || ay === undefined || bx === undefined || by === undefined) return;
      path += `${to(ax, ay)} ${to(bx, by)} ${to(x ?? 0, y ?? 0)} curveto\n`;
    },
    close: () => (path += 'closepath\n'),
  });
  return path;
}

/** TrueType letters bend by one control point, PostScript by two. */
function cubic([fromX, fromY]: [number, number], [cx = 0, cy = 0, x = 0, y = 0]: number[]): number[] {
  const third = (from: number, control: number) => from + ((control - from) * 2) / 3;
  return [third(fromX, cx), third(fromY, cy), third(x, cx), third(y, cy), x, y];
}

function boxOperators({ hidden, label }: LabelPlan): string {
  if (!hidden) return '';
  const { x, y, width, height } = hidden.box;
  return (
    `0.1 setlinewidth newpath ${decimal(x)} ${decimal(label.height - y)} moveto ${decimal(width)} 0 rlineto ` +
    `0 -${decimal(height)} rlineto -${decimal(width)} 0 rlineto closepath stroke\n`
  );
}

function logoOperators({ logo, label }: LabelPlan, picture: GreyPicture | undefined): string {
  if (!logo || !picture) return '';
  const { width, height, dots } = picture;
  const lines =
    Buffer.from(dots)
      .toString('hex')
      .match(/.{1,120}/g) ?? [];
  return (
    `gsave ${decimal(logo.x)} ${decimal(label.height - logo.y - logo.height)} translate ` +
    `${decimal(logo.width)} ${decimal(logo.height)} scale\n` +
    `${width} ${height} 8 [${width} 0 0 -${height} 0 ${height}] ` +
    `{ currentfile ${width} string readhexstring pop } image\n${lines.join('\n')}\ngrestore\n`
  );
}
