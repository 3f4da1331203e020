import { labelAt, labelsOnPage } from '../../../domain/labels/paper.ts';
import type { Paper, Point } from '../../../domain/labels/paper.ts';

interface Filling {
  /** The first slot used, from 1. */
  startAt: number;
  count: number;
  offset: Point;
}

const colours = { printed: '#0b6b3a', used: '#d5ddd7', edge: '#14231b' };

/** The first sheet as a drawing: what is gone already, what will be printed, what stays free. */
export function sheetPicture(paper: Paper, { startAt, count, offset }: Filling): string {
  const { width, height } = paper.page;
  const slots = Array.from({ length: labelsOnPage(paper) }, (_, slot) => {
    const at = labelAt(paper, slot, offset);
    if (slot < startAt - 1) return shape(at, paper, `fill="${colours.used}" stroke="none"`);
    const isPrinted = slot < startAt - 1 + count;
    const look = isPrinted
      ? `fill="#e6f4ec" stroke="${colours.printed}"`
      : `fill="none" stroke="${colours.used}"`;
    return shape(at, paper, look) + (isPrinted ? code(at, paper) : '');
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}mm" height="${height}mm" ` +
    `stroke-width="0.5"><rect x="0.25" y="0.25" width="${width - 0.5}" height="${height - 0.5}" fill="#fff" ` +
    `stroke="${colours.edge}"/>${slots.join('')}</svg>\n`
  );
}

function shape({ x, y }: Point, { label, shape: form }: Paper, look: string): string {
  if (form === 'round') {
    const radius = label.width / 2;
    return `<circle cx="${x + radius}" cy="${y + radius}" r="${radius}" ${look}/>`;
  }
  return `<rect x="${x}" y="${y}" width="${label.width}" height="${label.height}" ${look}/>`;
}

/** A square where the code stands, to tell a label from its neighbours at a glance. */
function code({ x, y }: Point, { label }: Paper): string {
  const side = Math.min(label.width, label.height) * 0.5;
  const left = label.width >= 1.3 * label.height ? x + side * 0.4 : x + (label.width - side) / 2;
  return `<rect x="${left}" y="${y + (label.height - side) / 2}" width="${side}" height="${side}" fill="${colours.edge}"/>`;
}
