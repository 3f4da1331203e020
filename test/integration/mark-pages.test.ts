import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Types } from 'mongoose';
import type { Role } from '../../server/domain/roles.ts';
import { translate } from '../../server/platform/i18n.ts';
import { sampleDocument } from '../../server/sample/sample-document.ts';
import { filledIn, formIn } from '../support/form-reader.ts';
import { pdfPages, pdfText, symbolsIn } from '../support/label-reading.ts';
import { aGrant, aMark, aMarkWithMember, aRightOfUse, grantedRight } from '../support/marks.ts';
import { pageVisitor } from '../support/page-visitor.ts';
import { recordsOf, waitingFor } from '../support/producer-records.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

jest.setTimeout(60_000);

type Visitor = ReturnType<typeof pageVisitor>;

const t = translate.vi;
const password = 'bốn từ rời rạc';
let world: World;
let product: string;
let clerk: Visitor;
let manager: Visitor;
let officer: Visitor;

beforeAll(async () => {
  world = await startWorld();
  product = await recordsOf(world.clerk).product();
  await world.clerk.post(`/products/${product}/submission`);
  await world.officer.post(`/submissions/${await waitingFor(world.officer, product)}/approval`);
  clerk = await signedIn('thu-ky', 'producer-clerk', world.cooperative.id);
  manager = await signedIn('quan-ly', 'mark-manager', world.neighbour.id);
  officer = await signedIn('can-bo', 'officer', null);
});
afterAll(() => world.close());

async function signedIn(login: string, role: Role, organisation: string | null): Promise<Visitor> {
  await world.features.accounts.users.createWithPassword(
    { login, name: login, roles: [role], organisation },
    password,
    { actor: world.administrator.actor },
  );
  const visitor = pageVisitor(world.root);
  await visitor.post('/sign-in', { login, password });
  return visitor;
}

async function post(visitor: Visitor, path: string, typed: Record<string, string>) {
  return visitor.post(path, { ...formIn((await visitor.get(path)).text), ...typed, intent: 'save' });
}

/** A mark of the neighbour's, under which the co-operative is a member. */
async function markOfNeighbour(): Promise<string> {
  const { body } = await world.officer.post('/marks', aMark(world.neighbour.id));
  const mark = body.id as string;
  await world.officer.post(`/marks/${mark}/members`, {
    organisation: world.cooperative.id,
    joinedOn: '2022-06-01',
  });
  return mark;
}

describe('a producer', () => {
  it('asks for the right to use a mark of its collective, with each fault at its field, and corrects the application', async () => {
    const mark = await markOfNeighbour();
    const closed = (await world.officer.post('/marks', aMark(world.neighbour.id))).body.id as string;
    const offered = (await clerk.get('/producer/rights/new')).text;
    expect(offered).toContain(`/producer/rights/new/${mark}`);
    expect(offered).not.toContain(`/producer/rights/new/${closed}`);
    expect(offered).toContain(t('marks.right-members-only', { owner: world.neighbour.name }));

    const path = `/producer/rights/new/${mark}`;
    const wrong = await post(clerk, path, { products: product, from: '31/02/2026', to: '01/01/2040' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('id="f-from-error"');
    expect(wrong.text).toContain('value="31/02/2026"');
    const sent = await post(clerk, path, {
      ...{ products: product, from: '01/01/2026', to: '31/12/2027' },
      ...{ 'area.value': '1,5', 'area.unit': 'HAR', share: '0,8' },
    });
    expect(sent.status).toBe(303);
    const page = (sent.location ?? '').replace('?done=applied', '');
    expect((await clerk.get(sent.location ?? '')).text).toContain(t('marks.right-waits'));
    expect((await post(clerk, `${page}/edit`, { share: '0,5' })).location).toBe(`${page}?done=saved`);
    const { body } = await world.officer.get(`/grants/${page.split('/').at(-1) ?? ''}`);
    expect(body).toMatchObject({ state: 'applied', content: { share: '0.5', area: { value: '1.5' } } });
    expect((await clerk.get(`${page}/certificate.pdf`)).status).toBe(409);
  });

  it('sees what is left of the season, and asks to go on with one date', async () => {
    const { grant } = await aRightOfUse(world, world.cooperative.id, product);
    expect((await clerk.get('/producer/rights')).text).toContain('1.000\u00a0tấn');
    const renewal = `/producer/rights/${grant}/renewal`;
    const late = await post(clerk, renewal, { to: '01/01/2040' });
    expect([late.status, late.text.includes('id="f-to-error"')]).toEqual([422, true]);
    const asked = await post(clerk, renewal, { to: '01/03/2031' });
    expect(asked.status).toBe(303);
    const id = /[0-9a-f]{24}/.exec(asked.location ?? '')?.[0] ?? '';
    expect((await world.officer.get(`/grants/${id}`)).body).toMatchObject({
      state: 'applied',
      renews: grant,
      content: { from: '2031-01-01', to: '2031-03-01', products: [product] },
    });
    expect((await post(clerk, renewal, { to: '01/03/2031' })).status).toBe(422);
    const stranger = await world.stranger.post(`/grants/${grant}/renewal-request`, { to: '2031-03-01' });
    expect(stranger.status).toBe(404);
  });

  it('finds no right of others, its own mark’s users included', async () => {
    const mark = await aMarkWithMember(world.officer, world.cooperative.id);
    await world.officer.post(`/marks/${mark}/members`, {
      organisation: world.neighbour.id,
      joinedOn: '2022-06-01',
    });
    const other = await recordsOf(world.stranger).product();
    await world.stranger.post(`/products/${other}/submission`);
    await world.officer.post(`/submissions/${await waitingFor(world.officer, other)}/approval`);
    const grant = await grantedRight(world, aGrant(mark, world.neighbour.id, { products: [other] }));
    for (const part of ['', '/renewal', '/edit', '/certificate.pdf']) {
      expect([part, (await clerk.get(`/producer/rights/${grant}${part}`)).status]).toEqual([part, 404]);
    }
  });
});

describe('the paper of a right of use', () => {
  it('is one page with embedded Vietnamese letters and a code that leads to the present state', async () => {
    const { grant } = await aRightOfUse(world, world.cooperative.id, product);
    const answer = await fetch(`${world.root}/api/v1/grants/${grant}/certificate`, {
      headers: { 'X-Test-Actor': encodeURIComponent(JSON.stringify(world.clerk.actor)) },
    });
    expect(answer.headers.get('Content-Type')).toBe('application/pdf');
    expect(answer.headers.get('Content-Disposition')).toContain('QSD-');
    const pdf = Buffer.from(await answer.arrayBuffer());
    const text = await pdfText(pdf);
    for (const words of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'QUYỀN SỬ DỤNG NHÃN HIỆU TẬP THỂ',
      world.cooperative.name,
      'từ 01/01/2025 đến 31/12/2030',
    ]) {
      expect(text).toContain(words);
    }
    const pages = await pdfPages(pdf, 150);
    const codes = (await Promise.all(pages.map(symbolsIn))).flat();
    expect(codes.map((code) => code.text)).toEqual([expect.stringContaining(`/register/rights/${grant}`)]);
    const { pathname } = new URL(codes[0]?.text ?? '');
    expect((await world.web.get(pathname)).status).toBe(303);

    await world.officer.post(`/grants/${grant}/suspension`, { reason: 'Kiểm tra' });
    expect((await world.clerk.get(`/grants/${grant}/certificate`)).status).toBe(409);
    expect((await world.stranger.get(`/grants/${grant}/certificate`)).status).toBe(404);
  });
});

describe('the managers of an owner', () => {
  it('look after their marks on pages of their own, none of which leads to the department', async () => {
    const mark = await markOfNeighbour();
    const grant = await grantedRight(world, aGrant(mark, world.cooperative.id, { products: [product] }));
    const pages = ['', '/overview', '/members', '/regulations', '/seasons', '/visits', '/project', '/edit'];
    const all = ['/marks', ...pages.map((part) => `/marks/${mark}${part}`), `/marks/grants/${grant}`];
    for (const path of all) {
      const { status, text } = await manager.get(path);
      expect([path, status]).toEqual([path, 200]);
      expect([path, /href="\/department[^"]*"/.exec(text)?.[0]]).toEqual([path, undefined]);
      for (const [, href = ''] of text.matchAll(/<a [^>]*href="(\/marks[^"#]*)"/g)) {
        expect([href, (await manager.get(href.replaceAll('&amp;', '&'))).status]).toEqual([href, 200]);
      }
    }
  });

  it('propose and never decide, and touch no mark of others', async () => {
    const mark = await markOfNeighbour();
    const grant = await grantedRight(world, aGrant(mark, world.cooperative.id, { products: [product] }));
    const reason = 'Bán hàng ngoài vùng';
    expect((await post(manager, `/marks/grants/${grant}/revoke`, { reason })).status).toBe(303);
    expect((await manager.get(`/marks/grants/${grant}`)).text).toContain(t('marks.second-needed'));
    for (const path of ['decide', 'suspend', 'restore']) {
      expect((await manager.get(`/marks/grants/${grant}/${path}`)).status).toBe(403);
    }
    const others = await aRightOfUse(world, world.cooperative.id, product);
    expect((await manager.get(`/marks/grants/${others.grant}`)).status).toBe(404);
    expect((await manager.get(`/marks/${others.mark}/overview`)).status).toBe(404);
    expect((await clerk.get('/marks')).status).toBe(403);
  });
});

describe('an officer', () => {
  it('is told at its field that a decision is no PDF, and keeps a good one when something else is wrong', async () => {
    const mark = await markOfNeighbour();
    const { body } = await world.officer.post(
      '/grants',
      aGrant(mark, world.cooperative.id, { products: [product] }),
    );
    const grant = body.id as string;
    await world.officer.post(`/grants/${grant}/site-checks`, {
      ...{ on: '2025-01-02', team: ['Cán Bộ'], findings: 'Đúng quy chế.', outcome: 'passed' },
    });
    const path = `/department/grants/${grant}/grant`;
    const send = async (form: string, number: string, file?: Blob) =>
      officer.postForm(
        path,
        filledIn(formIn(form), { number, intent: 'save', ...(file && { 'decisionFile.new': file }) }),
      );
    const empty = (await officer.get(path)).text;
    const bad = await send(empty, 'QSD-PDF', new File(['không phải PDF'], 'qd.pdf'));
    expect([bad.status, bad.text.includes('id="f-decisionFile-error"')]).toEqual([422, true]);
    expect(bad.text).toContain('value="QSD-PDF"');
    const again = await send(
      empty,
      '',
      new File([new Uint8Array(sampleDocument('Quyết định', ['Số 12/QĐ']))], 'qd.pdf'),
    );
    expect([again.status, again.text.includes('qd.pdf')]).toEqual([422, true]);
    expect((await send(again.text, 'QSD-PDF')).status).toBe(303);
    expect((await world.officer.get(`/grants/${grant}`)).body).toMatchObject({ proposal: { act: 'grant' } });
  });

  it('raises a ceiling with the reason', async () => {
    const { grant } = await aRightOfUse(world, world.cooperative.id, product);
    const page = (await officer.get(`/department/grants/${grant}`)).text;
    const href = /href="([^"]*\/raise\/[^"]*)"/.exec(page)?.[1] ?? '';
    const wrong = await post(officer, href, { 'amount.value': 'nhiều' });
    expect([wrong.status, wrong.text.includes('id="f-reason-error"')]).toEqual([422, true]);
    const raised = await post(officer, href, { 'amount.value': '2,5', reason: 'Được mùa' });
    expect(raised.status).toBe(303);
    expect((await officer.get(`/department/grants/${grant}`)).text).toContain('1.002,5\u00a0tấn');
  });

  it('sees where goods under a mark are looked up, most first', async () => {
    const { mark, grant } = await aRightOfUse(world, world.cooperative.id, product);
    const { body } = await world.clerk.post(
      '/batches',
      await recordsOf(world.clerk).batchContent({ lot: 'QUET-1', product, grants: [grant] }),
    );
    const batchId = new Types.ObjectId(body.id as string);
    const day = { batchId, kinds: { visitor: 12 }, verdicts: {} };
    await world.database.collection<{ _id: string; [field: string]: unknown }>('scan_days').insertMany([
      { ...day, _id: 'a', day: '2026-10-01', provinces: { '91': 2, '80': 5 } },
      { ...day, _id: 'b', day: '2026-10-02', provinces: { '80': 4, unknown: 1 } },
    ]);
    expect((await world.officer.get(`/marks/${mark}/overview`)).body.scans).toEqual([
      { province: expect.stringContaining('Tây Ninh'), scans: 9 },
      { province: expect.stringContaining('An Giang'), scans: 2 },
      { province: null, scans: 1 },
    ]);
    const { text } = await officer.get(`/department/marks/${mark}/overview`);
    expect(text).toContain(t('marks.scans-unknown'));
  });
});
