import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.ts';
import { serverProcess } from './server-process.ts';

const planting = 240_000;

/**
 * A data folder of trial mode, sample data included: a copy of one that the first test to ask had the server plant.
 * Planting takes longer than most journeys.
 */
export async function plantedFolder(): Promise<string> {
  const shelf = process.env['TRIAL_SHELF'];
  if (shelf === undefined) throw new Error('build-server.ts has not run');
  const planted = join(shelf, 'planted');
  if (await isFirst(shelf)) {
    const draft = join(shelf, 'draft');
    const server = serverProcess({ DATA_DIR: draft, PORT: '0' });
    try {
      await server.ready();
    } finally {
      await server.stop();
    }
    await rename(draft, planted);
  }
  await eventually('the sample data is planted', () => Promise.resolve(existsSync(planted)), planting);
  const folder = await mkdtemp(join(tmpdir(), 'nguon-goc-trial-'));
  await cp(planted, folder, { recursive: true });
  return folder;
}

/** Of all workers of this run. */
async function isFirst(shelf: string): Promise<boolean> {
  try {
    await mkdir(join(shelf, 'taken'));
    return true;
  } catch {
    return false;
  }
}
