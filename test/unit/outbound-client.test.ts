import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { outboundClient } from '../../server/platform/outbound-client.ts';
import type { OutboundOptions } from '../../server/platform/outbound-client.ts';
import { isPublicAddress } from '../../server/platform/public-address.ts';

const userAgent = 'test';
const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
});

async function listening(answer: RequestListener, host = '127.0.0.2', port = 0): Promise<number> {
  const server = createServer(answer).listen(port, host);
  servers.push(server);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A client for which 127.0.0.2 is the open internet and every name leads there. */
function clientFor(ports: number[], more: Partial<OutboundOptions> = {}) {
  return outboundClient({
    userAgent,
    ports,
    resolve: () => Promise.resolve([{ address: '127.0.0.2', family: 4 }]),
    isAllowed: (address) => address === '127.0.0.2' || isPublicAddress(address),
    ...more,
  });
}

describe('addresses that are not of the open internet', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::a00:1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    '4000::1',
    'not an address',
    '1',
  ])('%s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['8.8.8.8', '203.119.8.1', '2001:dc8:1::1', '2606:4700::1111'])('but %s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('the guard of outgoing requests', () => {
  it.each([
    ['ftp://example.vn/', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['gopher://example.vn/', 'scheme'],
    ['http://user@example.vn/', 'user'],
    ['http://user:secret@example.vn/', 'user'],
    ['http://example.vn:22/', 'port'],
    ['https://example.vn:8443/', 'port'],
    ['http://localhost/', 'host'],
    ['http://LOCALHOST./', 'host'],
    ['http://db.localhost/', 'host'],
    ['http://printer.local/', 'host'],
    ['http://metadata.google.internal/', 'host'],
    ['http://router.home.arpa/', 'host'],
    ['http://intranet/', 'host'],
    ['http://127.0.0.1/', 'address'],
    ['http://2130706433/', 'address'],
    ['http://0x7f000001/', 'address'],
    ['http://0x7f.1/', 'address'],
    ['http://0177.0.0.1/', 'address'],
    ['http://127.1/', 'address'],
    ['http://1/', 'address'],
    ['http://①②⑦.⓪.⓪.①/', 'address'],
    ['http://169.254.169.254/latest/meta-data/', 'address'],
    ['http://[::1]/', 'address'],
    ['http://[::ffff:7f00:1]/', 'address'],
    ['http://[64:ff9b::127.0.0.1]/', 'address'],
    ['http://[2002:7f00:1::]/', 'address'],
    ['http://[fd00:ec2::254]/', 'address'],
  ])('refuses %s for its %s, and asks no name server', async (address, reason) => {
    const asked: string[] = [];
    const resolve = (host: string) => {
      asked.push(host);
      return Promise.resolve([{ address: '8.8.8.8', family: 4 }]);
    };
    expect(await outboundClient({ userAgent, resolve }).visit(address)).toEqual({
      result: 'refused',
      reason,
    });
    expect(asked).toEqual([]);
  });

  it('refuses a name of which one address alone is private', async () => {
    const resolve = () =>
      Promise.resolve([
        { address: '8.8.8.8', family: 4 },
        { address: '10.0.0.1', family: 4 },
      ]);
    const visit = await outboundClient({ userAgent, resolve }).visit('http://two.example.vn/');
    expect(visit).toEqual({ result: 'refused', reason: 'address' });
  });

  it('asks for a name once and goes where it was told, whatever the name server says next', async () => {
    const seen: string[] = [];
    const port = await listening((req, res) => {
      seen.push(`open ${req.headers.host ?? ''}`);
      res.end();
    });
    await listening((_req, res) => seen.push('inside') && res.end(), '127.0.0.1', port);
    const answers = ['127.0.0.2', '127.0.0.1'];
    const client = clientFor([port], {
      resolve: () => Promise.resolve([{ address: answers.shift() ?? '127.0.0.1', family: 4 }]),
    });
    const address = `http://rebinding.example.vn:${port}/`;
    expect(await client.visit(address)).toEqual({ result: 'answer', status: 200 });
    expect(await client.visit(address)).toEqual({ result: 'refused', reason: 'address' });
    expect(seen).toEqual([`open rebinding.example.vn:${port}`]);
  });

  it('checks every hop of a redirect', async () => {
    const targets: Record<string, string> = {
      '/private': 'http://127.0.0.1/',
      '/name': 'http://localhost/',
      '/file': 'file:///etc/passwd',
      '/user': 'http://a:b@example.vn/',
      '/fine': '/end',
      '/circle': '/circle',
      '/odd': 'http://[',
    };
    const port = await listening((req, res) => {
      const location = targets[req.url ?? ''];
      res.writeHead(location === undefined ? 200 : 302, location === undefined ? {} : { location }).end();
    });
    const visit = (path: string) => clientFor([port, 80]).visit(`http://shop.example.vn:${port}${path}`);
    expect(await visit('/fine')).toEqual({ result: 'answer', status: 200 });
    expect(await visit('/private')).toEqual({ result: 'refused', reason: 'address' });
    expect(await visit('/name')).toEqual({ result: 'refused', reason: 'host' });
    expect(await visit('/file')).toEqual({ result: 'refused', reason: 'scheme' });
    expect(await visit('/user')).toEqual({ result: 'refused', reason: 'user' });
    expect(await visit('/circle')).toEqual({ result: 'refused', reason: 'redirects' });
    expect(await visit('/odd')).toEqual({ result: 'failed', reason: 'unreadable' });
  });
});

describe('a visit', () => {
  it('asks with HEAD, and with GET where HEAD is refused, taking nothing of ours along', async () => {
    const seen: string[] = [];
    const port = await listening((req, res) => {
      seen.push(`${req.method ?? ''} ${Object.keys(req.headers).sort().join()}`);
      res.writeHead(req.method === 'HEAD' ? 405 : 200).end();
    });
    expect(await clientFor([port]).visit(`http://shop.example.vn:${port}/`)).toEqual({
      result: 'answer',
      status: 200,
    });
    const headers = 'accept,connection,host,user-agent';
    expect(seen).toEqual([`HEAD ${headers}`, `GET ${headers}`]);
  });

  it('goes no way round by a proxy of the environment', async () => {
    const port = await listening((_req, res) => res.writeHead(404).end());
    const before = { ...process.env };
    Object.assign(process.env, { http_proxy: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9' });
    try {
      expect(await clientFor([port]).visit(`http://shop.example.vn:${port}/`)).toEqual({
        result: 'answer',
        status: 404,
      });
    } finally {
      process.env = before;
    }
  });

  it('reads no body, however long', async () => {
    const closed: Promise<unknown>[] = [];
    const port = await listening((req, res) => {
      if (req.method === 'HEAD') {
        res.writeHead(501).end();
        return;
      }
      closed.push(once(res, 'close'));
      res.writeHead(200);
      const more = () => {
        while (!res.destroyed && res.write('x'.repeat(65_536)));
        if (!res.destroyed) res.once('drain', more);
      };
      more();
    });
    expect(await clientFor([port]).visit(`http://shop.example.vn:${port}/`)).toEqual({
      result: 'answer',
      status: 200,
    });
    expect(closed).toHaveLength(1);
    await Promise.all(closed);
  });

  it('waits for no answer that comes drop by drop, and for no name server that is silent', async () => {
    const port = await listening((req) => {
      const { socket } = req;
      const drip = setInterval(() => socket.write('H'), 20);
      socket.on('error', () => undefined).once('close', () => clearInterval(drip));
      socket.write('HTTP/1.1 200 OK\r\nX: ');
    });
    const timeoutMs = 200;
    const late = { result: 'failed', reason: 'time-out' };
    expect(await clientFor([port], { timeoutMs }).visit(`http://slow.example.vn:${port}/`)).toEqual(late);
    const silent = clientFor([port], { timeoutMs, resolve: () => new Promise(() => undefined) });
    expect(await silent.visit(`http://slow.example.vn:${port}/`)).toEqual(late);
  });

  it('says what failed', async () => {
    const port = await listening((_req, res) => res.end());
    const client = clientFor([port, 9], {
      resolve: (host) =>
        host === 'gone.example.vn'
          ? Promise.reject(Object.assign(new Error(host), { code: 'ENOTFOUND' }))
          : Promise.resolve([{ address: '127.0.0.2', family: 4 }]),
    });
    const reasonOf = async (address: string) => ((await client.visit(address)) as { reason: string }).reason;
    expect(await reasonOf('http://gone.example.vn:9/')).toBe('unknown-host');
    expect(await reasonOf('http://shut.example.vn:9/')).toBe('unreachable');
    expect(await reasonOf(`https://plain.example.vn:${port}/`)).toBe('unreadable');
    const heavy = await listening((_req, res) => res.setHeader('X', 'x'.repeat(20_000)).end());
    const weighed = await clientFor([heavy]).visit(`http://heavy.example.vn:${heavy}/`);
    expect(weighed).toEqual({ result: 'failed', reason: 'unreadable' });
  });
});
