import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface MeasuredProcess {
  root: string;
  /** Processor time of all its threads so far; undefined where the system does not tell it as Linux does. */
  cpuSeconds(): number | undefined;
  stop(): Promise<void>;
}

const repository = path.resolve(import.meta.dirname, '..', '..');
const patience = 60_000;

/** A built program that listens on 127.0.0.1 and prints its address as our log does. */
export async function measuredProcess(
  [file, ...args]: [file: string, ...args: string[]],
  env: Record<string, string> = {},
): Promise<MeasuredProcess> {
  const child = spawn(process.execPath, [path.join(repository, 'dist', file), ...args], {
    cwd: repository,
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const stop = async () => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(late);
  };
  try {
    const root = `http://127.0.0.1:${await portOf(child.stdout, ended)}`;
    return { root, stop, cpuSeconds: () => cpuSecondsOf(child.pid) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** proc(5): fields 14 and 15 in ticks of a hundredth of a second; the name before them may hold blanks. */
function cpuSecondsOf(pid: number | undefined): number | undefined {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return undefined;
  const fields = readFileSync(file, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function portOf(stdout: NodeJS.ReadableStream, ended: Promise<unknown>): Promise<string> {
  return new Promise((resolve, reject) => {
    const overdue = setTimeout(reject, patience, new Error('bench: no server within a minute'));
    let printed = '';
    stdout.setEncoding('utf8').on('data', (text: string) => {
      // Whatever is printed later is read and dropped, or the pipe would fill.
      if (printed.length < 100_000) printed += text;
      const port = /"address":\{[^}]*"port":(\d+)/.exec(printed)?.[1];
      if (port === undefined) return;
      clearTimeout(overdue);
      resolve(port);
    });
    void ended.then(() => {
      clearTimeout(overdue);
      reject(new Error(`bench: the server ended: ${printed}`));
    });
  });
}
