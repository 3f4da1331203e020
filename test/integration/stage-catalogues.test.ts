import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { filledIn, formIn } from '../support/form-reader.ts';
import { pageVisitor } from '../support/page-visitor.ts';
import { recordsOf } from '../support/producer-records.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const read = async (group: string) => (await world.clerk.get(`/stage-catalogue?group=${group}`)).body;
const chosen = (catalogue: any) =>
  catalogue.stages.map(({ code, quantity, units, details }: any) => ({ code, quantity, units, details }));
const pointersOf = ({ body }: { body: any }) => body.faults.map(({ pointer }: any) => pointer);

describe('the stages of a product group', () => {
  it('are settled by the department, and asked for from then on', async () => {
    const before = await read('livestock');
    expect(before.rev).toBe(0);
    const stages = [
      { code: 'care', quantity: 'none', units: [], details: ['Số chuồng'] },
      ...chosen(before).filter(({ code }: any) => code !== 'feeding'),
    ];
    const saved = await world.administrator.put('/stage-catalogues/livestock', 0, { stages });
    expect([saved.status, saved.headers.get('ETag')]).toEqual([200, '"1"']);
    const after = await read('livestock');
    expect(after.stages[0]).toMatchObject({ code: 'care', name: 'Chăm sóc', details: ['Số chuồng'] });

    const records = recordsOf(world.clerk);
    const [product, place] = [await records.product({ group: 'livestock' }), await records.place()];
    const batch = await records.batch({ product, place });
    const told = (stage: string) =>
      world.clerk.post(
        `/batches/${batch}/stages`,
        records.stageContent(place, { stage, quantity: undefined }),
      );
    expect((await told('care')).status).toBe(201);
    const refused = await told('feeding');
    expect([refused.status, pointersOf(refused)]).toEqual([422, ['/stage']]);
  });

  it('are kept in every state, with who changed them', async () => {
    const versions = await world.database
      .collection('versions')
      .find({ 'subject.kind': 'stage-catalogue', 'subject.id': 'livestock' })
      .toArray();
    expect(versions).toMatchObject([{ number: 1, by: world.administrator.actor.name }]);
    const entries = await world.database
      .collection('audit-entries')
      .find({ 'subject.kind': 'stage-catalogue' })
      .toArray();
    expect(entries).toMatchObject([{ action: 'stage-catalogue.edit' }]);
  });

  it('are not settled by producers, nor over somebody else’s change', async () => {
    const body = { stages: chosen(await read('crops')) };
    expect((await world.clerk.put('/stage-catalogues/crops', 0, body)).status).toBe(403);
    expect((await world.administrator.put('/stage-catalogues/crops', 0, body)).status).toBe(200);
    expect((await world.secondOfficer.put('/stage-catalogues/crops', 0, body)).status).toBe(409);
    expect((await world.administrator.put('/stage-catalogues/minerals', 0, body)).status).toBe(404);
  });

  it('name what cannot be', async () => {
    const stage = { code: 'packing', quantity: 'none', units: [], details: [] };
    const refused = async (...stages: object[]) => {
      const answer = await world.administrator.put('/stage-catalogues/processing', 0, { stages });
      expect(answer.status).toBe(422);
      return pointersOf(answer);
    };
    expect(await refused()).toEqual(['/stages']);
    expect(await refused({ ...stage, code: 'flying' })).toEqual(['/stages/0/code']);
    expect(await refused(stage, stage)).toEqual(['/stages/1/code']);
    expect(await refused({ ...stage, quantity: 'optional' })).toEqual(['/stages/0/units']);
    expect(await refused({ ...stage, code: 'processing' })).toEqual(['/stages/0/quantity']);
  });

  it('are settled on a page as well, where an error keeps what was typed', async () => {
    const login = { login: 'quantri', name: 'Quản Trị', roles: ['administrator' as const] };
    await world.features.accounts.users.createWithPassword(login, 'bốn từ rời rạc', {
      actor: world.administrator.actor,
    });
    const administrator = pageVisitor(world.root);
    await administrator.post('/sign-in', { login: 'quantri', password: 'bốn từ rời rạc' });
    const page = '/department/stage-catalogues/aquaculture';
    expect((await administrator.get('/department/stage-catalogues')).text).toContain(`href="${page}"`);
    const form = formIn((await administrator.get(page)).text);
    const post = (changes: Record<string, string>) =>
      administrator.post(page, fieldsOf(filledIn(form, changes)));
    const wrong = await post({ 'order.feeding': 'trước' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('href="#f-order.feeding"');
    const asked = { 'order.feeding': '', 'details.storage': 'Nhiệt độ kho\nNgười trông kho' };
    const unasked = await post(asked);
    expect([unasked.status, unasked.text.includes('href="#f-openDetails.storage"')]).toEqual([422, true]);
    const saved = await post({ ...asked, 'openDetails.storage': 'Nhiệt độ kho' });
    expect([saved.status, saved.location]).toEqual([303, '/department/stage-catalogues?done=saved']);
    const { rev, stages } = await read('aquaculture');
    expect(rev).toBe(1);
    expect(stages.map(({ code }: any) => code)).not.toContain('feeding');
    expect(stages.find(({ code }: any) => code === 'storage')).toMatchObject({
      details: ['Nhiệt độ kho', 'Người trông kho'],
      openDetails: ['Nhiệt độ kho'],
      isExpected: false,
    });
  });
});

function fieldsOf(data: FormData): Record<string, string[]> {
  return Object.fromEntries([...new Set(data.keys())].map((name) => [name, data.getAll(name).map(String)]));
}
