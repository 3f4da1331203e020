import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { plantedFolder } from '../support/planted-folder.ts';
import { run, serverProcess } from '../support/server-process.ts';
import type { ServerProcess } from '../support/server-process.ts';

const docs = join(import.meta.dirname, '..', '..', 'docs');
const slow = 360_000;

describe('the walk through the API', () => {
  let dataDir: string;
  let server: ServerProcess;
  beforeAll(async () => {
    dataDir = await plantedFolder();
    server = serverProcess({ DATA_DIR: dataDir, PORT: '0' });
  }, slow);
  afterAll(async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }, slow);

  it(
    'leads from a draft to the gateway’s receipt, as a reader would run it',
    async () => {
      const where = { BASE: await server.ready(), DATA_DIR: dataDir };
      const { code, output } = await run(['bash', 'docs/api-walkthrough.sh'], where);
      expect([code, output.trim().split('\n').at(-1)]).toEqual([
        0,
        expect.stringMatching(/^accepted, TXNG-/),
      ]);
      expect(output).toMatch(/^1 redirect, 200, .*\/vi\/nguon-goc\//m);
    },
    slow,
  );

  it('is quoted word for word', () => {
    const script = readFileSync(join(docs, 'api-walkthrough.sh'), 'utf8');
    const page = readFileSync(join(docs, 'api-walkthrough.md'), 'utf8');
    const quotes = Array.from(page.matchAll(/```bash\n(.*?)\n```/gs), ([, quote = '']) => quote);
    expect(quotes).toHaveLength(11);
    for (const quote of quotes) expect(script).toContain(quote);
  });
});
