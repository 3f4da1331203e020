// Compiles server/ and scripts/ to dist/ and carries along what tsc leaves behind. With --if-stale it
// does nothing when dist/ is newer than every source, so that `npm start` stays quick.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const stamp = path.join(root, 'dist', '.built');
const sources = ['server', 'scripts', 'schemas', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];
const carried = [
  'schemas',
  'server/sites/assets',
  'server/features/geography/data',
  'server/sample/pictures',
  'scripts/sample',
];

if (process.argv.includes('--if-stale') && !isStale()) process.exit(0);
rmSync(path.join(root, 'dist'), { recursive: true, force: true });
const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
if (status !== 0) process.exit(status ?? 1);
for (const folder of carried.filter((name) => existsSync(path.join(root, name)))) {
  cpSync(path.join(root, folder), path.join(root, 'dist', folder), {
    recursive: true,
    filter: (file) => !file.endsWith('.ts'),
  });
}
mkdirSync(path.dirname(stamp), { recursive: true });
writeFileSync(stamp, '');

function isStale() {
  if (!existsSync(stamp)) return true;
  if (!existsSync(path.join(root, 'node_modules', 'typescript'))) return false;
  const built = statSync(stamp).mtimeMs;
  return sources.some((name) => newestIn(path.join(root, name)) > built);
}

function newestIn(file) {
  const { mtimeMs } = statSync(file);
  if (!statSync(file).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(file).map((name) => newestIn(path.join(file, name))));
}
