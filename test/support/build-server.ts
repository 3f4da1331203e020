import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Smoke and browser suites test what is shipped, so it is built first where a source is newer than the build. */
export default function buildServer(): void {
  const script = join(import.meta.dirname, '..', '..', 'scripts', 'build.mjs');
  execFileSync(process.execPath, [script, '--if-stale'], { stdio: 'inherit' });
  // Workers inherit it; see planted-folder.ts.
  process.env['TRIAL_SHELF'] ??= mkdtempSync(join(tmpdir(), 'nguon-goc-shelf-'));
}
