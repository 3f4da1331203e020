import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { FileModel } from '../../server/features/files/file-model.ts';
import { AuditEntryModel } from '../../server/ledger/audit-entry-model.ts';
import { aPdf, aPicture, upload } from '../support/record-builders.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

describe('files', () => {
  let world: World;
  beforeAll(async () => (world = await startWorld()));
  afterAll(() => world.close());

  const publish = (id: string) =>
    world.features.ledger.change({ actor: world.officer.actor }, async () => {
      await world.features.files.publish([id]);
      return null;
    });
  const bytesOf = async (path: string) => Buffer.from(await (await fetch(world.root + path)).arrayBuffer());

  it('are pictures made anew: JPEG, without the place where they were taken', async () => {
    const original = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#8a4b08' } })
      .withExif({ IFD0: { Make: 'Bí mật' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '10/1 36/1 0/1' } })
      .jpeg()
      .toBuffer();
    expect((await sharp(original).metadata()).exif).toBeDefined();

    const { status, body } = await upload(world.clerk, original, { name: 'ảnh.jpg' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      kind: 'picture',
      name: 'ảnh.jpg',
      width: 900,
      height: 600,
      isPublic: false,
    });
    await publish(body.id);
    const served = await bytesOf(`/media/${body.id}/1600.jpg`);
    const { exif, icc, xmp, format, width } = await sharp(served).metadata();
    expect({ exif, icc, xmp, format, width }).toMatchObject({
      exif: undefined,
      xmp: undefined,
      format: 'jpeg',
      width: 900,
    });
    expect(served.includes('Bí mật')).toBe(false);
    expect((await sharp(await bytesOf(`/media/${body.id}/320.jpg`)).metadata()).width).toBe(320);
  });

  it('are recorded with their digest and an audit entry', async () => {
    const original = await aPicture();
    const { body } = await upload(world.clerk, original);
    const sha256 = createHash('sha256').update(original).digest('hex');
    expect((await FileModel.findById(body.id).lean())?.sha256).toBe(sha256);
    expect(await AuditEntryModel.countDocuments({ 'subject.kind': 'file', 'subject.id': body.id })).toBe(1);
  });

  it.each([
    ['a page called a picture', '<!doctype html><script>alert(1)</script>', 'anh.png'],
    ['a drawing with script', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', 'anh.svg'],
    ['a GIF that is a script', 'GIF89a/*\u0001*/=1;alert(1)', 'anh.gif'],
    ['a PDF with a page behind it', `${aPdf.toString()}<html><script>`, 'a.pdf'],
  ])('are refused where they are %s', async (_what, text, name) => {
    const answer = await upload(world.clerk, Buffer.from(text), { name });
    expect(answer.status).toBe(415);
    expect(answer.body.type).toBe('/problems/unsupported-type');
  });

  it('are refused before decoding where they would unfold to 30,000 by 30,000 pixels', async () => {
    const answer = await upload(world.clerk, pngClaiming(30_000, 30_000));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('24');
  });

  it('are refused where half of a picture is missing', async () => {
    const whole = await sharp({
      create: {
        width: 600,
        height: 600,
        channels: 3,
        background: '#fff',
        noise: { type: 'gaussian', mean: 100, sigma: 50 },
      },
    })
      .jpeg()
      .toBuffer();
    expect((await upload(world.clerk, whole.subarray(0, whole.length / 2))).status).toBe(422);
  });

  it('are refused above the limit of their kind', async () => {
    const tooMuch = await upload(world.clerk, Buffer.alloc(12 * 1024 * 1024 + 1, 0xff));
    expect(tooMuch.status).toBe(413);
    expect(tooMuch.body.title).toContain('12 MB');
    const announced = await upload(world.clerk, Buffer.alloc(14 * 1024 * 1024));
    expect(announced.status).toBe(413);
    const padding = Buffer.alloc(10 * 1024 * 1024, '%');
    const heavyPdf = await upload(
      world.clerk,
      Buffer.concat([aPdf.subarray(0, 9), padding, aPdf.subarray(9)]),
    );
    expect(heavyPdf.status).toBe(413);
    expect(heavyPdf.body.title).toContain('10 MB');
  });

  it('come one at a time, in one field, as a form', async () => {
    const form = new FormData();
    form.append('file', new Blob(['a']));
    form.append('file', new Blob(['b']));
    expect((await world.clerk.post('/files', form)).status).toBe(400);
    const other = new FormData();
    other.append('picture', new Blob(['a']));
    expect((await world.clerk.post('/files', other)).status).toBe(400);
    expect((await world.clerk.post('/files', { file: 'x' })).status).toBe(415);
    const empty = await world.clerk.post('/files', new FormData());
    expect([400, 422]).toContain(empty.status);
  });

  it('are taken from people who may upload only', async () => {
    expect((await upload(world.anyone, await aPicture())).status).toBe(401);
    expect((await upload(world.leader, await aPicture())).status).toBe(403);
  });

  it('are seen by their owners and the department only, until they are public', async () => {
    const { body } = await upload(world.clerk, await aPicture());
    const seenBy = async (client: World['clerk']) =>
      (await client.get(`/files/${body.id}/pictures/320`)).status;
    expect([await seenBy(world.owner), await seenBy(world.officer), await seenBy(world.stranger)]).toEqual([
      200, 200, 404,
    ]);
    expect((await world.stranger.get(`/files/${body.id}`)).status).toBe(404);
    expect((await world.web.get(`/media/${body.id}/320.jpg`)).status).toBe(404);
    const own = await world.owner.get(`/files/${body.id}/pictures/320`);
    expect(own.headers.get('Cache-Control')).toBe('private, no-store');

    await publish(body.id);
    const open = await world.web.get(`/media/${body.id}/320.jpg`);
    expect(open.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
    const etag = open.headers.get('ETag') ?? '';
    expect(
      (
        await world.web.get(`/media/${body.id}/320.jpg`, {
          'If-None-Match': etag,
          'Cache-Control': 'max-age=0',
        })
      ).status,
    ).toBe(304);
    expect((await world.web.head(`/media/${body.id}/320.jpg`)).status).toBe(200);
    expect((await world.web.get(`/media/${body.id}/321.jpg`)).status).toBe(404);
    expect((await world.web.get(`/media/..%2f..%2fetc/320.jpg`)).status).toBe(404);
  });

  it('that are documents are saved, never shown, under their own name', async () => {
    const { body } = await upload(world.clerk, aPdf, { name: '../Giấy "CN"\r\n.pdf' });
    expect(body).toMatchObject({ kind: 'document', width: null });
    await publish(body.id);
    const answer = await world.web.get(`/media/${body.id}/document.pdf`);
    expect(answer.text).toBe(aPdf.toString());
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(answer.headers.get('Content-Disposition')).toMatch(
      /^attachment; filename="[\w ._-]+"; filename\*=UTF-8''Gi%E1%BA%A5y%20[\w%.]+$/,
    );
    expect((await world.web.get(`/media/${body.id}/320.jpg`)).status).toBe(404);
  });

  it('are stored once by an upload that arrives twice, and the key is not good for another file', async () => {
    const original = await aPicture();
    const headers = { 'Idempotency-Key': 'anh-1' };
    const first = await upload(world.clerk, original, { headers });
    const second = await upload(world.clerk, original, { headers });
    expect(second.body).toEqual(first.body);
    const other = await upload(world.clerk, await aPicture({ width: 10, height: 10 }), { headers });
    expect(other.status).toBe(409);
  });

  it('come back to a page’s form as a file or as a fault of one field', async () => {
    const { files } = world.features;
    const by = { actor: world.clerk.actor };
    const good = await files.storeTyped({ originalname: 'a.png', buffer: await aPicture() }, by, {
      kind: 'picture',
    });
    expect(good.ok).toBe(true);
    const wrong = await files.storeTyped({ originalname: 'a.pdf', buffer: aPdf }, by, { kind: 'picture' });
    expect(wrong).toEqual({ ok: false, fault: { key: 'file.wanted-picture' } });
  });
});

/** A PNG whose header claims a size that its few bytes of data do not fill. */
function pngClaiming(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(100))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
