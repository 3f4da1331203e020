import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { BatchRecord, CanonicalRecord, ProductRecord } from '../../server/domain/canonical-record.ts';
import { recordName } from '../../server/domain/canonical-record.ts';
import type { Accepted, Delivery, GatewayPort, Outcome } from '../../server/gateway/gateway-port.ts';
import { aBatch, aProduct, aStage, anOrganisation, newId } from '../support/canonical-records.ts';
import { startSandboxWorld } from '../support/sandbox-world.ts';
import type { SandboxWorld } from '../support/sandbox-world.ts';

let world: SandboxWorld;
let gateway: GatewayPort;
let foreignIds: Record<string, string>;
beforeAll(async () => {
  world = await startSandboxWorld();
  gateway = world.gateway();
  foreignIds = {};
});
afterEach(() => world.clearFaults());
afterAll(() => world.close());

const moment = '2026-11-20T02:00:00.000Z';

/** The delivery of a record's version as the worker would make it. */
function deliveryOf({ kind, id, version }: CanonicalRecord, known = foreignIds): Delivery {
  return { key: `${kind}:${id}:${version}`, seq: version, at: moment, foreignIds: known };
}

const firstDelivery = (): Delivery => ({ key: newId(), seq: 1, at: moment, foreignIds });

function put(record: CanonicalRecord): Promise<Outcome> {
  return gateway.put(record, deliveryOf(record));
}

async function putAndRemember<Kind extends CanonicalRecord>(record: Kind): Promise<Kind> {
  const { foreignId } = asAccepted(await put(record));
  foreignIds = { ...foreignIds, [recordName(record.kind, record.id)]: foreignId! };
  return record;
}

function asAccepted(outcome: { outcome: string }): Accepted {
  expect(outcome).toMatchObject({ outcome: 'accepted' });
  return outcome as Accepted;
}

async function aFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function aProductThere(): Promise<ProductRecord> {
  const owner = await putAndRemember(anOrganisation());
  return putAndRemember(aProduct(owner));
}

async function aBatchThere(differing: Partial<BatchRecord> = {}): Promise<BatchRecord> {
  return putAndRemember(aBatch(await aProductThere(), differing));
}

describe('putting records', () => {
  it('takes organisation, product, order, chain and one event a stage, and gives a traceability code', async () => {
    const product = await aProductThere();
    const batch = aBatch(product);
    const { foreignId, receipt } = asAccepted(await put(batch));
    expect(foreignId).toMatch(/^LSX-/);
    expect(receipt).toMatch(/^TXNG-/);
    expect(await world.eventsOf(batch)).toEqual(batch.stages.map(({ id }) => id));
  });

  it('has one effect and one answer for the same key, however often it is sent', async () => {
    const batch = await aBatchThere();
    const own = recordName('batch', batch.id);
    const again = Object.fromEntries(Object.entries(foreignIds).filter(([name]) => name !== own));
    const first = await gateway.put(batch, deliveryOf(batch, again));
    const second = await gateway.put(batch, deliveryOf(batch, again));
    expect(second).toEqual(first);
    expect((await world.held('batch')).filter(({ id }) => id === batch.id)).toHaveLength(1);
    expect(await world.eventsOf(batch)).toHaveLength(2);
  });

  it('changes what is there when a later version comes, and adds only the stages that are new', async () => {
    const batch = await aBatchThere();
    const later = {
      ...batch,
      version: 2,
      stages: [...batch.stages, aStage({ kind: 'packing', name: 'Đóng gói' })],
    };
    asAccepted(await put(later));
    expect((await world.held('batch')).find(({ id }) => id === batch.id)).toMatchObject({ seq: 2 });
    expect(await world.eventsOf(batch)).toEqual(later.stages.map(({ id }) => id));
  });

  it('finds by its own reference what is there already when its foreign id was lost', async () => {
    const product = await aProductThere();
    const { [recordName('product', product.id)]: id, ...others } = foreignIds;
    const later = { ...product, version: 2, name: 'Đường thốt nốt hữu cơ' };
    const outcome = await gateway.put(later, deliveryOf(later, others));
    expect(outcome).toMatchObject({ outcome: 'accepted', foreignId: id });
  });

  it('carries on where it broke off: nothing of a batch half delivered is sent a second time', async () => {
    const product = await aProductThere();
    const batch = aBatch(product, {
      stages: [aStage(), aStage({ kind: 'processing' }), aStage({ kind: 'packing' })],
    });
    await world.fault({ kind: 'reset', times: 1, on: 'ToChuc_SuKien' });
    expect(await put(batch)).toEqual({ outcome: 'unknown', reason: 'connection-lost' });
    expect(await gateway.lookup(batch, deliveryOf(batch))).toEqual({ outcome: 'absent' });
    asAccepted(await put(batch));
    expect(await world.eventsOf(batch)).toEqual(batch.stages.map(({ id }) => id));
  });

  it('reports a suspension and a recall as such', async () => {
    const batch = await aBatchThere();
    asAccepted(await put({ ...batch, version: 2, state: 'recalled', stateReason: 'Dư lượng vượt mức' }));
    const { body } = await world.call('GET', `ToChuc_LenhSanXuat?maThamChieu=${batch.id}`);
    expect(body.duLieu?.danhSach?.[0]).toMatchObject({ tinhTrang: 'THU_HOI', trangThai: 1 });
  });
});

describe('refusals', () => {
  it.each([
    ['a wrong check digit', { gtin: '08931234567899' }, 'Mã GTIN phải có', 'gtinCode'],
    ['no picture', { pictures: [] }, 'ít nhất một hình ảnh', 'hinhAnh'],
    [
      'a picture that is no JPG or PNG',
      { pictures: ['https://txng.example/anh.webp'] },
      'JPG hoặc PNG',
      'hinhAnh',
    ],
    ['a picture outside http', { pictures: ['file:///anh.jpg'] }, 'địa chỉ http(s)', 'hinhAnh'],
    ['zero weight', { netContent: '0' }, 'Khối lượng tịnh phải lớn hơn 0.', 'khoiLuongTinh'],
  ])('carries the words of the gateway on a product with %s', async (_what, differing, words, field) => {
    const owner = await putAndRemember(anOrganisation());
    const outcome = await put(aProduct(owner, differing));
    expect(outcome).toMatchObject({ outcome: 'refused', code: 'ERR_DU_LIEU', field });
    expect(outcome).toHaveProperty('words', expect.stringContaining(words));
  });

  it('does not burn the key: the corrected record passes under the same one', async () => {
    const owner = await putAndRemember(anOrganisation());
    const product = aProduct(owner, { pictures: [] });
    expect(await put(product)).toMatchObject({ outcome: 'refused' });
    asAccepted(await put({ ...product, pictures: ['https://txng.example/anh.png'] }));
  });

  it('takes a product only after its organisation', async () => {
    const owner = anOrganisation();
    const outcome = await gateway.put(aProduct(owner), {
      ...firstDelivery(),
      foreignIds: { [recordName('organisation', owner.id)]: 'HS-KHONG-CO' },
    });
    expect(outcome).toMatchObject({
      outcome: 'refused',
      code: 'ERR_THU_TU',
      words: 'Phải gửi hồ sơ tổ chức trước.',
    });
  });

  it('is not asked to send what refers to a record the gateway was never given', async () => {
    const owner = anOrganisation();
    await expect(gateway.put(aProduct(owner), { ...firstDelivery(), foreignIds: {} })).rejects.toThrow(
      owner.id,
    );
  });

  it('never lets an older version overwrite a newer one', async () => {
    const batch = await aBatchThere();
    asAccepted(await put({ ...batch, version: 3 }));
    expect(await put({ ...batch, version: 2 })).toMatchObject({ outcome: 'refused', code: 'ERR_PHIEN_BAN' });
  });

  it('keeps a GTIN with the product that brought it', async () => {
    const product = await aProductThere();
    const owner = await putAndRemember(anOrganisation());
    expect(await put(aProduct(owner, { gtin: product.gtin }))).toMatchObject({ code: 'ERR_TRUNG_GTIN' });
  });
});

describe('bad weather', () => {
  it.each([
    [
      '429 with Retry-After',
      { kind: 'too-many', times: 1, retryAfter: 7, on: 'HoSo' },
      { outcome: 'later', reason: 'busy', retryAfter: 7 },
    ],
    ['500', { kind: 'server-error', times: 1 }, { outcome: 'unknown', reason: 'server-error' }],
    [
      'an answer lost after the commit',
      { kind: 'dropped-answer', times: 1 },
      { outcome: 'unknown', reason: 'connection-lost' },
    ],
    ['a reset connection', { kind: 'reset', times: 1 }, { outcome: 'unknown', reason: 'connection-lost' }],
    ['a sign-in page with 200', { kind: 'login-page', times: 1 }, { outcome: 'unknown', reason: 'not-json' }],
    ['an outage', { kind: 'outage', times: 1, on: 'HoSo' }, { outcome: 'later', reason: 'busy' }],
    [
      'a business error in 200',
      { kind: 'business-error', times: 1, code: 'ERR_SYS_DEV', words: 'Hệ thống bận.' },
      { outcome: 'refused', code: 'ERR_SYS_DEV', words: 'Hệ thống bận.' },
    ],
  ] as const)('tells %s from the others', async (_name, fault, expected) => {
    await world.fault(fault);
    expect(await put(anOrganisation())).toEqual(expected);
  });

  it('gives up waiting in time, and does not know what became of it', async () => {
    await world.fault({ kind: 'latency', times: 1, ms: 1500, on: 'ToChuc_HoSo' });
    const hasty = world.gateway({ timeoutMs: 300 });
    const outcome = await hasty.put(anOrganisation(), firstDelivery());
    expect(outcome).toEqual({ outcome: 'unknown', reason: 'time-out' });
  });

  it('knows that nothing was sent where nobody listens', async () => {
    const nowhere = world.gateway({ baseUrl: `http://127.0.0.1:${await aFreePort()}` });
    expect(await nowhere.put(anOrganisation(), firstDelivery())).toEqual({
      outcome: 'later',
      reason: 'unreachable',
    });
    expect(await nowhere.health()).toEqual({ healthy: false, reason: 'unreachable' });
  });

  it('finds by key what was committed although its answer was lost', async () => {
    const owner = anOrganisation();
    await world.fault({ kind: 'dropped-answer', times: 1 });
    expect(await put(owner)).toMatchObject({ outcome: 'unknown' });
    const found = asAccepted(await gateway.lookup(owner, deliveryOf(owner)));
    expect(found.foreignId).toMatch(/^HS-/);
    const elsewhere = await gateway.lookup(owner, { ...deliveryOf(owner), key: 'forgotten' });
    expect(elsewhere).toEqual(found);
  });

  it('says absent for what never arrived', async () => {
    const owner = anOrganisation();
    await world.fault({ kind: 'reset', times: 1 });
    await put(owner);
    expect(await gateway.lookup(owner, deliveryOf(owner))).toEqual({ outcome: 'absent' });
  });
});

describe('signing in', () => {
  it('renews an expired token without anybody noticing', async () => {
    const patient = world.gateway();
    asAccepted(await patient.put(anOrganisation(), firstDelivery()));
    await world.stop();
    await world.restart();
    asAccepted(await patient.put(anOrganisation(), firstDelivery()));
    world.clock.ahead += 3600_000;
    asAccepted(await patient.put(anOrganisation(), firstDelivery()));
  });

  it('waits for people where the credentials are refused', async () => {
    const stranger = world.gateway({ clientSecret: 'sai' });
    const outcome = await stranger.put(anOrganisation(), firstDelivery());
    expect(outcome).toEqual({ outcome: 'later', reason: 'sign-in-refused' });
  });
});

describe('withdrawing', () => {
  it('takes a record out of use and keeps it there', async () => {
    const batch = await aBatchThere();
    const gone = { ...batch, version: 2, state: 'withdrawn', stateReason: 'Nhập nhầm' } as const;
    asAccepted(await gateway.withdraw(gone, deliveryOf(gone)));
    expect((await world.held('batch')).find(({ id }) => id === batch.id)).toMatchObject({
      withdrawn: true,
      seq: 2,
    });
    asAccepted(await gateway.lookup(gone, deliveryOf(gone)));
  });

  it('is content where the gateway never had the record', async () => {
    const owner = anOrganisation({ state: 'withdrawn' });
    const outcome = await gateway.withdraw(owner, firstDelivery());
    expect(outcome).toEqual({ outcome: 'accepted', foreignId: null, receipt: '', digest: '' });
  });
});

describe('the sandbox as other teams meet it', () => {
  const dossier = () => ({
    maThamChieu: newId(),
    phienBan: 1,
    ten: 'Cơ sở',
    diaChi: 'An Giang',
    maSoThue: '1600000017',
  });

  it('asks for a key on everything that changes something', async () => {
    expect((await world.call('POST', 'ToChuc_HoSo', { body: dossier() })).body.maLoi).toBe('ERR_THIEU_KHOA');
  });

  it('refuses a key that comes back with other content', async () => {
    const key = newId();
    expect((await world.call('POST', 'ToChuc_HoSo', { body: dossier(), key })).body.maLoi).toBeNull();
    expect((await world.call('POST', 'ToChuc_HoSo', { body: dossier(), key })).body.maLoi).toBe(
      'ERR_KHOA_DA_DUNG',
    );
  });

  it('refuses a duplicate under another key', async () => {
    const body = dossier();
    await world.call('POST', 'ToChuc_HoSo', { body, key: newId() });
    expect((await world.call('POST', 'ToChuc_HoSo', { body, key: newId() })).body.maLoi).toBe(
      'ERR_TRUNG_LAP',
    );
  });

  it('has one effect for one key however many arrive at once', async () => {
    const body = dossier();
    const key = newId();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => world.call('POST', 'ToChuc_HoSo', { body, key })),
    );
    expect(new Set(answers.map(({ body: answer }) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.body.maLoi).toBeNull();
  });

  it('shows what it holds, newest first, escaped, in Vietnamese', async () => {
    await putAndRemember(anOrganisation({ name: 'HTX <Mới nhất>' }));
    const page = await (await fetch(world.url)).text();
    expect(page).toContain('<html lang="vi">');
    expect(page.indexOf('HTX &lt;Mới nhất&gt;')).toBeGreaterThan(0);
    expect(page.indexOf('HTX &lt;Mới nhất&gt;')).toBeLessThan(page.indexOf('HTX Thốt nốt'));
  });

  it('keeps everything through a restart', async () => {
    const before = await world.held('organisation');
    await world.stop();
    await world.restart();
    expect(await world.held('organisation')).toEqual(before);
  });

  it('takes faults from its form and clears them', async () => {
    const form = new URLSearchParams({ kind: 'outage', times: '', on: '' });
    const posted = await fetch(`${world.url}/admin/faults`, {
      method: 'POST',
      body: form,
      redirect: 'manual',
    });
    expect(posted.status).toBe(303);
    expect(await gateway.health()).toEqual({ healthy: false, reason: 'busy' });
    await fetch(`${world.url}/admin/faults/clear`, { method: 'POST' });
    expect(await gateway.health()).toEqual({ healthy: true });
  });
});
