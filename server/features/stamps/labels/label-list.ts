import { serialGroups } from './label-design.ts';
import type { Label } from './label-design.ts';

/** What a print shop's list says of every label of the run. */
export interface ListFacts {
  name: string;
  lot: string;
  producedOn: string;
  expiresOn: string;
}

const byteOrderMark = '\ufeff';

/** RFC 4180, in UTF-8 with the mark by which Excel knows it. */
export function listHead({ hasHiddenCode }: { hasHiddenCode: boolean }): string {
  const columns = [
    'number',
    'serial',
    'serial_grouped',
    'uri',
    'product',
    'lot',
    'produced_on',
    'expires_on',
  ];
  return byteOrderMark + row(hasHiddenCode ? [...columns, 'hidden_code'] : columns);
}

export function listRow(
  label: Label,
  number: number,
  { name, lot, producedOn, expiresOn }: ListFacts,
): string {
  const { serial, uri, hiddenCode } = label;
  const cells = [`${number}`, serial, serialGroups(serial), uri, name, lot, producedOn, expiresOn];
  return row(hiddenCode === undefined ? cells : [...cells, hiddenCode]);
}

function row(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/** A cell that a spreadsheet would take for a formula is preceded by an apostrophe (ASVS 1.2.10). */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
