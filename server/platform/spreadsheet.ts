import writeSpreadsheet from 'write-excel-file/node';
import type { Binary } from './operation.ts';

export type CellValue = string | number | null;

export interface Sheet {
  name: string;
  head: readonly string[];
  rows: readonly (readonly CellValue[])[];
}

/**
 * A workbook of plain tables. What is text stays text, whatever it begins with: cells are typed as strings, and no
 * formula is ever written (ASVS 1.2.10).
 */
export async function spreadsheet(fileName: string, sheets: readonly Sheet[]): Promise<Binary> {
  const pages = sheets.map(({ name, head, rows }) => ({
    sheet: sheetName(name),
    stickyRowsCount: 1,
    columns: head.map((title, column) => ({ width: widthOf([title, ...rows.map((row) => row[column])]) })),
    data: [
      head.map((value) => ({ value, type: String, fontWeight: 'bold' as const, wrap: true })),
      ...rows.map((row) => row.map(cellOf)),
    ],
  }));
  const body = await writeSpreadsheet(pages).toBuffer();
  return {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    body,
    headers: { 'Content-Disposition': `attachment; filename="${plainName(fileName)}.xlsx"` },
  };
}

function cellOf(value: CellValue) {
  if (value === null) return null;
  return typeof value === 'number'
    ? { value, type: Number }
    : { value, type: String, wrap: value.length > widest };
}

const widest = 60;

function widthOf(values: readonly (CellValue | undefined)[]): number {
  const longest = Math.max(...values.map((value) => String(value ?? '').length));
  return Math.min(widest, longest + 2);
}

/** At most 31 letters, and none of those that stand for something in a formula. */
function sheetName(name: string): string {
  return name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);
}

function plainName(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');
  return plain.replace(/[^A-Za-z0-9._-]+/g, '-');
}
