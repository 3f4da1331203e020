import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { httpClient } from './http-client.ts';
import type { HttpClient } from './http-client.ts';
import { serverProcess } from './server-process.ts';

export interface Login {
  login: string;
  password: string;
}

export type TrialServer = Awaited<ReturnType<typeof startTrialServer>>;

/** The built server in trial mode on a data folder of its own: sample data, sandbox gateway, three logins. */
export async function startTrialServer() {
  const dataDir = await mkdtemp(join(tmpdir(), 'nguon-goc-trial-'));
  const server = serverProcess({ DATA_DIR: dataDir, PORT: '0' });
  const origin = await server.ready();
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
    async stop(): Promise<void> {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
