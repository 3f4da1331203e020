import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { translate } from '../../server/platform/i18n.ts';
import { filledIn, formIn } from '../support/form-reader.ts';
import { pageVisitor } from '../support/page-visitor.ts';
import { recordsOf, waitingFor } from '../support/producer-records.ts';
import { aBatchWithStamps, countsOf } from '../support/stamps.ts';
import type { StampedBatch } from '../support/stamps.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const t = translate.vi;
const password = 'bốn từ rời rạc';
type Visitor = ReturnType<typeof pageVisitor>;
let world: World;
let clerk: Visitor;
let colleague: Visitor;
let reader: Visitor;

beforeAll(async () => {
  world = await startWorld();
  clerk = await signedIn('thuky', 'producer-clerk');
  colleague = await signedIn('thuky-hai', 'producer-clerk');
  reader = await signedIn('nhan-hieu', 'mark-manager');
});
afterAll(() => world.close());

async function signedIn(login: string, role: 'producer-clerk' | 'mark-manager'): Promise<Visitor> {
  const given = { login, name: `Nguyễn Thị ${login}`, roles: [role], organisation: world.cooperative.id };
  await world.features.accounts.users.createWithPassword(given, password, {
    actor: world.administrator.actor,
  });
  const visitor = pageVisitor(world.root);
  await visitor.post('/sign-in', { login, password });
  return visitor;
}

/** A batch that waits for nobody yet, of a product in force. */
async function batchOfApproved(content: Record<string, unknown> = {}): Promise<string> {
  const records = recordsOf(world.clerk);
  const product = await records.product();
  await world.clerk.post(`/products/${product}/submission`);
  await world.officer.post(`/submissions/${await waitingFor(world.officer, product)}/approval`);
  return (await records.readyBatch({ product, ...content })).batch;
}

const stampsOf = (batch: string) => `/producer/batches/${batch}/stamps`;

/** Fills in the form at the address and presses one of its buttons. */
async function pressed(
  visitor: Visitor,
  path: string,
  fields: Record<string, string | string[] | Blob>,
  intent = 'check',
) {
  return visitor.postForm(path, filledIn({}, { ...fields, intent }));
}

/** The page that asks once more, as the browser sends it on. */
async function confirmed(visitor: Visitor, path: string, page: string, intent = 'do') {
  return visitor.postForm(path, filledIn(formIn(page), { intent }));
}

async function asked(visitor: Visitor, path: string, fields: Record<string, string>, intent = 'check') {
  return visitor.post(path, { ...fields, intent });
}

function unspaced(text: string): string {
  return text.replace(/\s+/g, ' ');
}

const grouped = (serial: string) => serial.replace(/(.{4})(?=.)/g, '$1 ');

describe('asking for stamps', () => {
  let batch: string;
  beforeAll(async () => {
    batch = await batchOfApproved();
  });

  it('leads from home and from the batch to its stamps, which are none yet', async () => {
    expect((await clerk.get('/producer')).text).toContain('href="/producer/stamps"');
    expect((await clerk.get('/producer/stamps')).text).toContain(`href="${stampsOf(batch)}"`);
    expect((await clerk.get(`/producer/batches/${batch}`)).text).toContain(`href="${stampsOf(batch)}"`);
    const { text } = await clerk.get(stampsOf(batch));
    expect(text).toContain(t('stamping.none'));
    expect(text).toContain(`href="${stampsOf(batch)}/new"`);
  });

  it('says what is wrong with a number at its field, and forgets nothing', async () => {
    for (const [count, sentence] of [
      ['', t('errors.required')],
      ['năm trăm', t('formats.number')],
      ['1,5', t('producer.fault-whole')],
      ['0', ''],
    ] as const) {
      const { status, text } = await asked(clerk, `${stampsOf(batch)}/new`, { count, hiddenCode: 'yes' });
      expect([count, status]).toEqual([count, 422]);
      expect(text).toMatch(/aria-invalid="true"/);
      expect(text).toContain(sentence);
      expect(text).toMatch(/value="yes"\s+checked/);
    }
  });

  it('refuses more than the batch carries: how many are short, and what to do', async () => {
    const { status, text } = await asked(clerk, `${stampsOf(batch)}/new`, { count: '600', hiddenCode: 'no' });
    expect(status).toBe(422);
    expect(text).toContain(t('stamps.over-declared', { left: 500, short: 100 }));
  });

  it('tells what the number means in kilograms before anything is issued, then issues it once', async () => {
    const path = `${stampsOf(batch)}/new`;
    const check = await asked(clerk, path, { count: '300', hiddenCode: 'no' });
    const page = unspaced(check.text);
    expect(check.status).toBe(200);
    expect(page).toContain('300 tem × 500 g = 150 kg');
    expect(page).toContain('Lô còn 250 kg; cấp xong còn 100 kg, đủ cho 200 tem nữa.');
    expect((await clerk.get(stampsOf(batch))).text).toContain(t('stamping.none'));

    const form = Object.fromEntries(
      Object.entries(formIn(check.text)).map(([name, [value = '']]) => [name, value]),
    );
    const first = await clerk.post(path, { ...form, intent: 'request' });
    const again = await clerk.post(path, { ...form, intent: 'request' });
    expect(first.status).toBe(303);
    expect(again.location).toBe(first.location);
    const run = await clerk.get(first.location ?? '');
    expect(run.text).toContain(t('stamping.requested', { count: 300 }));
    expect(run.text).toContain(t('stamping.requested-next'));
    expect(run.text).toMatch(/href="\/producer\/stamp-runs\/[0-9a-f]{24}\/print"/);
    const overview = unspaced((await clerk.get(stampsOf(batch))).text);
    expect(overview).toContain('còn đủ cho 200 tem, ứng với 100 kg');
  });

  it('goes back to the form with what was typed', async () => {
    const { text } = await asked(
      clerk,
      `${stampsOf(batch)}/new`,
      { count: '120', hiddenCode: 'yes' },
      'change',
    );
    expect(formIn(text)).toMatchObject({ count: ['120'], hiddenCode: ['yes'] });
  });

  it('asks what one stamp stands for only where nothing says so', async () => {
    expect((await clerk.get(`${stampsOf(batch)}/new`)).text).not.toContain('name="perStamp.value"');
    const counted = await batchOfApproved({ quantity: { value: '400', unit: 'LTR' } });
    const path = `${stampsOf(counted)}/new`;
    expect((await clerk.get(path)).text).toContain('name="perStamp.value"');
    const unsaid = await asked(clerk, path, { count: '10', hiddenCode: 'no' });
    expect(unsaid.text).toContain(t('stamps.per-stamp-needed'));
    const said = { count: '10', hiddenCode: 'no', 'perStamp.value': '0,75', 'perStamp.unit': 'LTR' };
    expect(unspaced((await asked(clerk, path, said)).text)).toContain('10 tem × 0,75 lít = 7,5 lít');
  });

  it('says plainly what stands in the way', async () => {
    const records = recordsOf(world.clerk);
    const product = await records.product();
    const early = await records.batch({ product, place: await records.place() });
    for (const path of [stampsOf(early), `${stampsOf(early)}/new`]) {
      expect((await clerk.get(path)).text).toContain(t('stamps.obstacle-product'));
    }
    expect((await clerk.get(`${stampsOf(early)}/new`)).text).not.toContain('name="count"');
  });
});

describe('activating stamps', () => {
  let stamped: StampedBatch;
  let path: string;
  beforeAll(async () => {
    stamped = await aBatchWithStamps(world, { count: 20, printed: 20, active: 0 });
    path = `${stampsOf(stamped.batch)}/activation`;
  });
  const serial = (label: number) => stamped.serials[label - 1] ?? '';

  it('offers the printed range, filled in', async () => {
    const { text } = await clerk.get(stampsOf(stamped.batch));
    const href = `${path}?first=${serial(1)}&amp;last=${serial(20)}`;
    expect(text).toContain(href);
    expect(formIn((await clerk.get(href.replaceAll('&amp;', '&'))).text)).toMatchObject({
      first: [serial(1)],
      last: [serial(20)],
    });
  });

  it('names every way of naming stamps wrongly at its own field', async () => {
    const other = await aBatchWithStamps(world, { count: 2, printed: 2, active: 0 });
    const wrong = `${serial(3).slice(0, 19)}${serial(3).endsWith('7') ? '8' : '7'}`;
    const cases: [fields: Record<string, string>, sentence: string, field: string][] = [
      [{}, t('stamping.none-named'), 'f-first'],
      [{ last: serial(2) }, t('errors.required'), 'f-first'],
      [{ first: '12345', last: serial(2) }, t('stamps.mistyped'), 'f-first'],
      [{ first: serial(1), last: wrong }, t('stamps.unknown'), 'f-last'],
      [{ first: serial(5), last: serial(2) }, t('stamps.reversed'), 'f-last'],
      [{ first: serial(1), last: other.serials[1] ?? '' }, 'Tem này thuộc', 'f-last'],
      [{ first: serial(1), list: serial(2) }, t('stamping.both-ways'), 'f-list'],
      [
        { list: `${serial(1)}\n\n12345` },
        t('stamping.line', { line: 3, fault: t('stamps.mistyped') }),
        'f-list',
      ],
    ];
    for (const [fields, sentence, field] of cases) {
      const { status, text } = await pressed(clerk, path, fields);
      expect([fields, status]).toEqual([fields, 422]);
      expect(text).toContain(sentence);
      expect(text).toContain(`href="#${field}"`);
      const kept = Object.values(formIn(text)).flat();
      for (const typed of Object.values(fields)) expect(kept).toContain(typed.replaceAll('\n', '\r\n'));
    }
  });

  it('reads a file of serials, and shows its lines where they can be mended', async () => {
    const list = `\uFEFF${grouped(serial(19)).toLowerCase()}\r\n${serial(20)}\r\nsai\r\n`;
    const bad = await pressed(clerk, path, { 'file.new': new Blob([list], { type: 'text/plain' }) });
    expect(bad.text).toContain(t('stamping.line', { line: 3, fault: t('stamps.mistyped') }));
    expect(formIn(bad.text)['list']?.[0]).toContain(serial(20));
    const picture = new Blob([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0xff])]);
    const unread = await pressed(clerk, path, { 'file.new': picture });
    expect([unread.status, unread.text.includes(t('stamping.file-unreadable'))]).toEqual([422, true]);
    const large = await pressed(clerk, path, { 'file.new': new Blob(['a'.repeat(600_000)]) });
    expect([large.status, large.text.includes(t('stamping.file-too-large'))]).toEqual([422, true]);
    const many = await pressed(clerk, path, { list: `${serial(1)}\n`.repeat(10_001) });
    expect(many.text).toContain(t('stamping.too-many', { most: 10_000, count: 10_001 }));

    const good = await pressed(clerk, path, { 'file.new': new Blob([list.replace('sai', '')]) });
    expect(good.text).toContain(t('stamping.do-activate', { count: 2 }));
  });

  it('asks once more with range, number and batch; then does it, once', async () => {
    const typed = { first: ` ${grouped(serial(1)).toLowerCase()}`, last: serial(10).replaceAll('0', 'o') };
    const check = await pressed(clerk, path, typed);
    expect(check.status).toBe(200);
    expect(check.text).toContain(t('stamping.check-activate', { count: 10 }));
    expect(check.text).toContain(grouped(serial(1)));
    expect((await countsOf(world, stamped.batch)).active).toBe(0);

    const first = await confirmed(clerk, path, check.text);
    const again = await confirmed(clerk, path, check.text);
    expect([first.status, again.status, again.location]).toEqual([303, 303, first.location]);
    expect((await countsOf(world, stamped.batch)).active).toBe(10);
    const { text } = await clerk.get(first.location ?? '');
    expect(text).toContain('Đã kích hoạt 10 tem lúc');
  });

  it('of two clerks the second is told exactly which stamps were activated before', async () => {
    const check = await pressed(colleague, path, { first: serial(8), last: serial(12) });
    expect([check.status, check.text.includes(t('stamping.in-the-way'))]).toEqual([409, true]);
    const free = await pressed(colleague, path, { first: serial(11), last: serial(12) });
    const own = await pressed(clerk, path, { first: serial(12), last: serial(13) });
    expect((await confirmed(colleague, path, free.text)).status).toBe(303);
    const late = await confirmed(clerk, path, own.text);
    expect(late.status).toBe(409);
    expect(late.text).toContain(t('stamping.why-active'));
    expect(late.text).toContain(grouped(serial(12)));
    expect(formIn(late.text)).toMatchObject({ first: [serial(12)], last: [serial(13)] });
    expect((await countsOf(world, stamped.batch)).active).toBe(12);
  });

  it('says that an unapproved batch can be printed for, and not activated', async () => {
    const batch = await batchOfApproved();
    await world.clerk.post('/stamp-runs', { batch, count: 2, hiddenCode: false });
    expect((await clerk.get(stampsOf(batch))).text).toContain(t('stamping.not-approved-next'));
    const { status, text } = await pressed(clerk, `${stampsOf(batch)}/activation`, { first: serial(1) });
    expect([status, text.includes(t('stamps.activate-not-approved'))]).toEqual([409, true]);
  });
});

describe('voiding and taking back', () => {
  let stamped: StampedBatch;
  beforeAll(async () => {
    stamped = await aBatchWithStamps(world, { count: 20, printed: 20, active: 10 });
  });
  const serial = (label: number) => stamped.serials[label - 1] ?? '';

  it('wants a reason, and a note where the reason is another one', async () => {
    const path = `${stampsOf(stamped.batch)}/voiding`;
    const none = await pressed(clerk, path, { first: serial(11) });
    expect([none.status, none.text.includes('href="#f-reason"')]).toEqual([422, true]);
    const other = await pressed(clerk, path, { first: serial(11), reason: 'other' });
    expect([other.status, other.text.includes(t('stamps.note-needed'))]).toEqual([422, true]);
  });

  it('says before what is given back, voids, and keeps who, when and why in the history', async () => {
    const path = `${stampsOf(stamped.batch)}/voiding`;
    const lost = await pressed(clerk, path, { first: serial(11), reason: 'lost' });
    expect(lost.text).toContain(t('stamping.given-back-none'));
    const note = 'Kẹt giấy <b>máy in</b>';
    const check = await pressed(clerk, path, {
      first: serial(11),
      last: serial(13),
      reason: 'misprint',
      note,
    });
    expect(check.text).toContain(t('stamping.given-back', { count: 3 }));
    expect((await confirmed(clerk, path, check.text)).location).toBe(`${stampsOf(stamped.batch)}?done=void`);
    const history = await clerk.get(`${stampsOf(stamped.batch)}/history`);
    expect(history.text).toContain(t('stamping.did-void'));
    expect(history.text).toContain(`${t('stamping.reason-misprint')}. Kẹt giấy &lt;b&gt;máy in&lt;/b&gt;`);
    expect(history.text).toContain('Nguyễn Thị thuky');
    expect(history.text).toContain(grouped(serial(13)));
    const twice = await pressed(clerk, path, { first: serial(13), reason: 'misprint' });
    expect([twice.status, twice.text.includes(t('stamping.why-void'))]).toEqual([409, true]);
  });

  it('activates a roll with voided stamps in it, and says how many stay so', async () => {
    const check = await pressed(clerk, `${stampsOf(stamped.batch)}/activation`, {
      first: serial(11),
      last: serial(15),
    });
    expect(check.text).toContain(t('stamping.left-out', { count: 3 }));
    expect(check.text).toContain(t('stamping.do-activate', { count: 2 }));
  });

  it('takes back what comes back', async () => {
    const path = `${stampsOf(stamped.batch)}/return`;
    const check = await pressed(clerk, path, { list: `${serial(1)}, ${serial(20)}` });
    expect(check.text).toContain(t('stamping.given-back', { count: 1 }));
    expect((await confirmed(clerk, path, check.text)).status).toBe(303);
    expect(await countsOf(world, stamped.batch)).toMatchObject({ returned: 2, active: 9 });
  });

  it('tells which stamps an inspector holds', async () => {
    const held = { first: serial(5), last: serial(6), note: 'Nghi tem giả' };
    await world.inspector.post(`/batches/${stamped.batch}/stamp-holds`, held);
    const { text } = await clerk.get(stampsOf(stamped.batch));
    expect(text).toContain(t('stamping.held-title', { count: 2 }));
    const check = await pressed(clerk, `${stampsOf(stamped.batch)}/voiding`, {
      first: serial(6),
      reason: 'damaged',
    });
    expect([check.status, check.text.includes(t('stamping.why-held'))]).toEqual([409, true]);
  });

  it('pages the history, newest first', async () => {
    const { batch, serials } = await aBatchWithStamps(world, { count: 60, printed: 60, active: 0 });
    for (const first of serials.slice(0, 26)) {
      await world.clerk.post(`/batches/${batch}/stamp-activations`, { first, last: first });
    }
    const newest = await clerk.get(`${stampsOf(batch)}/history`);
    const next = /href="([^"]*after=[^"]*)"/.exec(newest.text)?.[1] ?? '';
    expect(newest.text).not.toContain(t('stamping.did-request'));
    const older = await clerk.get(next);
    expect(older.text).toContain(t('stamping.did-request'));
    expect(older.text).toContain(`href="${stampsOf(batch)}/history"`);
  });
});

describe('who may do what', () => {
  it('shows stamps to those who only read, without a button, and takes nothing from them', async () => {
    const { batch, run, serials } = await aBatchWithStamps(world, { count: 4, printed: 4, active: 2 });
    const root = stampsOf(batch);
    const { status, text } = await reader.get(root);
    expect(status).toBe(200);
    expect(text).not.toMatch(/stamps\/(new|activation|voiding|return)/);
    expect((await reader.get(`/producer/stamp-runs/${run.id}`)).status).toBe(200);
    for (const path of ['new', 'activation', 'voiding', 'return']) {
      expect([path, (await reader.get(`${root}/${path}`)).status]).toEqual([path, 403]);
    }
    expect((await pressed(reader, `${root}/activation`, { first: serials[2] ?? '' }, 'do')).status).toBe(403);
    expect((await asked(reader, `${root}/new`, { count: '5' }, 'request')).status).toBe(403);
  });

  it('finds another producer’s stamps nowhere', async () => {
    const records = recordsOf(world.stranger);
    const theirs = await records.readyBatch();
    for (const path of ['', '/new', '/activation', '/voiding', '/return', '/history']) {
      expect([path, (await clerk.get(stampsOf(theirs.batch) + path)).status]).toEqual([path, 404]);
    }
    expect((await clerk.get(stampsOf('not-an-id'))).status).toBe(404);
  });

  it('still shows everything of a recalled batch, and issues and activates nothing', async () => {
    const { batch, serials } = await aBatchWithStamps(world, { count: 4, printed: 4, active: 2 });
    await world.officer.post(`/batches/${batch}/recall`, { reason: 'Vượt ngưỡng cho phép' });
    const { text } = await clerk.get(stampsOf(batch));
    expect(text).toContain(t('stamps.obstacle-recalled'));
    const tried = await pressed(clerk, `${stampsOf(batch)}/activation`, { first: serials[3] ?? '' });
    expect([tried.status, tried.text.includes(t('stamps.activate-recalled'))]).toEqual([409, true]);
  });
});
