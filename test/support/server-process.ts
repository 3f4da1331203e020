import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { eventually } from './eventually.ts';

export type ServerProcess = ReturnType<typeof serverProcess>;

/** A first trial start plants the sample data, on a machine that may be busy with other tests. */
const startPatience = 240_000;

const root = join(import.meta.dirname, '..', '..');

/** What a process needs of its surroundings; nothing that configures a server comes along by accident. */
const surroundings = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => /^(PATH|HOME|TMPDIR|XDG_CACHE_HOME|MONGOMS_.+)$/.test(name)),
);

/** The built server as its users run it: a process that is known by what it prints, answers and ends with. */
export function serverProcess(env: Record<string, string>) {
  const { output, ended, child } = processOf(
    [process.execPath, '--enable-source-maps', 'dist/server/main.js'],
    env,
  );

  return {
    output,
    ended,
    pid: child.pid,

    /** The address where it answers; throws what it printed when it ends before. */
    async ready(): Promise<string> {
      let isOver = false;
      void ended.then(() => (isOver = true));
      return eventually(
        'the server is ready',
        async () => {
          if (isOver) throw new Error(`The server ended before it was ready:\n${output()}`);
          const address = addressIn(output());
          return address !== undefined && (await isReady(address)) && address;
        },
        startPatience,
      );
    },

    /** Ends it, gently unless told otherwise, and says how it ended. */
    stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ending> {
      child.kill(signal);
      return ended;
    },
  };
}

/** A command that does its work and ends. */
export async function run(
  command: string[],
  env: Record<string, string> = {},
): Promise<Ending & { output: string }> {
  const { output, ended } = processOf(command, env);
  return { ...(await ended), output: output() };
}

interface Ending {
  code: number | null;
  signal: NodeJS.Signals | null;
}

function processOf([program = '', ...args]: string[], env: Record<string, string>) {
  const child = spawn(program, args, {
    cwd: root,
    env: { ...surroundings, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
  }
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }));
  return { child, ended, output: () => printed };
}

/** Trial mode prints its address; a served server logs the port it took. */
function addressIn(printed: string): string | undefined {
  const logged = /"address":\{[^}]*"port":(\d+)/.exec(printed)?.[1];
  return logged === undefined
    ? /Mở trang \/ Open\s+(http:\/\/\S+?)\/\s/.exec(printed)?.[1]
    : `http://127.0.0.1:${logged}`;
}

async function isReady(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/readyz`)).ok;
  } catch {
    return false;
  }
}
