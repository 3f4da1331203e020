import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, request } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { encodingsFor } from '../../server/platform/accept-encoding.ts';
import { finishedAnswer } from '../../server/platform/finished-answer.ts';
import type { FinishedAnswer } from '../../server/platform/finished-answer.ts';
import { eventually } from '../support/eventually.ts';

const text = `<!doctype html>${'<p>Đường thốt nốt Văn Giáo</p>'.repeat(200)}`;
const headers = { 'content-type': 'text/html', 'cache-control': 'no-cache', 'x-frame-options': 'DENY' };

let server: Server;
let answer: FinishedAnswer;

beforeAll(async () => {
  server = createServer((req, res) => {
    answer.send(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('a finished answer', () => {
  it('says the same plain, in gzip and in brotli, each under a strong name of its own', async () => {
    answer = finishedAnswer(text, headers);
    const plain = await ask({});
    expect([plain.status, plain.body.toString(), plain.headers['content-encoding']]).toEqual([
      200,
      text,
      undefined,
    ]);
    const gzip = await ask({ 'accept-encoding': 'gzip' });
    expect([gunzipSync(gzip.body).toString(), gzip.headers['content-encoding']]).toEqual([text, 'gzip']);
    const brotli = await inBrotli();
    expect(brotliDecompressSync(brotli.body).toString()).toBe(text);
    expect(brotli.body.length).toBeLessThan(gzip.body.length);
    const tags = [plain, gzip, brotli].map((one) => one.headers.etag);
    expect(new Set(tags).size).toBe(3);
    for (const one of [plain, gzip, brotli]) {
      expect(one.headers).toMatchObject({ ...headers, vary: 'Accept-Encoding' });
      expect(one.headers['content-length']).toBe(String(one.body.length));
    }
  });

  it('is not sent again to whoever holds any form of it', async () => {
    answer = finishedAnswer(text, headers);
    const brotli = await inBrotli();
    const gzip = await ask({ 'accept-encoding': 'gzip' });
    const held = [String(gzip.headers.etag), `W/${gzip.headers.etag}`, `"x", ${brotli.headers.etag}`, '*'];
    for (const tag of held) {
      const { status, body } = await ask({ 'if-none-match': tag });
      expect([tag, status, body.length]).toEqual([tag, 304, 0]);
    }
    const { headers: told } = await ask({ 'if-none-match': String(gzip.headers.etag) });
    expect(told).toMatchObject({
      etag: gzip.headers.etag,
      'cache-control': 'no-cache',
      vary: 'Accept-Encoding',
    });
  });

  it('is sent where the text has changed', async () => {
    answer = finishedAnswer(text, headers);
    const { headers: old } = await ask({ 'accept-encoding': 'gzip' });
    answer = finishedAnswer(`${text}<p>Thu hồi</p>`, headers);
    expect((await ask({ 'if-none-match': String(old.etag) })).status).toBe(200);
  });

  it('answers HEAD with the headers alone', async () => {
    answer = finishedAnswer(text, headers);
    const head = await ask({ 'accept-encoding': 'gzip' }, 'HEAD');
    const get = await ask({ 'accept-encoding': 'gzip' });
    expect([head.status, head.body.length]).toEqual([200, 0]);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
    expect(head.headers.etag).toBe(get.headers.etag);
  });

  it('keeps what the answer already varies by', async () => {
    answer = finishedAnswer(text, { ...headers, vary: 'Cookie' });
    expect((await ask({})).headers.vary).toBe('Cookie, Accept-Encoding');
  });
});

describe('the compressions a reader takes', () => {
  it.each([
    [undefined, []],
    ['', []],
    ['gzip, deflate, br', ['br', 'gzip']],
    ['GZIP', ['gzip']],
    ['br;q=0.5, gzip;q=0.8', ['gzip', 'br']],
    ['br;q=0, gzip', ['gzip']],
    ['*', ['br', 'gzip']],
    ['*;q=0', []],
    ['identity', []],
    ['gzip;q=nonsense', []],
    ['gzip,'.repeat(100), []],
  ] as const)('%s', (header, encodings) => {
    expect(encodingsFor(header)).toEqual(encodings);
  });
});

interface Told {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Brotli is made beside the answers, so the first readers get gzip. */
function inBrotli(): Promise<Told> {
  return eventually('brotli', async () => {
    const told = await ask({ 'accept-encoding': 'gzip, br' });
    return told.headers['content-encoding'] === 'br' && told;
  });
}

function ask(sent: Record<string, string>, method = 'GET'): Promise<Told> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', method, headers: sent }, (res) => {
      const parts: Buffer[] = [];
      res.on('data', (part: Buffer) => parts.push(part));
      res.on('end', () => {
        resolve({ status: res.statusCode, headers: res.headers, body: Buffer.concat(parts) });
      });
    })
      .on('error', reject)
      .end();
  });
}
