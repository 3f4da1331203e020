import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { digest } from '../../server/domain/canonical-json.ts';
import type { Role } from '../../server/domain/roles.ts';
import { systemActor } from '../../server/domain/roles.ts';
import type { Comparison, History } from '../../server/platform/contract-types.ts';
import { translate } from '../../server/platform/i18n.ts';
import { pdfPages, pdfText } from '../support/label-reading.ts';
import { aMark } from '../support/marks.ts';
import { pageVisitor } from '../support/page-visitor.ts';
import { recordsOf, submitAndApprove, waitingFor } from '../support/producer-records.ts';
import { aPicture, upload } from '../support/record-builders.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

/** Journeys of many steps, on machines that do other things as well. */
jest.setTimeout(60_000);

const t = translate.vi;
const vietnamese = { 'Accept-Language': 'vi' };
const password = 'bốn từ rời rạc';
let world: World;
let product: string;
let pictures: string[];

/** A product in three versions: the second returned, the third approved with other pictures. */
beforeAll(async () => {
  world = await startWorld();
  const records = recordsOf(world.clerk);
  const ready = await records.readyBatch();
  product = ready.product;
  pictures = [];
  for (const name of ['Chum.jpg', 'Bao bì mới.jpg']) {
    const { body } = await upload(world.clerk, await aPicture(), { name });
    pictures.push(body.id as string);
  }
  await edited({ images: [pictures[0]] });
  await submitAndApprove(world, ready);
  await edited({ name: 'Đường thốt nốt nấu tay' });
  await world.clerk.post(`/products/${product}/submission`);
  await world.officer.post(`/submissions/${await waitingFor(world.officer, product)}/return`, {
    message: 'Tên phải ghi rõ vùng',
    notes: [{ pointer: '/name', text: 'Thêm địa danh vào tên' }],
  });
  await edited({ name: 'Đường thốt nốt Thất Sơn', images: [pictures[1]] });
  await world.clerk.post(`/products/${product}/submission`);
  await world.officer.post(`/submissions/${await waitingFor(world.officer, product)}/approval`, {
    reason: 'Đã bổ sung địa danh',
  });
});
afterAll(() => world.close());

async function edited(changes: object): Promise<void> {
  const { rev, content } = (await world.clerk.get(`/products/${product}`)).body;
  const { status, text } = await world.clerk.put(`/products/${product}`, rev, { ...content, ...changes });
  if (status !== 200) throw new Error(text);
}

const asked = (params: object) => new URLSearchParams({ kind: 'product', id: product, ...params }).toString();
const historyOf = async (params: object = {}, by = world.officer) =>
  (await by.get(`/history?${asked(params)}`)).body as History;
const compared = (params: object, by = world.clerk) =>
  by.get(`/history/comparison?${asked(params)}`, vietnamese);
/** As bytes: a paper is no text. */
const exported = (order: object, { actor }: Pick<World['clerk'], 'actor'> = world.officer) =>
  fetch(`${world.root}/api/v1/history/exports`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-Test-Actor': encodeURIComponent(JSON.stringify(actor)),
      ...vietnamese,
    },
    body: JSON.stringify({ kind: 'product', id: product, ...order }),
  });

async function signedIn(login: string, role: Role, name: string, organisation: string | null = null) {
  await world.features.accounts.users.createWithPassword(
    { login, name, roles: [role], organisation },
    password,
    { actor: world.administrator.actor },
  );
  const visitor = pageVisitor(world.root);
  await visitor.post('/sign-in', { login, password });
  return visitor;
}

describe('a history', () => {
  it('is read by its owner and the department; another producer finds nothing', async () => {
    for (const reader of [world.owner, world.officer, world.inspector, world.leader]) {
      expect((await reader.get(`/history?${asked({})}`)).status).toBe(200);
    }
    const others = [
      await world.stranger.get(`/history?${asked({})}`),
      await compared({ from: 1, to: 3 }, world.stranger),
      await world.stranger.post('/history/exports', { kind: 'product', id: product, format: 'json' }),
      await world.clerk.get(`/history?kind=product&id=${'a'.repeat(24)}`),
      await world.clerk.get(`/history?kind=place&id=${product}`),
      await world.clerk.get(`/history?kind=case&id=${product}`),
    ];
    expect(others.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
    expect((await world.administrator.get(`/history?${asked({})}`)).status).toBe(403);
    expect((await world.anyone.get(`/history?${asked({})}`)).status).toBe(401);
  });

  it('tells who did what in which role, when and why, newest first', async () => {
    const { about, entries, comparable, versions } = await historyOf();
    expect(about).toMatchObject({ title: 'Đường thốt nốt Thất Sơn', organisation: world.cooperative });
    expect(entries[0]).toMatchObject({
      action: 'product.approve',
      by: 'Trần Thị Cán Bộ',
      roles: ['officer'],
      reason: 'Đã bổ sung địa danh',
      after: versions[0]?.digest,
      before: versions[1]?.digest,
    });
    expect(comparable.map(({ number, state }) => [number, state])).toEqual([
      [3, 'approved'],
      [2, 'returned'],
      [1, 'approved'],
    ]);
  });

  it('is read in pages that neither repeat nor skip', async () => {
    const whole = (await historyOf()).entries.map(({ id }) => id);
    const read: string[] = [];
    let after: string | undefined;
    do {
      const page = await historyOf({ limit: 2, ...(after !== undefined && { after }) });
      read.push(...page.entries.map(({ id }) => id));
      after = page.next;
    } while (after !== undefined);
    expect(read).toEqual(whole);
    expect((await historyOf({ after: 'b'.repeat(24) })).entries).toEqual([]);
  });

  it('is narrowed by person, act and days of Viet Nam', async () => {
    const { people, entries } = await historyOf();
    const officer = people.find(({ name }) => name === 'Trần Thị Cán Bộ')?.id;
    const acts = async (params: object) => (await historyOf(params)).entries.map(({ action }) => action);
    expect(await acts({ who: officer })).toEqual(['product.approve', 'product.return', 'product.approve']);
    expect(await acts({ action: 'product.submit' })).toHaveLength(3);
    const today = new Date(Date.parse(entries[0]?.at ?? '') + 7 * 3600_000).toISOString().slice(0, 10);
    expect(await acts({ from: today, to: today })).toHaveLength(entries.length);
    expect(await acts({ from: '2001-01-01', to: '2001-12-31' })).toEqual([]);
    const reversed = await world.officer.get(`/history?${asked({ from: '2026-02-01', to: '2026-01-01' })}`);
    expect(reversed.body.faults).toMatchObject([{ pointer: '/to', code: 'history.to-before-from' }]);
    expect((await world.officer.get(`/history?${asked({ from: 'hôm qua' })}`)).status).toBe(400);
    expect((await world.officer.get(`/history?${asked({ kind: 'nothing' })}`)).status).toBe(400);
  });

  it('of other kinds is read as well: an organisation, a mark by its owner, a case by the department alone', async () => {
    const own = await world.clerk.get(`/history?kind=organisation&id=${world.cooperative.id}`);
    expect(own.body.entries.at(-1)).toMatchObject({ action: 'organisation.register' });
    const mark = (await world.officer.post('/marks', aMark(world.cooperative.id))).body.id as string;
    const manager = world.as('mark-manager', world.cooperative.id, 'Ban quản lý');
    expect((await manager.get(`/history?kind=mark&id=${mark}`)).body.versions).toHaveLength(1);
    expect((await world.stranger.get(`/history?kind=mark&id=${mark}`)).status).toBe(404);
  });
});

describe('a comparison', () => {
  it('tells any two versions field by field, also one that was returned', async () => {
    const { status, body } = await compared({ from: 1, to: 3 });
    expect(status).toBe(200);
    const { from, to, differences } = body as Comparison;
    expect([from.head.number, to.head.number]).toEqual([1, 3]);
    expect(differences.map(({ pointer }) => pointer).sort()).toEqual(['/images', '/name']);
    const returned = (await compared({ from: 2, to: 3 })).body as Comparison;
    expect(returned.from.head).toMatchObject({ state: 'returned', by: 'Trần Thị Cán Bộ' });
    expect(returned.differences.find(({ pointer }) => pointer === '/name')).toMatchObject({
      before: 'Đường thốt nốt nấu tay',
      after: 'Đường thốt nốt Thất Sơn',
    });
  });

  it('puts reversed versions in order, and refuses the same twice and what is not there at their fields', async () => {
    const reversed = (await compared({ from: 3, to: 1 })).body as Comparison;
    expect([reversed.from.head.number, reversed.to.head.number]).toEqual([1, 3]);
    const faults = async (params: object) => {
      const { status, body } = await compared(params);
      return [status, ...(body.faults as { pointer: string; message: string }[]).map((one) => one.pointer)];
    };
    expect(await faults({ from: 2, to: 2 })).toEqual([422, '/to']);
    expect(await faults({ from: 7, to: 9 })).toEqual([422, '/from', '/to']);
    expect(await faults({ from: 1, to: 'ba' })).toEqual([400, '/to']);
    expect(await faults({ from: 1, to: 0 })).toEqual([400, '/to']);
  });
});

describe('the whole file of a record', () => {
  it('is canonical JSON whose digests anybody can recompute', async () => {
    const answer = await exported({ format: 'json', reason: 'Kiểm tra theo Quyết định 12' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Disposition')).toContain('attachment');
    const file = JSON.parse(await answer.text());
    const { body } = file;
    expect(digest(body)).toBe(file.digest);
    expect(body.exported).toMatchObject({ by: 'Trần Thị Cán Bộ', reason: 'Kiểm tra theo Quyết định 12' });
    expect(body.versions.map(({ number }: { number: number }) => number)).toEqual([1, 3]);
    for (const version of body.versions) expect(digest(version.content)).toBe(version.digest);
    const approvals = body.entries.filter(({ action }: { action: string }) => action === 'product.approve');
    expect(approvals.map(({ after }: { after: string }) => after)).toEqual(
      body.versions.map((version: { digest: string }) => version.digest),
    );
    expect(body.submissions[1]).toMatchObject({
      state: 'returned',
      message: 'Tên phải ghi rõ vùng',
      notes: [{ pointer: '/name', text: 'Thêm địa danh vào tên' }],
    });
    expect(body.evidence.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['Chum.jpg', 'Bao bì mới.jpg']),
    );
    expect(body.evidence[0].sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(body.check.steps).toHaveLength(4);
    expect(body.entries.at(-1)).toMatchObject({ action: 'product.export', by: 'Trần Thị Cán Bộ' });
  });

  it('is kept as an act: the owner’s before the owner, the department’s before the department alone', async () => {
    await exported({ format: 'json' }, world.clerk);
    const acts = async (by: typeof world.officer) =>
      (await historyOf({ action: 'product.export' }, by)).entries.map((entry) => entry.by);
    expect(await acts(world.officer)).toEqual(['Nguyễn Thị Thư Ký', 'Trần Thị Cán Bộ']);
    expect(await acts(world.clerk)).toEqual(['Nguyễn Thị Thư Ký']);
    const refused = await exported({ format: 'docx' });
    expect(refused.status).toBe(422);
    expect((await acts(world.officer)).length).toBe(2);
  });

  it('is a PDF with Vietnamese letters, small pictures, page numbers and who took it', async () => {
    const pdf = Buffer.from(
      await (await exported({ format: 'pdf', reason: 'Kiểm tra đột xuất' })).arrayBuffer(),
    );
    if (process.env['SHOW_PAGES']) await writeFile('/tmp/history-file.pdf', pdf);
    const text = (await pdfText(pdf)).replace(/\s+/g, ' ');
    expect(text).toContain('HỒ SƠ SẢN PHẨM');
    expect(text).toContain('Đường thốt nốt Thất Sơn');
    expect(text).toContain('Kiểm tra đột xuất');
    expect(text).toContain('Thêm địa danh vào tên');
    expect(text).toContain('Trước: Đường thốt nốt');
    expect(text).toContain('Trần Thị Cán Bộ (Cán bộ thẩm định)');
    const pages = await pdfPages(pdf, 40);
    expect(text).toContain('Trang 1/');
    expect(text).toContain(`Trang ${pages.length}/`);
    expect(pdf.toString('latin1').match(/DCTDecode/g)).toHaveLength(1);
    expect(pdf.length).toBeLessThan(300_000);
  });

  it('streams a history of hundreds of entries, all of them, in both forms', async () => {
    await world.features.ledger.change({ actor: systemActor }, async (record) => {
      for (let at = 0; at < 700; at += 1) {
        await record({
          subject: { kind: 'product', id: product },
          action: 'product.refresh',
          reason: `Lần thứ ${at}`,
        });
      }
      return null;
    });
    const json = await exported({ format: 'json' });
    expect(json.headers.get('Transfer-Encoding')).toBe('chunked');
    const file = JSON.parse(await json.text());
    expect(file.body.entries.length).toBeGreaterThan(700);
    expect(digest(file.body)).toBe(file.digest);
    const pdf = Buffer.from(await (await exported({ format: 'pdf' })).arrayBuffer());
    const text = await pdfText(pdf);
    expect(text).toContain('Lần thứ 0');
    expect(text).toContain('Lần thứ 699');
  });
});

describe('its pages', () => {
  it('show an officer the history, narrowed and paged, with what is wrong at its field', async () => {
    const officer = await signedIn('can-bo', 'officer', 'Trần Thị Cán Bộ');
    const address = `/department/history/product/${product}`;
    const record = await officer.get(`/department/products/${product}`);
    expect(record.text).toContain(`href="${address}"`);
    const page = await officer.get(address);
    expect(page.text).toContain('Lịch sử: Đường thốt nốt Thất Sơn');
    expect(page.text).toContain('rel="next"');
    const submits = await officer.get(`${address}?action=product.submit`);
    expect(submits.text.match(/timeline-title/g)).toHaveLength(3);
    const wrong = await officer.get(`${address}?from=2026-02-01&to=01/01/2026`);
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain(t('history.to-before-from'));
    expect((await officer.get('/department/history/nothing/1')).status).toBe(404);
    expect((await officer.get(`/department/history/product/${'c'.repeat(24)}`)).status).toBe(404);
  });

  it('compare two versions chosen in the address, pictures side by side', async () => {
    const clerk = await signedIn('thu-ky', 'producer-clerk', 'Nguyễn Thị Thư Ký', world.cooperative.id);
    const address = `/producer/history/product/${product}/comparison`;
    const page = await clerk.get(`${address}?from=1&to=3`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('So sánh bản 1 với bản 3');
    for (const id of pictures) expect(page.text).toContain(`src="/media/${id}/320.jpg"`);
    expect(page.text).toContain(t('desk.picture-added'));
    const reversed = await clerk.get(`${address}?from=3&to=1`);
    expect([reversed.status, reversed.location]).toEqual([303, `${address}?from=1&to=3`]);
    const same = await clerk.get(`${address}?from=3&to=3`);
    expect(same.status).toBe(422);
    expect(same.text).toContain(t('history.same-version'));
    const missing = await clerk.get(`${address}?from=1&to=8`);
    expect(missing.text).toContain(t('history.no-such-version', { number: 8 }));
    expect((await clerk.get(address)).status).toBe(200);
    const stranger = await signedIn('nguoi-la', 'producer-clerk', 'Người Hàng Xóm', world.neighbour.id);
    for (const path of ['', '/comparison?from=1&to=3'])
      expect((await stranger.get(`/producer/history/product/${product}${path}`)).status).toBe(404);
    expect((await stranger.post(`/producer/history/product/${product}/file`, { format: 'pdf' })).status).toBe(
      404,
    );
    const file = await clerk.post(`/producer/history/product/${product}/file`, {
      format: 'json',
      reason: '',
    });
    expect(JSON.parse(file.text).body.about.id).toBe(product);
    const long = await clerk.post(`/producer/history/product/${product}/file`, {
      format: 'pdf',
      reason: 'x'.repeat(301),
    });
    expect(long.status).toBe(422);
  });
});
