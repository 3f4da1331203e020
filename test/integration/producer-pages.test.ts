import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { translate } from '../../server/platform/i18n.ts';
import { filledIn, formIn } from '../support/form-reader.ts';
import { aGrant, aMarkWithMember, grantedRight } from '../support/marks.ts';
import { pageVisitor } from '../support/page-visitor.ts';
import { recordsOf, submitAndApprove, waitingFor } from '../support/producer-records.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const t = translate.vi;
const password = 'bốn từ rời rạc';
let world: World;
let clerk: ReturnType<typeof pageVisitor>;
let records: ReturnType<typeof recordsOf>;

beforeAll(async () => {
  world = await startWorld();
  records = recordsOf(world.clerk);
  clerk = await signedIn('thuky', world.cooperative.id);
});
afterAll(() => world.close());

async function signedIn(login: string, organisation: string): Promise<ReturnType<typeof pageVisitor>> {
  const given = { login, name: 'Nguyễn Thị Thư Ký', roles: ['producer-clerk' as const], organisation };
  await world.features.accounts.users.createWithPassword(given, password, {
    actor: world.administrator.actor,
  });
  const visitor = pageVisitor(world.root);
  await visitor.post('/sign-in', { login, password });
  return visitor;
}

async function aPicture(): Promise<Blob> {
  const create = { width: 400, height: 300, channels: 3, background: '#0b6b3a' } as const;
  const png = await sharp({ create }).png().toBuffer();
  return new Blob([new Uint8Array(png)], { type: 'image/png' });
}

function idOf(location: string | null): string {
  const id = /[0-9a-f]{24}/.exec(location ?? '')?.[0];
  if (id === undefined) throw new Error(`No record at ${location ?? 'nowhere'}`);
  return id;
}

async function newForm(path: string) {
  return formIn((await clerk.get(path)).text);
}

const aPlace = { name: 'Lò nấu ấp Măng Rò', kind: 'workshop', 'address.communeCode': '30526' };
const asSaved = (fields: Record<string, string>) => ({ ...fields, intent: 'save' });

describe('who may come in', () => {
  it('asks a visitor to sign in, and leads back to the page', async () => {
    const answer = await pageVisitor(world.root).get('/producer/places');
    expect([answer.status, answer.location]).toEqual([303, '/sign-in?next=%2Fproducer%2Fplaces']);
  });

  it('finds another producer’s batch, place and code nowhere', async () => {
    const { batch, place } = await records.readyBatch();
    const stranger = await signedIn('nguoi-la', world.neighbour.id);
    for (const path of [
      `/producer/batches/${batch}`,
      `/producer/batches/${batch}/edit`,
      `/producer/batches/${batch}/qr.svg`,
      `/producer/batches/${batch}/stages/new`,
      `/producer/places/${place}`,
      '/producer/batches/not-an-id',
    ]) {
      expect([path, (await stranger.get(path)).status]).toEqual([path, 404]);
    }
    const posted = await stranger.post(`/producer/batches/${batch}/submission`);
    expect(posted.status).toBe(404);
  });

  it('takes nothing that another site made the browser send', async () => {
    const answer = await clerk.post('/producer/places/new', aPlace, { 'Sec-Fetch-Site': 'cross-site' });
    expect(answer.status).toBe(403);
  });
});

describe('pages without script', () => {
  it.each(['', '/batches', '/products', '/places', '/certificates', '/organisation', '/returned'])(
    'show /producer%s',
    async (path) => {
      const { status, text } = await clerk.get(`/producer${path}`);
      expect(status).toBe(200);
      // Nothing but what makes the keyboard's way to the search box shorter.
      const scripts = text.match(/<script[^>]*>/g) ?? [];
      expect(scripts.filter((script) => !script.includes('/assets/search-box.'))).toEqual([]);
    },
  );

  it('tell a producer without anything what to do first', async () => {
    const beginner = await signedIn('moi-den', world.neighbour.id);
    const home = await beginner.get('/producer');
    expect(home.text).toContain(t('producer.place-empty-next'));
    const form = await beginner.get('/producer/batches/new');
    expect(form.text).toContain(t('producer.batch-needs'));
    expect(form.text).not.toContain('name="lot"');
  });

  it('find a list’s records without accents', async () => {
    await records.place({ name: 'Kho lúa Kiến An' });
    const { text } = await clerk.get('/producer/places?q=kien+an');
    expect(text).toContain('Kho lúa Kiến An');
    expect((await clerk.get('/producer/places?q=khong-co')).text).toContain(t('producer.nothing-found'));
  });
});

describe('a form with faults', () => {
  it('keeps everything typed, names every field and saves nothing', async () => {
    const typed = {
      name: 'Lò <b>mới</b>',
      'geometry.latitude': 'mười',
      'area.value': '1.2.3',
      'area.unit': 'HAR',
    };
    const form = await newForm('/producer/places/new');
    const answer = await clerk.post('/producer/places/new', { key: form['key']!, ...asSaved(typed) });
    expect(answer.status).toBe(422);
    expect(formIn(answer.text)).toMatchObject({
      name: ['Lò <b>mới</b>'],
      'geometry.latitude': ['mười'],
      'area.value': ['1.2.3'],
    });
    for (const field of ['kind', 'address.communeCode.search', 'geometry.latitude', 'area']) {
      expect(answer.text).toContain(`href="#f-${field}"`);
    }
    expect(answer.text).toContain('<title>Cần sửa:');
    expect((await clerk.get('/producer/places?q=lo+moi')).text).toContain(t('producer.nothing-found'));
  });

  it('keeps uploaded pictures, though a number was wrong', async () => {
    const form = await newForm('/producer/products/new');
    const changes = {
      name: 'Đường phổi',
      intent: 'save',
      'netContent.value': 'nửa ký',
      'images.new': await aPicture(),
    };
    const refused = await clerk.postForm('/producer/products/new', filledIn(form, changes));
    const again = formIn(refused.text);
    expect([refused.status, again['images']?.length]).toEqual([422, 1]);
    const right = {
      ...again,
      group: ['processing'],
      originStatement: ['An Giang'],
      'netContent.value': ['0,5'],
    };
    const saved = await clerk.postForm('/producer/products/new', filledIn(right, { intent: 'save' }));
    expect(saved.status).toBe(303);
    const { body } = await world.clerk.get(`/products/${idOf(saved.location)}`);
    expect(body.content).toMatchObject({
      netContent: { value: '0.5', unit: 'KGM' },
      images: again['images'],
    });
  });

  it('keeps the form though one picture was too large and there were too many', async () => {
    const form = await newForm('/producer/products/new');
    const photo = await aPicture();
    const huge = new Blob([photo, new Uint8Array(13 * 1024 * 1024)], { type: 'image/png' });
    const data = filledIn(form, { name: 'Đường viên', intent: 'save', 'images.new': huge });
    for (let count = 0; count < 9; count += 1) data.append('images.new', photo);
    const answer = await clerk.postForm('/producer/products/new', data);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(t('errors.too-large', { limit: '12 MB' }));
    expect(formIn(answer.text)).toMatchObject({ name: ['Đường viên'] });
  });

  it('says what a file is not, beside its field', async () => {
    const form = await newForm('/producer/products/new');
    const lie = new Blob(['not a picture'], { type: 'image/jpeg' });
    const answer = await clerk.postForm(
      '/producer/products/new',
      filledIn(form, { intent: 'save', 'images.new': lie }),
    );
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('href="#f-images"');
    expect(answer.text).toContain(t('file.type'));
  });
});

describe('saving', () => {
  it('redirects to the record, which says when it was saved', async () => {
    const form = await newForm('/producer/places/new');
    const { status, location } = await clerk.post('/producer/places/new', {
      key: form['key']!,
      ...asSaved(aPlace),
    });
    expect([status, location?.replace(/[0-9a-f]{24}/, 'ID')]).toEqual([
      303,
      '/producer/places/ID?done=saved',
    ]);
    expect((await clerk.get(location!)).text).toMatch(/Đã lưu lúc \d\d:\d\d/);
  });

  it('has one effect however often it is sent', async () => {
    const form = await newForm('/producer/places/new');
    const fields = { key: form['key']!, ...asSaved({ ...aPlace, name: 'Chỉ một lần' }) };
    const [first, second] = [
      await clerk.post('/producer/places/new', fields),
      await clerk.post('/producer/places/new', fields),
    ];
    expect(second.location).toBe(first.location);
    const { body } = await world.clerk.get('/places?q=chi+mot+lan');
    expect(body.items).toHaveLength(1);
  });

  it('asks once more where a form comes back with other content after it took effect', async () => {
    const form = await newForm('/producer/places/new');
    const fields = { key: form['key']!, ...asSaved({ ...aPlace, name: 'Lần đầu' }) };
    await clerk.post('/producer/places/new', fields);
    const changed = await clerk.post('/producer/places/new', { ...fields, name: 'Lần sau' });
    expect(changed.status).toBe(409);
    const again = formIn(changed.text);
    expect(again['name']).toEqual(['Lần sau']);
    expect(again['key']).not.toEqual(form['key']);
  });

  it('shows a stale edit beside the record as it is now, and overwrites nothing', async () => {
    const id = await records.place({ name: 'Tên lúc mở' });
    const form = await newForm(`/producer/places/${id}/edit`);
    const { body: opened } = await world.clerk.get(`/places/${id}`);
    await world.owner.put(`/places/${id}`, opened.rev, { ...opened.content, name: 'Tên người khác sửa' });
    const changes = { name: 'Tên của tôi', intent: 'save' };
    const fields = { ...Object.fromEntries(Object.entries(form)), ...changes };
    const stale = await clerk.post(`/producer/places/${id}/edit`, fields);
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('Tên người khác sửa');
    const kept = formIn(stale.text);
    expect(kept['name']).toEqual(['Tên của tôi']);
    expect((await world.clerk.get(`/places/${id}`)).body.content.name).toBe('Tên người khác sửa');
    const decided = await clerk.post(`/producer/places/${id}/edit`, { ...kept, intent: 'save' });
    expect(decided.status).toBe(303);
    expect((await world.clerk.get(`/places/${id}`)).body.content.name).toBe('Tên của tôi');
  });
});

describe('looking for a commune', () => {
  it('finds it by a former name, and asks to choose where it was split', async () => {
    const form = await newForm('/producer/places/new');
    const asked = {
      ...form,
      name: 'Vườn',
      'address.communeCode.search': 'huyen tinh bien',
      intent: 'find-commune',
    };
    const { status, text } = await clerk.post('/producer/places/new', asked);
    expect(status).toBe(200);
    expect(text.match(/name="address\.communeCode" value="\d{5}"/g)?.length).toBeGreaterThan(1);
    expect(formIn(text)).toMatchObject({ name: ['Vườn'], 'address.communeCode.search': ['huyen tinh bien'] });
    expect(formIn(text)).not.toHaveProperty('address.communeCode');
  });

  it('says so where nothing was found', async () => {
    const asked = { 'address.communeCode.search': 'xứ thần tiên', intent: 'find-commune' };
    const { text } = await clerk.post('/producer/places/new', asked);
    expect(text).toContain(t('producer.commune-none', { text: 'xứ thần tiên' }));
  });
});

describe('a batch', () => {
  it('starts from the last one, with a lot of its own and today’s date', async () => {
    const { product, place } = await records.readyBatch();
    const form = await newForm('/producer/batches/new');
    expect(form).toMatchObject({ product: [product], place: [place], 'quantity.value': ['250'] });
    expect(form['lot']?.[0]).toMatch(/^DTN\d*-\d{6}$/);
    expect(form['producedOn']?.[0]).toMatch(/^\d\d\/\d\d\/\d{4}$/);
  });

  it('goes from form over stages to the department, with what it is built on', async () => {
    const [product, place] = [await records.product(), await records.place()];
    const form = await newForm('/producer/batches/new');
    const fields = {
      product,
      place,
      lot: 'DAU-TIEN',
      producedOn: '05/09/2026',
      'quantity.value': '1.250,5',
      intent: 'save',
    };
    const saved = await clerk.postForm(
      '/producer/batches/new',
      filledIn({ key: form['key']!, 'quantity.unit': ['KGM'] }, fields),
    );
    const id = idOf(saved.location);
    const page = `/producer/batches/${id}`;

    const early = await clerk.post(`${page}/submission`);
    expect(early.status).toBe(422);
    expect(early.text).toContain(`href="${page}/stages/new"`);

    const stageForm = await newForm(`${page}/stages/new?stage=processing`);
    const told = {
      'quantity.value': '1.250,5',
      'details.1': '110 độ',
      startedAt: '05/09/2026 06:30',
      'images.new': await aPicture(),
    };
    const recorded = await clerk.postForm(`${page}/stages/new`, filledIn(stageForm, told));
    expect([recorded.status, recorded.location]).toEqual([303, `${page}?done=stage#stages`]);

    const ready = await clerk.get(page);
    expect(ready.text).toContain(t('producer.submit-along'));
    const submitted = await clerk.post(`${page}/submission`, { key: formIn(ready.text)['key']! });
    expect(submitted.location).toBe(`${page}?done=submitted`);
    expect((await clerk.get(page)).text).toContain(t('producer.withdraw'));
    const { body } = await world.clerk.get(`/batches/${id}`);
    expect(body).toMatchObject({
      state: 'submitted',
      content: { quantity: { value: '1250.5', unit: 'KGM' } },
    });
    const { body: stages } = await world.clerk.get(`/batches/${id}/stages`);
    expect(stages.items[0].content).toMatchObject({
      startedAt: '2026-09-05T06:30',
      details: [{ name: 'Nhiệt độ', value: '110 độ' }],
    });
  });

  it('names a stage’s wrong fields and keeps what was told', async () => {
    const { batch } = await records.readyBatch();
    const form = await newForm(`/producer/batches/${batch}/stages/new?stage=processing`);
    const wrong = { startedAt: 'hôm qua', 'quantity.value': '', 'details.2': 'x'.repeat(201) };
    const answer = await clerk.postForm(`/producer/batches/${batch}/stages/new`, filledIn(form, wrong));
    expect(answer.status).toBe(422);
    for (const field of ['startedAt', 'details.2']) expect(answer.text).toContain(`href="#f-${field}"`);
    expect(formIn(answer.text)).toMatchObject({ startedAt: ['hôm qua'], who: form['who'] });
  });

  it('withdraws a stage with a reason only', async () => {
    const { batch, stage } = await records.readyBatch();
    const path = `/producer/batches/${batch}/stages/${stage}/withdrawal`;
    const { key } = await newForm(path);
    expect((await clerk.post(path, { key: key!, reason: '' })).status).toBe(422);
    const done = await clerk.post(path, { key: key!, reason: 'Ghi nhầm ngày' });
    expect(done.location).toBe(`/producer/batches/${batch}?done=stage-withdrawn#stages`);
    expect((await clerk.get(`/producer/batches/${batch}`)).text).toContain('Ghi nhầm ngày');
  });

  it('that was returned shows the officer’s words at home, on its page and at the field', async () => {
    const { batch } = await records.readyBatch();
    await world.clerk.post(`/batches/${batch}/submission`);
    await world.officer.post(`/submissions/${await waitingFor(world.officer, batch)}/return`, {
      message: 'Xin sửa số lượng.',
      notes: [{ pointer: '/quantity', text: 'Khác với sổ nhật ký.' }],
    });
    expect((await clerk.get('/producer/returned')).text).toContain('Xin sửa số lượng.');
    expect((await clerk.get(`/producer/batches/${batch}`)).text).toContain(
      `/producer/batches/${batch}/edit#f-quantity`,
    );
    expect((await clerk.get(`/producer/batches/${batch}/edit`)).text).toContain('Khác với sổ nhật ký.');
  });

  it('that was approved carries its code as a picture and for print; before, there is none', async () => {
    const ready = await records.readyBatch();
    const page = `/producer/batches/${ready.batch}`;
    expect((await clerk.get(`${page}/qr.svg`)).status).toBe(404);
    await submitAndApprove(world, ready);
    const { text } = await clerk.get(page);
    expect(text).toContain('HTTPS://TXNG.EXAMPLE.VN/T/');
    const svg = await clerk.get(`${page}/qr.svg?download`);
    expect(svg.headers.get('Content-Type')).toContain('image/svg+xml');
    expect(svg.headers.get('Content-Disposition')).toContain('attachment');
    expect((await clerk.get(`${page}/qr.png`)).headers.get('Content-Type')).toBe('image/png');
  });

  it('tells its producer of a recall and why, and can be closed for good', async () => {
    const ready = await records.readyBatch();
    await submitAndApprove(world, ready);
    await world.officer.post(`/batches/${ready.batch}/recall`, { reason: 'Vượt dư lượng' });
    const page = `/producer/batches/${ready.batch}`;
    const { text } = await clerk.get(page);
    expect(text).toContain('Vượt dư lượng');
    expect(text).toContain(t('producer.hold-recalled-next'));
    const closed = await clerk.post(`${page}/closing`, { key: formIn(text)['key']! });
    expect(closed.location).toBe(`${page}?done=closed`);
    expect((await clerk.get(page)).text).toContain(t('review.state-closed'));
  });

  it('offers the marks its producer may claim and says why others may not be', async () => {
    const { product, place, certificate, batch } = await records.readyBatch();
    await submitAndApprove(world, { product, place, certificate, batch });
    const mark = await aMarkWithMember(world.officer, world.cooperative.id);
    const grant = await grantedRight(world, aGrant(mark, world.cooperative.id, { products: [product] }));
    const { number } = (await world.officer.get(`/grants/${grant}`)).body.content as { number: string };
    const other = await records.product();
    const look = async (chosen: string) => {
      const fields = { product: chosen, place, producedOn: '01/09/2026', intent: 'look-again' };
      return (await clerk.postForm('/producer/batches/new', filledIn({}, fields))).text;
    };
    expect(await look(product)).toContain(t('producer.grant-live', { number, to: '31/12/2030' }));
    expect(await look(other)).toContain(t('mark.why-other-product'));
  });
});

describe('the producer’s own entry', () => {
  it('is changed as a draft; what was approved stands until the department agrees', async () => {
    const form = await newForm('/producer/organisation/edit');
    const changed = { ...form, shortName: 'HTX Văn Giáo', intent: 'save' };
    const saved = await clerk.post('/producer/organisation/edit', changed);
    expect(saved.location).toBe('/producer/organisation?done=saved');
    const { text } = await clerk.get('/producer/organisation');
    expect(text).toContain('HTX Văn Giáo');
    expect(text).toContain(t('producer.submit'));
  });
});
