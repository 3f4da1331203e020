import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '../../server/domain/roles.ts';
import { translate } from '../../server/platform/i18n.ts';
import { filledIn, formIn } from '../support/form-reader.ts';
import { pageVisitor } from '../support/page-visitor.ts';
import { recordsOf, waitingFor } from '../support/producer-records.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const t = translate.vi;
type Visitor = ReturnType<typeof pageVisitor>;
let world: World;
let records: ReturnType<typeof recordsOf>;
let clerk: Visitor;
let neighbour: Visitor;
let officer: Visitor;

beforeAll(async () => {
  world = await startWorld();
  records = recordsOf(world.clerk);
  clerk = await signedIn('thuky', world.clerk.actor);
  neighbour = await signedIn('hangxom', world.stranger.actor);
  officer = await signedIn('canbo', world.officer.actor);
});
afterAll(() => world.close());

const password = 'bốn từ rời rạc';

async function signedIn(login: string, { name, roles, organisation }: Actor): Promise<Visitor> {
  const given = { login, name, roles: [...roles], ...(organisation !== null && { organisation }) };
  const by = { actor: world.administrator.actor };
  await world.features.accounts.users.createWithPassword(given, password, by);
  const visitor = pageVisitor(world.root);
  await visitor.post('/sign-in', { login, password });
  return visitor;
}

async function sugarFrom(litres: string, kilograms = '100') {
  const product = await records.product();
  const place = await records.place();
  const certificate = await records.certificate(product);
  const quantity = { value: kilograms, unit: 'KGM' };
  const batch = await records.batch({ product, place, certificates: [certificate], quantity });
  await records.stage(batch, place, {
    stage: 'raw-collection',
    startedAt: '2026-09-30T04:30',
    quantity: { value: litres, unit: 'LTR' },
  });
  return { product, place, certificate, batch };
}

const stagesOf = async (batch: string) => (await world.clerk.get(`/batches/${batch}/stages`)).body.items;

/** Sends the form of a page back with some fields changed. */
async function fill(visitor: Visitor, page: string, at: string, changes: Record<string, string>) {
  const form = formIn(page);
  const fields = Object.fromEntries(Object.entries(form).filter(([name]) => !(name in changes)));
  return visitor.post(at, { ...fields, ...changes });
}

describe('a clerk who tells more than there can be', () => {
  it('sees what, by how much and what to look at before a stage is kept, and may keep it', async () => {
    const { batch } = await sugarFrom('20');
    const at = `/producer/batches/${batch}/stages/new`;
    const page = (await clerk.get(`${at}?stage=processing`)).text;
    const told = { startedAt: '30/09/2026 9h', 'quantity.value': '100' };
    const warned = await clerk.postForm(at, filledIn(formIn(page), told));
    expect(warned.status).toBe(200);
    expect(warned.text).toContain('khai 100\u00a0kg, nhiều hơn mức tối đa 28\u00a0kg là 72\u00a0kg');
    expect(warned.text).toContain(t('balance.save-anyway'));
    expect(await stagesOf(batch)).toHaveLength(1);

    const other = await clerk.postForm(at, filledIn(formIn(warned.text), { 'quantity.value': '1.000' }));
    expect(other.text).toContain('khai 1.000\u00a0kg');
    const kept = await clerk.postForm(at, filledIn(formIn(other.text), {}));
    expect(kept.status).toBe(303);
    expect(await stagesOf(batch)).toHaveLength(2);
    const shown = (await clerk.get(`/producer/batches/${batch}`)).text;
    expect(shown).toContain(t('balance.verdict-breach'));
  });

  it('sees it before another quantity of the batch is kept', async () => {
    const { batch, place } = await sugarFrom('800');
    await records.stage(batch, place, { quantity: { value: '100', unit: 'KGM' } });
    const at = `/producer/batches/${batch}/edit`;
    const page = (await clerk.get(at)).text;
    const changes = { 'quantity.value': '150', intent: 'save' };
    const warned = await clerk.postForm(at, filledIn(formIn(page), changes));
    expect(warned.text).toContain('Khối lượng của lô là 150\u00a0kg');
    const kept = await clerk.postForm(at, filledIn(formIn(warned.text), { intent: 'save' }));
    expect([kept.status, kept.location]).toEqual([303, `/producer/batches/${batch}?done=saved`]);
    const { content } = (await world.clerk.get(`/batches/${batch}`)).body;
    expect(content.quantity).toEqual({ value: '150', unit: 'KGM' });
  });
});

it('an officer sees the figures, and is asked for the reason at its field', async () => {
  const made = await sugarFrom('20');
  await records.stage(made.batch, made.place, { quantity: { value: '100', unit: 'KGM' } });
  await world.clerk.post(`/batches/${made.batch}/submission`);
  for (const record of [made.product, made.place, made.certificate]) {
    await world.officer.post(`/submissions/${await waitingFor(world.officer, record)}/approval`);
  }
  const at = `/department/submissions/${await waitingFor(world.officer, made.batch)}`;
  const page = (await officer.get(at)).text;
  expect(page).toContain(t('balance.flag-title'));
  const refused = await fill(officer, page, at, { decision: 'approve' });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain(t('balance.reason-needed'));
  expect(refused.text).toContain('href="#f-approveReason"');
  const approved = await fill(officer, refused.text, at, {
    decision: 'approve',
    approveReason: 'Đã xem sổ cân tại lò',
  });
  expect(approved.status).toBe(303);
  expect((await world.clerk.get(`/batches/${made.batch}`)).body.state).toBe('approved');
});

it('an officer sets a recovery rate, corrected at its fields', async () => {
  const at = '/department/recovery-rates/new';
  const page = (await officer.get(at)).text;
  const wrong = await fill(officer, page, at, { 'most.value': '0', tolerance: '60', source: 'Nấu thử' });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain(t('balance.rate-zero'));
  expect(wrong.text).toContain(t('balance.tolerance-wide'));
  const fields = { group: 'processing', 'most.value': '0,9', tolerance: '2,5', intent: 'save' };
  const saved = await fill(officer, wrong.text, at, fields);
  expect(saved.location).toBe('/department/recovery-rates?done=saved');
  expect((await officer.get('/department/recovery-rates')).text).toContain('0,9\u00a0kg');
  expect((await clerk.get('/department/recovery-rates')).status).toBe(403);
});

it('goods are handed over, received and used in the next batch through pages alone', async () => {
  const batch = await records.batch({ place: await records.place() });
  const { title, uri } = (await world.clerk.get(`/batches/${batch}`)).body;
  const at = '/producer/handovers/new';
  const empty = await fill(clerk, (await clerk.get(at)).text, at, { intent: 'save' });
  expect(empty.status).toBe(422);
  const sent = await fill(clerk, empty.text, at, {
    receiver: world.neighbour.name,
    sentOn: '05/10/2026',
    'lines.0.batch': batch,
    'lines.0.quantity.value': '40',
    'lines.0.quantity.unit': 'KGM',
    intent: 'save',
  });
  expect(sent.status).toBe(303);
  const one = (sent.location ?? '').split('?')[0] ?? '';
  expect((await neighbour.get('/producer')).text).toContain(t('handover.tile-note', { count: 1 }));

  const receipt = `${one}/receipt`;
  const form = (await neighbour.get(receipt)).text;
  expect(formIn(form)['lines.0.quantity.value']).toEqual(['40']);
  const received = await fill(neighbour, form, receipt, {
    receivedOn: '06/10/2026',
    'lines.0.quantity.value': '39,5',
    intent: 'save',
  });
  expect(received.location).toBe(`${one}?done=received`);
  for (const reader of [clerk, neighbour])
    expect((await reader.get(one)).text).toContain('thiếu 0,5\u00a0kg');
  expect((await officer.get(one.replace('producer', 'department'))).text).toContain('thiếu 0,5\u00a0kg');
  expect((await officer.get('/department/handovers?differing=true')).text).toContain(title);
  const late = await fill(neighbour, (await neighbour.get(`${one}/refusal`)).text, `${one}/refusal`, {
    reason: 'Quá muộn',
    intent: 'save',
  });
  expect(late.status).toBe(409);
  expect(late.text).toContain(world.stranger.actor.name);

  const theirs = recordsOf(world.stranger);
  const place = await theirs.place();
  const next = await theirs.batch({ product: await theirs.product(), place });
  const stage = `/producer/batches/${next}/stages/new`;
  const page = (await neighbour.get(`${stage}?stage=processing`)).text;
  expect(page).toContain(`còn 39,5\u00a0kg`);
  const told = {
    startedAt: '07/10/2026',
    place,
    'quantity.value': '30',
    'inputs.0.lot': uri,
    'inputs.0.quantity.value': '45',
    'inputs.0.quantity.unit': 'KGM',
  };
  const tooMuch = await neighbour.postForm(stage, filledIn(formIn(page), told));
  expect(tooMuch.text).toContain('nhiều hơn số đang có 39,5\u00a0kg là 5,5\u00a0kg');
  const used = await neighbour.postForm(
    stage,
    filledIn(formIn(tooMuch.text), { 'inputs.0.quantity.value': '35' }),
  );
  expect(used.status).toBe(303);
  const { epcisBody } = (await world.stranger.get(`/batches/${next}/events`)).body;
  expect(epcisBody.eventList).toMatchObject([
    { inputQuantityList: [{ epcClass: uri, quantity: 35, uom: 'KGM' }] },
  ]);
});
