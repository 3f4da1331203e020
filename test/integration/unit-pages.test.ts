import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aBatchWithStamps } from '../support/stamps.ts';
import type { StampedBatch } from '../support/stamps.ts';
import { recordsOf } from '../support/producer-records.ts';
import { eventually } from '../support/eventually.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let stamped: StampedBatch;

beforeAll(async () => {
  world = await startWorld();
  stamped = await aBatchWithStamps(world, { count: 20, printed: 18, active: 15 });
  world.start();
  await eventually('changes are heard', () => Promise.resolve(world.caches.units.state().isOpen));
});
afterAll(() => world.close());

const phone = (name: string) => ({ 'User-Agent': `Zalo ${name}`, Accept: 'text/html' });

describe('the code of a stamp', () => {
  it('leads to its page, as printed, with its lot, in small letters and as an internal code', async () => {
    const [path = ''] = stamped.paths;
    const page = pageOf(1);
    const [, key = '', code = '', , serial = ''] = path.split('/');
    const lot = await lotOf(stamped.batch);
    for (const spelling of [
      path,
      `/${key}/${code}/10/${lot}/21/${serial}`,
      `/${key.toLowerCase()}/${code.toLowerCase()}/21/${serial.toLowerCase()}`,
    ]) {
      const { status, headers } = await world.web.get(spelling);
      expect([spelling, status, headers.get('Location')]).toEqual([spelling, 307, world.publicOrigin + page]);
    }
    const english = await world.web.get(path, { 'Accept-Language': 'en' });
    expect(english.headers.get('Location')).toBe(world.publicOrigin + page.replace('/vi/tem/', '/en/stamp/'));
  });

  it('with the lot of another batch is no stamp of ours', async () => {
    const [path = ''] = stamped.paths;
    const { status, text } = await world.web.get(path.replace('/21/', '/10/KHAC/21/'), phone('lot'));
    expect([status, titleOf(text)]).toEqual([404, expect.stringContaining('Không tìm thấy mã')]);
  });

  it('tells mistyped from unknown, to people and to programs', async () => {
    const [path = ''] = stamped.paths;
    const wrong = path.slice(0, -1) + (path.endsWith('0') ? '1' : '0');
    const unknown = await world.web.get(wrong, phone('wrong'));
    expect([unknown.status, titleOf(unknown.text)]).toEqual([
      404,
      expect.stringContaining('Không tìm thấy mã'),
    ]);
    const mistyped = await world.web.get(path.slice(0, -1), phone('short'));
    expect([mistyped.status, titleOf(mistyped.text)]).toEqual([404, expect.stringContaining('Mã viết sai')]);
    const problem = await world.web.get(wrong, { Accept: 'application/json' });
    expect(problem.headers.get('Content-Type')).toContain('application/problem+json');
    expect([problem.status, problem.body.title]).toEqual([404, 'Không tìm thấy mã']);
  });

  it('is answered by the links of its batch too, its own page first', async () => {
    const product = await recordsOf(world.clerk).product({ gtin: '08938505970011' });
    const gs1 = await aBatchWithStamps(world, { count: 2, content: { product } });
    const answer = await world.web.get(`${gs1.paths[0]}?linkType=linkset`);
    const { linkset } = answer.body as {
      linkset: {
        anchor: string;
        [type: string]: unknown;
        'https://ref.gs1.org/voc/pip'?: { href: string }[];
      }[];
    };
    expect(answer.status).toBe(200);
    expect(linkset[0]?.['https://ref.gs1.org/voc/pip']?.map(({ href }) => href)).toContain(
      `${world.publicOrigin}/vi/tem/${gs1.productKey}/${gs1.serials[0]}`,
    );
    expect(linkset.map((one) => one.anchor)).toEqual(
      expect.arrayContaining([expect.stringContaining('/21/'), expect.stringContaining('/10/')]),
    );
  });
});

describe('a search', () => {
  const led = async (code: string, lot = '') => {
    const { status, headers, text } = await world.web.get(
      `/tra-cuu?${new URLSearchParams({ code, lot, lang: 'vi' }).toString()}`,
      phone('search'),
    );
    return status === 303 ? headers.get('Location') : `${status} ${titleOf(text).split(' – ')[0]}`;
  };

  it('finds a stamp by what a person reads off it, however it is written', async () => {
    const { productKey } = stamped;
    const serial = stamped.serials[6] ?? '';
    const groups = serial.replace(/(....)(?!$)/g, '$1 ');
    const asTyped = groups.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
    const address = `https://x.vn/t/${productKey.toLowerCase()}/21/${asTyped.replaceAll(' ', '-')}`;
    for (const code of [serial, groups, asTyped, address, ` ${address} `]) {
      expect([code, await led(code)]).toEqual([code, pageOf(7)]);
    }
    expect(await led(productKey, asTyped)).toBe(pageOf(7));
  });

  it('tells a mistyped serial from one that we never issued, and knows lots from serials', async () => {
    const serial = stamped.serials[6] ?? '';
    expect(await led(serial.slice(1))).toBe('404 Mã viết sai');
    const other = (serial.startsWith('A') ? 'B' : 'A') + serial.slice(1);
    expect(await led(other)).toBe('404 Không tìm thấy mã');
    expect(await led(stamped.productKey, await lotOf(stamped.batch))).toBe(await batchPage());
  });
});

describe('the page of a stamp', () => {
  it('says the verdict in title and first line, the code in groups, and then shows the batch as it is', async () => {
    const page = await read(1, 'first');
    expect(titleOf(page)).toMatch(/^Mã hợp lệ: /);
    expect(page).toContain((stamped.serials[0] ?? '').replace(/(....)(?!$)/g, '$1 '));
    expect(page).toContain('Đây là lần tra cứu đầu tiên');
    expect(page).toContain(`?serial=${stamped.serials[0]}`);
    const batch = (await world.web.get(await batchPage())).text;
    const body = (text: string) => /<div class="goods[\s\S]*<section class="wrong">/.exec(text)?.[0];
    expect(body(page)).toBe(body(batch));
  });

  it('counts look-ups of others, not one’s own again, not HEAD and not programs', async () => {
    await read(2, 'a');
    await world.web.head(pageOf(2), phone('head'));
    await world.web.get(pageOf(2), { ...phone('json'), Accept: 'application/json' });
    await world.features.scans.recorder.flush();
    expect(await read(2, 'a')).toContain('Đây là lần tra cứu đầu tiên');
    expect(await read(2, 'b')).toContain('Đây là lần tra cứu thứ 2');
  });

  it.each([
    [16, 'Tem chưa kích hoạt', 'printed, not active'],
    [19, 'Tem chưa kích hoạt', 'not even printed'],
  ])('of label %i says %s: %s', async (label, verdict) => {
    expect(titleOf(await read(label, 'inactive'))).toContain(verdict);
  });

  it('shows activation, void, return, and hold within two seconds', async () => {
    expect(titleOf(await read(17, 'x'))).toContain('Tem chưa kích hoạt');
    await act(world.clerk, 'stamp-activations', 17, {});
    await turns(17, 'Mã hợp lệ');
    await act(world.clerk, 'stamp-voids', 17, { reason: 'lost', note: 'Rơi dọc đường' });
    await turns(17, 'Tem đã hủy');
    expect(await read(17, 'x')).toContain('vì bị mất');
    await act(world.clerk, 'stamp-returns', 3, { note: 'Hàng trả về' });
    await turns(3, 'Tem đã trả lại');
    await act(world.inspector, 'stamp-holds', 4, { note: 'Nghi tem giả' });
    await turns(4, 'Tem đang được kiểm tra');
    await act(world.inspector, 'stamp-releases', 4, { note: 'Tem thật' });
    await turns(4, 'Mã hợp lệ');
  });

  it('has a validator that a new verdict ends, and is kept by nobody but its reader', async () => {
    const first = await world.web.get(pageOf(5), phone('tag'));
    const tag = first.headers.get('ETag') ?? '';
    expect(first.headers.get('Cache-Control')).toBe('private, no-cache');
    expect(first.headers.get('Strict-Transport-Security')).toContain('max-age=31536000');
    const again = (held: string) => world.web.get(pageOf(5), { ...phone('tag'), 'If-None-Match': held });
    expect((await again(tag)).status).toBe(304);
    await act(world.clerk, 'stamp-voids', 5, { reason: 'damaged', note: 'Rách' });
    await eventually('the validator is refused', async () => (await again(tag)).status === 200, 2000);
  });

  it('is written otherwise led to, of no stamp refused, and never an error', async () => {
    const [serial = ''] = stamped.serials;
    const spelled = `/vi/tem/${stamped.productKey.toLowerCase()}/${serial.toLowerCase().replace(/(....)(?!$)/g, '$1-')}`;
    const led = await world.web.get(spelled);
    expect([led.status, led.headers.get('Location')]).toEqual([307, pageOf(1)]);
    for (const bad of [
      'x',
      '%00',
      'A'.repeat(20),
      '7'.repeat(20),
      'đ'.repeat(20),
      '..%2F..',
      'U'.repeat(20),
    ]) {
      const { status } = await world.web.get(`/vi/tem/${stamped.productKey}/${bad}`);
      expect([bad, status]).toEqual([bad, 404]);
    }
    expect((await world.web.get(`${pageOf(1)}?utm=1`)).status).toBe(200);
  });

  it('of a suspended or recalled batch says that first', async () => {
    await world.officer.post(`/batches/${stamped.batch}/suspension`, { reason: 'Chờ kiểm nghiệm' });
    await turns(6, 'Tạm dừng');
    await world.officer.post(`/batches/${stamped.batch}/restoration`, { reason: 'Đạt' });
    await turns(6, 'Mã hợp lệ');
    await world.officer.post(`/batches/${stamped.batch}/recall`, { reason: 'Nhiễm vi sinh' });
    await turns(6, 'Thu hồi');
    expect(await read(17, 'x')).toContain('<title>Thu hồi');
    expect(await read(6, 'x')).toContain('Nhiễm vi sinh');
  });

  it('opens a code under the scratch layer, first and again, with a word to each', async () => {
    const hidden = await aBatchWithStamps(world, { count: 1, hiddenCode: true });
    const [serial = ''] = hidden.serials;
    const page = `/vi/tem/${hidden.productKey}/${serial}`;
    expect((await world.web.get(page)).text).toContain('<form method="post"');
    const labels = await world.clerk.get(`/stamp-runs/${hidden.run.id}/stamps?from=1&limit=1`);
    const right = String(labels.body.items[0].hiddenCode);
    const open = (code: string, name: string) =>
      fetch(world.root + page, {
        method: 'POST',
        redirect: 'manual',
        headers: { ...phone(name), 'Content-Type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ code }),
      });
    const told = async (code: string, name: string) => titleOf(await (await open(code, name)).text());
    expect(await told('00000000', 'one')).toContain('Mã không đúng');
    expect((await open('zz', 'one')).status).toBe(422);
    expect(await told(right.toLowerCase(), 'one')).toContain('Mở lần đầu');
    expect(await told(right, 'two')).toContain('Đã mở trước đây');
  });
});

function pageOf(label: number): string {
  return `/vi/tem/${stamped.productKey}/${stamped.serials[label - 1]}`;
}

async function read(label: number, name: string): Promise<string> {
  const { status, text } = await world.web.get(pageOf(label), phone(name));
  expect(status).toBe(200);
  return text;
}

function turns(label: number, verdict: string): Promise<true> {
  return eventually(
    `label ${label}: ${verdict}`,
    async () => titleOf(await read(label, 'x')).startsWith(verdict) || undefined,
    2000,
  );
}

async function act(who: World['clerk'], what: string, label: number, body: object): Promise<void> {
  const serial = stamped.serials[label - 1];
  const answer = await who.post(`/batches/${stamped.batch}/${what}`, {
    first: serial,
    last: serial,
    ...body,
  });
  expect([what, answer.status, answer.text]).toEqual([what, expect.any(Number), expect.any(String)]);
  expect(answer.status).toBeLessThan(300);
}

async function lotOf(batch: string): Promise<string> {
  const { body } = await world.clerk.get(`/batches/${batch}`);
  return new URL((body as { uri: string }).uri).pathname.split('/').at(-1) ?? '';
}

async function batchPage(): Promise<string> {
  return `/vi/nguon-goc/${stamped.productKey}/${await lotOf(stamped.batch)}`;
}

function titleOf(text: string): string {
  return /<title>([^<]*)/.exec(text)?.[1] ?? '';
}
