import { access, constants, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { translate } from './i18n.ts';
import type { MessageKey } from './i18n.ts';

export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';

  constructor(dataDir: string, trouble: MessageKey, details: Record<string, string | number> = {}) {
    const params = { folder: resolve(dataDir), ...details };
    const told = [translate.vi, translate.en].map(
      (say) => `${say(trouble, params)} ${say('start.folder-remedy')}`,
    );
    super(told.join('\n'));
  }
}

const troubles: Record<string, MessageKey> = {
  EEXIST: 'start.folder-is-file',
  ENOTDIR: 'start.folder-is-file',
  EACCES: 'start.folder-not-writable',
  EPERM: 'start.folder-not-writable',
  EROFS: 'start.folder-read-only',
  ENOSPC: 'start.folder-disk-full',
};

/** Makes the folder and the database's place in it, and proves that this user can write there. */
export async function prepareDataFolder(dataDir: string): Promise<string> {
  const dbPath = resolve(dataDir, 'mongod');
  try {
    await mkdir(dbPath, { recursive: true, mode: 0o700 });
    for (const folder of [dataDir, dbPath])
      await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new DataFolderError(dataDir, troubles[code] ?? 'start.folder-unusable', { reason: message });
  }
  return dbPath;
}

/** Notes who has the folder, for the sentence a second server says; only the holder of mongod's lock calls this. */
export async function claimDataFolder(dataDir: string): Promise<void> {
  await writeFile(noteIn(dataDir), `${process.pid}\n`);
}

export async function releaseDataFolder(dataDir: string): Promise<void> {
  await rm(noteIn(dataDir), { force: true });
}

/** The noted process, if it still lives. */
export async function livingOwner(dataDir: string): Promise<number | undefined> {
  const pid = Number(await readFile(noteIn(dataDir), 'utf8').catch(() => ''));
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  try {
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? pid : undefined;
  }
}

function noteIn(dataDir: string): string {
  return join(dataDir, 'server.pid');
}
