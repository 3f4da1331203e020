import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { MongodBinary, MongodLog } from './mongod-binary.ts';
import { endWithThisProcess } from './mongod-watcher.ts';

export interface MongodProcess {
  host: string;
  stop: () => Promise<void>;
}

interface Launch {
  dbPath: string;
  binary: MongodBinary;
  args: string[];
  log: MongodLog;
}

type Mongod = ChildProcessByStdio<null, Readable, Readable>;

/** After a power cut the journal is replayed first. */
const patience = 120_000;

const always = [
  ...[
    '--bind_ip',
    '127.0.0.1',
    '--nounixsocket',
    '--storageEngine',
    'wiredTiger',
    '--noscripting',
    '--quiet',
  ],
  ...['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=100'],
];

/** Why mongod would not start, in its own words. */
export class MongodStartError extends Error {
  override readonly name = 'MongodStartError';
  /** Another mongod holds the kernel's lock on the folder. */
  readonly folderTaken: boolean;
  /** Another process took the port between the choice and the use. */
  readonly portTaken: boolean;

  constructor(words: string) {
    super(`MongoDB did not start: ${words}`);
    this.folderTaken = words.includes('DBPathInUse');
    this.portTaken = words.includes('Address already in use');
  }
}

/**
 * One mongod on loopback at a free port, server-side JavaScript off. Started here and not by mongodb-memory-server,
 * whose log reader takes the whole process down when mongod reports a taken folder together with another line
 * (11.3.0, MongoInstance.checkErrorInLine). A process group of its own keeps Ctrl+C from ending the database before
 * the server has written its last.
 */
export async function launchMongod({ dbPath, binary, args, log }: Launch): Promise<MongodProcess> {
  const port = await freePort();
  const mongod = spawn(binary.path, ['--dbpath', dbPath, '--port', String(port), ...always, ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await once(mongod, 'spawn').catch((error: unknown) => {
    throw new MongodStartError(String(error));
  });
  const ended = once(mongod, 'close');
  const watcher = endWithThisProcess(mongod);
  const complaint = firstComplaint(mongod);
  await untilReady(mongod, complaint).catch(async (error: unknown) => {
    mongod.kill('SIGKILL');
    await ended;
    watcher.dismiss();
    throw error;
  });

  let stopping = false;
  void ended.then(() => {
    watcher.dismiss();
    if (!stopping) log.warn(`The embedded MongoDB ended unexpectedly. ${complaint() ?? ''}`);
  });
  return {
    host: `127.0.0.1:${port}`,
    async stop() {
      stopping = true;
      mongod.kill('SIGTERM');
      await ended;
    },
  };
}

function untilReady(mongod: Mongod, complaint: () => string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const tooLong = setTimeout(() => reject(new MongodStartError('it takes too long')), patience);
    createInterface({ input: mongod.stdout }).on('line', (line) => {
      if (line.includes('"msg":"Waiting for connections"')) settle(resolve);
    });
    mongod.once('close', giveUp);

    function giveUp(code: number | null) {
      settle(() => reject(new MongodStartError(complaint() ?? `it ended with code ${code ?? 'none'}`)));
    }
    function settle(then: () => void) {
      clearTimeout(tooLong);
      mongod.off('close', giveUp);
      then();
    }
  });
}

/** mongod logs one JSON document a line; of several errors the first is the cause. */
function firstComplaint(mongod: Mongod): () => string | undefined {
  let first: string | undefined;
  createInterface({ input: mongod.stdout }).on('line', (line) => {
    if (/"s":"[FE]"/.test(line)) first ??= plainly(line);
  });
  createInterface({ input: mongod.stderr }).on('line', (line) => (first ??= line));
  return () => first;
}

function plainly(line: string): string {
  try {
    const { msg, attr } = JSON.parse(line) as { msg: string; attr?: { error?: unknown } };
    return `${msg}: ${typeof attr?.error === 'string' ? attr.error : JSON.stringify(attr)}`.slice(0, 500);
  } catch {
    return line;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
