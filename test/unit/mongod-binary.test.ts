import { describe, it, expect } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstThatRuns, NoMongodError, type MongodCandidate } from '../../server/platform/mongod-binary.ts';
import { intoCache } from '../../server/platform/mongod-cache.ts';
import { versionOf } from '../../server/platform/mongod-version.ts';

describe('finding a mongod', () => {
  it('takes the first candidate that is there', async () => {
    const { found } = await search([absent('a'), present('b'), present('c')]);
    expect(found).toEqual({ path: '/b', version: '6.0.5' });
  });

  it('passes over a mongod that does not run, and says why', async () => {
    const { found, warnings } = await search([present('broken'), present('b')]);
    expect(found).toEqual({ path: '/b', version: '6.0.5' });
    expect(warnings).toEqual(['broken: /broken lacks the library libcurl.so.4']);
  });

  it('asks the network only when nothing on the machine runs', async () => {
    const { fetched } = await search([fetchable('a'), present('b')]);
    expect(fetched).toEqual([]);
  });

  it('falls through a failing download to the next', async () => {
    const { found, fetched } = await search([fetchable('unreachable'), fetchable('b'), fetchable('c')]);
    expect(found).toEqual({ path: '/b', version: '6.0.5' });
    expect(fetched).toEqual(['unreachable', 'b']);
  });

  it('does not fetch again what is there and does not run', async () => {
    const { fetched } = await search([{ ...fetchable('broken'), ...present('broken') }, fetchable('b')]);
    expect(fetched).toEqual(['b']);
  });

  it('lists all that was tried and what to do when nothing runs', async () => {
    const nothing = search([absent('the PATH'), present('broken'), fetchable('unreachable')]);
    await expect(nothing).rejects.toThrow(NoMongodError);
    await expect(nothing).rejects.toThrow(/the PATH: none\n.*broken: .*libcurl.*\n.*unreachable: no network/);
    await expect(nothing).rejects.toThrow(/MONGODB_URI.*\n.*MONGOMS_SYSTEM_BINARY/);
  });
});

describe('asking a mongod for its version', () => {
  it.each([
    ['db version v6.0.5', 0, '6.0.5'],
    ['db version v8.2.6-rc1', 0, '8.2.6-rc1'],
  ])('reads %s', async (words, code, version) => {
    await withProgram(words, code, async (path) => expect(await versionOf(path)).toBe(version));
  });

  it.each([
    [
      'libcurl.so.4: cannot open shared object file',
      127,
      /lacks the library libcurl\.so\.4.*apt-get install -y libcurl4 libssl3/,
    ],
    [
      'libcrypto.so.3: cannot open shared object file',
      127,
      /libcrypto\.so\.3.*apt-get install -y libcurl4 libssl3/,
    ],
    ['libfoo.so.1: cannot open shared object file', 127, /libfoo\.so\.1: install the package that holds it/],
    ['db version v4.4.1', 0, /release 4\.4\.1; 5\.0 or later/],
    ['hello', 0, /does not answer --version/],
  ])('names what is wrong: %s', async (words, code, reason) => {
    await withProgram(words, code, (path) => expect(versionOf(path)).rejects.toThrow(reason));
  });

  it('says that a file is not there', async () => {
    await expect(versionOf('/nowhere/mongod')).rejects.toThrow('is not there');
  });
});

describe('the cache of fetched programs', () => {
  it('holds a file whole, also when two processes fetch it at once', async () => {
    await withFolder(async (cacheDir) => {
      const fetch = () => intoCache({ cacheDir, name: 'mongod' }, (workDir) => program(workDir, 'same'));
      expect(await Promise.all([fetch(), fetch()])).toEqual(Array(2).fill(join(cacheDir, 'mongod')));
      expect(await readdir(cacheDir)).toEqual(['mongod']);
      expect(await readFile(join(cacheDir, 'mongod'), 'utf8')).toBe('same');
    });
  });

  it('keeps nothing of a failed fetch', async () => {
    await withFolder(async (cacheDir) => {
      const fetch = intoCache({ cacheDir, name: 'mongod' }, async (workDir) => {
        await program(workDir, 'half');
        throw new Error('line dropped');
      });
      await expect(fetch).rejects.toThrow('line dropped');
      expect(await readdir(cacheDir)).toEqual([]);
    });
  });
});

async function search(candidates: (MongodCandidate & { fetched?: string[] })[]) {
  const warnings: string[] = [];
  const log = { info: () => undefined, warn: (message: string) => void warnings.push(message) };
  const fetched: string[] = [];
  const counted = candidates.map(({ fetch, ...rest }): MongodCandidate => {
    if (!fetch) return rest;
    return { ...rest, fetch: () => (fetched.push(rest.source), fetch()) };
  });
  const versionOfFake = (path: string) =>
    path === '/broken'
      ? Promise.reject(new Error('lacks the library libcurl.so.4'))
      : Promise.resolve('6.0.5');
  const found = await firstThatRuns(counted, { log, versionOf: versionOfFake });
  return { found, warnings, fetched };
}

function absent(source: string): MongodCandidate {
  return { source, local: () => Promise.resolve(undefined) };
}

function present(source: string): MongodCandidate {
  return { source, local: () => Promise.resolve(`/${source}`) };
}

function fetchable(source: string): MongodCandidate {
  const fetch = () =>
    source === 'unreachable' ? Promise.reject(new Error('no network')) : Promise.resolve(`/${source}`);
  return { ...absent(source), fetch };
}

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'nguon-goc-mongod-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A stand-in for mongod that says one thing, on both channels, and ends. */
function withProgram(words: string, code: number, use: (path: string) => Promise<void>): Promise<void> {
  return withFolder(async (folder) => {
    await use(await program(folder, `#!/bin/sh\necho '${words}'\necho '${words}' >&2\nexit ${code}\n`));
  });
}

async function program(folder: string, text: string): Promise<string> {
  const path = join(folder, 'program');
  await writeFile(path, text, { mode: 0o755 });
  return path;
}
