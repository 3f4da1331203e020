import { execFile } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';

/** One short round of `npm run chaos`, as a process of its own. */
function chaos(...args: string[]) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const command = ['--import', 'tsx', 'scripts/chaos.ts', ...args];
    execFile(process.execPath, command, { maxBuffer: 10_000_000 }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

describe('two servers, killed and lied to', () => {
  it('lose nothing, double nothing and send nothing out of order', async () => {
    const { code, out, err } = await chaos(
      '--rounds',
      '1',
      '--seconds',
      '3',
      '--writers',
      '2',
      '--seed',
      '11',
    );
    expect({ code, told: code === 0 ? '' : out + err }).toEqual({ code: 0, told: '' });
    expect(JSON.parse(out)).toMatchObject({
      servers: 2,
      acknowledged: expect.any(Number),
      ...{ lost: 0, doubled: 0, outOfOrder: 0, invented: 0, different: 0 },
      reconciliation: { state: 'done', findings: 0 },
    });
  }, 300_000);
});
