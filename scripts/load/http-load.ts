import { execFile, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';

export interface Load {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  errors: number;
}

interface Task {
  root: string;
  /** Asked for in turn, over and over. */
  paths: readonly string[];
  seconds: number;
  /** Where a script for wrk may be written. */
  folder: string;
}

const connections = 32;
/** A telephone's, so that its look-ups are recorded like a person's. */
const headers = {
  Accept: 'text/html,*/*',
  'Accept-Encoding': 'gzip, deflate, br',
  'User-Agent': 'Mozilla/5.0 (Linux; Android 14) Mobile',
};

export const loader = spawnSync('wrk', ['-v']).error ? 'node:http' : 'wrk';

/** Loads one server over 32 kept connections: with wrk where it is installed, else from this process. */
export function load(task: Task): Promise<Load> {
  return loader === 'wrk' ? loadWithWrk(task) : loadFromHere(task);
}

/** Asks for every path three times, so that what a server keeps of a page is kept in its last form. */
export async function warm(root: string, paths: readonly string[]): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const waiting = [...paths, ...paths, ...paths];
  const reader = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await status(root + next, agent);
  };
  await Promise.all(Array.from({ length: connections }, reader));
  agent.destroy();
}

/** Of the body, as the readers above get it. */
export async function compressedSize(address: string): Promise<number> {
  const answer = await fetch(address, { method: 'HEAD', headers });
  return Number(answer.headers.get('Content-Length'));
}

async function loadWithWrk({ root, paths, seconds, folder }: Task): Promise<Load> {
  const list = path.join(folder, 'paths.txt');
  const script = path.join(folder, 'load.lua');
  await writeFile(list, paths.join('\n'));
  await writeFile(script, lua(list));
  const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', script, root];
  const { stdout } = await promisify(execFile)('wrk', args, { timeout: (seconds + 30) * 1000 });
  return JSON.parse(/^LOAD (.*)$/m.exec(stdout)?.[1] ?? '') as Load;
}

function lua(list: string): string {
  return `
local requests, at = {}, 0
function init()
  ${Object.entries(headers)
    .map(([name, value]) => `wrk.headers["${name}"] = "${value}"`)
    .join('\n  ')}
  local known = {}
  for path in io.lines("${list}") do
    known[path] = known[path] or wrk.format("GET", path)
    requests[#requests + 1] = known[path]
  end
end
function request()
  at = at % #requests + 1
  return requests[at]
end
function done(summary, latency)
  local wrong = summary.errors
  io.write(string.format('LOAD {"perSecond":%d,"p50Ms":%.2f,"p99Ms":%.2f,"errors":%d}\\n',
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    wrong.connect + wrong.read + wrong.write + wrong.status + wrong.timeout))
end
`;
}

async function loadFromHere({ root, paths, seconds }: Task): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const start = performance.now();
  const latencies: number[] = [];
  let at = 0;
  let errors = 0;
  const reader = async () => {
    while (performance.now() - start < seconds * 1000) {
      const asked = performance.now();
      at = (at + 1) % paths.length;
      if ((await status(root + (paths[at] ?? ''), agent)) !== 200) errors += 1;
      latencies.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: connections }, reader));
  agent.destroy();
  latencies.sort((one, other) => one - other);
  const rank = (share: number) => Number((latencies[Math.floor(latencies.length * share)] ?? 0).toFixed(2));
  return { perSecond: Math.round(latencies.length / seconds), p50Ms: rank(0.5), p99Ms: rank(0.99), errors };
}

function status(address: string, agent: Agent): Promise<number> {
  return new Promise((resolve) => {
    get(address, { agent, headers }, (res) => {
      res.resume().on('end', () => {
        resolve(res.statusCode ?? 0);
      });
    }).on('error', () => {
      resolve(0);
    });
  });
}
