import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

const hour = 3_600_000;
const halfMade = 'fetching-';

/** Per user, outside the checkout: a fresh clone starts without a download, and CI can keep the folder. */
export function defaultMongodCache(): string {
  return join(homedir(), '.cache', 'nguon-goc', 'mongod');
}

/**
 * Puts a file into the cache under its name, whole or not at all: it is made in a folder of its own and renamed. Of two
 * processes that fetch at once each makes its own, and the later rename replaces the file by its equal.
 */
export async function intoCache(
  { cacheDir, name }: { cacheDir: string; name: string },
  make: (workDir: string) => Promise<string>,
): Promise<string> {
  await mkdir(cacheDir, { recursive: true });
  await sweep(cacheDir);
  const workDir = await mkdtemp(join(cacheDir, halfMade));
  try {
    const path = join(cacheDir, name);
    await rename(await make(workDir), path);
    return path;
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

/** What a killed process left half made; a fetch that still runs is younger than that. */
async function sweep(cacheDir: string): Promise<void> {
  for (const name of await readdir(cacheDir)) {
    if (!name.startsWith(halfMade)) continue;
    const path = join(cacheDir, name);
    const made = await stat(path).catch(() => undefined);
    if (made && Date.now() - made.mtimeMs > hour) await rm(path, { recursive: true, force: true });
  }
}
