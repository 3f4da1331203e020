import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Role } from '../../server/domain/roles.ts';
import { translate } from '../../server/platform/i18n.ts';
import { filledIn, formIn } from '../support/form-reader.ts';
import { aMark, aMarkWithMember, aRightOfUse } from '../support/marks.ts';
import { pageVisitor } from '../support/page-visitor.ts';
import { recordsOf, submitAndApprove, waitingFor } from '../support/producer-records.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

type Visitor = ReturnType<typeof pageVisitor>;

const t = translate.vi;
const password = 'bốn từ rời rạc';
let world: World;
let records: ReturnType<typeof recordsOf>;
let officer: Visitor;
let second: Visitor;
let leader: Visitor;

beforeAll(async () => {
  world = await startWorld();
  records = recordsOf(world.clerk);
  officer = await signedIn('can-bo', 'officer', 'Trần Thị Cán Bộ');
  second = await signedIn('truong-phong', 'lead-officer', 'Lê Văn Trưởng');
  leader = await signedIn('lanh-dao', 'leader', 'Võ Lãnh Đạo');
});
afterAll(() => world.close());

async function signedIn(login: string, role: Role, name: string, organisation: string | null = null) {
  await world.features.accounts.users.createWithPassword(
    { login, name, roles: [role], organisation },
    password,
    { actor: world.administrator.actor },
  );
  const visitor = pageVisitor(world.root);
  await visitor.post('/sign-in', { login, password });
  return visitor;
}

/** A place before the department: the simplest record there is. */
async function waitingPlace(overrides = {}): Promise<{ place: string; submission: string }> {
  const place = await records.place(overrides);
  await world.clerk.post(`/places/${place}/submission`);
  return { place, submission: await waitingFor(world.officer, place) };
}

async function approvedBatch() {
  const ready = await records.readyBatch();
  await submitAndApprove(world, ready);
  return ready;
}

const at = (submission: string) => `/department/submissions/${submission}`;

/** The page's form as a browser would send it, with what was typed over it. */
async function formAt(visitor: Visitor, path: string): Promise<Record<string, string | string[]>> {
  return formIn((await visitor.get(path)).text);
}

async function post(visitor: Visitor, path: string, changes: Record<string, string | string[]>) {
  return visitor.post(path, { ...(await formAt(visitor, path)), ...changes });
}

describe('who may come to the desk', () => {
  it('asks a visitor to sign in and leads back', async () => {
    const answer = await pageVisitor(world.root).get('/department/queue');
    expect([answer.status, answer.location]).toEqual([303, '/sign-in?next=%2Fdepartment%2Fqueue']);
  });

  it('is closed to producers', async () => {
    const clerk = await signedIn('thu-ky', 'producer-clerk', 'Thư Ký', world.cooperative.id);
    for (const path of ['', '/queue', '/organisations', '/marks', '/sync', '/reports']) {
      expect([path, (await clerk.get(`/department${path}`)).status]).toEqual([path, 403]);
    }
  });

  it('says 404 for what is no record', async () => {
    for (const path of [
      'submissions/x',
      'batches/64b000000000000000000000',
      'sync/messages/none',
      'marks/1',
    ]) {
      expect([path, (await officer.get(`/department/${path}`)).status]).toEqual([path, 404]);
    }
  });
});

describe('the queue', () => {
  it('lists the oldest first, found by kind and by words without accents', async () => {
    const { submission } = await waitingPlace({ name: 'Vườn hàng đợi' });
    const { text } = await officer.get('/department/queue?kind=place&q=vuon+hang+doi');
    expect(text).toContain(at(submission));
    expect(text).toContain('Vườn hàng đợi');
    expect(text).toContain(t('department.new-record'));
    const none = await officer.get('/department/queue?q=khong-co-gi-nhu-the');
    expect(none.text).toContain(t('department.nothing-found'));
  });

  it('says what a batch waits for, with the way there', async () => {
    const { batch, place } = await records.readyBatch();
    await world.clerk.post(`/batches/${batch}/submission`);
    const { text } = await officer.get(at(await waitingFor(world.officer, batch)));
    expect(text).toContain(t('department.awaits-title'));
    expect(text).toContain(at(await waitingFor(world.officer, place)));
    const refused = await post(officer, at(await waitingFor(world.officer, batch)), { decision: 'approve' });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('phải được duyệt trước');
  });
});

describe('deciding', () => {
  it('approves, and goes on to the next record, where it tells what was done and its reference', async () => {
    const { submission, place } = await waitingPlace({ name: 'Kho đi tiếp 1' });
    const next = await waitingPlace({ name: 'Kho đi tiếp 2' });
    const filter = 'kind=place&q=kho+di+tiep';
    const answer = await post(officer, `${at(submission)}?${filter}`, { decision: 'approve' });
    const goesTo = `${at(next.submission)}?${filter}&done=${submission}`;
    expect([answer.status, answer.location]).toEqual([303, goesTo]);
    const { text } = await officer.get(goesTo);
    expect(text).toContain('Kho đi tiếp 2');
    expect(text).toContain(`HS-${submission.slice(-8).toUpperCase()}`);
    expect(text).toContain(`href="${at(submission)}?kind=place&amp;q=kho+di+tiep"`);
    expect((await world.clerk.get(`/places/${place}`)).body.state).toBe('approved');
  });

  it('takes effect once when the button is pressed twice', async () => {
    const { submission } = await waitingPlace();
    const form = { ...(await formAt(officer, at(submission))), decision: 'approve' };
    const answers = [await officer.post(at(submission), form), await officer.post(at(submission), form)];
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  });

  it('returns with notes that land at the producer’s fields', async () => {
    const { submission, place } = await waitingPlace({ name: 'Kho chưa rõ' });
    const answer = await post(officer, at(submission), {
      decision: 'return',
      returnMessage: 'Bổ sung giúp Sở.',
      'note.name': 'Ghi rõ tên kho.',
      'note.address.street': 'Ấp nào?',
    });
    expect(answer.status).toBe(303);
    const { body } = await world.clerk.get(`/places/${place}`);
    expect(body).toMatchObject({ state: 'returned', message: 'Bổ sung giúp Sở.' });
    expect(body.notes).toEqual(
      expect.arrayContaining([
        { pointer: '/name', text: 'Ghi rõ tên kho.' },
        { pointer: '/address/street', text: 'Ấp nào?' },
      ]),
    );
    const clerk = await signedIn('thu-ky-2', 'producer-clerk', 'Thư Ký', world.cooperative.id);
    expect((await clerk.get(`/producer/places/${place}/edit`)).text).toContain('Ghi rõ tên kho.');
    expect((await officer.get(at(submission))).text).toContain('Ghi rõ tên kho.');
  });

  it('asks for what is missing and loses nothing that was typed', async () => {
    const { submission } = await waitingPlace();
    const answer = await post(officer, at(submission), {
      decision: 'refuse',
      refuseMessage: 'Không đúng quy định.',
      'note.name': 'Xem lại tên.',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('href="#f-ground"');
    expect(answer.text).toContain('Không đúng quy định.');
    expect(answer.text).toContain('Xem lại tên.');
    const returned = await post(officer, at(submission), { decision: 'return', 'note.name': 'Xem lại.' });
    expect(returned.text).toContain('href="#f-returnMessage"');
  });

  it('does not approve over notes that nobody sent', async () => {
    const { submission } = await waitingPlace();
    const answer = await post(officer, at(submission), { decision: 'approve', 'note.name': 'Xem lại tên.' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(t('department.notes-left', { count: 1 }));
  });

  it('refuses with a legal ground', async () => {
    const { submission, place } = await waitingPlace();
    const answer = await post(officer, at(submission), {
      decision: 'refuse',
      groundText: 'Nghị định 37/2026/NĐ-CP, Điều 23 khoản 5 điểm d',
      refuseMessage: 'Địa chỉ không có thật.',
    });
    expect(answer.status).toBe(303);
    expect((await world.clerk.get(`/places/${place}`)).body.state).toBe('refused');
    expect((await officer.get(at(submission))).text).toContain('Điều 23 khoản 5 điểm d');
  });

  it('shows the second officer what the first decided, and keeps what the second typed', async () => {
    const { submission } = await waitingPlace();
    const late = await formAt(second, at(submission));
    await post(officer, at(submission), { decision: 'approve' });
    const answer = await second.post(at(submission), {
      ...late,
      decision: 'return',
      returnMessage: 'Chưa đạt.',
    });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain(t('department.too-late'));
    expect(answer.text).toContain('Trần Thị Cán Bộ');
    expect(answer.text).toContain('Chưa đạt.');
    expect(answer.text).not.toContain('name="decision"');
  });

  it('shows what differs from the version in force, whole quantities at once', async () => {
    const { place } = await waitingPlace({ area: { value: '1.5', unit: 'HAR' } });
    await post(officer, at(await waitingFor(world.officer, place)), { decision: 'approve' });
    const { body } = await world.clerk.get(`/places/${place}`);
    const content = { ...body.content, area: { value: '1250.5', unit: 'MTK' } };
    await world.clerk.put(`/places/${place}`, body.rev, content);
    await world.clerk.post(`/places/${place}/submission`);
    const { text } = await officer.get(at(await waitingFor(world.officer, place)));
    const differences = text.slice(
      text.indexOf(t('department.differences')),
      text.indexOf(t('department.whole-content')),
    );
    expect(differences).toContain('1,5\u00a0ha');
    expect(differences).toContain('1.250,5\u00a0m²');
    expect(differences.match(/diff-row/g)).toHaveLength(1);
    expect(text).toContain(t('department.changed-record'));
  });
});

describe('a leader', () => {
  it('reads everything and is offered no act', async () => {
    const { submission } = await waitingPlace();
    const { batch } = await approvedBatch();
    for (const path of ['', '/queue', '/marks', '/sync', '/reports', '/organisations', `/batches/${batch}`]) {
      const { status, text } = await leader.get(`/department${path}`);
      expect([path, status]).toEqual([path, 200]);
      expect(text).not.toMatch(/<form[^>]*method="post"[^>]*action="\/department/);
      expect(text).not.toContain(`${path}/suspend`);
    }
    const { text } = await leader.get(at(submission));
    expect(text).not.toContain('name="decision"');
    expect(text).not.toContain('<textarea');
  });

  it('cannot post what is not offered', async () => {
    const { submission } = await waitingPlace();
    const { batch } = await approvedBatch();
    for (const path of [
      at(submission),
      `/department/batches/${batch}/suspend`,
      '/department/organisations/new',
      '/department/sync/messages/none/retry',
    ]) {
      const answer = await leader.post(path, { decision: 'approve', reason: 'Thử' });
      expect([path, answer.status]).toEqual([path, 403]);
    }
  });
});

describe('a batch', () => {
  it('is suspended, restored and recalled, each with its reason', async () => {
    const { batch } = await approvedBatch();
    const path = `/department/batches/${batch}`;
    const blank = await post(officer, `${path}/suspend`, {});
    expect(blank.status).toBe(422);
    expect(blank.text).toContain('href="#f-reason"');
    for (const [act, hold] of [
      ['suspend', 'suspended'],
      ['restore', 'none'],
      ['recall', 'recalled'],
    ] as const) {
      const answer = await post(officer, `${path}/${act}`, { reason: `Lý do của ${act}` });
      expect(answer.location).toBe(`${path}?done=${act}`);
      expect((await world.officer.get(`/batches/${batch}`)).body.hold).toBe(hold);
    }
    const { text } = await officer.get(path);
    expect(text).toContain(t('review.hold-recalled'));
    for (const act of ['suspend', 'restore', 'recall']) expect(text).toContain(`Lý do của ${act}`);
    expect(text).not.toContain(`${path}/restore`);
  });

  it('has its code as a picture once it is approved', async () => {
    const { batch } = await approvedBatch();
    const answer = await officer.get(`/department/batches/${batch}/qr.svg`);
    expect(answer.headers.get('Content-Type')).toContain('image/svg+xml');
    const draft = (await records.readyBatch()).batch;
    expect((await officer.get(`/department/batches/${draft}/qr.svg`)).status).toBe(404);
  });
});

describe('the register of organisations', () => {
  const fields = { name: 'Tổ hợp tác Bảy Núi', kind: 'cooperative-group', intent: 'save' };

  it('finds a commune by its former name, then registers', async () => {
    const path = '/department/organisations/new';
    const form = await formAt(officer, path);
    const found = await officer.post(path, {
      ...form,
      ...fields,
      intent: 'find-commune',
      'address.communeCode.search': 'van giao',
    });
    expect(found.status).toBe(200);
    expect(found.text).toContain('value="30526"');
    expect(found.text).toContain('Tổ hợp tác Bảy Núi');
    const answer = await officer.post(path, { ...form, ...fields, 'address.communeCode': '30526' });
    expect(answer.location).toMatch(/^\/department\/organisations\/[0-9a-f]{24}\?done=registered$/);
  });

  it('shows every fault at its field and keeps what was typed', async () => {
    const answer = await post(officer, '/department/organisations/new', {
      ...fields,
      taxCode: '1600000011',
      'address.communeCode': '30526',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('id="f-taxCode-error"');
    expect(answer.text).toContain('value="1600000011"');
  });

  it('refuses a stale edit', async () => {
    const path = `/department/organisations/${world.neighbour.id}/edit`;
    const stale = { ...(await formAt(officer, path)), intent: 'save', shortName: 'Kiến An' };
    expect((await officer.post(path, stale)).status).toBe(303);
    const again = await formAt(second, path);
    const answer = await second.post(path, { ...stale, key: again['key'] ?? '', shortName: 'KA' });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('value="KA"');
  });

  it('lists what an organisation owns', async () => {
    const { batch } = await approvedBatch();
    const { text } = await officer.get(`/department/organisations/${world.cooperative.id}/batch`);
    expect(text).toContain(`/department/batches/${batch}`);
  });
});

describe('marks and rights of use', () => {
  async function markForm(visitor: Visitor, changes: Record<string, string>) {
    const form = formIn((await visitor.get('/department/marks/new')).text);
    return visitor.postForm('/department/marks/new', filledIn(form, { ...changes, intent: 'save' }));
  }
  const project = {
    name: 'Chúc Thất Sơn',
    kind: 'collective',
    goods: 'Lá và trái chúc',
    promises: 'Trồng tại vùng Thất Sơn.',
    doesNotPromise: 'Không bảo đảm về dư lượng.',
  };

  it('writes a project down and never calls it registered', async () => {
    const answer = await markForm(officer, { ...project, owner: world.cooperative.id, stage: 'plan' });
    expect(answer.status).toBe(303);
    const { text } = await officer.get(answer.location ?? '');
    expect(text).toContain(t('department.mark-not-yet'));
    expect(text).not.toContain(t('marks.grant-apply'));
    expect(text).not.toContain(t('mark.stage-granted'));
  });

  it('says which facts a stage does not have yet', async () => {
    const early = { stage: 'idea', certificateNumber: '4-0412345-000', grantedOn: '31/02/2026' };
    const answer = await markForm(officer, { ...project, ...early, owner: world.cooperative.id });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('id="f-grantedOn-error"');
    expect(answer.text).toContain('value="31/02/2026"');
  });

  it('applies for a right, checks it on the spot, grants it by two, suspends, restores and revokes it by two', async () => {
    const { product } = await approvedBatch();
    const mark = await aMarkWithMember(world.officer, world.cooperative.id);
    const path = `/department/marks/${mark}/grants/new?organisation=${world.cooperative.id}`;
    const wrong = await post(officer, path, {
      from: '1/1/2026',
      to: '1/1/2025',
      share: '0,8',
      intent: 'save',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="0,8"');
    const answer = await post(officer, path, {
      products: [product],
      from: '1/1/2026',
      to: '31/12/2026',
      'ceiling.value': '1.250,5',
      'ceiling.unit': 'KGM',
      intent: 'save',
    });
    expect(answer.status).toBe(303);
    const grant = (answer.location ?? '').replace('?done=saved', '');
    expect((await officer.get(grant)).text).toContain('1.250,5\u00a0kg');
    const steps: [Visitor, string, Record<string, string>][] = [
      [officer, 'check', { on: '2/1/2026', team: 'Trần A\nLê B', findings: 'Đạt', outcome: 'passed' }],
      [officer, 'grant', { number: 'QSD-77' }],
      [second, 'decide', {}],
      [officer, 'suspend', { reason: 'Kiểm tra lại' }],
      [officer, 'restore', { reason: 'Đã khắc phục' }],
      [officer, 'revoke', { reason: 'Vi phạm quy chế' }],
      [second, 'decide', {}],
    ];
    for (const [person, act, fields] of steps) {
      const typed = { ...(await formAt(person, `${grant}/${act}`)), ...fields, intent: 'save' };
      const done =
        act === 'grant'
          ? await person.postForm(`${grant}/${act}`, filledIn({}, typed))
          : await person.post(`${grant}/${act}`, typed);
      expect([act, done.status, done.status === 303 ? '' : done.text]).toEqual([act, 303, '']);
    }
    expect((await officer.get(grant)).text).toContain(t('mark.grant-state-revoked'));
    const late = await officer.post(`${grant}/suspend`, { reason: 'Thêm lần nữa', intent: 'save' });
    expect(late.status).toBe(409);
  });

  it('opens no grant for a project', async () => {
    const {
      certificateNumber: _number,
      grantedOn: _on,
      expiresOn: _until,
      ...facts
    } = aMark(world.cooperative.id);
    const { body } = await world.officer.post('/marks', { ...facts, stage: 'filed' });
    expect((await officer.get(`/department/marks/${body.id as string}/grants/new`)).status).toBe(409);
  });

  it('shows a right of use to whoever may read it', async () => {
    const { product } = await approvedBatch();
    const { grant } = await aRightOfUse(world, world.cooperative.id, product);
    const { text } = await leader.get(`/department/grants/${grant}`);
    expect(text).toContain(world.cooperative.name);
    expect(text).not.toContain('/revoke');
  });
});
