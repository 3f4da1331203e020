/** `node --import tsx scripts/list-licences.ts [--check]`: writes the npm part of THIRD_PARTY_NOTICES.md from the lock file. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

interface LockedPackage {
  version: string;
  license?: string;
  dev?: boolean;
  devOptional?: boolean;
}

const root = path.resolve(import.meta.dirname, '..');
const notices = path.join(root, 'THIRD_PARTY_NOTICES.md');
const [start, end] = ['<!-- npm packages: written by scripts/list-licences.ts -->', '<!-- end -->'];

const before = readFileSync(notices, 'utf8');
const after = before.replace(
  before.slice(before.indexOf(start), before.indexOf(end)),
  () => `${start}\n\n${list()}\n\n`,
);
if (!process.argv.includes('--check')) writeFileSync(notices, after);
else if (before !== after) {
  console.error('THIRD_PARTY_NOTICES.md does not match package-lock.json: run scripts/list-licences.ts.');
  process.exitCode = 1;
}

/** What an installation without development dependencies consists of, by licence. */
function list(): string {
  const { packages } = readJson('package-lock.json') as { packages: Record<string, LockedPackage> };
  const byLicence = new Map<string, Set<string>>();
  for (const [folder, { dev, devOptional, license, version }] of Object.entries(packages)) {
    if (folder === '' || dev || devOptional) continue;
    const licence = license ?? licenceIn(folder);
    const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
    byLicence.set(licence, (byLicence.get(licence) ?? new Set()).add(`${name} ${version}`));
  }
  const rows = [...byLicence].sort(([one], [other]) => one.localeCompare(other, 'en'));
  return rows.map(([licence, names]) => `- **${licence}**: ${[...names].sort().join(', ')}`).join('\n');
}

/** Old packages name their licence in a list, which the lock file does not carry. */
function licenceIn(folder: string): string {
  const file = path.join(folder, 'package.json');
  if (!existsSync(path.join(root, file))) throw new Error(`${folder} is not installed: run npm ci first.`);
  const { licenses } = readJson(file) as { licenses?: { type: string }[] };
  if (!licenses) throw new Error(`${folder} names no licence.`);
  return licenses.map(({ type }) => type).join(' OR ');
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8'));
}
