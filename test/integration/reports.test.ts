import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { approvedBatches } from '../support/approved-batch.ts';
import { aBatchWithStamps } from '../support/stamps.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const text = 'Tem bị rách, hàng có mùi lạ';

describe("a consumer's report", () => {
  let world: World;
  let page: string;
  beforeAll(async () => {
    world = await startWorld();
    ({ page } = await approvedBatches(world)());
  });
  afterAll(() => world.close());

  const reportPage = () => page.replace('/vi/nguon-goc', '/vi/phan-anh');

  async function aPhoto(): Promise<Blob> {
    const bytes = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#0b6b3a' } })
      .withExif({ IFD0: { Make: 'Secret telephone' }, IFD3: { GPSLatitudeRef: 'N' } })
      .jpeg()
      .toBuffer();
    return new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' });
  }

  function form(fields: Record<string, string>, picture?: Blob): FormData {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    if (picture) data.set('picture', picture, 'tem.jpg');
    return data;
  }

  it('brings a picture along without any account; nothing but its pixels is kept', async () => {
    const sent = await world.web.post(reportPage(), form({ text, contact: '' }, await aPhoto()));
    expect(sent.status).toBe(303);
    const { body } = await world.officer.get('/reports');
    const [report] = body.items as { picture: string; text: string; batch: string }[];
    expect(report).toMatchObject({ text, picture: expect.stringMatching(/^[0-9a-f]{24}$/) });
    const kept = await fetch(`${world.root}/api/v1/files/${report?.picture ?? ''}/pictures/800`, {
      headers: { 'X-Test-Actor': encodeURIComponent(JSON.stringify(world.officer.actor)) },
    });
    const bytes = Buffer.from(await kept.arrayBuffer());
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
    expect(bytes.includes('Secret telephone')).toBe(false);
    expect((await world.clerk.get(`/files/${report?.picture ?? ''}`)).status).toBe(404);
    expect((await world.web.get(`/media/${report?.picture ?? ''}/320.jpg`)).status).toBe(404);
  });

  it('keeps what was typed when the picture is none', async () => {
    const sent = await world.web.post(reportPage(), form({ text }, new Blob(['no picture'])));
    expect(sent.status).toBe(422);
    expect(sent.text).toContain(text);
    expect(sent.text).toContain('id="picture-fault"');
  });

  it('names the stamp it is about, and its lot follows from that', async () => {
    const { productKey, serials, batch } = await aBatchWithStamps(world, { count: 2 });
    const said = { code: productKey, serial: serials[1]?.toLowerCase(), text };
    const { status, body } = await world.anyone.post('/reports', said);
    expect([status, body]).toMatchObject([201, { serial: serials[1], batch, picture: null }]);
    const unknown = await world.anyone.post('/reports', { ...said, serial: '0123456789ABCDEFGHJK' });
    expect(unknown.status).toBe(422);
    const opened = await world.inspector.post('/cases', {
      batch,
      serial: serials[1],
      reason: text,
      report: body.id,
    });
    expect(opened.body).toMatchObject({ openedBy: 'report', serial: serials[1] });
  });

  it('is refused before it is read when too many came from one address', async () => {
    const answers = [];
    for (let n = 0; n < 6; n += 1)
      answers.push(await world.web.post(reportPage(), form({ text }, await aPhoto())));
    const last = answers.at(-1);
    expect(last?.status).toBe(429);
    expect(Number(last?.headers.get('Retry-After'))).toBeGreaterThan(0);
  });
});
