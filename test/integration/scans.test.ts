import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { provinceDistance } from '../../server/features/geography/province-distance.ts';
import { scanRecorder } from '../../server/features/scans/scan-recorder.ts';
import { SaltModel, SessionModel, UnitScansModel } from '../../server/features/scans/scan-model.ts';
import { sessionKeys } from '../../server/features/scans/scan-salt.ts';
import { cutAddress, visitorOf } from '../../server/features/scans/scan-visitor.ts';
import { scanWriter } from '../../server/features/scans/scan-writer.ts';
import type { SeenScan } from '../../server/features/scans/scan-writer.ts';
import { silentLogger } from '../../server/platform/logger.ts';
import { networkProvinces } from '../../server/platform/network-provinces.ts';
import { eventually } from '../support/eventually.ts';
import { lookingAt } from '../support/scans.ts';
import { aBatchWithStamps } from '../support/stamps.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const provinceOf = networkProvinces('203.0.113.0/24 91\n198.51.100.0/24 01\n192.0.2.0/24 79\n');
const hour = 3_600_000;

describe('look-ups of stamps', () => {
  let world: World;
  const recorder = () => world.features.scans.recorder;
  beforeAll(async () => {
    world = await startWorld({ provinceOf });
  });
  afterAll(() => world.close());

  async function aStampedBatch(wanted = {}) {
    const stamped = await aBatchWithStamps(world, { count: 12, ...wanted });
    return { ...stamped, ...lookingAt(world, stamped) };
  }

  it('are counted by session: one visitor at one unit once a day', async () => {
    const { look, memory, batch } = await aStampedBatch();
    for (let times = 0; times < 5; times += 1) look(1);
    look(1, { userAgent: 'Another telephone' });
    await recorder().flush();
    look(1);
    await recorder().flush();
    expect(await memory(1)).toMatchObject({ sessions: 2, provinces: 1 });
    look(1, { at: new Date(world.clock.now().getTime() + 24 * hour) });
    await recorder().flush();
    expect(await memory(1)).toMatchObject({ sessions: 3 });
    const { body } = await world.clerk.get(`/batches/${batch}/scans`);
    expect(body).toMatchObject({ sessions: 3, provinces: [{ code: '91', sessions: 3 }] });
  });

  it('leave the own session out of what a visitor is told', async () => {
    const { look, placeOf, serials } = await aStampedBatch();
    look(2, { address: '203.0.113.7' });
    await recorder().flush();
    const visitor = { network: cutAddress('203.0.113.9'), userAgent: 'Zalo', kind: 'visitor' as const };
    const { memoryOf } = world.features.scans;
    expect(await memoryOf(placeOf(serials[1] ?? ''), visitor)).toBeNull();
    look(2, { address: '198.51.100.3' });
    await recorder().flush();
    expect(await memoryOf(placeOf(serials[1] ?? ''), visitor)).toMatchObject({ sessions: 1, provinces: 2 });
  });

  it('of robots, accounts and inspectors stand apart', async () => {
    const { look, memory, batch } = await aStampedBatch();
    look(1, { kind: 'robot' });
    look(1, { kind: 'account' });
    look(1, { kind: 'inspection' });
    await recorder().flush();
    expect(await memory(1)).toBeNull();
    const { body } = await world.clerk.get(`/batches/${batch}/scans`);
    expect(body).toMatchObject({ sessions: 0, apart: { robot: 1, account: 1, inspection: 1 } });
  });

  it('are counted once by two processes that see them at the same time', async () => {
    const { placeOf, serials, batch: batchId } = await aStampedBatch();
    const serial = serials[3] ?? '';
    const scan = (address: string): SeenScan => ({
      ...placeOf(serial),
      ...{ serial, batchId, verdict: 'first', at: world.clock.now() },
      visitor: { network: cutAddress(address), userAgent: 'Zalo', kind: 'visitor' },
    });
    const addresses = Array.from({ length: 40 }, (_, n) => `10.0.${n % 20}.1`);
    const processes = [1, 2, 3].map(() => scanWriter({ keys: sessionKeys(), provinceOf }));
    await Promise.all(processes.map((one) => one.write(addresses.map(scan))));
    expect(await world.features.scans.memoryOf(placeOf(serial))).toMatchObject({ sessions: 20 });
    expect(await SaltModel.countDocuments()).toBeLessThanOrEqual(2);
  });

  it('keep nothing that leads to a person: no address, no telephone, no salt of yesterday', async () => {
    const { look } = await aStampedBatch();
    look(5, { address: '203.0.113.200', userAgent: 'Very particular telephone' });
    await recorder().flush();
    const stored = JSON.stringify([await SessionModel.find().lean(), await UnitScansModel.find().lean()]);
    expect(stored).not.toMatch(/203\.0\.113|particular/);
    const before = await SaltModel.find().lean();
    await sessionKeys().of(
      'u',
      { network: '10.0.0.0/24', userAgent: '' },
      new Date(world.clock.now().getTime() + 50 * hour),
    );
    const left = await SaltModel.find({ _id: { $in: before.map(({ _id }) => _id) } }).lean();
    expect(left).toEqual([]);
    const indexes = await mongoose.connection.collection('scan_sessions').indexes();
    expect(indexes).toContainEqual(expect.objectContaining({ expireAfterSeconds: 30 * 24 * 3600 }));
  });

  it('are written when the server stops, and once a second before that', async () => {
    const written: SeenScan[][] = [];
    const examine = () => Promise.resolve();
    const write = (scans: readonly SeenScan[]) =>
      Promise.resolve(void written.push([...scans]) as never).then(() => []);
    const own = scanRecorder({ write, examine, log: silentLogger, everyMs: 5 });
    own.start();
    own.seen({ serial: 'A' } as SeenScan);
    await eventually('the first flush', () => Promise.resolve(written.length === 1));
    own.seen({ serial: 'B' } as SeenScan);
    await own.stop();
    expect(written.flat().map(({ serial }) => serial)).toEqual(['A', 'B']);
  });

  it('wait for a database that is away, and the oldest make room', async () => {
    let isAway = true;
    const written: string[] = [];
    const write = (scans: readonly SeenScan[]) => {
      if (isAway) return Promise.reject(new Error('away'));
      written.push(...scans.map(({ serial }) => serial));
      return Promise.resolve([]);
    };
    const own = scanRecorder({ write, examine: () => Promise.resolve(), log: silentLogger, most: 20 });
    for (let n = 0; n < 15; n += 1) own.seen({ serial: String(n) } as SeenScan);
    await own.flush();
    for (let n = 15; n < 25; n += 1) own.seen({ serial: String(n) } as SeenScan);
    isAway = false;
    await own.stop();
    expect(written.length).toBeLessThanOrEqual(20);
    expect(written).toContain('24');
    expect(written).not.toContain('0');
  });

  it('raise signals, and two independent ones open one case', async () => {
    const { look, batch } = await aStampedBatch();
    const now = world.clock.now().getTime();
    for (let n = 0; n < 12; n += 1) {
      const address = ['203.0.113.1', '198.51.100.1'][n % 2] ?? '';
      look(7, { address, userAgent: `telephone ${n}`, at: new Date(now - n * 60_000) });
      await recorder().flush();
    }
    const { body } = await world.inspector.get(`/cases?batch=${batch}`);
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({ state: 'open', openedBy: 'signals' });
    expect(body.items[0].signals).toEqual(expect.arrayContaining(['often', 'too-fast']));
    const anomalies = await world.officer.get(`/scan-anomalies?batch=${batch}`);
    expect(anomalies.body.items).toMatchObject([{ suspicion: 2, sessions: 12 }]);
  });

  it('open no case by their number alone, until an officer says what is usual', async () => {
    const { look, batch } = await aStampedBatch();
    for (let n = 0; n < 12; n += 1) look(8, { userAgent: `telephone ${n}` });
    await recorder().flush();
    expect((await world.inspector.get(`/cases?batch=${batch}`)).body.items).toEqual([]);
    const { product } = (await world.clerk.get(`/batches/${batch}`)).body as { product: { id: string } };
    const norm = `/products/${product.id}/scan-norm`;
    const standing = await world.officer.get(norm);
    expect(standing.body).toMatchObject({ sessions: 8, provinces: 2, days: 60, isDefault: true, rev: 0 });
    expect((await world.officer.put(norm, 0, { sessions: 50, provinces: 2, days: 60 })).status).toBe(200);
    expect((await world.secondOfficer.put(norm, 0, { sessions: 9, provinces: 2, days: 60 })).status).toBe(
      409,
    );
    expect((await world.inspector.put(norm, 1, { sessions: 9, provinces: 2, days: 60 })).status).toBe(403);
    world.clock.advance(11_000);
    look(8, { userAgent: 'telephone 13' });
    await recorder().flush();
    const { body } = await world.officer.get(`/scan-anomalies?batch=${batch}`);
    expect(body.items).toEqual([]);
  });

  it('are shown to an inspector with the stamp, its neighbours and its producer, and to nobody else', async () => {
    const { look, serials, paths, batch } = await aStampedBatch({ active: 6 });
    look(6);
    look(5);
    await recorder().flush();
    const code = encodeURIComponent(`HTTPS://TXNG.EXAMPLE.VN${paths[5]}`);
    const { status, body } = await world.inspector.get(`/stamps/inspection?code=${code}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      serial: serials[5],
      ...{ verdict: 'again', state: 'active', held: false },
      batch: { id: batch },
      organisation: { name: 'HTX Thốt nốt Văn Giáo' },
      scans: { sessions: 1, provinces: [{ code: '91', name: 'Tỉnh An Giang', sessions: 1 }] },
    });
    expect(body.neighbours.map(({ offset }: { offset: number }) => offset)).toEqual([
      -5, -4, -3, -2, -1, 1, 2, 3, 4, 5,
    ]);
    expect(body.neighbours[4]).toMatchObject({ serial: serials[4], sessions: 1, state: 'active' });
    expect(body.neighbours[5]).toMatchObject({ serial: serials[6], state: 'printed' });
    expect((await world.clerk.get(`/stamps/inspection?code=${code}`)).status).toBe(403);
    expect((await world.stranger.get(`/batches/${batch}/scans`)).status).toBe(404);
    const bare = await world.inspector.get(`/stamps/inspection?code=${serials[5] ?? ''}`);
    expect(bare.status).toBe(422);
  });

  it('of a serial that was never issued are told so', async () => {
    const { productKey } = await aStampedBatch();
    const ask = (serial: string) =>
      world.inspector.get(`/stamps/inspection?code=${serial}&product=${productKey}`);
    expect((await ask('0123456789ABCDEFGHJK')).body).toMatchObject({ verdict: 'unknown', batch: null });
    expect((await ask('123')).body).toMatchObject({ verdict: 'mistyped' });
  });
});

describe('the code under the scratch layer', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ provinceOf });
  });
  afterAll(() => world.close());

  async function aHiddenCode() {
    const stamped = await aBatchWithStamps(world, { count: 3, hiddenCode: true });
    const { units } = await world.features.stamps.unitsOf(stamped.run.id, world.clerk.actor, {
      from: 0,
      to: 1,
    });
    const code = [...units][0]?.hiddenCode ?? '';
    const path = `/stamps/${stamped.productKey}/${stamped.serials[0] ?? ''}/hidden-code`;
    return {
      code,
      open: (typed: string, userAgent = 'Zalo') =>
        world.anyone.post(path, { code: typed }, { 'User-Agent': userAgent }),
    };
  }

  it('opens once; later openings say when the first was', async () => {
    const { code, open } = await aHiddenCode();
    const first = await open(code.toLowerCase());
    expect(first.body).toMatchObject({ result: 'first', triesLeft: 5 });
    expect((await open(code)).body).toMatchObject({ result: 'first', openedAt: first.body.openedAt });
    expect((await open(code, 'Somebody else')).body).toMatchObject({
      result: 'again',
      openedAt: first.body.openedAt,
    });
  });

  it('is tried five times, then told when again', async () => {
    const { code, open } = await aHiddenCode();
    for (const left of [4, 3, 2, 1, 0]) {
      expect((await open('00000000')).body).toMatchObject({ result: 'wrong', triesLeft: left });
    }
    const refused = await open(code);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(3600);
  });

  it('costs no try when it cannot be a code at all', async () => {
    const { code, open } = await aHiddenCode();
    for (let n = 0; n < 7; n += 1) expect((await open('12')).status).toBe(422);
    expect((await open(code)).body).toMatchObject({ result: 'first' });
  });
});

describe('guessed serials', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  it('are refused after sixty from one network, which leaves all other networks alone', async () => {
    const { guard } = world.features.scans;
    for (let n = 0; n < 80; n += 1) guard.guessed(`203.0.113.${n}`);
    const seconds = await eventually('the network is refused', () =>
      Promise.resolve(guard.refused('203.0.113.99')),
    );
    expect(seconds).toBeGreaterThan(60);
    expect(guard.refused('203.0.114.1')).toBeUndefined();
  });

  it('are none of them a stamp, out of a hundred thousand', async () => {
    const { productKey } = await aBatchWithStamps(world);
    const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    let state = 7;
    const guess = () =>
      Array.from({ length: 20 }, () => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        return alphabet[(state >>> 16) % 32];
      }).join('');
    let valid = 0;
    for (let n = 0; n < 100_000; n += 1)
      if (world.features.stamps.readSerial(productKey, guess()).ok) valid += 1;
    expect(valid).toBe(0);
  });
});

describe('visitors', () => {
  const from = (headers: Record<string, string>, method = 'GET') =>
    visitorOf({ headers, method }, '2001:db8:7:9::1').kind;

  it('are told apart from robots, pages fetched ahead and people with an account', () => {
    expect(from({ 'user-agent': 'Mozilla/5.0 (Linux; Android 14) Zalo android' })).toBe('visitor');
    expect(from({ 'user-agent': 'Googlebot/2.1' })).toBe('robot');
    expect(from({ 'user-agent': 'Mozilla/5.0', 'sec-purpose': 'prefetch;prerender' })).toBe('robot');
    expect(from({ 'user-agent': 'Mozilla/5.0' }, 'HEAD')).toBe('robot');
    expect(from({})).toBe('robot');
    expect(from({ 'user-agent': 'Mozilla/5.0', cookie: 'lang=vi; __Host-session=x' })).toBe('account');
  });

  it('are known by a cut address only', () => {
    expect(cutAddress('203.0.113.77')).toBe('203.0.113.0/24');
    expect(cutAddress('::ffff:203.0.113.77')).toBe('203.0.113.0/24');
    expect(cutAddress('2001:DB8:7:9::1')).toBe('2001:db8:7::/48');
    expect(cutAddress('::1')).toBe('0:0:0::/48');
  });

  it('come from the province of the longest network known, or from none', () => {
    const of = networkProvinces('# table\n10.0.0.0/8 01\n10.9.0.0/16 91 # delta\n2001:db8::/32, 79\n');
    expect([of('10.1.2.0/24'), of('10.9.2.0/24'), of('11.0.0.0/24'), of('2001:db8:7::/48')]).toEqual([
      '01',
      '91',
      null,
      '79',
    ]);
    expect(() => networkProvinces('10.0.0.0/8 01\nnonsense')).toThrow('line 2');
  });

  it('cannot be in two cities far apart within the hour; neighbours are next door', () => {
    expect(provinceDistance('01', '79')).toBeGreaterThan(1000);
    expect(provinceDistance('91', '92')).toBeLessThan(20);
  });
});
