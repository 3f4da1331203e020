import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DomainError } from '../../server/domain/errors.ts';
import { parseInternalCode } from '../../server/domain/identifiers/internal-code.ts';
import { AuditEntryModel } from '../../server/ledger/audit-entry-model.ts';
import { ProductModel } from '../../server/features/products/product-model.ts';
import type { Product } from '../../server/platform/contract-types.ts';
import { aPicture, approve, productContent, upload } from '../support/record-builders.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

describe('products', () => {
  let world: World;
  beforeAll(async () => (world = await startWorld()));
  afterAll(() => world.close());

  const register = async (differing = {}): Promise<Product> => {
    const answer = await world.clerk.post('/products', productContent(differing));
    expect(answer.status).toBe(201);
    return answer.body as Product;
  };
  const submit = (id: string) =>
    world.features.ledger.change({ actor: world.clerk.actor }, async () => {
      await world.features.products.reviewPort.freeze(id, world.cooperative.id);
      return null;
    });

  it('get a code of ours where they have no GTIN, and the address to be printed', async () => {
    const product = await register();
    expect(parseInternalCode(product.traceKey)).toEqual({ ok: true, value: product.traceKey });
    expect(product.uri).toBe(`HTTPS://TXNG.EXAMPLE.VN/T/${product.traceKey}`);
    expect(product).toMatchObject({
      state: 'draft',
      rev: 0,
      organisation: world.cooperative,
      approved: null,
    });
  });

  it('keep their GTIN with 14 digits, however it was typed', async () => {
    const product = await register({ gtin: '952 0000-000011' });
    expect(product.content.gtin).toBe('09520000000011');
    expect(product.uri).toBe('HTTPS://TXNG.EXAMPLE.VN/01/09520000000011');
  });

  it.each([
    ['vi', 'Số kiểm tra sai: với 12 chữ số đầu này, số cuối phải là 8. Hãy so lại từng chữ số.'],
    [
      'en',
      'Wrong check digit: after these first 12 digits the last one must be 8. Please compare every digit.',
    ],
  ])('say in %s which check digit would be right', async (language, message) => {
    const answer = await world.clerk.post('/products', productContent({ gtin: '9520000000027' }), {
      'Accept-Language': language,
    });
    expect(answer.status).toBe(422);
    expect(answer.body.faults).toEqual([{ pointer: '/gtin', code: 'identifiers.check-digit', message }]);
  });

  it('share no GTIN, and do not tell whose it is', async () => {
    await register({ gtin: '9520000000035' });
    const answer = await world.stranger.post('/products', productContent({ gtin: '09520000000035' }));
    expect(answer.status).toBe(422);
    expect(answer.body.faults).toMatchObject([{ pointer: '/gtin', code: 'product.gtin-taken' }]);
    expect(answer.text).not.toContain(world.cooperative.name);
  });

  it('give a GTIN to one of two that ask at the same time', async () => {
    const ask = () => world.clerk.post('/products', productContent({ gtin: '9520000000042' }));
    const statuses = (await Promise.all([ask(), ask()])).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect([409, 422]).toContain(Math.max(...statuses));
    expect(await ProductModel.countDocuments({ traceKey: '09520000000042' })).toBe(1);
  });

  it('refuse fields nobody knows, and leave no trace of those that are not the caller’s to set', async () => {
    for (const extra of [
      { colour: 'brown' },
      { traceKey: 'X' },
      { rev: 7 },
      { organisation: world.neighbour.id },
    ]) {
      const answer = await world.clerk.post('/products', { ...productContent(), ...extra });
      expect(answer.status).toBe(422);
      expect(answer.body.faults).toMatchObject([
        { pointer: `/${Object.keys(extra).join()}`, code: 'errors.unknown-field' },
      ]);
    }
  });

  it('refuse text that is too long and operators in place of text', async () => {
    const answer = await world.clerk.post('/products', {
      ...productContent({ name: 'ố'.repeat(201) }),
      gtin: { $ne: 1 },
      images: [{ $gt: '' }],
    });
    expect(answer.status).toBe(422);
    expect(answer.body.faults).toMatchObject([
      { pointer: '/name', code: 'errors.too-long' },
      { pointer: '/images/0', code: 'errors.wrong-type' },
      { pointer: '/gtin', code: 'errors.wrong-type' },
    ]);
  });

  it('refuse operators in a query', async () => {
    expect((await world.clerk.get('/products?q[$ne]=1')).status).toBe(400);
    expect((await world.clerk.get('/products?state=draft&state=approved')).status).toBe(400);
    expect((await world.clerk.get('/products?after=zz')).status).toBe(400);
  });

  it('of another producer are not found, neither to read nor to change', async () => {
    const { id } = await register();
    expect((await world.stranger.get(`/products/${id}`)).status).toBe(404);
    expect((await world.stranger.put(`/products/${id}`, 0, productContent())).status).toBe(404);
    expect((await world.officer.get(`/products/${id}`)).status).toBe(200);
    expect((await world.officer.put(`/products/${id}`, 0, productContent())).status).toBe(403);
    expect((await world.anyone.get(`/products/${id}`)).status).toBe(401);
  });

  it('tell a stale edit both versions and what stands there now', async () => {
    const { id, rev } = await register();
    const saved = await world.owner.put(`/products/${id}`, rev, productContent({ brand: 'Palmania' }));
    expect(saved.status).toBe(200);
    expect(saved.headers.get('ETag')).toBe(`"${rev + 1}"`);
    const stale = await world.clerk.put(`/products/${id}`, rev, productContent({ brand: 'Khác' }));
    expect(stale.status).toBe(409);
    expect(stale.body).toMatchObject({ yours: rev, current: rev + 1, currentContent: { brand: 'Palmania' } });
    expect((await world.clerk.get(`/products/${id}`)).body.content.brand).toBe('Palmania');
  });

  it('ask for the version that is to be changed', async () => {
    const { id } = await register();
    expect((await world.clerk.send('PUT', `/products/${id}`, productContent())).status).toBe(400);
  });

  it('are registered once by a request that arrives twice', async () => {
    const ask = () =>
      world.clerk.post('/products', productContent({ name: 'Một lần' }), { 'Idempotency-Key': 'hai-lan' });
    const [first, second] = [await ask(), await ask()];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect(await ProductModel.countDocuments({ title: 'Một lần' })).toBe(1);
    expect(await AuditEntryModel.countDocuments({ 'subject.id': first.body.id })).toBe(1);
  });

  it('are found by words without accents, and listed page by page', async () => {
    for (const name of ['Mắm cá linh', 'Mắm cá sặc', 'Mắm thái']) await register({ name });
    const first = await world.clerk.get('/products?q=MAM&limit=2');
    expect(first.body.items.map(({ title }: Product) => title)).toEqual(['Mắm thái', 'Mắm cá sặc']);
    const second = await world.clerk.get(`/products?q=mắm&limit=2&after=${first.body.next}`);
    expect(second.body.items.map(({ title }: Product) => title)).toEqual(['Mắm cá linh']);
    expect(second.body.next).toBeUndefined();
    expect((await world.stranger.get('/products?q=mam')).body.items).toEqual([]);
    expect((await world.clerk.get('/products?q=.*')).body.items.length).toBeGreaterThan(0);
  });

  it('show only the organisation’s own pictures', async () => {
    const { body: file } = await upload(world.stranger, await aPicture());
    const answer = await world.clerk.post('/products', productContent({ images: [file.id, 'a'.repeat(24)] }));
    expect(answer.body.faults).toMatchObject([
      { pointer: '/images/0', code: 'product.picture-unknown' },
      { pointer: '/images/1', code: 'product.picture-unknown' },
    ]);
  });

  it('name everything that is missing before review', async () => {
    const { id } = await register({ netContent: { value: '0', unit: 'KGM' }, standards: [] });
    const refusal = await submit(id).then(
      () => [],
      (error: unknown) => (error as DomainError).faults.map(({ pointer }) => pointer),
    );
    expect(refusal).toEqual(['/images', '/netContent/value', '/standards']);
  });

  it('keep their code for good once they were approved, and open their pictures to anyone', async () => {
    const { body: file } = await upload(world.clerk, await aPicture());
    const { id, traceKey } = await register({ images: [file.id] });
    expect((await world.web.get(`/media/${file.id}/320.jpg`)).status).toBe(404);
    await approve(world, world.features.products.reviewPort, id);

    const picture = await world.web.get(`/media/${file.id}/320.jpg`);
    expect(picture.status).toBe(200);
    expect(picture.headers.get('Cache-Control')).toContain('immutable');

    const { body: approved } = await world.clerk.get(`/products/${id}`);
    expect(approved).toMatchObject({ state: 'approved', approved: { version: 1 }, traceKey });
    const changed = productContent({ images: [file.id], gtin: '9520000000059' });
    const refused = await world.clerk.put(`/products/${id}`, approved.rev, changed);
    expect(refused.body.faults).toMatchObject([{ pointer: '/gtin', code: 'product.code-fixed' }]);

    const renamed = await world.clerk.put(
      `/products/${id}`,
      approved.rev,
      productContent({ name: 'Tên mới', images: [file.id] }),
    );
    expect(renamed.body).toMatchObject({ state: 'draft', traceKey, approved: { version: 1 } });
    const [inForce] = await world.features.products.inForce([id]);
    expect(inForce).toMatchObject({ id, traceKey, version: 1, content: { name: 'Đường thốt nốt' } });
  });
});
