import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import { aRightOfUse, revoked } from '../support/marks.ts';
import { recordsOf, submitAndApprove, waitingFor } from '../support/producer-records.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let outbox: ReturnType<World['database']['collection']>;
let records: ReturnType<typeof recordsOf>;

beforeAll(async () => {
  world = await startWorld({
    gateways: {
      national: { url: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'x' },
      privateNetwork: true,
      inFlight: 4,
    },
  });
  outbox = world.database.collection('outbox');
  records = recordsOf(world.clerk);
});
afterAll(() => world.close());

const html = { Accept: 'text/html' };
const titleOf = (page: string) => /<title>([^<]*)<\/title>/.exec(page)?.[1];

describe('a printed code', () => {
  it('leads to the page of an approved batch, with its query as it was sent', async () => {
    const { path } = await approvedBatch();
    const answer = await world.web.get(`${path}?a=1;b&c=%2F%C3%A1`, { 'Accept-Language': 'vi' });
    expect(answer.status).toBe(307);
    const target = world.publicOrigin + pageOf(path);
    expect(answer.headers.get('Location')).toBe(`${target}?a=1;b&c=%2F%C3%A1`);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(answer.headers.get('Vary')).toContain('Accept-Language');
    const head = await world.web.head(path, { 'Accept-Language': 'en-GB,en;q=0.9' });
    expect([head.status, head.text]).toEqual([307, '']);
    expect(head.headers.get('Location')).toBe(target.replace('/vi/nguon-goc', '/en/origin'));
  });

  it('is read in capitals, with one slash too many, and with a slash inside the lot', async () => {
    const { path } = await approvedBatch({ lot: 'VG/26(1)' });
    expect(path).toContain('/10/VG%2F26%281%29');
    for (const spelling of [path.replace('/t/', '/T/'), `${path}/`]) {
      expect((await world.web.get(spelling)).headers.get('Location')).toBe(world.publicOrigin + pageOf(path));
    }
    const page = await world.web.get(pageOf(path));
    expect([page.status, page.text.includes('Lô VG/26(1)')]).toEqual([200, true]);
  });

  it('is 404 while the batch is a draft', async () => {
    const { batch } = await records.readyBatch();
    const { body } = await world.clerk.get(`/batches/${batch}`);
    const path = new URL(body.uri).pathname;
    const program = await world.web.get(path);
    expect(program.status).toBe(404);
    expect(program.headers.get('Content-Type')).toContain('application/problem+json');
    const person = await world.web.get(path, html);
    expect(person.status).toBe(404);
    expect(person.text).toContain('Không tìm thấy mã');
    expect((await world.web.get(pageOf(path))).status).toBe(404);
  });

  it('is 400 where it is malformed, and says what is wrong', async () => {
    const wrong = [
      '/01/08938505970012',
      '/01/8938505970011',
      '/01',
      '/t/ABC',
      '/01/08938505970011/21/A/10/B',
      '/t/%',
    ];
    for (const path of wrong) {
      const answer = await world.web.get(path);
      expect([path, answer.status, answer.body?.type]).toEqual([path, 400, '/problems/malformed']);
    }
    const person = await world.web.get('/01/08938505970012', { ...html, 'Accept-Language': 'en' });
    expect(person.status).toBe(400);
    expect(person.text).toContain('after these first 13 digits the last one must be 1');
  });
});

describe('the page of a batch', () => {
  it('says the verdict first and who stands for each of the nine facts', async () => {
    const { path } = await approvedBatch();
    const page = await world.web.get(pageOf(path));
    expect(page.status).toBe(200);
    expect(titleOf(page.text)).toMatch(/^Đã duyệt: Đường thốt nốt/);
    expect(page.text.match(/<dt>/g)).toHaveLength(9);
    expect(page.text).toMatch(/Sở KH&amp;CN đã thẩm định ngày \d\d\/\d\d\/\d{4}/);
    expect(page.text).toMatch(/Nhà sản xuất khai báo ngày \d\d\/\d\d\/\d{4}/);
    expect(page.text).toContain('Chưa có thông tin');
    expect(page.text).not.toContain('<script');
    expect(page.headers.get('Content-Security-Policy')).toMatch(/style-src 'sha256-[^']+'/);
  });

  it('speaks English at its English address', async () => {
    const { path } = await approvedBatch();
    const page = await world.web.get(pageOf(path).replace('/vi/nguon-goc', '/en/origin'));
    expect(page.text).toContain('<html lang="en">');
    expect(titleOf(page.text)).toMatch(/^Approved: /);
  });

  it('is validated by a strong ETag and fresh for half a minute', async () => {
    const { path } = await approvedBatch();
    const first = await world.web.get(pageOf(path));
    const tag = first.headers.get('ETag') ?? '';
    expect(tag).toMatch(/^"[\w-]{22}"$/);
    expect(first.headers.get('Cache-Control')).toBe('public, max-age=30');
    expect((await world.web.get(pageOf(path), { 'If-None-Match': tag })).status).toBe(304);
    const head = await world.web.head(pageOf(path));
    expect([head.status, head.text, head.headers.get('ETag')]).toEqual([200, '', tag]);
  });

  it('shows a suspension and a recall at once, with reason, and no old validator is good any more', async () => {
    const { path, batch } = await approvedBatch();
    const tag = (await world.web.get(pageOf(path))).headers.get('ETag') ?? '';
    await world.officer.post(`/batches/${batch}/suspension`, { reason: 'Chờ kết quả kiểm nghiệm' });
    const suspended = await world.web.get(pageOf(path), { 'If-None-Match': tag });
    expect(suspended.status).toBe(200);
    expect(titleOf(suspended.text)).toMatch(/^Tạm dừng: /);
    expect(suspended.text).toContain('Chờ kết quả kiểm nghiệm');
    expect(suspended.headers.get('Cache-Control')).toBe('no-cache');
    await world.officer.post(`/batches/${batch}/recall`, { reason: 'Nhiễm vi sinh' });
    const recalled = await world.web.get(pageOf(path));
    expect(titleOf(recalled.text)).toMatch(/^Thu hồi: /);
    expect(recalled.text).toContain('Nhiễm vi sinh');
  });

  it('says by the calendar that the goods have expired', async () => {
    const { path } = await approvedBatch({ expiresOn: dayFromNow(2) });
    expect(titleOf((await world.web.get(pageOf(path))).text)).toMatch(/^Đã duyệt/);
    world.clock.advance(4 * 86_400_000);
    await world.features.refresher.refreshDue();
    expect(titleOf((await world.web.get(pageOf(path))).text)).toMatch(/^Hết hạn/);
  });

  it('shows a mark only while its right of use is live', async () => {
    const product = await approvedProduct();
    const { grant, mark } = await aRightOfUse(world, world.cooperative.id, product);
    const { path } = await approvedBatch({ product, grants: [grant] });
    const shown = async () =>
      (await world.web.get(pageOf(path))).text.includes('Điều nhãn hiệu này không bảo đảm');
    expect(await shown()).toBe(true);
    await world.officer.post(`/grants/${grant}/suspension`, { reason: 'Kiểm tra vùng trồng' });
    await world.features.refresher.refreshDue();
    expect(await shown()).toBe(false);
    await world.officer.post(`/grants/${grant}/restoration`, { reason: 'Đã khắc phục' });
    await world.features.refresher.refreshDue();
    expect(await shown()).toBe(true);
    const { body } = await world.officer.get(`/marks/${mark}`);
    await world.officer.put(`/marks/${mark}`, body.rev, {
      ...body.content,
      promises: 'Điều mới được bảo đảm.',
    });
    await world.features.refresher.refreshDue();
    expect((await world.web.get(pageOf(path))).text).toContain('Điều mới được bảo đảm.');
    await revoked(world, grant);
    await world.features.refresher.refreshDue();
    expect(await shown()).toBe(false);
  });

  it('follows a change of the producer’s address', async () => {
    const { path } = await approvedBatch();
    const { body } = await world.officer.get(`/organisations/${world.cooperative.id}`);
    const address = { ...body.content.address, street: 'Ấp Vĩnh Hạ' };
    await world.officer.put(`/organisations/${body.id}`, body.rev, { ...body.content, address });
    expect(await world.features.refresher.refreshDue()).toBeGreaterThan(0);
    expect((await world.web.get(pageOf(path))).text).toContain('Ấp Vĩnh Hạ');
    expect(await world.features.refresher.refreshDue()).toBe(0);
  });

  it('holds no personal data of a household', async () => {
    const household = await world.officer.post('/organisations', {
      name: 'Hộ kinh doanh Neáng Sóc Kha',
      kind: 'household',
      taxCode: '089185001234',
      address: { communeCode: '30526', street: 'Ấp Soài Chek' },
      contact: { person: 'Chau Ni', phone: '0912345678', email: 'chauni@example.vn' },
    });
    const clerk = world.as('producer-owner', household.body.id, 'Chau Ni');
    const theirs = recordsOf(clerk);
    const place = await theirs.place({ steward: 'Chau Phon' });
    const product = await theirs.product();
    const certificate = await theirs.certificate(product);
    const batch = await theirs.batch({ product, place, certificates: [certificate] });
    await theirs.stage(batch, place, { who: 'Chau Rây' });
    await submitAndApprove({ clerk, officer: world.officer }, { product, place, certificate, batch });
    const { body } = await clerk.get(`/batches/${batch}`);
    const path = new URL(body.uri).pathname;
    const batchPage = (await world.web.get(pageOf(path))).text;
    const productPage = (await world.web.get(pageOf(path).replace(/\/[^/]+$/, ''))).text;
    expect(batchPage).toContain('Hộ kinh doanh Neáng Sóc Kha');
    for (const secret of ['089185001234', '0912345678', 'chauni@', 'Chau Ni', 'Chau Phon', 'Chau Rây']) {
      expect(batchPage + productPage).not.toContain(secret);
    }
  });

  it('shows its pictures to anyone', async () => {
    const { path } = await approvedBatch();
    const source = /src="(\/media\/[^"]+)"/.exec((await world.web.get(pageOf(path))).text)?.[1] ?? '';
    expect((await world.web.get(source)).status).toBe(200);
  });
});

describe('what the gateways are told', () => {
  it('is each record once it is approved, and again only when they would read something new', async () => {
    const product = await approvedProduct();
    const { grant, mark } = await aRightOfUse(world, world.cooperative.id, product);
    const { batch } = await approvedBatch({ product, grants: [grant] });
    const sent = () =>
      outbox
        .find({ aggregate: `batch:${batch}` })
        .sort({ seq: 1 })
        .toArray();
    const [first] = await sent();
    expect(first).toMatchObject({
      needs: [`organisation:${world.cooperative.id}`, `product:${product}`],
      record: {
        kind: 'batch',
        state: 'current',
        producerName: world.cooperative.name,
        marks: [expect.any(String)],
      },
    });
    const { body } = await world.officer.get(`/marks/${mark}`);
    await world.officer.put(`/marks/${mark}`, body.rev, {
      ...body.content,
      promises: 'Chỉ trang công khai đổi.',
    });
    await world.features.refresher.refreshDue();
    expect(await sent()).toHaveLength(1);
    await world.officer.post(`/grants/${grant}/suspension`, { reason: 'Kiểm tra' });
    await world.features.refresher.refreshDue();
    expect((await sent()).map(({ record }) => (record as { marks: string[] }).marks.length)).toEqual([1, 0]);
    await world.officer.post(`/batches/${batch}/recall`, { reason: 'Nhiễm vi sinh' });
    expect((await sent()).at(-1)).toMatchObject({
      record: { state: 'recalled', stateReason: 'Nhiễm vi sinh' },
    });
  });

  it('is brought up to date in the background', async () => {
    const { path, batch } = await approvedBatch();
    const { body } = await world.officer.get(`/organisations/${world.cooperative.id}`);
    const address = { ...body.content.address, street: 'Ấp Đây Cà Hom' };
    await world.officer.put(`/organisations/${body.id}`, body.rev, { ...body.content, address });
    world.features.refresher.start();
    await eventually('the page and the gateways follow', async () => {
      const page = await world.web.get(pageOf(path));
      return (
        page.text.includes('Ấp Đây Cà Hom') &&
        (await outbox.countDocuments({ aggregate: `batch:${batch}` })) === 2
      );
    });
    await world.features.refresher.stop();
  });
});

describe('the page of a product', () => {
  it('says what is known and asks for the lot', async () => {
    const { path } = await approvedBatch({ lot: 'LO-7' });
    const code = path.split('/')[2] ?? '';
    const page = await world.web.get(`/vi/nguon-goc/${code}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Bạn đang cầm lô nào?');
    const found = await world.web.get(`/tra-cuu?code=${code}&lot=LO-7&lang=vi`);
    expect([found.status, found.headers.get('Location')]).toEqual([303, `/vi/nguon-goc/${code}/LO-7`]);
    const other = await world.web.get(`/tra-cuu?code=${code}&lot=LO-8&lang=vi`);
    expect([other.status, other.text.includes('cho lô LO-8')]).toEqual([404, true]);
  });
});

describe('the search box', () => {
  it('forgives gaps and small letters, and tells a mistyped code from an unknown one', async () => {
    const { path } = await approvedBatch();
    const code = path.split('/')[2] ?? '';
    const typed = encodeURIComponent(` ${code.slice(0, 4).toLowerCase()} ${code.slice(4)}`);
    expect((await world.web.get(`/tra-cuu?code=${typed}`)).headers.get('Location')).toBe(
      `/vi/nguon-goc/${code}`,
    );
    const mistyped = await world.web.get('/tra-cuu?code=8938505970012');
    expect([mistyped.status, mistyped.text.includes('Mã viết sai')]).toEqual([400, true]);
    const unknown = await world.web.get('/tra-cuu?code=4006381333931');
    expect([unknown.status, unknown.text.includes('Không tìm thấy mã')]).toEqual([404, true]);
    expect((await world.web.get('/tra-cuu?code=')).status).toBe(400);
  });

  it('stands on the home page, which says whose it is', async () => {
    const home = await world.web.get('/');
    expect(home.status).toBe(200);
    expect(home.text).toContain('Sở Khoa học và Công nghệ An Giang');
    expect(home.text).toContain(new URL(world.publicOrigin).host);
  });
});

describe('a consumer’s report', () => {
  it('is stored without an account, confirmed by a number, and read by the department', async () => {
    const { path } = await approvedBatch();
    const form = reportOf(path);
    expect((await world.web.get(form)).text).toContain('<form method="post"');
    const sent = await send(form, { text: 'Tem bị bong, hàng có mùi lạ', contact: '0987654321' });
    expect(sent.status).toBe(303);
    const number = /received=(PA-[0-9A-F]{8})$/.exec(sent.headers.get('Location') ?? '')?.[1] ?? '';
    expect((await world.web.get(`${form}?received=${number}`)).text).toContain(number);
    const { body } = await world.inspector.get('/reports');
    expect(body.items[0]).toMatchObject({ number, path: path.slice(1), contact: '0987654321' });
    expect((await world.clerk.get('/reports')).status).toBe(403);
    expect((await world.web.get(pageOf(path))).text).not.toContain('0987654321');
  });

  it('comes back with what was typed where it is too short, and is slowed down per address', async () => {
    const { path } = await approvedBatch();
    const short = await send(reportOf(path), { text: 'Hỏng', contact: 'Ông Ba' });
    expect(short.status).toBe(422);
    expect(short.text).toContain('value="Ông Ba"');
    const answers: number[] = [];
    for (let at = 0; at < 6; at += 1) {
      answers.push((await send(reportOf(path), { text: 'Hàng khác với hình trên trang' })).status);
    }
    expect(answers.at(-1)).toBe(429);
  });
});

describe('the QR code of a batch', () => {
  it('exists once the batch is approved', async () => {
    const { batch } = await records.readyBatch();
    expect((await world.clerk.get(`/batches/${batch}/qr.svg`)).status).toBe(409);
    const approved = await approvedBatch();
    const svg = await world.clerk.get(`/batches/${approved.batch}/qr.svg`);
    expect([svg.status, svg.headers.get('Content-Type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    expect(svg.text).toContain('<svg');
    const png = await world.clerk.get(`/batches/${approved.batch}/qr.png`);
    expect(png.text.slice(1, 4)).toBe('PNG');
    expect((await world.stranger.get(`/batches/${approved.batch}/qr.svg`)).status).toBe(404);
  });
});

async function approvedBatch(
  overrides: Record<string, unknown> = {},
): Promise<{ path: string; batch: string }> {
  const product = (overrides['product'] as string | undefined) ?? (await approvedProduct());
  const ready = await records.readyBatch({ ...overrides, product });
  await world.clerk.post(`/batches/${ready.batch}/submission`);
  for (const record of [ready.place, ready.certificate, ready.batch]) await approve(record);
  const { body } = await world.clerk.get(`/batches/${ready.batch}`);
  return { path: new URL(body.uri).pathname, batch: ready.batch };
}

async function approvedProduct(): Promise<string> {
  const id = await records.product();
  await world.clerk.post(`/products/${id}/submission`);
  await approve(id);
  return id;
}

async function approve(record: string): Promise<void> {
  const { status, text } = await world.officer.post(
    `/submissions/${await waitingFor(world.officer, record)}/approval`,
  );
  if (status >= 300) throw new Error(text);
}

function pageOf(path: string): string {
  return path.replace(/^\/(?:01|t)\//, '/vi/nguon-goc/').replace('/10/', '/');
}

function reportOf(path: string): string {
  return pageOf(path).replace('nguon-goc', 'phan-anh');
}

function dayFromNow(days: number): string {
  return new Date(world.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

async function send(path: string, fields: Record<string, string>) {
  const answer = await fetch(world.root + path, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(fields),
  });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}
