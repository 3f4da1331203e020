import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrate } from '../../server/platform/migration.ts';
import { linkChecks } from '../../server/jobs/migrations/link-checks.ts';
import { isPublicAddress } from '../../server/platform/public-address.ts';
import { recordsOf, submitAndApprove } from '../support/producer-records.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const gtin = '08938505970011';
const voc = 'https://ref.gs1.org/voc/';
let world: World;
let product: string;
let site: Server;
let port: number;
/** What the producer's site answers, by path. */
const answers = new Map<string, number>();
const visits: string[] = [];

beforeAll(async () => {
  site = createServer((req, res) => {
    visits.push(`${req.method ?? ''} ${req.headers.host?.split(':')[0] ?? ''}${req.url ?? ''}`);
    const status = answers.get(req.url ?? '') ?? 404;
    if (status === 302) res.setHeader('Location', 'http://127.0.0.1/admin');
    res.writeHead(status).end();
  }).listen(0, '127.0.0.2');
  await once(site, 'listening');
  ({ port } = site.address() as AddressInfo);
  world = await startWorld({
    outbound: {
      ports: [80, 443, port],
      resolve: (host) =>
        host.endsWith('.gone.vn')
          ? Promise.reject(Object.assign(new Error(host), { code: 'ENOTFOUND' }))
          : Promise.resolve([{ address: '127.0.0.2', family: 4 }]),
      isAllowed: (address) => address === '127.0.0.2' || isPublicAddress(address),
    },
  });
  const records = recordsOf(world.clerk);
  const place = await records.place();
  product = await records.product({ gtin });
  const certificate = await records.certificate(product);
  const batch = await records.batch({ product, place, lot: 'L1', certificates: [certificate] });
  await records.stage(batch, place);
  await submitAndApprove(world, { product, place, certificate, batch });
});
afterAll(async () => {
  await world.close();
  site.closeAllConnections();
  site.close();
});

let count = 0;
const content = (more: object = {}) => ({
  type: 'recipeInfo',
  href: `https://htx.example.vn/cong-thuc/${(count += 1)}`,
  title: 'Chè thốt nốt',
  language: 'vi',
  ...more,
});
const links = () => `/products/${product}/links`;
const added = async (more: object = {}, headers?: Record<string, string>) => {
  const answer = await world.clerk.post(links(), content(more), headers);
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
  return answer.body;
};
const linksetOf = async (path: string) =>
  (await world.web.get(`${path}?linkType=linkset`)).body.linkset as Record<string, any>[];
const hrefsOf = async (path: string, type: string) =>
  (await linksetOf(path)).flatMap((level) => (level[voc + type] ?? []).map(({ href }: any) => href));
const faultsOf = async (more: object) => {
  const { status, body } = await world.clerk.post(links(), content(more));
  expect(status).toBe(422);
  return body.faults.map(({ pointer }: { pointer: string }) => pointer);
};
const importing = (linkset: unknown, query = '', client = world.officer) => {
  const form = new FormData();
  form.set('file', new Blob([typeof linkset === 'string' ? linkset : JSON.stringify(linkset)]), 'a.json');
  return client.post(`/linksets${query}`, form);
};

describe('links that producers declare', () => {
  it('are in the resolver at once, and audited once however often they are sent', async () => {
    const body = content();
    const key = { 'Idempotency-Key': 'mot-lan' };
    const first = await world.clerk.post(links(), body, key);
    const second = await world.clerk.post(links(), body, key);
    expect([first.status, first.body.by, first.body.rev]).toEqual([201, 'producer', 1]);
    expect(second.body.id).toBe(first.body.id);
    expect(await hrefsOf(`/01/${gtin}`, 'recipeInfo')).toEqual([body.href]);
    expect(await hrefsOf(`/01/${gtin}/10/L1`, 'recipeInfo')).toEqual([body.href]);
    const entries = await world.database
      .collection('audit-entries')
      .countDocuments({ 'subject.kind': 'link', 'subject.id': first.body.id });
    expect(entries).toBe(1);
    const followed = await world.web.get(`/01/${gtin}?linkType=gs1:recipeInfo`);
    expect(followed.headers.get('Location')).toBe(`${body.href}?linkType=gs1:recipeInfo`);
  });

  it('of a lot belong to it alone', async () => {
    const { href, lot, path } = await added({ type: 'tutorial', lot: 'L1' });
    expect([lot, path]).toEqual(['L1', `01/${gtin}/10/L1`]);
    expect(await hrefsOf(`/01/${gtin}/10/L1`, 'tutorial')).toEqual([href]);
    expect(await hrefsOf(`/01/${gtin}`, 'tutorial')).toEqual([]);
    expect(await faultsOf({ lot: 'L2' })).toEqual(['/lot']);
  });

  it('are changed and removed, and a stale change is refused', async () => {
    const link = await added({ type: 'faqs' });
    const one = `${links()}/${link.id}`;
    const href = 'https://htx.example.vn/hoi-dap';
    const changed = await world.clerk.put(one, 1, content({ type: 'faqs', href, lot: 'L1' }));
    expect([changed.status, changed.body.rev, changed.body.lot]).toEqual([200, 2, 'L1']);
    expect(await hrefsOf(`/01/${gtin}`, 'faqs')).toEqual([]);
    expect(await hrefsOf(`/01/${gtin}/10/L1`, 'faqs')).toEqual([href]);
    expect((await world.clerk.put(one, 1, content({ type: 'faqs' }))).status).toBe(409);
    expect((await world.clerk.delete(one)).status).toBe(204);
    expect(await hrefsOf(`/01/${gtin}/10/L1`, 'faqs')).toEqual([]);
    expect((await world.clerk.get(one)).status).toBe(404);
    expect((await world.clerk.delete(one)).status).toBe(404);
  });

  it('never take over the default', async () => {
    for (const type of ['defaultLink', 'defaultLinkMulti', 'handledBy', 'nonsense']) {
      expect(await faultsOf({ type })).toContain('/type');
    }
  });

  it.each([
    ['javascript:alert(1)'],
    ['ftp://htx.example.vn/'],
    ['www.htx.example.vn'],
    ['https://ten:matkhau@htx.example.vn/'],
    ['https://txng.example.vn@ke-xau.example/'],
    ['https://htx.example.vn/#'],
    ['https://htx.example.vn/#a#b'],
    [`https://htx.example.vn/${'a'.repeat(2000)}`],
    ['https://txng.example.vn/01/08938505970011'],
    ['https://txng.example.vn/t/ABC'],
    ['http://localhost/'],
    ['http://127.0.0.1:8080/'],
    ['http://0x7f.1/'],
    ['http://[::1]/'],
    ['http://169.254.169.254/'],
    ['http://kho.local/'],
  ])('do not lead to %s', async (href) => {
    expect(await faultsOf({ href })).toEqual(['/href']);
  });

  it('tell every wrong field at once', async () => {
    expect(await faultsOf({ href: 'x', title: ' ', language: 'tiếng Việt' })).toEqual([
      '/href',
      '/title',
      '/language',
    ]);
  });

  it('may have a name with marks, kept as it goes over the wire', async () => {
    const { href } = await added({ href: ' https://nôngsản.example.vn/trang chủ ' });
    expect(href).toBe('https://xn--nngsn-6ta0134c.example.vn/trang%20ch%E1%BB%A7');
    expect(await faultsOf({ href })).toEqual(['/href']);
  });

  it('are nobody else’s business', async () => {
    const link = await added();
    const one = `${links()}/${link.id}`;
    const { stranger } = world;
    const statuses = [
      await stranger.get(links()),
      await stranger.post(links(), content()),
      await stranger.get(one),
      await stranger.put(one, 1, content()),
      await stranger.delete(one),
      await stranger.post(`${one}/check`),
    ].map(({ status }) => status);
    expect(statuses).toEqual([404, 404, 404, 404, 404, 404]);
    expect((await stranger.get('/links')).body.items).toEqual([]);
    const other = await recordsOf(stranger).product();
    const theirs = await stranger.delete(`/products/${other}/links/${link.id}`);
    expect(theirs.status).toBe(404);
    expect((await world.officer.post(links(), content())).status).toBe(403);
  });

  it('wait for the approval of the product, and for a GTIN', async () => {
    const draft = await recordsOf(world.clerk).product({ gtin: '08938505970028' });
    const early = await world.clerk.post(`/products/${draft}/links`, content());
    expect([early.status, early.body.title]).toEqual([409, expect.stringContaining('phê duyệt')]);
    const internal = await recordsOf(world.clerk).readyBatch({ lot: 'N1' });
    await submitAndApprove(world, internal);
    const without = await world.clerk.post(`/products/${internal.product}/links`, content());
    expect([without.status, without.body.title]).toEqual([409, expect.stringContaining('GTIN')]);
  });

  it('are listed beside our own, and told apart on the page of links', async () => {
    const { body } = await world.clerk.get(links());
    const speakers = new Set(body.items.map(({ by }: { by: string }) => by));
    expect([...speakers]).toEqual(['system', 'producer']);
    const page = await world.web.get(`/01/${gtin}?linkType=linkset`, {
      Accept: 'text/html',
      'Accept-Language': 'vi',
    });
    expect(page.text).toContain('Công thức chế biến');
    expect(page.text).toContain('Cơ sở thêm');
    expect(page.text).toContain('Hệ thống tạo');
  });
});

describe('the link checker', () => {
  const shop = (path: string, host = 'shop.example.vn') => `http://${host}:${port}${path}`;
  const stateOf = async (id: string) => (await world.clerk.get(`${links()}/${id}`)).body.check;
  const checkAll = async () => {
    while ((await world.features.linkChecker.checkDue()) > 0);
  };
  const hour = 3_600_000;

  it('tells what works, what is gone since when, and what it does not visit', async () => {
    answers.set('/tot', 200).set('/chuyen', 302);
    const good = await added({ href: shop('/tot') });
    const bad = await added({ href: shop('/mat') });
    const away = await added({ href: shop('/chuyen') });
    const gone = await added({ href: 'http://www.gone.vn/' });
    expect((await stateOf(good.id)).state).toBe('unchecked');
    await checkAll();
    expect(await stateOf(good.id)).toMatchObject({ state: 'works', status: 200, failingSince: null });
    expect(await stateOf(bad.id)).toMatchObject({ state: 'broken', status: 404, reason: null });
    expect(await stateOf(away.id)).toMatchObject({ state: 'refused', status: null, reason: 'address' });
    expect(await stateOf(gone.id)).toMatchObject({ state: 'broken', status: null, reason: 'unknown-host' });
    expect((await stateOf(bad.id)).failingSince).not.toBeNull();
    const { body } = await world.officer.get('/links?state=broken&by=producer');
    const broken = body.items.map(({ href }: { href: string }) => href);
    expect(broken.filter((href: string) => href.includes(String(port)))).toEqual([
      shop('/mat'),
      shop('/chuyen'),
    ]);
    expect(await hrefsOf(`/01/${gtin}`, 'recipeInfo')).toContain(shop('/mat'));
  });

  it('looks again every day, and ever less often at what fails', async () => {
    const count = (path: string) => visits.filter((visit) => visit === `HEAD shop.example.vn${path}`).length;
    const before = [count('/tot'), count('/mat')];
    const passed = async (hours: number) => {
      world.clock.advance(hours * hour);
      await checkAll();
      return [count('/tot') - (before[0] ?? 0), count('/mat') - (before[1] ?? 0)];
    };
    expect(await passed(0)).toEqual([0, 0]);
    expect(await passed(1.01)).toEqual([0, 1]);
    expect(await passed(1.01)).toEqual([0, 1]);
    expect(await passed(1.01)).toEqual([0, 2]);
    expect(await passed(24)).toEqual([1, 3]);
  });

  it('looks at once when asked, but not twice within half a minute', async () => {
    const link = await added({ href: shop('/ngay') });
    const check = () => world.clerk.post(`${links()}/${link.id}/check`);
    expect((await check()).body.check).toMatchObject({ state: 'broken', status: 404 });
    answers.set('/ngay', 200);
    expect((await check()).body.check.state).toBe('broken');
    world.clock.advance(31_000);
    expect((await check()).body.check).toMatchObject({ state: 'works', failingSince: null });
  });

  it('is at one host one at a time, in all processes, and gives up the place of one that died', async () => {
    const [one, other] = [
      await added({ href: shop('/a', 'm.vn') }),
      await added({ href: shop('/b', 'm.vn') }),
    ];
    const lease = { token: 'x', host: `m.vn:${port}`, until: new Date(world.clock.now().getTime() + 60_000) };
    const checks = world.database.collection<{ _id: string }>('link-checks');
    await checks.updateOne({ _id: one.href }, { $set: { lease } });
    await checkAll();
    expect([(await stateOf(one.id)).state, (await stateOf(other.id)).state]).toEqual([
      'unchecked',
      'unchecked',
    ]);
    await world.clerk.post(`${links()}/${other.id}/check`);
    expect((await stateOf(other.id)).state).toBe('unchecked');
    world.clock.advance(61_000);
    await checkAll();
    expect([(await stateOf(one.id)).state, (await stateOf(other.id)).state]).toEqual(['broken', 'broken']);
  });

  it('forgets addresses to which no link leads, and knows those imported before it came', async () => {
    const link = await added({ href: shop('/bo') });
    await world.clerk.delete(`${links()}/${link.id}`);
    await checkAll();
    const checks = world.database.collection<{ _id: string }>('link-checks');
    expect(await checks.findOne({ _id: link.href })).toBeNull();
    const kept = await added({ href: shop('/cu') });
    await checks.deleteOne({ _id: kept.href });
    await linkChecks.up(world.database);
    expect(await checks.findOne({ _id: kept.href })).toMatchObject({ state: 'unchecked' });
    expect(await migrate(world.database, [linkChecks], world.clock.now())).toEqual([]);
  });
});

describe('whole linksets', () => {
  const context = (path: string, relations: Record<string, unknown[]>) => ({
    anchor: `https://id.gs1.org${path}`,
    ...Object.fromEntries(Object.entries(relations).map(([type, targets]) => [voc + type, targets])),
  });
  const plain = (path: string) => ({ href: `https://elsewhere.example${path}`, title: path });

  it('are imported whole or not at all, each fault with its place', async () => {
    const fine = context('/414/8938505970004', { defaultLink: [plain('/kho')] });
    const wrong = context('/414/8938505970005', { defaultLink: [plain('/kho')] });
    const refused = await importing([fine, wrong]);
    expect([refused.status, refused.body.faults.map(({ pointer }: any) => pointer)]).toEqual([
      422,
      ['/1/anchor'],
    ]);
    expect((await world.web.get('/414/8938505970004')).status).toBe(404);
    expect((await importing('{\n  linkset: []}')).body.faults[0].message).toContain('dòng 2, cột 3');
    expect((await importing({ linkset: [fine] })).body).toEqual({ count: 1 });
    expect((await importing([fine], '', world.clerk)).status).toBe(403);
    expect((await importing([fine], '', world.inspector)).status).toBe(403);
  });

  it('leave what producers declared, and are told apart from it', async () => {
    const { href } = await added({ type: 'support' });
    const file = [context(`/01/${gtin}`, { socialMedia: [plain('/mang')] })];
    expect((await importing(file)).status).toBe(200);
    expect((await importing([context(`/01/${gtin}`, { review: [plain('/nhan-xet')] })])).status).toBe(200);
    expect(await hrefsOf(`/01/${gtin}`, 'support')).toEqual([href]);
    expect(await hrefsOf(`/01/${gtin}`, 'socialMedia')).toEqual([]);
    const { body } = await world.officer.get('/links?by=import');
    expect(body.items.map(({ type }: { type: string }) => type)).toEqual(['review', 'defaultLink']);
    const typed = await world.officer.get('/links?type=support');
    expect(typed.body.items.map((link: { href: string }) => link.href)).toEqual([href]);
  });

  it('take over the default where they are told to', async () => {
    const standard = {
      defaultLink: [plain('/tra')],
      defaultLinkMulti: [{ ...plain('/tra/vi'), hreflang: ['vi'] }],
    };
    const location = async () =>
      (await world.web.get(`/01/${gtin}`, { 'Accept-Language': 'de' })).headers.get('Location');
    await importing([context(`/01/${gtin}`, standard)]);
    expect(await location()).toContain(world.publicOrigin);
    await importing([context(`/01/${gtin}`, standard)], '?takeDefaults=true');
    expect(await location()).toBe('https://elsewhere.example/tra');
  });

  it('show a default under a descriptive type too', async () => {
    expect(await hrefsOf('/414/8938505970004', 'locationInfo')).toEqual(['https://elsewhere.example/kho']);
  });

  it('are refused where a key registered anew leaves its lots at odds with it', async () => {
    const tea = '/01/08938505974194';
    const several = { defaultLinkMulti: [{ ...plain('/vi'), hreflang: ['vi'] }] };
    const both = { defaultLink: [plain('/che')], ...several };
    await importing([context(tea, both), context(`${tea}/10/L1`, both)]);
    const refused = await importing([context(tea, { defaultLink: [plain('/che')] })]);
    expect(refused.body.faults).toEqual([
      expect.objectContaining({ pointer: '/0', message: expect.stringContaining(`${tea.slice(1)}/10/L1`) }),
    ]);
    const together = [tea, `${tea}/10/L1`].map((path) => context(path, { defaultLink: [plain('/che')] }));
    expect((await importing(together)).status).toBe(200);
  });

  it('are exported as one', async () => {
    const { status, text } = await world.leader.get('/linksets');
    expect(status).toBe(200);
    const { linkset } = JSON.parse(text) as { linkset: { anchor: string }[] };
    const paths = linkset.map(({ anchor }) => new URL(anchor).pathname);
    expect(paths).toEqual(expect.arrayContaining([`/01/${gtin}`, `/01/${gtin}/10/L1`, '/414/8938505970004']));
    expect(text).not.toContain('declared');
  });

  it('are paged through without a gap', async () => {
    const all = (await world.officer.get('/links?limit=100')).body.items.map(({ href }: any) => href);
    const seen: string[] = [];
    let after = '';
    do {
      const { body } = await world.officer.get(`/links?limit=3${after}`);
      seen.push(...body.items.map(({ href }: any) => href));
      after = body.next === undefined ? '' : `&after=${encodeURIComponent(body.next)}`;
    } while (after !== '');
    expect(seen).toEqual(all);
    expect((await world.officer.get('/links?after=x')).status).toBe(400);
  });
});
