import { createServer, type AddressInfo } from 'node:net';
import { MongoInstance } from 'mongodb-memory-server';
import type { MongodBinary, MongodLog } from './mongod-binary.ts';

export interface MongodProcess {
  host: string;
  pid: number;
  stop: () => Promise<void>;
}

interface Launch {
  dbPath: string;
  replSet: string;
  binary: MongodBinary;
  args: string[];
  log: MongodLog;
}

/** Why mongod would not start, in its own words. */
export class MongodStartError extends Error {
  override readonly name = 'MongodStartError';
  /** Another mongod holds the kernel's lock on the folder. */
  readonly folderTaken: boolean;

  constructor(words: string) {
    super(`MongoDB did not start: ${words}`);
    this.folderTaken = words.includes('DBPathInUse');
  }
}

/**
 * One mongod on loopback, at a free port, with server-side JavaScript off. The package's watcher process ends it when
 * this process was killed; a group of its own keeps Ctrl+C from ending it before the server has written its last.
 */
export async function launchMongod({ dbPath, replSet, binary, args, log }: Launch): Promise<MongodProcess> {
  obeyChoice(binary);
  const port = await freePort();
  const instance = new MongoInstance({
    instance: {
      ...{ dbPath, replSet, port, ip: '127.0.0.1', storageEngine: 'wiredTiger', launchTimeout: 120_000 },
      args: [
        '--noscripting',
        '--nounixsocket',
        '--setParameter',
        'shutdownTimeoutMillisForSignaledShutdown=100',
        ...args,
      ],
    },
    binary: { systemBinary: binary.path, version: binary.version },
    spawn: { detached: true },
  });
  const lastWords = gravestWords(instance);
  const closed = new Promise((resolve) => instance.once('instanceClosed', resolve));
  await instance.start().catch(async (error: unknown) => {
    await instance.stop();
    throw new MongodStartError(lastWords() ?? String(error));
  });

  let stopping = false;
  instance.once('instanceClosed', () => {
    if (!stopping) log.warn(`MongoDB ended unexpectedly. ${lastWords() ?? ''}`.trim());
  });
  return {
    host: `127.0.0.1:${port}`,
    pid: instance.mongodProcess?.pid ?? 0,
    async stop() {
      stopping = true;
      if (instance.mongodProcess?.kill('SIGTERM')) await closed;
      await instance.stop();
    },
  };
}

/** The package prefers its environment variable to its option, even where the variable names a mongod that does not run. */
function obeyChoice({ path }: MongodBinary): void {
  if (process.env['MONGOMS_SYSTEM_BINARY']) process.env['MONGOMS_SYSTEM_BINARY'] = path;
}

/** mongod logs one JSON document a line; the last of severity fatal or error tells why it gave up. */
function gravestWords(instance: MongoInstance): () => string | undefined {
  let gravest: string | undefined;
  instance.on('instanceSTDOUT', (text: string) => {
    for (const line of text.split('\n')) {
      const { msg, attr } = severe(line);
      const detail = attr?.error ?? attr?.message;
      if (msg && (detail || !gravest)) gravest = `${msg}${detail ? `: ${detail}` : ''}`;
    }
  });
  instance.on('instanceSTDERR', (text: string) => (gravest ??= text.split('\n')[0]));
  return () => gravest;
}

function severe(line: string): { msg?: string; attr?: { error?: string; message?: string } } {
  if (!/"s":"[FE]"/.test(line)) return {};
  try {
    return JSON.parse(line) as { msg: string };
  } catch {
    return {};
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
