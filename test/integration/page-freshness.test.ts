import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkDigit } from '../../server/domain/identifiers/check-digit.ts';
import { approvedBatches } from '../support/approved-batch.ts';
import { eventually } from '../support/eventually.ts';
import { recordsOf, submitAndApprove } from '../support/producer-records.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let approvedBatch: ReturnType<typeof approvedBatches>;

beforeAll(async () => {
  world = await startWorld();
  approvedBatch = approvedBatches(world);
  world.start();
  await eventually('changes are heard', () => Promise.resolve(world.caches.pages.state().isOpen));
});
afterAll(() => world.close());

describe('a hot page', () => {
  it('is the page as the app first sent it, with every header, in both languages', async () => {
    const { pages } = await approvedBatch();
    for (const page of pages) {
      // A change elsewhere may overtake an answer, which is then rightly not kept.
      let first = await world.web.get(page);
      await eventually('an answer of the app is kept', async () => {
        if (await isKept(page)) return true;
        first = await world.web.get(page);
        return isKept(page);
      });
      const hot = await world.web.get(page);
      expect([hot.status, hot.text]).toEqual([200, first.text]);
      const lasting = ({ headers }: typeof first) =>
        Object.fromEntries([...headers].filter(([name]) => name !== 'date'));
      expect(lasting(hot)).toEqual(lasting(first));
      expect(lasting(hot)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        vary: 'Accept-Encoding',
      });
    }
  });

  it('is not sent again to whoever holds it, and HEAD has no body', async () => {
    const { page } = await aHotPage();
    const { headers } = await world.web.get(page);
    const tag = headers.get('ETag') ?? '';
    expect((await world.web.get(page, { 'If-None-Match': tag })).status).toBe(304);
    const head = await world.web.head(page);
    expect([head.status, head.text, head.headers.get('ETag')]).toEqual([200, '', tag]);
  });

  it('turns red within two seconds of a recall, and no old validator is good any more', async () => {
    const { page, batch } = await aHotPage();
    const tag = (await world.web.get(page)).headers.get('ETag') ?? '';
    await world.officer.post(`/batches/${batch}/recall`, { reason: 'Nhiễm vi sinh' });
    const red = await eventually('the page is red', () => withTitle(page, tag, 'Thu hồi'), 2000);
    expect([red.status, red.headers.get('Cache-Control')]).toEqual([200, 'no-cache']);
    expect((await world.web.get(page, { 'If-None-Match': tag })).status).toBe(200);
  });

  it('follows a suspension and its end', async () => {
    const { page, batch } = await aHotPage();
    await world.officer.post(`/batches/${batch}/suspension`, { reason: 'Chờ kiểm nghiệm' });
    await eventually('the page warns', () => withTitle(page, '', 'Tạm dừng'), 2000);
    await world.officer.post(`/batches/${batch}/restoration`, { reason: 'Đạt' });
    await eventually('the page is good again', () => withTitle(page, '', 'Đã duyệt'), 2000);
  });

  it('follows an edit of what it shows', async () => {
    const { page } = await aHotPage();
    const { body } = await world.officer.get(`/organisations/${world.cooperative.id}`);
    const address = { ...body.content.address, street: 'Ấp Vĩnh Hạ' };
    await world.officer.put(`/organisations/${body.id}`, body.rev, { ...body.content, address });
    await eventually(
      'the new address',
      async () => (await world.web.get(page)).text.includes('Ấp Vĩnh Hạ'),
      2000,
    );
  });
});

describe('a printed code', () => {
  it('is led to its pages out of memory, and what is registered for it counts within two seconds', async () => {
    const { code, product, lot } = await aHotCode();
    const videos = async () => (await world.web.get(`${code}?linkType=gs1:instructions`)).status;
    expect(await videos()).toBe(404);
    const link = { type: 'instructions', href: 'https://example.com/pha-tra', title: 'Cách pha', lot };
    const added = await world.clerk.post(`/products/${product}/links`, link);
    expect(added.status).toBe(201);
    await eventually('the new link', async () => (await videos()) === 307, 2000);
    await world.clerk.delete(`/products/${product}/links/${(added.body as { id: string }).id}`);
    await eventually('the link is gone', async () => (await videos()) === 404, 2000);
  });

  it('says within two seconds that its batch is recalled', async () => {
    const { code, batch } = await aHotCode();
    const recall = async () =>
      (await world.web.get(`${code}?linkType=gs1:recallStatus`, { 'Accept-Language': 'vi' })).status;
    expect(await recall()).toBe(404);
    await world.officer.post(`/batches/${batch}/recall`, { reason: 'Nhiễm vi sinh' });
    await eventually('the notice', async () => (await recall()) === 307, 2000);
  });

  it('of nothing takes no room', async () => {
    const { pages } = world.caches.links.state();
    expect((await world.web.get('/01/09506000134352/10/KHONG-CO')).status).toBe(404);
    expect(world.caches.links.state().pages).toBe(pages);
  });
});

describe('the cache', () => {
  it('keeps no page that is not there, nor any other spelling of one that is', async () => {
    const { page } = await aHotPage();
    const { pages } = world.caches.pages.state();
    const missing = `${page}-X`;
    expect((await world.web.get(missing)).status).toBe(404);
    for (const spelling of [`${page}/`, `${page}?a=1`, page.replace(/L(?=\d+$)/, '%4C')]) {
      expect([spelling, (await world.web.get(spelling)).status]).toEqual([spelling, 200]);
    }
    expect((await world.web.get('/vi/nguon-goc/08938505970012')).status).toBe(400);
    expect(world.caches.pages.state().pages).toBe(pages);
  });

  it('empties when the collection it follows is lost', async () => {
    const { page } = await aHotPage();
    await world.database.collection('origins').drop();
    await eventually('the page is gone', async () => (await world.web.get(page)).status === 404, 2000);
    await eventually('changes are heard again', () => Promise.resolve(world.caches.pages.state().isOpen));
  });
});

async function aHotPage(): Promise<{ page: string; batch: string }> {
  const { page, batch } = await approvedBatch();
  await eventually('the page is kept', async () => {
    await world.web.get(page);
    return isKept(page);
  });
  return { page, batch };
}

/** Scanned before: its links are kept. */
async function aHotCode() {
  const records = recordsOf(world.clerk);
  const goods = await records.product({ gtin: nextGtin() });
  const ready = await records.readyBatch({ product: goods });
  await submitAndApprove(world, ready);
  const { body } = await world.clerk.get(`/batches/${ready.batch}`);
  const { uri, content } = body as { uri: string; content: { lot: string } };
  const code = new URL(uri).pathname;
  await eventually('its links are kept', async () => {
    const { status } = await world.web.get(code);
    return status === 307 && world.caches.links.get(code.split('/').slice(1, 3).join('/')) !== undefined;
  });
  return { ...ready, code, lot: content.lot };
}

let goodsCount = 0;
function nextGtin(): string {
  goodsCount += 1;
  const digits = `0893850597${String(goodsCount).padStart(3, '0')}`;
  return digits + checkDigit(digits);
}

function isKept(page: string): Promise<boolean> {
  return Promise.resolve(world.caches.pages.get(page) !== undefined);
}

async function withTitle(page: string, tag: string, word: string) {
  const answer = await world.web.get(page, tag === '' ? {} : { 'If-None-Match': tag });
  return answer.text.includes(`<title>${word}`) && answer;
}
