import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SearchEntryModel } from '../../server/lookup/search-entry-model.ts';
import { searchIndex } from '../../server/lookup/search-index.ts';
import { tierFilter } from '../../server/lookup/search-filter.ts';
import { searchReadings } from '../../server/domain/search-reading.ts';
import { translate } from '../../server/platform/i18n.ts';
import type { Batch, Product, SearchItem, SearchPage } from '../../server/platform/contract-types.ts';
import type { HttpClient } from '../support/http-client.ts';
import { aGrant, aMark, grantedRight } from '../support/marks.ts';
import { pageVisitor } from '../support/page-visitor.ts';
import { recordsOf, submitAndApprove } from '../support/producer-records.ts';
import { certificateContent, placeContent, productContent } from '../support/record-builders.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

describe('the search', () => {
  let world: World;
  let lot: string;
  let batch: string;
  let goods: string;
  beforeAll(async () => {
    world = await startWorld();
    const records = recordsOf(world.clerk);
    const ready = await records.readyBatch();
    await submitAndApprove(world, ready);
    batch = ready.batch;
    const { content } = (await world.clerk.get(`/batches/${batch}`)).body as Batch;
    lot = content.lot;
    goods = content.product;
  }, 60_000);
  afterAll(() => world.close());

  const find = async (who: HttpClient, q: string, more = ''): Promise<SearchItem[]> => {
    const answer = await who.get(`/search?q=${encodeURIComponent(q)}${more}`);
    expect(answer.status).toBe(200);
    return (answer.body as SearchPage).items;
  };
  const kindsOf = (items: readonly SearchItem[]) => [...new Set(items.map(({ kind }) => kind))].sort();
  const idsOf = (items: readonly SearchItem[]) => items.map(({ id }) => id);
  const product = async (who: HttpClient, differing: object): Promise<Product> => {
    const answer = await who.post('/products', productContent(differing));
    expect(answer.status).toBe(201);
    return answer.body as Product;
  };

  it('finds a batch by its lot, its product and the whole code off its label', async () => {
    const { uri } = (await world.clerk.get(`/batches/${batch}`)).body as { uri: string };
    for (const q of [lot, lot.toLowerCase(), lot.replaceAll('-', ' '), lot.replaceAll('-', ''), uri]) {
      for (const who of [world.officer, world.clerk]) {
        expect(await find(who, q)).toEqual(
          expect.arrayContaining([expect.objectContaining({ kind: 'batch', id: batch })]),
        );
      }
    }
    const [first] = await find(world.officer, lot, '&kind=batch');
    expect(first).toMatchObject({ id: batch, code: lot, state: 'approved', organisation: world.cooperative });
  });

  it('finds organisations by name, tax code and the communes of before', async () => {
    const home = [{ kind: 'organisation', id: world.cooperative.id }];
    for (const q of [
      'thot not van giao',
      'vawn giaos',
      '1600000010',
      '16.0000.0010',
      'Tịnh Biên',
      'Van Giao',
    ])
      expect(await find(world.officer, q, '&kind=organisation')).toMatchObject(
        expect.arrayContaining(home.map((one) => expect.objectContaining(one))),
      );
  });

  it('finds places by the names their communes had, certificates by number, marks and rights by theirs', async () => {
    const place = (
      await world.clerk.post(
        '/places',
        placeContent({ name: 'Vườn Ba Chúc', plantingAreaCode: 'VN-AGOR-0123' }),
      )
    ).body as { id: string };
    const paper = (await world.clerk.post('/certificates', certificateContent({ number: 'VG 77/2026-AG' })))
      .body as { id: string };
    expect(idsOf(await find(world.clerk, 'vnagor0123'))).toContain(place.id);
    expect(idsOf(await find(world.clerk, 'vuon van giao'))).toContain(place.id);
    expect(idsOf(await find(world.clerk, 'VG77 2026'))).not.toContain(place.id);
    expect(idsOf(await find(world.clerk, 'vg 77 2026 ag'))).toContain(paper.id);

    const content = aMark(world.neighbour.id, { name: 'Chúc Thất Sơn', decisionNumber: '35/QĐ-SHTT' });
    const mark = (await world.officer.post('/marks', content)).body as { id: string };
    const member = { organisation: world.cooperative.id, joinedOn: '2022-06-01' };
    expect((await world.officer.post(`/marks/${mark.id}/members`, member)).status).toBe(201);
    const grant = await grantedRight(world, aGrant(mark.id, world.cooperative.id, { products: [goods] }));
    for (const who of [world.officer, world.clerk]) {
      expect(idsOf(await find(who, 'chuc that son'))).toEqual(expect.arrayContaining([mark.id, grant]));
      expect(idsOf(await find(who, '35 QD SHTT', '&kind=mark'))).toEqual([mark.id]);
    }
    expect(kindsOf(await find(world.stranger, 'chuc that son'))).toEqual(['grant', 'mark']);
    const { actor } = world.as('producer-clerk', '0123456789abcdef01234567', 'Người Khác');
    const { groups } = await world.features.search.overview(actor, 'chuc that son', 5);
    expect(groups.map(({ kind }) => kind)).toEqual(['mark']);
  });

  it('finds the submission that lies before the department, for the department', async () => {
    const waiting = await product(world.clerk, { name: 'Chà là sấy' });
    expect(kindsOf(await find(world.officer, 'cha la say'))).toEqual([]);
    expect(kindsOf(await find(world.clerk, 'cha la say'))).toEqual(['product']);
    const place = (await world.clerk.post('/places', placeContent({ name: 'Kho lạnh Tri Tôn' }))).body as {
      id: string;
    };
    expect((await world.clerk.post(`/places/${place.id}/submission`)).status).toBe(200);
    expect(kindsOf(await find(world.officer, 'kho lanh tri ton'))).toEqual(['place', 'submission']);
    expect(kindsOf(await find(world.clerk, 'kho lanh tri ton'))).toEqual(['place']);
    expect(idsOf(await find(world.clerk, 'cha'))).toContain(waiting.id);
  });

  it('finds a new name at once and the former name no longer', async () => {
    const made = await product(world.clerk, { name: 'Mắm bò hóc' });
    expect(idsOf(await find(world.clerk, 'mam bo hoc'))).toEqual([made.id]);
    const edited = await world.clerk.put(
      `/products/${made.id}`,
      made.rev,
      productContent({ name: 'Khô cá lóc' }),
    );
    expect(edited).toMatchObject({ status: 200 });
    expect(await find(world.clerk, 'mam bo hoc')).toEqual([]);
    expect(idsOf(await find(world.clerk, 'kho ca loc'))).toEqual([made.id]);
    expect(await find(world.officer, 'kho ca loc')).toEqual([]);
  });

  it('never tells one producer of another, however it is asked', async () => {
    const secret = await product(world.stranger, { name: 'Bắp non bí mật' });
    expect(idsOf(await find(world.stranger, 'bi mat'))).toEqual([secret.id]);
    for (const q of ['bi mat', 'bap non', secret.traceKey]) {
      expect(idsOf(await find(world.clerk, q))).not.toContain(secret.id);
      const { groups } = await world.features.search.overview(world.clerk.actor, q, 5);
      expect(groups.flatMap(({ items }) => idsOf(items))).not.toContain(secret.id);
    }
    expect(await find(world.stranger, lot, '&kind=batch')).toEqual([]);
    expect((await world.anyone.get('/search?q=bap')).status).toBe(401);
  });

  it('reads Telex and VNI where nothing is found as typed, and says so', async () => {
    const answer = await world.clerk.get(`/search?q=${encodeURIComponent('ddu]o]ngf thoots noots')}`);
    const { items, readAs } = answer.body as SearchPage;
    expect(readAs).toBe('duong thot not');
    expect(items[0]?.title).toContain('Đường thốt nốt');
    for (const q of ['dduwowngf thoots', 'd9u7o7ng2 tho61t no6t1', 'thốt đường', 'DUONG THOT']) {
      expect((await find(world.clerk, q)).length).toBeGreaterThan(0);
    }
  });

  it('puts whole codes first, then titles that begin so, then the latest', async () => {
    const inside = await product(world.clerk, { name: 'Bánh bò xanh lá dứa' });
    const begins = await product(world.clerk, { name: 'Xanh lá trà' });
    const later = await product(world.clerk, { name: 'Kẹo xanh lá' });
    const coded = await product(world.clerk, { name: 'Nước màu', gtin: '9520000000042' });
    expect(idsOf(await find(world.clerk, 'xanh la'))).toEqual([begins.id, later.id, inside.id]);
    const first = await world.clerk.get('/search?q=xanh%20la&limit=2');
    const { next = '' } = first.body as SearchPage;
    expect(idsOf(await find(world.clerk, 'xanh la', `&limit=2&after=${next}`))).toEqual([inside.id]);
    for (const q of ['9520000000042', '09520000000042', '952-0000 000042', '952000000004'])
      expect(idsOf(await find(world.clerk, q))).toEqual([coded.id]);
  });

  it('knows nobody by telephone or personal number', async () => {
    const household = await world.officer.post('/organisations', {
      name: 'Hộ Néang Sóc Kha',
      kind: 'household',
      taxCode: '089099000123',
      contact: { person: 'Néang Sóc Kha', phone: '0912345678' },
      address: { communeCode: '30526' },
    });
    expect(household.status).toBe(201);
    expect((await find(world.officer, 'ho neang soc kha')).length).toBe(1);
    for (const q of ['089099000123', '0912345678', '912345678'])
      expect(await find(world.officer, q)).toEqual([]);
  });

  it.each([
    ['q=', 400],
    ['', 400],
    [`q=${'x'.repeat(201)}`, 400],
    ['q[$ne]=x', 400],
    ['q=a&q=b', 400],
    ['q=x&kind=user', 400],
    ['q=x&after=%24', 400],
    ['q=***', 200],
    ['q=%5E.*%24', 200],
    ['q=(a%2B)%2B%24', 200],
    ['q=%7B%22%24ne%22%3A1%7D', 200],
    ['q=%00%01', 200],
  ])('answers ?%s with %i', async (query, status) => {
    const answer = await world.clerk.get(`/search?${query}`);
    expect(answer.status).toBe(status);
    if (status === 200) expect((answer.body as SearchPage).items.length).toBeLessThanOrEqual(25);
  });

  it('looks up every query in its index, and is the same after it was built anew', async () => {
    const scope = {
      scope: { $in: ['department'] },
      kind: { $in: ['batch', 'product'] as ('batch' | 'product')[] },
    };
    for (const q of ['duong', 'duong thot not', lot]) {
      const [reading] = searchReadings(q);
      const filter = reading && tierFilter(reading, 'words', 0);
      const plan = JSON.stringify(
        await SearchEntryModel.find({ ...scope, ...filter })
          .sort({ at: -1, record: -1 })
          .limit(5)
          .explain('queryPlanner'),
      );
      expect(plan).toContain('"indexName":"scope_1_keys_1_kind_1_at_-1_record_-1"');
      expect(plan).not.toMatch(/"stage":"(?:COLLSCAN|SORT)"/);
    }
    const all = () => SearchEntryModel.find({}, { madeAt: 0 }).sort({ _id: 1 }).lean();
    const before = await all();
    await SearchEntryModel.deleteOne({ kind: 'batch' });
    await SearchEntryModel.create({ ...before[0], _id: 'x/y/z', subject: 'batch:0', madeAt: new Date(0) });
    const { namesAround } = world.features.geography;
    expect(await searchIndex({ clock: world.clock, namesAround }).rebuild()).toBe(before.length);
    expect(await all()).toEqual(before);
  });

  it('is one page for portal and desk, each with addresses of its own', async () => {
    const t = translate.vi;
    const visitor = async (
      login: string,
      role: 'officer' | 'producer-clerk',
      organisation: string | null,
    ) => {
      const actor = { actor: world.administrator.actor };
      const given = { login, name: login, roles: [role], organisation };
      await world.features.accounts.users.createWithPassword(given, 'bốn từ rời rạc', actor);
      const one = pageVisitor(world.root);
      await one.post('/sign-in', { login, password: 'bốn từ rời rạc' });
      return one;
    };
    const desk = await visitor('tim-can-bo', 'officer', null);
    const portal = await visitor('tim-htx', 'producer-clerk', world.cooperative.id);
    expect((await desk.get(`/search?q=${lot}`)).text).toContain(`/department/batches/${batch}`);
    expect((await portal.get(`/search?q=${lot}&kind=batch`)).text).toContain(`/producer/batches/${batch}`);
    expect((await portal.get('/search?q=khongcogi')).text).toContain(t('search.none-title'));
    expect((await portal.get('/search?q=***')).text).toContain(t('search.no-words-title'));
    expect((await portal.get('/search')).text).toContain(t('search.empty-title'));
    expect((await portal.get('/search?q[$ne]=x')).status).toBe(200);
    expect((await portal.get(`/search?q=${'x'.repeat(300)}`)).status).toBe(422);
    expect((await portal.get('/search?q=duong&kind=batch&after=zzz')).status).toBe(200);
    expect((await pageVisitor(world.root).get('/search?q=x')).location).toContain('/sign-in');
  });
});
