import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { httpClient } from '../../server/gateway/http-client.ts';

let server: Server;
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

async function askOneThat(answers: RequestListener, timeoutMs = 10_000) {
  server = createServer(answers).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const http = httpClient({
    baseUrl: `http://127.0.0.1:${port}/`,
    timeoutMs,
    maxAnswerBytes: 1000,
    privateNetwork: true,
  });
  return http.send({ method: 'POST', path: '/deed', json: { ten: 'Đường thốt nốt' } });
}

describe('a call to a gateway', () => {
  it('reads JSON of any status', async () => {
    const result = await askOneThat((_req, res) =>
      res.writeHead(422, { 'content-type': 'application/problem+json; charset=utf-8' }).end('{"maLoi":"X"}'),
    );
    expect(result).toEqual({
      result: 'answer',
      status: 422,
      retryAfter: undefined,
      body: { maLoi: 'X' },
      headers: expect.any(Object),
    });
  });

  it('never follows a redirect', async () => {
    const result = await askOneThat((_req, res) => res.writeHead(302, { location: '/login' }).end());
    expect(result).toMatchObject({ result: 'unreadable', status: 302, reason: 'redirected' });
  });

  it.each([
    ['a page', 'text/html', '<h1>Đăng nhập</h1>'],
    ['broken JSON', 'application/json', '{"maLoi":'],
  ])('does not take %s for an answer', async (_name, type, body) => {
    const result = await askOneThat((_req, res) => res.writeHead(200, { 'content-type': type }).end(body));
    expect(result).toMatchObject({ result: 'unreadable', status: 200, reason: 'not-json' });
  });

  it('stops reading an answer that does not end', async () => {
    const result = await askOneThat((_req, res) => {
      res.writeHead(200, { 'content-type': 'application/json' });
      const more = () => {
        if (res.destroyed) return;
        res.write('"'.repeat(500), more);
      };
      more();
    });
    expect(result).toMatchObject({ result: 'unreadable', reason: 'answer-too-large' });
  });

  it('does not wait for an answer that drips', async () => {
    const result = await askOneThat((_req, res) => {
      const drip = setInterval(() => res.write(' '), 50);
      res.writeHead(200, { 'content-type': 'application/json' }).on('close', () => {
        clearInterval(drip);
      });
    }, 300);
    expect(result).toEqual({ result: 'no-answer', reason: 'time-out' });
  });

  it('reads Retry-After in seconds and ignores its date form', async () => {
    const result = await askOneThat((_req, res) =>
      res.writeHead(429, { 'content-type': 'application/json', 'retry-after': '30' }).end('{}'),
    );
    expect(result).toMatchObject({ status: 429, retryAfter: 30 });
  });
});
