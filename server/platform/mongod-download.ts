import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { DryMongoBinary } from 'mongodb-memory-server';
import type { MongodCandidate } from './mongod-binary.ts';
import { intoCache } from './mongod-cache.ts';

const name = 'mongod-download';

/** Seconds of silence that end the attempt: before the first byte, and once bytes flow (unpacking is silent too). */
const patience = { first: 6, later: 45 };

/** The official build, as mongodb-memory-server downloads it for this system. */
export function mongodDownload({ cacheDir }: { cacheDir: string }): MongodCandidate {
  return {
    source: "mongodb-memory-server's download",
    async local() {
      const path = join(cacheDir, name);
      if (existsSync(path)) return path;
      return DryMongoBinary.locateBinary({ version: '' }).catch(() => undefined);
    },
    fetch: () => intoCache({ cacheDir, name }, download),
  };
}

/**
 * In a process of its own, because the package gives its request a minute to begin and offers no way to stop it. It
 * prints its progress at the first byte and every two seconds, so silence means that nothing arrives.
 */
function download(workDir: string): Promise<string> {
  const packagePath = createRequire(import.meta.url).resolve('mongodb-memory-server');
  const script = `require(${JSON.stringify(packagePath)}).MongoBinary.getPath()
    .then((path) => console.log('\\nfetched ' + path), (error) => { console.error(error.message); process.exitCode = 1; });`;
  const child = spawn(process.execPath, ['-e', script], {
    env: downloadSettings(workDir),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      child.kill('SIGKILL');
      reject(new Error('nothing arrives from the download server'));
    };
    let silence = setTimeout(giveUp, patience.first * 1000);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.out += text;
      clearTimeout(silence);
      silence = setTimeout(giveUp, patience.later * 1000);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
    child.on('error', reject).on('close', () => {
      clearTimeout(silence);
      const path = /^fetched (.+)$/m.exec(said.out)?.[1];
      if (path === undefined) reject(new Error(said.err.trim().split('\n').at(-1)));
      else resolve(path);
    });
  });
}

/** No second attempts, nothing outside the work folder, and the server's certificate is checked: by default it is not. */
function downloadSettings(workDir: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    MONGOMS_SYSTEM_BINARY: '',
    MONGOMS_DOWNLOAD_DIR: workDir,
    MONGOMS_MAX_RETRIES: '1',
    MONGOMS_RESUME_DOWNLOAD: 'false',
    npm_config_strict_ssl: 'true',
  };
}
