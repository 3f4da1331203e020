import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { translate } from '../../server/platform/i18n.ts';
import { filledIn, formIn } from '../support/form-reader.ts';
import { pageVisitor } from '../support/page-visitor.ts';
import { recordsOf, submitAndApprove } from '../support/producer-records.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const t = translate.vi;
const password = 'bốn từ rời rạc';
const gtin = '08938505970011';
type Visitor = ReturnType<typeof pageVisitor>;
let world: World;
let clerk: Visitor;
let stranger: Visitor;
let officer: Visitor;
let root: string;

beforeAll(async () => {
  world = await startWorld({
    outbound: { resolve: () => Promise.reject(Object.assign(new Error('no name'), { code: 'ENOTFOUND' })) },
  });
  const records = recordsOf(world.clerk);
  const place = await records.place();
  const product = await records.product({ gtin });
  const certificate = await records.certificate(product);
  const batch = await records.batch({ product, place, lot: 'L1', certificates: [certificate] });
  await records.stage(batch, place);
  await submitAndApprove(world, { product, place, certificate, batch });
  root = `/producer/products/${product}/links`;
  clerk = await signedIn('thuky', 'producer-clerk', world.cooperative.id);
  stranger = await signedIn('nguoi-la', 'producer-clerk', world.neighbour.id);
  officer = await signedIn('canbo', 'officer', null);
});
afterAll(() => world.close());

async function signedIn(login: string, role: 'producer-clerk' | 'officer', organisation: string | null) {
  const given = { login, name: 'Nguyễn Thị Thư Ký', roles: [role], organisation };
  await world.features.accounts.users.createWithPassword(given, password, {
    actor: world.administrator.actor,
  });
  const visitor = pageVisitor(world.root);
  await visitor.post('/sign-in', { login, password });
  return visitor;
}

const fields = {
  type: 'recipeInfo',
  href: 'https://htx.example.vn/cong-thuc',
  title: 'Chè thốt nốt',
  language: 'vi',
  lot: '',
};
const idIn = (text: string) => /links\/([0-9a-f]{24})\/edit/.exec(text)?.[1] ?? '';

describe('a producer’s page of links', () => {
  it('shows our own links, and takes a new one', async () => {
    expect((await clerk.get(root.replace('/links', ''))).text).toContain(`href="${root}"`);
    expect((await clerk.get(root)).text).toContain(t('link.own-empty'));
    const form = formIn((await clerk.get(`${root}/new`)).text);
    const key = form['key']?.[0] ?? '';
    const sent = await clerk.post(`${root}/new`, { ...fields, key });
    expect([sent.status, sent.location]).toEqual([303, `${root}?done=added`]);
    expect((await clerk.post(`${root}/new`, { ...fields, key })).location).toBe(sent.location);
    const { text } = await clerk.get(sent.location ?? '');
    for (const said of [t('link.added'), 'Chè thốt nốt', t('link.type-recipeInfo'), t('link.by-system')]) {
      expect(text).toContain(said);
    }
    expect(text.match(/links\/[0-9a-f]{24}\/edit/g)).toHaveLength(1);
  });

  it('comes back with each fault at its field and nothing lost', async () => {
    const answer = await clerk.post(`${root}/new`, {
      type: 'faqs',
      href: 'http://127.0.0.1/quan-tri',
      title: 'Câu hỏi',
      lot: 'L1',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(t('link.href-private'));
    const again = formIn(answer.text);
    expect([again['href'], again['title'], again['type'], again['lot']]).toEqual([
      ['http://127.0.0.1/quan-tri'],
      ['Câu hỏi'],
      ['faqs'],
      ['L1'],
    ]);
    const empty = await clerk.post(`${root}/new`, {});
    expect(empty.text.match(/aria-invalid="true"/g)).toHaveLength(3);
  });

  it('changes, checks and removes', async () => {
    const id = idIn((await clerk.get(root)).text);
    const one = `${root}/${id}`;
    const edit = formIn((await clerk.get(`${one}/edit`)).text);
    const changed = { ...fields, title: 'Chè đậu xanh', key: edit['key'] ?? '', rev: edit['rev'] ?? '' };
    expect((await clerk.post(`${one}/edit`, changed)).location).toBe(`${root}?done=changed`);
    const stale = await clerk.post(`${one}/edit`, { ...changed, key: 'khac' });
    expect([stale.status, stale.text.includes('Chè đậu xanh')]).toEqual([409, true]);
    expect((await clerk.post(`${one}/check`)).location).toBe(`${root}?done=checked`);
    const checked = (await clerk.get(root)).text;
    expect(checked).toContain(t('link.state-broken'));
    expect(checked).toContain(t('link.reason-unknown-host'));
    expect((await clerk.get('/producer')).text).toContain(t('link.broken-title'));
    expect((await clerk.get(`${one}/removal`)).text).toContain('Chè đậu xanh');
    expect((await clerk.post(`${one}/removal`, { key: 'go' })).location).toBe(`${root}?done=removed`);
    expect(idIn((await clerk.get(root)).text)).toBe('');
    expect((await clerk.get('/producer')).text).not.toContain(t('link.broken-title'));
  });

  it('is not found by others, and tells why a draft can have no links', async () => {
    const statuses = [
      await stranger.get(root),
      await stranger.get(`${root}/new`),
      await stranger.post(`${root}/new`, fields),
    ];
    expect(statuses.map(({ status }) => status)).toEqual([404, 404, 404]);
    const draft = await recordsOf(world.clerk).product();
    const page = await clerk.get(`/producer/products/${draft}/links`);
    expect(page.text).toContain(t('link.not-approved'));
    expect((await clerk.get(`/producer/products/${draft}/links/new`)).status).toBe(303);
    expect((await clerk.get('/department/links')).status).toBe(403);
  });
});

describe('the department’s pages of links', () => {
  const voc = 'https://ref.gs1.org/voc/';
  const standard = {
    anchor: 'https://id.gs1.org/414/8938505970004',
    [`${voc}defaultLink`]: [{ href: 'https://elsewhere.example/kho', title: 'Kho lạnh' }],
  };

  async function uploaded(content: string, more: Record<string, string> = {}) {
    const form = formIn((await officer.get('/department/links/import')).text);
    const file = new Blob([content], { type: 'application/json' });
    return officer.postForm('/department/links/import', filledIn(form, { 'file.new': file, ...more }));
  }

  it('list every fault of a file with its place and reason, and import nothing of it', async () => {
    const wrong = { ...standard, anchor: 'https://id.gs1.org/414/8938505970005' };
    const refused = await uploaded(JSON.stringify([standard, wrong, 5]), { takeDefaults: 'yes' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(t('link.import-faulty', { count: 2 }));
    for (const said of ['/1/anchor', '/2', t('linkset.no-object')]) expect(refused.text).toContain(said);
    expect(formIn(refused.text)['takeDefaults']).toEqual(['yes']);
    expect((await world.web.get('/414/8938505970004')).status).toBe(404);
    expect((await uploaded('[')).text).toMatch(/Tệp không phải JSON/);
    const without = await officer.postForm('/department/links/import', new FormData());
    expect(without.text).toContain(t('link.import-missing'));
  });

  it('import a whole file, show its links by who put them there, and hand all on', async () => {
    const done = await uploaded(JSON.stringify({ linkset: [standard] }));
    expect(done.location).toBe('/department/links?imported=1');
    expect((await officer.get(done.location ?? '')).text).toContain(t('link.imported', { count: 1 }));
    await clerk.post(`${root}/new`, fields);
    const shown = async (query: string) => {
      const { text } = await officer.get(`/department/links?${query}`);
      return ['Kho lạnh', 'Chè thốt nốt'].filter((title) => text.includes(title));
    };
    expect(await shown('')).toEqual(['Kho lạnh', 'Chè thốt nốt']);
    expect(await shown('by=import&state=&type=')).toEqual(['Kho lạnh']);
    expect(await shown('type=recipeInfo')).toEqual(['Chè thốt nốt']);
    expect(await shown('state=works')).toEqual([]);
    while ((await world.features.linkChecker.checkDue()) > 0);
    expect(await shown('state=broken&by=producer')).toEqual(['Chè thốt nốt']);
    const exported = await officer.get('/department/links/export');
    expect(exported.headers.get('Content-Disposition')).toContain('linkset.json');
    const { linkset } = JSON.parse(exported.text) as { linkset: { anchor: string }[] };
    expect(linkset.map(({ anchor }) => new URL(anchor).pathname)).toContain('/414/8938505970004');
  });
});
