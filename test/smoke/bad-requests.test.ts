import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes, randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import os from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongod } from '../../server/platform/embedded-mongod.ts';
import type { EmbeddedMongod } from '../../server/platform/embedded-mongod.ts';
import { findMongod } from '../../server/platform/mongod-binary.ts';
import { httpClient } from '../support/http-client.ts';
import { serverProcess } from '../support/server-process.ts';
import type { ServerProcess } from '../support/server-process.ts';

const slow = 300_000;
const secret = randomBytes(32).toString('base64url');
const log = { info: console.error, warn: console.error };
const connections = 16;
/** As many as come in the time, and no more. */
const most = 100_000;
const within = 30_000;

let folder: string;
let mongod: EmbeddedMongod;
let server: ServerProcess;
let root: string;

beforeAll(async () => {
  folder = await mkdtemp(join(os.tmpdir(), 'nguon-goc-bad-'));
  const binary = await findMongod({ systemBinary: process.env['MONGOMS_SYSTEM_BINARY'], log });
  mongod = await startEmbeddedMongod({ dataDir: folder, binary, log, ephemeral: true });
  server = serverProcess({
    MONGODB_URI: mongod.uri,
    PUBLIC_ORIGIN: 'https://txng.example.vn',
    TOKEN_SECRET: secret,
    STAMP_SECRETS: `test:${secret}`,
    PORT: '0',
  });
  root = await server.ready();
}, slow);
afterAll(async () => {
  await server.stop();
  await mongod.stop();
  await rm(folder, { recursive: true, force: true });
}, slow);

describe('the built server', () => {
  it.each([5_000, 15_000, 20_000, 60_000])('answers an address of %i characters with 414', async (length) => {
    for (const start of ['/01/', '/vi/nguon-goc/', '/tra-cuu?code=', '/nowhere/']) {
      const answer = await raw(`GET ${start}${'9'.repeat(length)} HTTP/1.1\r\nHost: x\r\n\r\n`);
      expect([start, answer.status, answer.problem]).toEqual([start, 414, '/problems/address-too-long']);
    }
  });

  it('tells other requests that cannot be parsed from it', async () => {
    const large = await raw(`GET / HTTP/1.1\r\nHost: x\r\nCookie: ${'a'.repeat(20_000)}\r\n\r\n`);
    expect([large.status, large.problem]).toEqual([431, '/problems/headers-too-large']);
    for (const nonsense of ['nonsense\r\n\r\n', 'GET / HTTP/9\r\n\r\n', smuggled]) {
      const { status } = await raw(nonsense);
      expect([nonsense, status]).toEqual([nonsense, 400]);
    }
  });

  it.each([
    ['/01/08938505970012', 400],
    ['/01/08938505970011', 404],
    ['/01/08938505970011/10/L%2F1', 404],
    ['/01/08938505970011/10/%00', 400],
    ['/01/08938505970011//10/L1', 400],
    ['/01/../01/08938505970011', 400],
    ['/01/08938505970011/10/%', 404],
    ['/01/08938505970011/10/%FF', 400],
    [`/01/08938505970011${'/10/L'.repeat(200)}`, 400],
    ['/vi/nguon-goc/08938505970011/L1', 404],
    ['/vi/nguon-goc/x', 400],
    ['/vi/nguon-goc/%00', 400],
    ['/vi/tem/08938505970011/%00', 404],
    ['/t/%E1%BA%A1', 400],
    ['//evil.example/01', 404],
    ['/%2e%2e/%2e%2e/etc/passwd', 404],
  ])('answers %s with %i: a problem to programs, a page to people', async (path, status) => {
    const program = await raw(
      `GET ${path} HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\nConnection: close\r\n\r\n`,
    );
    expect([path, program.status]).toEqual([path, status]);
    const person = await raw(
      `GET ${path} HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nConnection: close\r\n\r\n`,
    );
    expect([path, person.status, person.text.includes('<title>')]).toEqual([path, status, true]);
  });

  it(
    'stands a hundred thousand random paths, refuses every one, and keeps none of them',
    async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: connections });
      const odd: string[] = [];
      let answered = 0;
      const end = Date.now() + within;
      let asked = 0;
      const reader = async () => {
        while ((asked += 1) <= most && Date.now() < end) {
          const path = randomPath();
          const status = await statusOf(path, agent);
          if (![400, 404, 429].includes(status)) odd.push(`${path} ${status}`);
          answered += 1;
        }
      };
      await Promise.all(Array.from({ length: connections }, reader));
      agent.destroy();
      expect({ odd: odd.slice(0, 20), isEnough: answered > 1000 }).toEqual({ odd: [], isEnough: true });
      const web = httpClient(root);
      expect((await web.get('/readyz')).status).toBe(200);
      expect((await web.get('/')).status).toBe(200);
    },
    slow,
  );
});

const smuggled =
  'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n';

function randomPath(): string {
  const starts = [
    '/01/',
    '/t/',
    '/T/',
    '/vi/nguon-goc/',
    '/en/origin/',
    '/vi/tem/',
    '/414/',
    '/eh',
    '/ex',
    '/',
  ];
  const letters = 'aZ09%/._-~!$&()*+,;=:@0123456789ABCDEF';
  const length = 1 + randomInt(60);
  const tail = Array.from({ length }, () => letters.charAt(randomInt(letters.length))).join('');
  return (starts[randomInt(starts.length)] ?? '/') + tail;
}

function statusOf(path: string, agent: Agent): Promise<number> {
  const { hostname, port } = new URL(root);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, agent, headers: { Accept: 'text/html' } }, (res) => {
      res.resume().on('end', () => {
        resolve(res.statusCode ?? 0);
      });
    })
      .on('error', reject)
      .end();
  });
}

/** What comes back to bytes that no client would send. */
function raw(text: string): Promise<{ status: number; problem: string | undefined; text: string }> {
  const { hostname, port } = new URL(root);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(
        text.replace('HTTP/1.1\r\nHost: x\r\n\r\n', 'HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'),
      ),
    );
    let told = '';
    socket.setEncoding('utf8').on('data', (part: string) => (told += part));
    socket.on('error', reject).on('close', () => {
      const problem = /"type":"([^"]+)"/.exec(told)?.[1];
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(told)?.[1]), problem, text: told });
    });
  });
}
