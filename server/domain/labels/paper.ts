/** Lengths of this folder are millimetres, from the top left corner of the page. */
export interface Size {
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

export type LabelShape = 'rectangle' | 'round';

/** Paper with labels on it: an A4 sheet of them, or a roll, whose page is one label. */
export interface Paper {
  page: Size;
  margin: { top: number; left: number };
  columns: number;
  rows: number;
  /** From the left edge of one label to that of the next, and from top to top. */
  pitch: Point;
  label: Size;
  shape: LabelShape;
}

export function labelsOnPage({ columns, rows }: Paper): number {
  return columns * rows;
}

/** Row by row, as people peel them off. */
export function labelAt({ margin, columns, pitch }: Paper, slot: number, offset: Point): Point {
  const column = slot % columns;
  const row = Math.floor(slot / columns);
  return { x: margin.left + column * pitch.x + offset.x, y: margin.top + row * pitch.y + offset.y };
}

export function isRoll({ page, label, columns, rows }: Paper): boolean {
  return columns * rows === 1 && page.width === label.width && page.height === label.height;
}

/** Pages of a job of so many labels that begins at slot `startAt` (1 is the first) of a sheet already used in part. */
export function pagesFor(paper: Paper, { count, startAt }: { count: number; startAt: number }): number {
  return Math.ceil((count + startAt - 1) / labelsOnPage(paper));
}
