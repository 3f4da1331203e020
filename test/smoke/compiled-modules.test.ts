import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../support/server-process.ts';

const server = join(import.meta.dirname, '..', '..', 'dist', 'server');

describe('the compiled server', () => {
  // A named import from a CommonJS package passes the compiler and jest, and fails in Node alone.
  it('loads every module in plain Node', async () => {
    const modules = readdirSync(server, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.js') && file !== 'main.js' && !file.startsWith('sites/assets/'),
    );
    expect(modules.length).toBeGreaterThan(100);
    const script = `for (const file of ${JSON.stringify(modules)}) await import('./dist/server/' + file); process.exit(0);`;
    const { code, output } = await run([process.execPath, '--input-type=module', '-e', script]);
    expect([code, output]).toEqual([0, '']);
  }, 60_000);
});
