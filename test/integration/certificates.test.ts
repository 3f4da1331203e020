import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  aPdf,
  approve,
  certificateContent,
  placeContent,
  productContent,
  upload,
} from '../support/record-builders.ts';
import { recordsOf, submitAndApprove, waitingFor } from '../support/producer-records.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const day = 24 * 3600 * 1000;

describe('certificates', () => {
  let world: World;
  beforeAll(async () => (world = await startWorld()));
  afterAll(() => world.close());

  it('cover their holder’s own products and places, and show their holder’s own file', async () => {
    const { body: foreign } = await world.stranger.post('/products', productContent());
    const { body: place } = await world.clerk.post('/places', placeContent());
    const { body: file } = await upload(world.stranger, aPdf, { name: 'a.pdf' });
    const answer = await world.clerk.post(
      '/certificates',
      certificateContent({ products: [foreign.id], places: [place.id, 'b'.repeat(24)], file: file.id }),
    );
    expect(answer.status).toBe(422);
    expect(answer.body.faults.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/file',
      '/products/0',
      '/places/1',
    ]);
  });

  it('have their dates in order, and stars only where they are OCOP', async () => {
    const answer = await world.clerk.post(
      '/certificates',
      certificateContent({ expiresOn: '2025-12-31', stars: 4 }),
      {
        'Accept-Language': 'vi',
      },
    );
    expect(answer.body.faults).toMatchObject([
      { pointer: '/expiresOn', message: 'Ngày hết hạn phải sau ngày cấp.' },
      { pointer: '/stars', message: 'Chỉ giấy chứng nhận OCOP mới có số sao.' },
    ]);
    const ocop = await world.clerk.post('/certificates', certificateContent({ type: 'ocop' }));
    expect(ocop.body.faults).toMatchObject([{ pointer: '/stars', code: 'certificate.need-stars' }]);
    expect(
      (await world.clerk.post('/certificates', certificateContent({ issuedOn: '2026-02-30' }))).status,
    ).toBe(422);
  });

  it('expire by the calendar of Việt Nam', async () => {
    const date = (days: number) =>
      new Date(world.clock.now().getTime() + days * day).toISOString().slice(0, 10);
    const { body } = await world.clerk.post(
      '/certificates',
      certificateContent({ issuedOn: date(-30), expiresOn: date(90) }),
    );
    expect(body.validity).toBe('valid');
    const validity = async () => (await world.clerk.get(`/certificates/${body.id}`)).body.validity as string;
    world.clock.advance(40 * day);
    expect(await validity()).toBe('expiring');
    world.clock.advance(60 * day);
    expect(await validity()).toBe('expired');
  });

  it('need their paper and what they cover before review', async () => {
    const { body: draft } = await world.clerk.post('/certificates', certificateContent());
    const port = world.features.certificates.reviewPort;
    await expect(approve(world, port, draft.id)).rejects.toMatchObject({
      faults: [{ pointer: '/file' }, { pointer: '/products' }],
    });
    const { body: product } = await world.clerk.post('/products', productContent());
    const { body: file } = await upload(world.clerk, aPdf, { name: 'Giấy chứng nhận.pdf' });
    const whole = certificateContent({ products: [product.id], file: file.id });
    await world.clerk.put(`/certificates/${draft.id}`, draft.rev, whole);
    await approve(world, port, draft.id);
  });

  it('show their paper to the department and their holder, and to anyone only while the holder lets them', async () => {
    const records = recordsOf(world.clerk);
    const ready = await records.readyBatch();
    await submitAndApprove(world, ready);
    const { path, file } = await paperOf(ready.certificate);
    const strangers = async () => [
      (await world.web.get(path)).status,
      (await world.web.get(`/media/${file}`)).status,
      (await world.stranger.get(`/files/${file}/document`)).status,
    ];
    expect(await strangers()).toEqual([404, 404, 404]);
    for (const reader of [world.clerk, world.officer, world.inspector])
      expect((await reader.get(`/files/${file}/document`)).status).toBe(200);

    await decided(ready.certificate, { isFilePublic: true });
    expect(await strangers()).toEqual([200, 303, 200]);
    await world.features.refresher.refreshDue();
    const { uri } = (await world.clerk.get(`/batches/${ready.batch}`)).body;
    const tail = new URL(uri).pathname.replace(/^\/(?:01|t)\//, '/').replace('/10/', '/');
    expect((await world.web.get(`/vi/nguon-goc${tail}`)).text).toContain(`href="/media/${file}"`);

    await decided(ready.certificate, { isFilePublic: false });
    expect(await strangers()).toEqual([404, 404, 404]);
  });

  it('close a paper that another took the place of, unless goods show the same picture', async () => {
    const records = recordsOf(world.clerk);
    const picture = await records.picture();
    const ready = await records.readyBatch({ product: await records.product({ images: [picture] }) });
    await submitAndApprove(world, ready);
    await decided(ready.certificate, { file: picture, isFilePublic: true });
    const first = await records.document();
    await decided(ready.certificate, { file: first, isFilePublic: true });
    expect((await world.web.get(`/media/${picture}/320.jpg`)).status).toBe(200);
    expect((await world.web.get(`/media/${first}/document.pdf`)).status).toBe(200);
    await decided(ready.certificate, { file: await records.document(), isFilePublic: true });
    expect((await world.web.get(`/media/${first}/document.pdf`)).status).toBe(404);
  });

  async function paperOf(certificate: string): Promise<{ path: string; file: string }> {
    const { file } = (await world.clerk.get(`/certificates/${certificate}`)).body.content;
    return { path: `/media/${file}/document.pdf`, file };
  }

  /** Changed by its holder, and approved so. */
  async function decided(certificate: string, changes: object): Promise<void> {
    const { rev, content } = (await world.clerk.get(`/certificates/${certificate}`)).body;
    await world.clerk.put(`/certificates/${certificate}`, rev, { ...content, ...changes });
    await world.clerk.post(`/certificates/${certificate}/submission`);
    const submission = await waitingFor(world.officer, certificate);
    expect((await world.officer.post(`/submissions/${submission}/approval`)).status).toBe(200);
  }

  it('of another producer are not found', async () => {
    const { body } = await world.clerk.post('/certificates', certificateContent());
    expect((await world.stranger.get(`/certificates/${body.id}`)).status).toBe(404);
  });
});
