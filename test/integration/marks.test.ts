import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import Big from 'big.js';
import { stampedIn } from '../../server/compose-stamps.ts';
import { verifyMarks } from '../../server/features/marks/mark-verification.ts';
import { dailyJobs } from '../../server/jobs/daily-jobs.ts';
import { silentLogger } from '../../server/platform/logger.ts';
import type { MarkBalance } from '../../server/platform/contract-types.ts';
import {
  aGrant,
  aMark,
  aMarkWithMember,
  aRightOfUse,
  aSiteCheck,
  grantedRight,
  revoked,
} from '../support/marks.ts';
import { recordsOf, waitingFor } from '../support/producer-records.ts';
import { verifyCommand } from '../support/verify-command.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

/** Journeys of many steps, on machines that do other things as well. */
jest.setTimeout(60_000);

let world: World;
let product: string;
let workshop: string;
let lots = 0;

beforeAll(async () => {
  world = await startWorld();
  product = await approvedProduct();
  workshop = await recordsOf(world.clerk).place();
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

describe('the area of a mark', () => {
  const withUnit = (formerUnit: object) => aMark(world.cooperative.id, { formerUnits: [formerUnit] });

  it('resolves an abolished district by a choice among the communes that hold its land', async () => {
    const asked = await world.officer.post(
      '/marks',
      withUnit({ name: 'huyện Chợ Mới, tỉnh An Giang', communes: [] }),
    );
    expect(pointersOf(asked)).toEqual(['/formerUnits/0/communes']);
    expect(asked.text).toContain('30628');
    const chosen = {
      name: 'huyện Chợ Mới, tỉnh An Giang',
      communes: ['30628', '30631'],
      endedOn: '2025-06-30',
    };
    expect((await world.officer.post('/marks', withUnit(chosen))).status).toBe(201);
  });

  it('refuses a unit that never was, one of two names, and communes that lie elsewhere', async () => {
    const refused = async (unit: object) => pointersOf(await world.officer.post('/marks', withUnit(unit)));
    expect(await refused({ name: 'huyện Không Có', communes: [] })).toEqual(['/formerUnits/0/name']);
    expect(await refused({ name: 'huyện Chợ Mới', communes: [] })).toEqual(['/formerUnits/0/name']);
    expect(await refused({ name: 'huyện Chợ Mới, tỉnh An Giang', communes: ['30526'] })).toEqual([
      '/formerUnits/0/communes/0',
    ]);
  });

  it('refuses an outline that is none', async () => {
    const answer = await world.officer.post(
      '/marks',
      aMark(world.cooperative.id, { polygon: { type: 'Point', coordinates: [105, 10.5] } }),
    );
    expect(pointersOf(answer)).toEqual(['/polygon']);
  });
});

describe('a number of another form', () => {
  it('is kept with a warning that shows the usual one', async () => {
    const { status, body } = await world.officer.post(
      '/marks',
      aMark(world.cooperative.id, { certificateNumber: '412345' }),
    );
    expect([status, body.warnings]).toEqual([
      201,
      [{ pointer: '/certificateNumber', usual: '4-0412345-000' }],
    ]);
  });
});

describe('a regulation of use', () => {
  const collective = {
    owner: 'Hội',
    membership: 'Tự nguyện',
    permitted: 'Danh sách kèm theo',
    conditions: 'Đúng vùng',
    violations: 'Nhắc nhở, thu hồi',
  };

  it('without its mandatory items is refused with the list of them', async () => {
    const mark = await granted();
    const answer = await world.officer.post(`/marks/${mark}/regulations`, {
      from: '2025-01-01',
      items: { owner: 'Hội', fees: 'Không thu' },
    });
    expect(answer.status).toBe(422);
    expect(pointersOf(answer)).toEqual([
      '/items/membership',
      '/items/permitted',
      '/items/conditions',
      '/items/violations',
    ]);
    const indication = await granted({
      kind: 'geographical-indication',
      niceClasses: [],
      expiresOn: undefined,
    });
    expect(
      pointersOf(
        await world.officer.post(`/marks/${indication}/regulations`, {
          from: '2025-01-01',
          items: collective,
        }),
      ),
    ).toHaveLength(7);
  });

  it('is kept in dated versions, of which one is in force', async () => {
    const mark = await granted();
    const add = (from: string) =>
      world.officer.post(`/marks/${mark}/regulations`, { from, items: collective });
    expect((await add('2024-01-01')).body).toMatchObject({ number: 1, isInForce: true });
    expect((await add('2025-01-01')).body).toMatchObject({ number: 2, isInForce: true });
    expect((await add('2099-01-01')).body).toMatchObject({ number: 3, isInForce: false });
    expect(pointersOf(await add('2025-06-01'))).toEqual(['/from']);
    const { items } = (await world.clerk.get(`/marks/${mark}/regulations`)).body as {
      items: { number: number; isInForce: boolean }[];
    };
    expect(items.map(({ number, isInForce }) => [number, isInForce])).toEqual([
      [3, false],
      [2, true],
      [1, false],
    ]);
  });
});

describe('the project of a mark', () => {
  it('is managed by whoever looks after it, with sums and nothing reached too early', async () => {
    const {
      applicationNumber: _a,
      filedOn: _f,
      certificateNumber: _c,
      grantedOn: _g,
      expiresOn: _e,
      ...plan
    } = aMark(world.cooperative.id, { stage: 'plan' });
    const { id, rev } = (await world.officer.post('/marks', plan)).body as { id: string; rev: number };
    const project = {
      stages: [{ stage: 'plan', reached: '2026-01-01' }],
      tasks: [{ title: 'Khảo sát', due: '2026-11-30' }],
      costs: [{ what: 'Hồ sơ', amount: '140000000' }],
      funding: [
        { source: 'Ngân sách', amount: '100000000', isSecured: true },
        { source: 'Đối ứng', amount: '15000000', isSecured: false },
      ],
    };
    const answer = await world.officer.put(`/marks/${id}/project`, rev, project);
    expect(answer.body).toMatchObject({ cost: '140000000', secured: '100000000', missing: '25000000' });
    const early = { ...project, stages: [{ stage: 'filed', reached: '2026-02-01' }] };
    const { rev: now } = answer.body as { rev: number };
    expect(pointersOf(await world.officer.put(`/marks/${id}/project`, now, early))).toEqual([
      '/stages/0/reached',
    ]);
    expect((await world.stranger.get(`/marks/${id}/project`)).status).toBe(403);
  });
});

describe('members', () => {
  it('join once, leave with a reason, and may come back', async () => {
    const mark = await granted();
    const join = (joinedOn: string) =>
      world.officer.post(`/marks/${mark}/members`, { organisation: world.neighbour.id, joinedOn });
    const { body } = await join('2024-01-01');
    expect(pointersOf(await join('2025-01-01'))).toEqual(['/organisation']);
    const leave = (leftOn: string) =>
      world.officer.post(`/mark-members/${body.id as string}/departure`, { leftOn, reason: 'Xin ra' });
    expect(pointersOf(await leave('2023-01-01'))).toEqual(['/leftOn']);
    expect((await leave('2025-06-01')).body).toMatchObject({ leftOn: '2025-06-01' });
    expect((await leave('2025-06-02')).status).toBe(409);
    expect(pointersOf(await join('2025-05-31'))).toEqual(['/organisation']);
    expect((await join('2025-06-01')).status).toBe(201);
  });

  it('are entered by the owner’s manager under the owner’s marks only', async () => {
    const mark = await granted();
    const join = { organisation: world.neighbour.id, joinedOn: '2024-01-01' };
    const other = world.as('mark-manager', world.neighbour.id, 'Người Khác');
    expect((await other.post(`/marks/${mark}/members`, join)).status).toBe(404);
    const manager = world.as('mark-manager', world.cooperative.id, 'Quản Lý Nhãn Hiệu');
    expect((await manager.post(`/marks/${mark}/members`, join)).status).toBe(201);
  });
});

describe('a right of use', () => {
  it('goes from the application over the check on the spot and two officers to the grant', async () => {
    const mark = await withMember();
    const applied = await world.clerk.post('/grants', grantOf(mark));
    expect(applied.body).toMatchObject({
      state: 'applied',
      organisation: world.cooperative,
      mark: { id: mark },
    });
    const act = actsOn(applied.body.id as string);
    expect((await act.propose({ act: 'grant', number: 'QSD-A' })).status).toBe(409);
    expect((await act.check({ outcome: 'to-mend', deadline: '2025-02-01' })).body).toMatchObject({
      state: 'checked',
    });
    expect(pointersOf(await act.propose({ act: 'grant', number: 'QSD-A' }))).toEqual(['/act']);
    expect((await act.check()).body.checks).toHaveLength(2);
    expect(pointersOf(await act.propose({ act: 'grant' }))).toEqual(['/number']);
    expect(
      (await act.propose({ act: 'grant', number: 'QSD-A', decisionNumber: '12/QĐ' })).body,
    ).toMatchObject({
      state: 'checked',
      proposal: { act: 'grant', by: { name: world.officer.actor.name } },
    });
    expect((await act.propose({ act: 'grant', number: 'QSD-B' })).status).toBe(409);
    expect((await world.officer.post(act.path('decision'))).status).toBe(403);
    expect((await world.secondOfficer.post(act.path('decision'))).body).toMatchObject({
      state: 'granted',
      proposal: null,
      content: { number: 'QSD-A', decisionNumber: '12/QĐ' },
    });
    expect((await world.secondOfficer.post(act.path('decision'))).status).toBe(409);
  });

  it('is refused by two as well, and a proposal can be dropped', async () => {
    const mark = await withMember();
    const act = actsOn((await world.clerk.post('/grants', grantOf(mark))).body.id as string);
    expect(pointersOf(await act.propose({ act: 'refuse' }))).toEqual(['/reason']);
    await act.propose({ act: 'refuse', reason: 'Ngoài vùng nguyên liệu' });
    expect(pointersOf(await world.secondOfficer.post(act.path('proposal/withdrawal')))).toEqual(['/reason']);
    await world.secondOfficer.post(act.path('proposal/withdrawal'), { reason: 'Cần kiểm tra thêm' });
    await act.propose({ act: 'refuse', reason: 'Ngoài vùng nguyên liệu' });
    expect((await world.secondOfficer.post(act.path('decision'))).body).toMatchObject({
      state: 'refused',
      reason: 'Ngoài vùng nguyên liệu',
    });
  });

  it('stays within the title, the area and the collective, with an error at each field', async () => {
    const mark = await withMember();
    const elsewhere = await approvedPlace('30673');
    const wrong = await world.officer.post('/grants', {
      ...grantOf(mark),
      organisation: world.neighbour.id,
      from: '2022-05-31',
      to: '2031-03-02',
      ceiling: undefined,
    });
    expect(pointersOf(wrong).sort()).toEqual(['/area', '/from', '/organisation', '/products/0', '/to']);
    const outside = await world.officer.post('/grants', { ...grantOf(mark), places: [elsewhere] });
    expect(pointersOf(outside)).toEqual(['/places/0']);
  });

  it('is not for a member who left', async () => {
    const mark = await withMember();
    const { items } = (await world.officer.get(`/marks/${mark}/members`)).body as { items: { id: string }[] };
    await world.officer.post(`/mark-members/${items[0]?.id ?? ''}/departure`, {
      leftOn: '2024-12-01',
      reason: 'Xin ra',
    });
    const answer = await world.officer.post('/grants', grantOf(mark));
    expect(pointersOf(answer)).toEqual(['/organisation']);
    expect(answer.text).toContain('2024-12-01');
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

  it('follows another one but never overlaps it, even when two apply at the same moment', async () => {
    const mark = await withMember();
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

  it('is suspended and restored by one, revoked by two, each with a reason, and then is over', async () => {
    const { grant } = await aRightOfUse(world, world.cooperative.id, product);
    const act = (noun: string, body: object = { reason: 'Kiểm tra đột xuất' }) =>
      world.officer.post(`/grants/${grant}/${noun}`, body);
    expect(pointersOf(await act('suspension', {}))).toEqual(['/reason']);
    expect((await act('suspension')).body).toMatchObject({ state: 'suspended', reason: 'Kiểm tra đột xuất' });
    expect((await act('suspension')).status).toBe(409);
    expect((await act('restoration')).body).toMatchObject({ state: 'granted', reason: null });
    await revoked(world, grant);
    expect((await world.officer.get(`/grants/${grant}`)).body).toMatchObject({ state: 'revoked' });
    expect((await act('restoration')).status).toBe(409);
    const versions = await world.database.collection('versions').countDocuments({ 'subject.id': grant });
    expect(versions).toBe(6);
  });

  it('is renewed in one step, which a second officer only has to decide', async () => {
    const { grant } = await aRightOfUse(world, world.cooperative.id, product);
    const renew = (to: string) =>
      world.officer.post(`/grants/${grant}/renewal`, { to, number: `${grant}-2` });
    expect(pointersOf(await renew('2031-03-02'))).toEqual(['/to']);
    const { body } = await renew('2031-03-01');
    expect(body).toMatchObject({ state: 'checked', renews: grant, content: { from: '2031-01-01' } });
    const decided = await world.secondOfficer.post(`/grants/${body.id as string}/decision`);
    expect(decided.body).toMatchObject({ state: 'granted' });
  });

  it('is seen by its holder, the owner of the mark and the department, and decided by officers', async () => {
    const mark = await granted({ owner: world.neighbour.id });
    await world.officer.post(`/marks/${mark}/members`, {
      organisation: world.cooperative.id,
      joinedOn: '2022-06-01',
    });
    const grant = await grantedRight(world, grantOf(mark));
    const outsider = world.as('producer-owner', '0123456789abcdef01234567', 'Người Ngoài');
    for (const person of [world.clerk, world.stranger, world.leader]) {
      expect((await person.get(`/grants/${grant}`)).status).toBe(200);
    }
    expect((await outsider.get(`/grants/${grant}`)).status).toBe(404);
    expect((await outsider.get('/grants')).body.items).toEqual([]);
    expect((await outsider.post('/grants', grantOf(mark))).status).toBe(404);
    expect((await world.clerk.post(`/grants/${grant}/suspension`, { reason: 'Không được' })).status).toBe(
      403,
    );
    const manager = world.as('mark-manager', world.neighbour.id, 'Quản Lý Nhãn Hiệu');
    expect(
      (await manager.post(`/grants/${grant}/proposal`, { act: 'revoke', reason: 'Vi phạm' })).status,
    ).toBe(200);
    expect((await manager.post(`/grants/${grant}/decision`)).status).toBe(403);
  });

  it('runs out by the calendar, and the daily job writes it down once', async () => {
    const mark = await withMember();
    const past = { ...grantOf(mark), from: '2024-01-01', to: '2024-12-31' };
    const grant = await grantedRight(world, past);
    expect((await world.officer.get(`/grants/${grant}`)).body.state).toBe('expired');
    expect((await world.officer.post(`/grants/${grant}/suspension`, { reason: 'Muộn rồi' })).status).toBe(
      409,
    );
    expect(await world.features.decisions.expireDue()).toBeGreaterThan(0);
    expect(await world.features.decisions.expireDue()).toBe(0);
    const entries = world.database.collection('audit-entries');
    expect(await entries.countDocuments({ action: 'grant.expire', 'subject.id': grant })).toBe(1);
  });
});

describe('a season', () => {
  const season = (overrides: object = {}) => ({
    name: 'Vụ 2026',
    products: [] as string[],
    from: '2026-01-01',
    to: '2026-12-31',
    norm: { value: '1000', unit: 'KGM', per: 'HAR' },
    basis: 'Điều tra năng suất',
    ...overrides,
  });

  it('has one norm a day and product, and keeps every norm it had', async () => {
    const mark = await granted();
    const { body } = await world.officer.post(`/marks/${mark}/seasons`, season());
    const open = (overrides: object) => world.officer.post(`/marks/${mark}/seasons`, season(overrides));
    expect(pointersOf(await open({ from: '2026-06-01', to: '2027-06-01' }))).toEqual(['/from']);
    expect(pointersOf(await open({ from: '2028-01-01', to: '2027-06-01' }))).toEqual(['/to']);
    const zero = { value: '0', unit: 'KGM', per: 'HAR' };
    expect(pointersOf(await open({ from: '2028-01-01', to: '2028-06-01', norm: zero }))).toEqual([
      '/norm/value',
    ]);
    const higher = season({ norm: { value: '1200', unit: 'KGM', per: 'HAR' }, basis: 'Khảo sát lại' });
    const edited = await world.officer.put(`/mark-seasons/${body.id as string}`, body.rev as number, higher);
    expect((edited.body.history as { norm: { value: string } }[]).map(({ norm }) => norm.value)).toEqual([
      '1000',
      '1200',
    ]);
  });

  it('makes the ceiling of a right, which moves with the norm and never below what is drawn', async () => {
    const { mark, grant, seasonId } = await measuredRight({ area: '0.5', norm: '1000' });
    await submitted(grant, '400');
    const put = async (value: string) => {
      const { items } = (await world.officer.get(`/marks/${mark}/seasons`)).body as {
        items: { id: string; rev: number; content: object }[];
      };
      const [now] = items;
      const norm = { value, unit: 'KGM', per: 'HAR' };
      return world.officer.put(`/mark-seasons/${seasonId}`, now?.rev ?? 0, { ...now?.content, norm });
    };
    expect(pointersOf(await put('799'))).toEqual(['/norm/value']);
    expect((await put('800')).status).toBe(200);
    expect(await balance(grant)).toMatchObject({
      limit: { value: '400', unit: 'KGM' },
      left: { value: '0' },
    });
  });
});

describe('a ceiling', () => {
  it('is drawn on at submission, given back when the batch comes back, and refused beyond with the shortfall', async () => {
    const { grant } = await measuredRight({ area: '0.5', norm: '1000' });
    const first = await submitted(grant, '400');
    expect(await balance(grant)).toMatchObject({ claimed: { value: '400' }, left: { value: '100' } });
    const tooMuch = await draft(grant, '100.5');
    expect(pointersOf(tooMuch)).toEqual(['/quantity/value']);
    expect(tooMuch.text).toContain('0,5');
    const submission = await waitingFor(world.officer, first);
    await world.officer.post(`/submissions/${submission}/return`, { message: 'Xin bổ sung ảnh', notes: [] });
    expect(await balance(grant)).toMatchObject({ claimed: { value: '0' }, left: { value: '500' } });
    expect((await draft(grant, '500')).status).toBe(201);
  });

  it('is raised by an officer with a reason, which is logged', async () => {
    const { grant } = await measuredRight({ area: '0.1', norm: '1000' });
    const { id } = await balance(grant);
    const raise = (body: object) =>
      world.officer.post(`/grants/${grant}/raises`, { balance: id, reason: 'Được mùa, đã đo lại', ...body });
    expect(pointersOf(await raise({ amount: { value: '5', unit: 'LTR' } }))).toEqual(['/amount/unit']);
    expect((await raise({ amount: { value: '0.02', unit: 'TNE' } })).body).toMatchObject({
      limit: { value: '120' },
      raises: [{ reason: 'Được mùa, đã đo lại', by: world.officer.actor.name }],
    });
    const entries = world.database.collection('audit-entries');
    expect(await entries.countDocuments({ action: 'grant.raise', 'subject.id': grant })).toBe(1);
    expect((await world.clerk.post(`/grants/${grant}/raises`, {})).status).toBe(403);
  });

  it('counts pieces by what one holds, and refuses what says nothing of kilograms', async () => {
    const { grant } = await measuredRight({ area: '0.5', norm: '1000' });
    const pieces = await draft(grant, '1001', { unit: 'H87' });
    expect(pointersOf(pieces)).toEqual(['/quantity/value']);
    expect(pointersOf(await draft(grant, '10', { unit: 'LTR' }))).toEqual(['/quantity/unit']);
  });

  it('is asked of no day without a norm', async () => {
    const { grant } = await measuredRight({ area: '0.5', norm: '1000' });
    expect(pointersOf(await draft(grant, '10', {}, '2025-05-01'))).toEqual(['/grants/0']);
  });

  it('is never exceeded, whatever is submitted at the same time', async () => {
    const { grant } = await measuredRight({ area: '0.5', norm: '1000' });
    let seed = 7;
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const batches: { id: string; quantity: string }[] = [];
    for (let count = 0; count < 12; count += 1) {
      const quantity = (40 + random() * 80).toFixed(2);
      batches.push({ id: (await drafted(grant, quantity)).id, quantity });
    }
    const answers = await Promise.all(batches.map(({ id }) => world.clerk.post(`/batches/${id}/submission`)));
    const taken = batches.filter((_, at) => (answers[at]?.status ?? 500) < 300);
    const refused = answers.filter(({ status }) => status >= 300);
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 422));
    const sum = taken.reduce((total, { quantity }) => total.plus(quantity), new Big(0));
    expect(taken.length).toBeGreaterThan(3);
    expect(refused.length).toBeGreaterThan(0);
    expect(sum.lte(500)).toBe(true);
    expect((await balance(grant)).claimed.value).toBe(sum.toFixed());
  });

  it('holds for stamps as well: never more than the batch drew, and none while the right is suspended', async () => {
    const { grant } = await measuredRight({ area: '0.5', norm: '1000' });
    const { id } = await drafted(grant, '100');
    await world.clerk.post(`/batches/${id}/submission`);
    const ask = (count: number) => world.clerk.post('/stamp-runs', { batch: id, count, hiddenCode: false });
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(60)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    const allowance = async () =>
      (await world.clerk.get(`/batches/${id}/stamp-allowance`)).body.left as number;
    expect(await allowance()).toBe(20);
    expect((await balance(grant)).stamped.value).toBe('90');
    await world.officer.post(`/grants/${grant}/suspension`, { reason: 'Kiểm tra' });
    const refused = await ask(5);
    expect([refused.status, pointersOf(refused), await allowance()]).toEqual([422, ['/count'], 0]);
    await world.officer.post(`/grants/${grant}/restoration`, { reason: 'Đạt' });
    expect(pointersOf(await ask(21))).toEqual(['/count']);
    expect((await ask(20)).status).toBe(201);
    expect((await balance(grant)).stamped.value).toBe('100');
  });

  it('takes stamps before any review into account, and gives back what was voided unused', async () => {
    const { grant } = await measuredRight({ area: '0.1', norm: '1000' });
    const { id } = await drafted(grant, '80');
    const run = await world.clerk.post('/stamp-runs', { batch: id, count: 100, hiddenCode: false });
    expect(run.status).toBe(201);
    expect(await balance(grant)).toMatchObject({ claimed: { value: '80' }, stamped: { value: '50' } });
    const { firstSerial: first, lastSerial: last } = run.body as { firstSerial: string; lastSerial: string };
    const gone = await world.clerk.post(`/batches/${id}/stamp-voids`, { first, last, reason: 'misprint' });
    expect([gone.status, (await balance(grant)).stamped.value]).toEqual([200, '0']);
    expect(pointersOf(await draft(grant, '30'))).toEqual(['/quantity/value']);
  });
});

describe('all ceilings together', () => {
  it('add up after a random load of submissions, withdrawals, stamps, voids and raises, by the command as well', async () => {
    const { grant } = await measuredRight({ area: '0.3', norm: '1000' });
    const { id: ceiling } = await balance(grant);
    let seed = 41;
    const random = (below: number) =>
      Math.floor(((seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647) * below);
    const ids: string[] = [];
    for (let count = 0; count < 6; count += 1) ids.push((await drafted(grant, String(40 + random(60)))).id);
    const runs: { id: string; batch: string }[] = [];
    const acts = [
      (batch: string) => world.clerk.post(`/batches/${batch}/submission`),
      (batch: string) => world.clerk.delete(`/batches/${batch}/submission`),
      async (batch: string) => {
        const answer = await world.clerk.post('/stamp-runs', {
          ...{ batch, count: 1 + random(40), hiddenCode: false },
        });
        if (answer.status === 201) runs.push({ id: answer.body.firstSerial as string, batch });
        return answer;
      },
      async (batch: string) => {
        const [run] = runs.splice(random(runs.length), 1);
        const first = run?.id ?? 'NONE';
        return world.clerk.post(`/batches/${run?.batch ?? batch}/stamp-voids`, {
          ...{ first, last: first, reason: 'misprint' },
        });
      },
      () =>
        world.officer.post(`/grants/${grant}/raises`, {
          ...{ balance: ceiling, amount: { value: String(1 + random(5)), unit: 'KGM' }, reason: 'Được mùa' },
        }),
    ];
    const statuses: number[] = [];
    for (let wave = 0; wave < 6; wave += 1) {
      const load = Array.from({ length: 8 }, () => acts[random(acts.length)]!(ids[random(ids.length)] ?? ''));
      statuses.push(...(await Promise.all(load)).map(({ status }) => status));
      const { limit, claimed, stamped } = await balance(grant);
      expect(new Big(claimed.value).lte(limit.value)).toBe(true);
      expect(new Big(stamped.value).lte(claimed.value)).toBe(true);
    }
    expect(statuses.filter((status) => status < 300).length).toBeGreaterThan(10);
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
    const { code, out, err } = await verifyCommand(['marks']);
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({ subject: 'marks', findings: 0 });
  });

  it('add up after everything that was drawn, raised and stamped at the same time', async () => {
    const { counts, findings } = await verifyMarks({ stampedOf: stampedIn });
    expect(counts.balances).toBeGreaterThan(5);
    expect(findings).toEqual([]);
    const balances = world.database.collection<{ _id: string; claimed: string }>('mark_balances');
    const [one] = await balances.find({ claimed: { $ne: '0' } }).toArray();
    await balances.updateOne({ _id: one!._id }, { $set: { claimed: '0.5' } });
    expect((await verifyMarks({ stampedOf: stampedIn })).findings).toMatchObject([{ balance: one!._id }]);
    await balances.updateOne({ _id: one!._id }, { $set: { claimed: one!.claimed } });
  });
});

describe('the public register', () => {
  it('shows what has a title, found without accents, with area, rules and those permitted', async () => {
    const mark = await withMember();
    const grant = await grantedRight(world, grantOf(mark));
    const list = await world.web.get('/vi/nhan-hieu?q=duong+thot+not');
    expect([list.status, list.text.includes(`/vi/nhan-hieu/${mark}`), list.text.includes('<script')]).toEqual(
      [200, true, false],
    );
    const detail = await world.web.get(`/en/marks/${mark}`);
    expect(detail.text).toContain(`/en/right-of-use/${grant}`);
    expect(detail.text).toContain('An Cư');
    const {
      applicationNumber: _a,
      filedOn: _f,
      certificateNumber: _c,
      grantedOn: _g,
      expiresOn: _e,
      ...plan
    } = aMark(world.cooperative.id, { stage: 'plan' });
    const project = (await world.officer.post('/marks', plan)).body.id as string;
    expect((await world.web.get(`/vi/nhan-hieu/${project}`)).status).toBe(404);
    expect((await world.web.get('/vi/nhan-hieu')).text).not.toContain(project);
  });

  it('certifies a right with its present state, and no mere application', async () => {
    const mark = await withMember();
    const grant = await grantedRight(world, grantOf(mark));
    const led = await world.web.get(`/register/rights/${grant}`);
    expect(led.status).toBe(303);
    const page = async () => (await world.web.get(`/vi/quyen-su-dung/${grant}`)).text;
    expect(await page()).toContain('Quyền này đang có hiệu lực.');
    expect(await page()).toContain('<svg');
    await world.officer.post(`/grants/${grant}/suspension`, { reason: 'Kiểm tra' });
    expect(await page()).toContain('Quyền này đang bị đình chỉ.');
    const applied = await world.clerk.post('/grants', {
      ...grantOf(mark),
      from: '2031-01-01',
      to: '2031-02-01',
    });
    expect((await world.web.get(`/vi/quyen-su-dung/${applied.body.id as string}`)).status).toBe(404);
  });
});

describe('the daily jobs', () => {
  it('run once a day, in one process of many', async () => {
    let runs = 0;
    const job = { name: 'test', run: () => Promise.resolve((runs += 1)) };
    const { jobRuns } = world.features;
    const parts = {
      ...{ database: world.database, clock: world.clock, log: silentLogger },
      ...{ jobs: [job], runs: jobRuns },
    };
    const [one, other] = [dailyJobs(parts), dailyJobs(parts)];
    await Promise.all([one.runDue(), other.runDue()]);
    await one.runDue();
    expect(runs).toBe(1);
    world.clock.advance(86_400_000);
    await other.runDue();
    expect(runs).toBe(2);
  });
});

describe('a claim', () => {
  it('is taken only for producer, product, place and day of a live right', async () => {
    const { grant } = await measuredRight({ area: '0.5', norm: '1000' });
    await world.officer.post(`/grants/${grant}/suspension`, { reason: 'Kiểm tra' });
    const suspended = await draft(grant, '10');
    expect(pointersOf(suspended)).toEqual(['/grants/0']);
    expect(suspended.text).toContain('đình chỉ');
    await world.officer.post(`/grants/${grant}/restoration`, { reason: 'Đạt' });
    const place = await recordsOf(world.clerk).place({ address: { communeCode: '30673', street: 'Ấp Thị' } });
    expect(pointersOf(await draft(grant, '10', { place }))).toEqual(['/grants/0']);
    expect((await draft(grant, '10')).status).toBe(201);
  });
});

describe('control under a mark', () => {
  it('keeps visits with findings until each is put right, and shows the outliers first', async () => {
    const { mark, grant } = await measuredRight({ area: '0.1', norm: '1000' });
    const visit = {
      grant,
      on: '2026-10-01',
      team: ['Lê Văn Kiểm'],
      samples: [{ code: 'M1', test: 'Độ ẩm', passed: true }],
      findings: [{ text: 'Thiếu sổ', severity: 'major', deadline: '2026-10-20' }],
    };
    const early = { ...visit, findings: [{ ...visit.findings[0], deadline: '2026-09-01' }] };
    expect(pointersOf(await world.officer.post(`/marks/${mark}/visits`, early))).toEqual([
      '/findings/0/deadline',
    ]);
    const { body } = await world.officer.post(`/marks/${mark}/visits`, visit);
    expect(body.findings).toMatchObject([{ number: 1, isOverdue: true }]);
    await submitted(grant, '95');
    const overview = async () => (await world.officer.get(`/marks/${mark}/overview`)).body;
    expect(await overview()).toMatchObject({
      openFindings: 1,
      overdueFindings: 1,
      rows: [
        {
          grant,
          claimedPercent: '95',
          flags: ['open-violation', 'overdue-findings', 'near-ceiling', 'few-stamps'],
        },
      ],
    });
    const close = () =>
      world.officer.post(`/mark-visits/${body.id as string}/findings/1/closing`, {
        on: '2026-11-01',
        how: 'Đã bổ sung',
      });
    expect((await close()).body.findings).toMatchObject([{ closedOn: '2026-11-01', isOverdue: false }]);
    expect((await close()).status).toBe(409);
    expect(await overview()).toMatchObject({ openFindings: 0 });
    expect((await world.clerk.get(`/marks/${mark}/visits`)).body.items).toHaveLength(1);
    expect((await world.stranger.get(`/marks/${mark}/visits`)).body.items).toEqual([]);
  });

  it('reminds of what falls due', async () => {
    const mark = await granted({ expiresOn: '2027-02-01', filedOn: '2017-02-01', grantedOn: '2018-01-01' });
    const { items } = (await world.officer.get('/mark-reminders')).body as {
      items: { kind: string; mark: { id: string } }[];
    };
    expect(items.filter((item) => item.mark.id === mark).map(({ kind }) => kind)).toEqual(['title-expiry']);
  });
});

async function granted(overrides: object = {}): Promise<string> {
  return (await world.officer.post('/marks', aMark(world.cooperative.id, { ...overrides }))).body
    .id as string;
}

function withMember(): Promise<string> {
  return aMarkWithMember(world.officer, world.cooperative.id);
}

function grantOf(mark: string) {
  return aGrant(mark, world.cooperative.id, { products: [product] });
}

function actsOn(grant: string) {
  const path = (noun: string) => `/grants/${grant}/${noun}`;
  return {
    path,
    check: (overrides: object = {}) => world.officer.post(path('site-checks'), aSiteCheck({ ...overrides })),
    propose: (proposal: object) => world.officer.post(path('proposal'), proposal),
  };
}

/** A right for so many hectares in the season of 2026. */
async function measuredRight({ area, norm }: { area: string; norm: string }) {
  const mark = await withMember();
  const season = await world.officer.post(`/marks/${mark}/seasons`, {
    name: 'Vụ 2026',
    products: [],
    from: '2026-01-01',
    to: '2026-12-31',
    norm: { value: norm, unit: 'KGM', per: 'HAR' },
    basis: 'Điều tra năng suất',
  });
  const content = { ...grantOf(mark), area: { value: area, unit: 'HAR' }, ceiling: undefined };
  return { mark, grant: await grantedRight(world, content), seasonId: season.body.id as string };
}

async function draft(
  grant: string,
  value: string,
  { unit = 'KGM', place = workshop } = {},
  producedOn = '2026-10-01',
) {
  const content = await recordsOf(world.clerk).batchContent({
    lot: `M${(lots += 1)}`,
    product,
    place,
    grants: [grant],
    quantity: { value, unit },
    producedOn,
  });
  return world.clerk.post('/batches', content);
}

/** A batch with a stage, ready to be submitted. */
async function drafted(grant: string, value: string): Promise<{ id: string }> {
  const { body, text } = await draft(grant, value);
  const { id } = body as { id?: string };
  if (id === undefined) throw new Error(text);
  await recordsOf(world.clerk).stage(id, workshop);
  return { id };
}

async function submitted(grant: string, value: string): Promise<string> {
  const { id } = await drafted(grant, value);
  const answer = await world.clerk.post(`/batches/${id}/submission`);
  if (answer.status >= 300) throw new Error(answer.text);
  return id;
}

async function balance(grant: string): Promise<MarkBalance> {
  const { items } = (await world.officer.get(`/grants/${grant}/balances`)).body as { items: MarkBalance[] };
  const [first] = items;
  if (!first) throw new Error('no balance');
  return first;
}

async function approvedProduct(): Promise<string> {
  const id = await recordsOf(world.clerk).product();
  await world.clerk.post(`/products/${id}/submission`);
  await world.officer.post(`/submissions/${await waitingFor(world.officer, id)}/approval`);
  return id;
}

async function approvedPlace(communeCode: string): Promise<string> {
  const id = await recordsOf(world.clerk).place({ address: { communeCode, street: 'Ấp Thị' } });
  await world.clerk.post(`/places/${id}/submission`);
  await world.officer.post(`/submissions/${await waitingFor(world.officer, id)}/approval`);
  return id;
}
