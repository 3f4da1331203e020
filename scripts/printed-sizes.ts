/** `node --import tsx scripts/printed-sizes.ts`: writes the tables of docs/printed-sizes.md from the code that prints. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { paperPresetNames, paperPresets } from '../server/domain/labels/paper-presets.ts';
import { planLabel } from '../server/domain/labels/label-plan.ts';
import { measureText } from '../server/platform/pdf/typeface.ts';
import { qrSymbols } from '../server/features/stamps/labels/qr-symbol.ts';

const file = path.resolve(import.meta.dirname, '..', 'docs', 'printed-sizes.md');
const [start, end] = ['<!-- written by scripts/printed-sizes.ts -->', '<!-- end -->'];

const keys = { gtin: '/01/09521234567899', code: '/T/NGAB12CD' };
const serial = `/21/${'Z'.repeat(20)}`;
const hostLengths = [8, 10, 12, 15, 20, 23, 25, 30, 35, 40, 50, 60];
const { modulesFor } = qrSymbols('M');

/** The tables as they ought to stand in the document. */
export function printedSizes(): string {
  return [byHost(), byLabel()].join('\n\n');
}

function byHost(): string {
  const rows = hostLengths.map((length) => {
    const [gtin, code] = [modulesOf(length, keys.gtin), modulesOf(length, keys.code)];
    return [`${length}`, cell(gtin), cell(code)];
  });
  const head = ['host name, letters', 'stamp of a GTIN', 'stamp of an internal code'];
  return `${table(head, rows)}\n\nVersion and modules; printed side with the quiet zone at 0.33 mm, 0.396 mm and 0.5 mm a module.`;
}

function byLabel(): string {
  const sizes = [29, 33, 37];
  const rows = paperPresetNames.map((name) => {
    const { label, shape } = paperPresets[name];
    const measured = sizes.map((modules) => {
      const words = { name: '', details: [], hasLogo: false };
      const planned = planLabel({ label, shape, modules, words }, measureText);
      if (!planned.ok) return '–';
      const { side, module, verdict } = planned.plan.symbol;
      return `${side.toFixed(1)} (${module.toFixed(2)}${verdict === 'small' ? ', small' : ''})`;
    });
    return [`\`${name}\``, ...measured];
  });
  return table(['paper', ...sizes.map((modules) => `version ${(modules - 17) / 4}`)], rows);
}

function modulesOf(hostLength: number, key: string): number {
  return modulesFor(`HTTPS://${'N'.repeat(hostLength - 3)}.VN${key}${serial}`);
}

function cell(modules: number): string {
  const sides = [0.33, 0.396, 0.5].map((module) => ((modules + 8) * module).toFixed(1));
  return `${(modules - 17) / 4} (${modules}): ${sides.join(' · ')} mm`;
}

function table(head: string[], rows: string[][]): string {
  const widths = head.map((title, at) =>
    Math.max(title.length, 3, ...rows.map((row) => row[at]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    `| ${cells.map((text, at) => text.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

if (process.argv[1] === import.meta.filename) {
  const before = readFileSync(file, 'utf8');
  const kept = before.slice(before.indexOf(start), before.indexOf(end));
  writeFileSync(
    file,
    before.replace(kept, () => `${start}\n\n${printedSizes()}\n\n`),
  );
}
