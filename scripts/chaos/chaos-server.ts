import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { eventually } from './chaos-waiting.ts';

export type ChaosServer = Awaited<ReturnType<typeof chaosServer>>;

const repository = path.resolve(import.meta.dirname, '..', '..');

/** The built server as operators run it, on a port that stays the same however often it is killed. */
export async function chaosServer(env: Record<string, string>, port: number, logFile: string) {
  const root = `http://127.0.0.1:${port}`;
  let child = begin();
  process.once('exit', () => child.kill('SIGKILL'));
  await isUp();

  return {
    root,
    isUp,

    /** As the kernel does when memory runs out: no warning, nothing finished. */
    async killAndRestart(): Promise<void> {
      child.kill('SIGKILL');
      await ended(child);
      child = begin();
      await isUp();
    },

    async stop(): Promise<void> {
      child.kill('SIGTERM');
      await ended(child);
    },
  };

  function begin(): ChildProcess {
    const started = spawn(process.execPath, ['--enable-source-maps', 'dist/server/main.js'], {
      cwd: repository,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log = createWriteStream(logFile, { flags: 'a' });
    started.stdout.pipe(log);
    started.stderr.pipe(log);
    return started;
  }

  function isUp(): Promise<void> {
    return eventually(`${root} is ready`, async () => {
      if (child.exitCode !== null || child.signalCode !== null) child = begin();
      try {
        return (await fetch(`${root}/readyz`, { signal: AbortSignal.timeout(3000) })).ok;
      } catch {
        return false;
      }
    });
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}
