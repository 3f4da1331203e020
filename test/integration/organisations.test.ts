import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditEntryModel } from '../../server/ledger/audit-entry-model.ts';
import { VersionModel } from '../../server/ledger/version-model.ts';
import type { OrganisationContent } from '../../server/platform/contract-types.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

function content(differing: Partial<OrganisationContent> = {}): OrganisationContent {
  return {
    name: 'Công ty Mắm Châu Đốc',
    kind: 'company',
    address: { communeCode: '30526', street: 'Số 1 Lê Lợi' },
    ...differing,
  };
}

describe('organisations', () => {
  let world: World;
  beforeAll(async () => (world = await startWorld()));
  afterAll(() => world.close());

  it('are in force as soon as the department registers them, as their own owners', async () => {
    const { status, body } = await world.officer.post('/organisations', content({ taxCode: '1600 000 035' }));
    expect(status).toBe(201);
    expect(body).toMatchObject({
      state: 'approved',
      approved: { version: 1, by: world.officer.actor.name },
      organisation: { id: body.id, name: 'Công ty Mắm Châu Đốc' },
      content: { taxCode: '1600000035' },
    });
    expect(await VersionModel.countDocuments({ 'subject.id': body.id, number: 1 })).toBe(1);
    expect((await AuditEntryModel.findOne({ 'subject.id': body.id }).lean())?.action).toBe(
      'organisation.register',
    );
  });

  it('are registered by the department only', async () => {
    expect((await world.clerk.post('/organisations', content())).status).toBe(403);
    expect((await world.leader.post('/organisations', content())).status).toBe(403);
  });

  it.each([
    ['company', '1600000042'],
    ['company', '1600000042-001'],
    ['household', '089085001234'],
  ] as const)('of kind %s take the tax code %s', async (kind, taxCode) => {
    const { body } = await world.officer.post('/organisations', content({ kind, taxCode }));
    expect(body.content.taxCode).toBe(taxCode);
  });

  it('refuse the personal number of anybody but a household, and a wrong tax code, in the reader’s language', async () => {
    const personal = await world.officer.post('/organisations', content({ taxCode: '089085009999' }));
    expect(personal.body.faults).toMatchObject([
      { pointer: '/taxCode', code: 'organisation.tax-code-personal' },
    ]);
    const wrong = (language: string) =>
      world.officer.post('/organisations', content({ taxCode: '1600000011' }), {
        'Accept-Language': language,
      });
    expect((await wrong('en')).body.faults[0].message).toMatch(/the tenth must be 0/);
    expect((await wrong('vi')).body.faults[0].message).toMatch(/chữ số thứ 10 phải là 0/);
  });

  it('share no tax code', async () => {
    const answer = await world.officer.post('/organisations', content({ taxCode: '1600000010' }));
    expect(answer.status).toBe(422);
    expect(answer.body.faults).toMatchObject([{ pointer: '/taxCode', code: 'organisation.tax-code-taken' }]);
  });

  it('refuse a web address that is a script', async () => {
    const website = 'javascript:alert(1)';
    const answer = await world.officer.post('/organisations', content({ website }));
    expect(answer.body.faults).toMatchObject([{ pointer: '/website', code: 'errors.format-uri' }]);
  });

  it('see and edit themselves as a draft, while the content in force stays', async () => {
    const { id } = world.cooperative;
    const { body: own } = await world.owner.get('/organisations');
    expect(own.items).toHaveLength(1);
    const edited = await world.owner.put(`/organisations/${id}`, own.items[0].rev, {
      ...own.items[0].content,
      name: 'HTX đổi tên',
    });
    expect(edited.body).toMatchObject({ state: 'draft', title: 'HTX đổi tên', approved: { version: 1 } });
    expect(await world.features.organisations.nameOf(id)).toBe(world.cooperative.name);
    expect((await world.owner.get(`/organisations/${world.neighbour.id}`)).status).toBe(404);
    expect((await world.owner.put(`/organisations/${world.neighbour.id}`, 0, content())).status).toBe(404);
  });

  it('are corrected by the department in one step, as a new version', async () => {
    const { body: made } = await world.officer.post('/organisations', content());
    const corrected = await world.officer.put(
      `/organisations/${made.id}`,
      made.rev,
      content({ name: 'Tên đúng' }),
    );
    expect(corrected.body).toMatchObject({ state: 'approved', approved: { version: 2 }, title: 'Tên đúng' });
    expect(await world.features.organisations.nameOf(made.id)).toBe('Tên đúng');
    expect(await VersionModel.countDocuments({ 'subject.id': made.id })).toBe(2);
    const stale = await world.officer.put(`/organisations/${made.id}`, made.rev, content());
    expect(stale.status).toBe(409);
    expect(stale.body).toMatchObject({ yours: 0, current: 1 });
  });
});
