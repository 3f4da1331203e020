import { planLabel } from '../../../domain/labels/label-plan.ts';
import type { LabelPlan } from '../../../domain/labels/label-plan.ts';
import type { LabelWords } from '../../../domain/labels/label-lines.ts';
import type { Paper, Point } from '../../../domain/labels/paper.ts';
import { invalid } from '../../../domain/errors.ts';
import { measureText } from '../../../platform/pdf/typeface.ts';
import { qrSymbols } from './qr-symbol.ts';
import type { QrLevel } from './qr-symbol.ts';

/** One stamp as the ledger computes it; whatever else a label says is the same on all of a job. */
export interface Label {
  unit: number;
  serial: string;
  uri: string;
  hiddenCode?: string;
}

/** A picture in grey, one byte a dot. */
export interface GreyPicture {
  width: number;
  height: number;
  dots: Uint8Array;
}

/** Everything a press needs to know; plain data, so that it can be handed to a worker thread. */
export interface LabelDesign {
  format: LabelFormat;
  paper: Paper;
  offset: Point;
  /** The first slot used on the first sheet; 1 is its top left. */
  startAt: number;
  cutMarks: boolean;
  level: QrLevel;
  /** Of the printer; for formats made of dots. */
  dpi: number;
  words: LabelWords;
  logo?: GreyPicture;
  /** Shown by a viewer, and in the file's own name. */
  title: string;
}

export const labelFormats = ['pdf', 'zpl', 'svg', 'png', 'eps', 'csv'] as const;
export type LabelFormat = (typeof labelFormats)[number];

/** How tall and wide each label's parts are, from any one address of the run: all are equally long. */
export function planOf(design: LabelDesign, uri: string): LabelPlan {
  const { label, shape } = design.paper;
  const modules = qrSymbols(design.level).modulesFor(uri);
  const dpi = isMadeOfDots(design.format) ? design.dpi : undefined;
  const planned = planLabel({ label, shape, modules, words: design.words, dpi }, measureText);
  if (planned.ok) return planned.plan;
  throw invalid([{ pointer: '/paper', key: `labels.${planned.why}` }]);
}

export function isMadeOfDots(format: LabelFormat): boolean {
  return format === 'zpl' || format === 'png';
}

/** As it is read aloud and typed: five groups of four. */
export function serialGroups(serial: string, from = 0, to = 5): string {
  const groups = serial.match(/.{1,4}/g) ?? [];
  return groups.slice(from, to).join(' ');
}
