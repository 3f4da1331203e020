// The one gate, here and in CI: every check in turn, all of them even when one fails, and a table at the end.
// --without-tests leaves out the suites (CI has run them already).
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const checks = [
  ['contract types match schemas', 'node', '--import', 'tsx', 'scripts/generate-contracts.ts', '--check'],
  ['types', 'npx', 'tsc', '-p', 'tsconfig.json'],
  ['lint', 'npx', 'eslint', '.', '--max-warnings', '0'],
  ['format', 'npx', 'prettier', '--check', '--log-level', 'warn', '.'],
  ['import arrow', 'npx', 'depcruise', '--config', '.dependency-cruiser.cjs', 'server', 'scripts', 'test'],
  ['dead code', 'npx', 'knip'],
  ['notices name what is used', 'node', '--import', 'tsx', 'scripts/list-licences.ts', '--check'],
  ['build', 'node', 'scripts/build.mjs'],
  ...(process.argv.includes('--without-tests') ? [] : [['tests', 'npx', 'jest']]),
];

const results = checks.map(([name, command, ...args]) => {
  console.log(`\n— ${name}`);
  const began = Date.now();
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  return { name, isGood: status === 0, seconds: ((Date.now() - began) / 1000).toFixed(1) };
});

console.log('');
for (const { name, isGood, seconds } of results) {
  console.log(`${isGood ? 'good  ' : 'FAILED'}  ${seconds.padStart(6)} s  ${name}`);
}
process.exitCode = results.every(({ isGood }) => isGood) ? 0 : 1;
