import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export interface SandboxProcess {
  url: string;
  stop(): Promise<void>;
}

export const client = { clientId: 'bench', clientSecret: 'bench' };

const script = path.resolve(import.meta.dirname, '..', 'sandbox.ts');

/** The sandbox gateway as `npm run sandbox` starts it: its own process, so that it takes nothing from the worker's. */
export async function sandboxProcess(mongoUri: string): Promise<SandboxProcess> {
  const { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET } = client;
  const env = { PATH: process.env['PATH'], MONGODB_URI: mongoUri, PORT: '0', CLIENT_ID, CLIENT_SECRET };
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: { ...env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  process.once('exit', () => child.kill('SIGKILL'));
  let printed = '';
  for await (const portion of child.stdout.setEncoding('utf8') as AsyncIterable<string>) {
    printed += portion;
    const url = /gateway: (http:\S+)/.exec(printed)?.[1];
    if (url === undefined) continue;
    return {
      url,
      async stop() {
        child.kill('SIGTERM');
        await ended;
      },
    };
  }
  throw new Error(`bench: no sandbox: ${printed}`);
}
