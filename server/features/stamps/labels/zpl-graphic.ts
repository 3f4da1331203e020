import type { GreyPicture } from './label-design.ts';

export interface ZplGraphic {
  /** Bytes the picture takes in the printer, and those of one row. */
  total: number;
  perRow: number;
  /** Hexadecimal, shortened the way ZPL II knows: `,` ends a row in white, `:` repeats one, letters count digits. */
  data: string;
}

const threshold = 128;
const white = 0xff;

export function zplGraphic({ width, height, dots }: GreyPicture): ZplGraphic {
  const perRow = Math.ceil(width / 8);
  const rows: string[] = [];
  for (let y = 0; y < height; y++) rows.push(hexRow(dots.subarray(y * width, (y + 1) * width), perRow));
  const data = rows.map((row, y) => (y > 0 && row === rows[y - 1] ? ':' : shortened(row)));
  return { total: perRow * height, perRow, data: data.join('') };
}

/** The dark and light modules as they are, `step` dots each: rows of one module differ in nothing. */
export function zplSymbol(cells: Uint8Array, size: number, step: number): ZplGraphic {
  const perRow = Math.ceil((size * step) / 8);
  const line = new Uint8Array(size * step);
  let data = '';
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) line.fill(cells[y * size + x] === 1 ? 0 : white, x * step, (x + 1) * step);
    data += shortened(hexRow(line, perRow)) + ':'.repeat(step - 1);
  }
  return { total: perRow * size * step, perRow, data };
}

function hexRow(dots: Uint8Array, perRow: number): string {
  const row = Buffer.alloc(perRow);
  for (let x = 0; x < dots.length; x++) {
    if ((dots[x] ?? white) < threshold) row[x >> 3] = (row[x >> 3] ?? 0) | (0x80 >> (x & 7));
  }
  return row.toString('hex').toUpperCase();
}

function shortened(row: string): string {
  const filled = row.replace(/0+$/, '');
  const end = filled.length < row.length ? ',' : '';
  // A row is whole bytes: what stands before the comma may end in the middle of one.
  return filled.replace(/(.)\1{2,}/g, (run: string, digit: string) => countOf(run.length) + digit) + end;
}

/** G to Y are 1 to 19, g to z are 20 to 400 in twenties; they add up. */
function countOf(count: number): string {
  let rest = count;
  let letters = '';
  while (rest >= 400) {
    letters += 'z';
    rest -= 400;
  }
  if (rest >= 20) letters += String.fromCharCode('f'.charCodeAt(0) + Math.floor(rest / 20));
  if (rest % 20 > 0) letters += String.fromCharCode('F'.charCodeAt(0) + (rest % 20));
  return letters;
}
