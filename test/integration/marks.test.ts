import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aGrant, aMark } from '../support/marks.ts';
import { recordsOf, waitingFor } from '../support/producer-records.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let product: string;

beforeAll(async () => {
  world = await startWorld();
  product = await approvedProduct();
});
afterAll(() => world.close());

const pointersOf = ({ body }: { body: { faults?: { pointer: string }[] } }) =>
  (body.faults ?? []).map(({ pointer }) => pointer);

describe('the register of marks', () => {
  it('holds a mark in preparation without a number it cannot have yet', async () => {
    const project = aMark(world.cooperative.id, { stage: 'plan' });
    const {
      applicationNumber: _a,
      filedOn: _f,
      certificateNumber: _c,
      grantedOn: _g,
      expiresOn: _e,
      ...plan
    } = project;
    const { status, body } = await world.officer.post('/marks', plan);
    expect(status).toBe(201);
    expect(body).toMatchObject({ owner: world.cooperative, content: { stage: 'plan' } });
    expect(pointersOf(await world.officer.post('/marks', project))).toEqual([
      '/applicationNumber',
      '/filedOn',
      '/certificateNumber',
      '/grantedOn',
      '/expiresOn',
    ]);
  });

  it('asks for the facts of the stage', async () => {
    const { certificateNumber: _c, expiresOn: _e, ...rest } = aMark(world.cooperative.id);
    expect(pointersOf(await world.officer.post('/marks', rest))).toEqual([
      '/certificateNumber',
      '/expiresOn',
    ]);
  });

  it('lets a geographical indication never expire', async () => {
    const indication = aMark(world.cooperative.id, { kind: 'geographical-indication', niceClasses: [] });
    expect(pointersOf(await world.officer.post('/marks', indication))).toEqual(['/expiresOn']);
    const { expiresOn: _e, ...right } = indication;
    expect((await world.officer.post('/marks', right)).status).toBe(201);
  });

  it('names every wrong field at once', async () => {
    const answer = await world.officer.post(
      '/marks',
      aMark('0123456789abcdef01234567', {
        communes: ['30526', '99999'],
        applicationNumber: 'chưa có',
        grantedOn: '2020-01-01',
        logo: '0123456789abcdef01234567',
      }),
    );
    expect(answer.status).toBe(422);
    expect(pointersOf(answer).sort()).toEqual([
      '/applicationNumber',
      '/communes/1',
      '/grantedOn',
      '/logo',
      '/owner',
    ]);
    expect(
      pointersOf(await world.officer.post('/marks', aMark(world.cooperative.id, { niceClasses: [46] }))),
    ).toEqual(['/niceClasses/0']);
  });

  it('is read by whoever is signed in and written by the department', async () => {
    const { body } = await world.officer.post('/marks', aMark(world.cooperative.id));
    expect((await world.stranger.get(`/marks/${body.id}`)).status).toBe(200);
    expect((await world.stranger.get('/marks?q=thot+not&kind=collective')).body.items.length).toBeGreaterThan(
      0,
    );
    expect((await world.clerk.post('/marks', aMark(world.cooperative.id))).status).toBe(403);
    expect((await world.anyone.get('/marks')).status).toBe(401);
  });

  it('lets an owner’s manager change the owner’s own marks only', async () => {
    const { body } = await world.officer.post('/marks', aMark(world.cooperative.id));
    const manager = world.as('mark-manager', world.cooperative.id, 'Quản Lý Nhãn Hiệu');
    const other = world.as('mark-manager', world.neighbour.id, 'Người Khác');
    const changed = { ...body.content, goods: 'Đường thốt nốt viên' };
    expect((await other.put(`/marks/${body.id}`, 0, changed)).status).toBe(404);
    expect(
      (await manager.put(`/marks/${body.id}`, 0, { ...changed, owner: world.neighbour.id })).status,
    ).toBe(404);
    expect((await manager.put(`/marks/${body.id}`, 0, changed)).body.content.goods).toBe(
      'Đường thốt nốt viên',
    );
  });

  it('tells a stale edit with both versions', async () => {
    const { body } = await world.officer.post('/marks', aMark(world.cooperative.id));
    expect((await world.officer.put(`/marks/${body.id}`, 0, body.content)).body.rev).toBe(1);
    const stale = await world.secondOfficer.put(`/marks/${body.id}`, 0, body.content);
    expect(stale.status).toBe(409);
    expect(stale.body).toMatchObject({ yours: 0, current: 1 });
  });
});

describe('a right of use', () => {
  it('is granted under a title, within its validity, to the owner of the products', async () => {
    const mark = await granted();
    const { status, body } = await world.officer.post('/grants', grantOf(mark));
    expect(status).toBe(201);
    expect(body).toMatchObject({ state: 'granted', organisation: world.cooperative, mark: { id: mark } });
    const wrong = await world.officer.post('/grants', {
      ...grantOf(mark),
      organisation: world.neighbour.id,
      from: '2022-05-31',
      to: '2031-03-02',
    });
    expect(pointersOf(wrong).sort()).toEqual(['/from', '/products/0', '/to']);
  });

  it('needs the protection title', async () => {
    const {
      certificateNumber: _c,
      grantedOn: _g,
      expiresOn: _e,
      ...filed
    } = aMark(world.cooperative.id, { stage: 'filed' });
    const mark = (await world.officer.post('/marks', filed)).body.id as string;
    expect(pointersOf(await world.officer.post('/grants', grantOf(mark)))).toEqual(['/mark']);
  });

  it('is never given to the owner of a certification mark', async () => {
    const mark = await granted({ kind: 'certification' });
    expect(pointersOf(await world.officer.post('/grants', grantOf(mark)))).toEqual(['/organisation']);
  });

  it('follows another one but never overlaps it, even when two officers grant at the same moment', async () => {
    const mark = await granted();
    const years = (from: string, to: string) => ({
      ...grantOf(mark),
      from: `${from}-01-01`,
      to: `${to}-12-31`,
    });
    const both = await Promise.all([
      world.officer.post('/grants', years('2025', '2026')),
      world.secondOfficer.post('/grants', years('2026', '2027')),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect((await world.officer.post('/grants', years('2028', '2029'))).status).toBe(201);
  });

  it('is suspended, restored and revoked with a reason, and then is over', async () => {
    const grant = (await world.officer.post('/grants', grantOf(await granted()))).body.id as string;
    const act = (noun: string, body: object = { reason: 'Kiểm tra đột xuất' }) =>
      world.officer.post(`/grants/${grant}/${noun}`, body);
    expect(pointersOf(await act('suspension', {}))).toEqual(['/reason']);
    expect((await act('suspension')).body).toMatchObject({ state: 'suspended', reason: 'Kiểm tra đột xuất' });
    expect((await act('suspension')).status).toBe(409);
    expect((await act('restoration')).body).toMatchObject({ state: 'granted', reason: null });
    expect((await act('revocation')).body).toMatchObject({ state: 'revoked' });
    expect((await act('restoration')).status).toBe(409);
    const versions = await world.database.collection('versions').countDocuments({ 'subject.id': grant });
    expect(versions).toBe(4);
  });

  it('is seen by its holder, the owner of the mark and the department', async () => {
    const mark = await granted({ owner: world.neighbour.id });
    const grant = (await world.officer.post('/grants', grantOf(mark))).body.id as string;
    const outsider = world.as('producer-owner', '0123456789abcdef01234567', 'Người Ngoài');
    for (const person of [world.clerk, world.stranger, world.leader]) {
      expect((await person.get(`/grants/${grant}`)).status).toBe(200);
    }
    expect((await outsider.get(`/grants/${grant}`)).status).toBe(404);
    expect((await outsider.get('/grants')).body.items).toEqual([]);
    expect((await world.clerk.post('/grants', grantOf(mark))).status).toBe(403);
  });

  it('runs out by the calendar', async () => {
    const mark = await granted();
    const past = { ...grantOf(mark), from: '2024-01-01', to: '2024-12-31' };
    const { body } = await world.officer.post('/grants', past);
    expect(body.state).toBe('expired');
    expect((await world.officer.post(`/grants/${body.id}/suspension`, { reason: 'Muộn rồi' })).status).toBe(
      409,
    );
  });
});

async function granted(overrides: object = {}): Promise<string> {
  return (await world.officer.post('/marks', aMark(world.cooperative.id, { ...overrides }))).body
    .id as string;
}

function grantOf(mark: string) {
  return aGrant(mark, world.cooperative.id, { products: [product] });
}

async function approvedProduct(): Promise<string> {
  const id = await recordsOf(world.clerk).product();
  await world.clerk.post(`/products/${id}/submission`);
  await world.officer.post(`/submissions/${await waitingFor(world.officer, id)}/approval`);
  return id;
}
