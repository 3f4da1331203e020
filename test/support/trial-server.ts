import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findMongod } from '../../server/platform/mongod-binary.ts';
import { httpClient } from './http-client.ts';
import type { HttpClient } from './http-client.ts';
import { plantedFolder } from './planted-folder.ts';
import { serverProcess } from './server-process.ts';

export interface Login {
  login: string;
  password: string;
}

const log = { info: console.error, warn: console.error };

export type TrialServer = Awaited<ReturnType<typeof startTrialServer>>;

/**
 * The built server in trial mode on a data folder of its own: sample data, sandbox gateway, three logins. Events name
 * lots without a GTIN by the address they were planted at: `plantsAnew` where a chain has to be whole.
 */
export async function startTrialServer({ plantsAnew = false } = {}) {
  // Its download, where one is needed, may take minutes; the server then finds it in the cache.
  await findMongod({ systemBinary: process.env['MONGOMS_SYSTEM_BINARY'], log });
  const dataDir = plantsAnew ? await mkdtemp(join(tmpdir(), 'nguon-goc-trial-')) : await plantedFolder();
  const server = serverProcess({ DATA_DIR: dataDir, PORT: '0' });
  const stop = async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  const origin = await server.ready().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  const logins = JSON.parse(await readFile(join(dataDir, 'logins.json'), 'utf8')) as Record<
    'producer' | 'officer' | 'administrator',
    Login
  >;
  const sandbox = /\(sandbox\)\s+(http:\/\/\S+?)\/\s/.exec(server.output())?.[1] ?? '';

  return {
    origin,
    sandbox,
    logins,
    /** The API as a program calls it in somebody's name. */
    async api({ login, password }: Login): Promise<HttpClient> {
      const root = `${origin}/api/v1`;
      const { body } = await httpClient(root).post('/tokens', { login, password });
      const { accessToken } = body as { accessToken: string };
      return httpClient(root, { Authorization: `Bearer ${accessToken}` });
    },
    stop,
  };
}
