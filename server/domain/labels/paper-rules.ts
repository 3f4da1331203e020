import type { Fault } from '../errors.ts';
import type { Paper } from './paper.ts';

/** A tenth of what a printer can place: sums of decimals are compared with it. */
const tolerance = 0.005;

/** What is wrong with a layout somebody made; each fault at the measure to change. Empty where it can be cut and printed. */
export function paperFaults(paper: Paper): Fault[] {
  return [...overlaps(paper), ...overruns(paper), ...roundness(paper)];
}

function overlaps({ columns, rows, pitch, label }: Paper): Fault[] {
  const faults: Fault[] = [];
  if (columns > 1 && pitch.x < label.width - tolerance) {
    faults.push({ pointer: '/pitch/x', key: 'labels.overlap-across', params: { least: `${label.width}` } });
  }
  if (rows > 1 && pitch.y < label.height - tolerance) {
    faults.push({ pointer: '/pitch/y', key: 'labels.overlap-down', params: { least: `${label.height}` } });
  }
  return faults;
}

/** Said where one label alone is too large, at the label; else at the number of them. */
function overruns({ page, margin, columns, rows, pitch, label }: Paper): Fault[] {
  const over = {
    across: margin.left + label.width - page.width,
    down: margin.top + label.height - page.height,
  };
  const needs = {
    across: over.across + page.width + (columns - 1) * pitch.x,
    down: over.down + page.height + (rows - 1) * pitch.y,
  };
  const faults: Fault[] = [];
  if (over.across > tolerance) {
    faults.push({
      pointer: '/label/width',
      key: 'labels.too-wide',
      params: millimetres(needs.across, page.width),
    });
  } else if (needs.across > page.width + tolerance) {
    faults.push({
      pointer: '/columns',
      key: 'labels.too-wide',
      params: millimetres(needs.across, page.width),
    });
  }
  if (over.down > tolerance) {
    faults.push({
      pointer: '/label/height',
      key: 'labels.too-high',
      params: millimetres(needs.down, page.height),
    });
  } else if (needs.down > page.height + tolerance) {
    faults.push({ pointer: '/rows', key: 'labels.too-high', params: millimetres(needs.down, page.height) });
  }
  return faults;
}

function roundness({ shape, label }: Paper): Fault[] {
  if (shape !== 'round' || Math.abs(label.width - label.height) <= tolerance) return [];
  return [{ pointer: '/label/height', key: 'labels.not-round', params: { width: `${label.width}` } }];
}

function millimetres(needs: number, has: number): { needs: string; has: string } {
  return { needs: `${Number(needs.toFixed(2))}`, has: `${has}` };
}
