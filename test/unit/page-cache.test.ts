import { describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hotCount } from '../../server/lookup/hot-count.ts';
import { pageCache } from '../../server/lookup/page-cache.ts';
import { pageFastPath } from '../../server/lookup/page-fast-path.ts';
import { pageWatch } from '../../server/lookup/page-watch.ts';
import type { LookupChange } from '../../server/lookup/hot-caches.ts';
import type { FinishedAnswer } from '../../server/platform/finished-answer.ts';
import { silentLogger } from '../../server/platform/logger.ts';
import { eventually } from '../support/eventually.ts';

const size = 1000;

describe('the cache of finished pages', () => {
  it('holds what was put, up to its count, and lets go of what was asked for longest ago', () => {
    const { cache } = anOpenCache({ maxPages: 3 });
    for (const address of ['/a', '/b', '/c']) put(cache, address);
    cache.get('/a');
    put(cache, '/d');
    expect(['/a', '/b', '/c', '/d'].map((address) => cache.get(address) !== undefined)).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });

  it('never holds more bytes than allowed, and not one page that alone is too large', () => {
    const { cache } = anOpenCache({ maxBytes: 3500 });
    for (let at = 0; at < 50; at += 1) put(cache, `/${at}`);
    expect(cache.state()).toMatchObject({ pages: 3, bytes: 3 * size });
    cache.put('/huge', { ...anAnswer(), bytes: 4000 }, cache.ticket());
    expect([cache.get('/huge'), cache.state().pages]).toEqual([undefined, 3]);
  });

  it('counts a page put twice once', () => {
    const { cache } = anOpenCache();
    put(cache, '/a');
    put(cache, '/a');
    expect(cache.state()).toMatchObject({ pages: 1, bytes: size });
  });

  it('forgets by address, and all that is older than its time to live', () => {
    const { cache, pass } = anOpenCache({ timeToLive: 30_000 });
    put(cache, '/a');
    put(cache, '/b');
    cache.forget(['/a', '/never-there']);
    expect([cache.get('/a'), cache.get('/b') !== undefined]).toEqual([undefined, true]);
    pass(30_001);
    expect([cache.get('/b'), cache.state().bytes]).toEqual([undefined, 0]);
  });

  it('refuses what was read before a change', () => {
    const { cache } = anOpenCache();
    const ticket = cache.ticket();
    cache.forget(['/a']);
    cache.put('/a', anAnswer(), ticket);
    expect(cache.get('/a')).toBeUndefined();
  });

  it('holds nothing while it is shut, nor what was read before it opened', () => {
    const { cache } = anOpenCache();
    put(cache, '/a');
    cache.close();
    put(cache, '/b');
    const ticket = cache.ticket();
    cache.open();
    cache.put('/c', anAnswer(), ticket);
    expect(cache.state()).toEqual({ isOpen: true, pages: 0, bytes: 0 });
  });
});

describe('the watch over changes', () => {
  it('opens the cache with the first word heard and forgets the pages that a change names', async () => {
    const { cache, watch, tell } = aWatch();
    expect(cache.state().isOpen).toBe(false);
    watch.start();
    await tell(null);
    for (const address of ['/vi/a', '/en/a', '/vi/b']) put(cache, address);
    await tell({ operationType: 'replace', documentKey: { _id: 'a' } });
    expect(['/vi/a', '/en/a', '/vi/b'].map((address) => cache.get(address) !== undefined)).toEqual([
      false,
      false,
      true,
    ]);
    await watch.stop();
    expect(cache.state().isOpen).toBe(false);
  });

  it('empties and shuts the cache when the stream breaks, and opens it again with the next stream', async () => {
    const { cache, watch, tell, fail, opened } = aWatch();
    watch.start();
    await tell(null);
    put(cache, '/vi/a');
    await fail(new Error('connection reset'));
    expect(cache.state()).toMatchObject({ isOpen: false, pages: 0 });
    put(cache, '/vi/a');
    expect(cache.get('/vi/a')).toBeUndefined();
    await eventually('another stream', () => Promise.resolve(opened() === 2));
    await tell(null);
    expect(cache.state()).toMatchObject({ isOpen: true, pages: 0 });
    await watch.stop();
  });

  it('takes the loss of the whole collection for a broken stream', async () => {
    const { cache, watch, tell } = aWatch();
    watch.start();
    await tell(null);
    put(cache, '/vi/a');
    await tell({ operationType: 'drop' });
    expect(cache.state()).toMatchObject({ isOpen: false, pages: 0 });
    await watch.stop();
  });

  it('shuts the cache within two seconds when the stream falls silent', async () => {
    const { cache, watch, tell } = aWatch();
    watch.start();
    await tell(null);
    put(cache, '/vi/a');
    await eventually('the cache is shut', () => Promise.resolve(!cache.state().isOpen), 2000);
    expect(cache.get('/vi/a')).toBeUndefined();
    await watch.stop();
  });
});

describe('the count of hot answers', () => {
  it('is a line of the log for each status, only where there was any, and one more at the end', async () => {
    const lines: object[] = [];
    const log = { info: (line: object) => void lines.push(line) };
    const hot = hotCount({ log: log as never, state: () => ({ pages: 3 }), every: 5 });
    hot.start();
    for (const status of [200, 304, 200]) hot.count(status);
    await eventually('a line', () => Promise.resolve(lines.length > 0));
    hot.count(304);
    hot.stop();
    hot.stop();
    expect(lines).toEqual([
      { answers: { 200: 2, 304: 1 }, pages: 3 },
      { answers: { 304: 1 }, pages: 3 },
    ]);
  });
});

describe('the fast path', () => {
  it('answers a hundred thousand random paths with the app, and keeps none of them', () => {
    const { cache } = anOpenCache();
    let missed = 0;
    const handler = pageFastPath({ cache, app: () => (missed += 1), count: () => undefined });
    const random = seeded(7);
    for (let at = 0; at < 100_000; at += 1) {
      handler({ method: 'GET', url: randomPath(random) } as never, {} as never);
    }
    expect([missed, cache.state().pages]).toEqual([100_000, 0]);
  });

  it('answers only reads of the very address, without a query', async () => {
    const { cache } = anOpenCache();
    const address = '/vi/nguon-goc/08938505970011/L1';
    const answer = {
      bytes: size,
      send(_: unknown, res: { end: (text: string) => void }) {
        res.end('hot');
        return 200 as const;
      },
    };
    cache.put(address, answer, cache.ticket());
    const counted: number[] = [];
    const server = createServer(
      pageFastPath({ cache, app: (_req, res) => res.end('app'), count: (status) => counted.push(status) }),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const told = async (path: string, method = 'GET') => (await fetch(root + path, { method })).text();
    expect(await told(address)).toBe('hot');
    const others = [`${address}?a=1`, `${address}/`, address.replace('vi', 'VI'), '/'];
    expect(await Promise.all(others.map((path) => told(path)))).toEqual(['app', 'app', 'app', 'app']);
    expect(await told(address, 'POST')).toBe('app');
    expect(counted).toEqual([200]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});

type Cache = ReturnType<typeof pageCache>;

function anOpenCache(limits: { maxPages?: number; maxBytes?: number; timeToLive?: number } = {}) {
  let now = 0;
  const cache = pageCache({ clock: { now: () => new Date(now) }, ...limits });
  cache.open();
  return { cache, pass: (milliseconds: number) => void (now += milliseconds) };
}

function anAnswer(): FinishedAnswer {
  return { bytes: size, send: () => 200 };
}

function put(cache: Cache, address: string): void {
  cache.put(address, anAnswer(), cache.ticket());
}

/** A watch on a feed that says what the test tells it to. */
function aWatch() {
  const cache = pageCache({ clock: { now: () => new Date(0) } });
  let answer: { resolve: (change: LookupChange | null) => void; reject: (error: Error) => void } | undefined;
  let feeds = 0;
  const openFeed = () => {
    feeds += 1;
    return {
      tryNext: () =>
        new Promise<LookupChange | null>((resolve, reject) => {
          answer = { resolve, reject };
        }),
      close() {
        answer?.reject(new Error('closed'));
        return Promise.resolve();
      },
    };
  };
  const asked = () => eventually('the feed is asked', () => Promise.resolve(answer));
  const heard = () => new Promise((resolve) => setImmediate(resolve));
  return {
    cache,
    watch: pageWatch({
      openFeed,
      caches: {
        ...cache,
        forget({ documentKey }) {
          const path = String(documentKey?._id);
          cache.forget([`/vi/${path}`, `/en/${path}`]);
        },
      },
      log: silentLogger,
    }),
    opened: () => feeds,
    async tell(change: LookupChange | null): Promise<void> {
      const { resolve } = await asked();
      answer = undefined;
      resolve(change);
      await heard();
    },
    async fail(error: Error): Promise<void> {
      const { reject } = await asked();
      answer = undefined;
      reject(error);
      await heard();
    },
  };
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

function randomPath(random: () => number): string {
  const alphabet = 'aZ09%/.\\?#&=~ ;:@ạ\u0000';
  const length = Math.floor(random() * 60);
  const tail = Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
  return (random() < 0.5 ? '/vi/nguon-goc/' : '/en/origin/') + tail;
}
