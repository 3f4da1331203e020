import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventModel } from '../../server/features/events/event-model.ts';
import { recordsOf, submitAndApprove } from '../support/producer-records.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let records: ReturnType<typeof recordsOf>;
let theirs: ReturnType<typeof recordsOf>;

beforeAll(async () => {
  world = await startWorld();
  records = recordsOf(world.clerk);
  theirs = recordsOf(world.stranger);
});
afterAll(() => world.close());

const kilograms = (value: string) => ({ value, unit: 'KGM' });
const pointersOf = ({ body }: { body: { faults?: { pointer: string }[] } }) =>
  (body.faults ?? []).map(({ pointer }) => pointer);

/** 250 kg of sugar. */
const aLot = async () => records.batch({ place: await records.place() });

function send(batch: string, value: string, more: object = {}) {
  return world.clerk.post('/handovers', {
    receiver: '1600000028',
    sentOn: '2026-10-05',
    lines: [{ batch, quantity: kilograms(value) }],
    ...more,
  });
}

function confirm(id: string, batch: string, value: string, more: object = {}) {
  return world.stranger.post(`/handovers/${id}/receipt`, {
    receivedOn: '2026-10-06',
    lines: [{ batch, quantity: kilograms(value) }],
    ...more,
  });
}

const heldBy = async (who: World['clerk'], batch: string) =>
  (await who.get('/held-lots')).body.items.find((lot: { batch: string }) => lot.batch === batch);

describe('goods that are handed over', () => {
  it('are told by the one, weighed by the other, and differ before the eyes of both and the department', async () => {
    const batch = await aLot();
    const place = await theirs.place();
    const sent = await send(batch, '100', { document: 'PXK 15' });
    expect(sent.status).toBe(201);
    const { id } = sent.body;
    expect(sent.body).toMatchObject({ state: 'sent', receiver: world.neighbour, actions: ['withdraw'] });
    expect((await heldBy(world.clerk, batch)).left).toEqual(kilograms('150'));
    expect(await heldBy(world.stranger, batch)).toBeUndefined();
    const waiting = await world.stranger.get('/handovers?direction=incoming&state=sent');
    expect(waiting.body.items).toMatchObject([{ id, actions: ['confirm', 'refuse'] }]);

    const received = await confirm(id, batch, '98.5', { place, note: 'Ướt một bao' });
    expect(received.body).toMatchObject({
      state: 'received',
      hasDifference: true,
      decidedBy: world.stranger.actor.name,
      lines: [{ difference: { kind: 'less', quantity: kilograms('1.5') } }],
    });
    for (const reader of [world.clerk, world.leader]) {
      expect((await reader.get(`/handovers/${id}`)).body).toMatchObject({
        lines: [{ sent: kilograms('100'), received: kilograms('98.5') }],
      });
    }
    expect((await world.leader.get('/handovers?differing=true')).body.items).toHaveLength(1);
    expect(await heldBy(world.stranger, batch)).toMatchObject({
      from: world.cooperative,
      left: kilograms('98.5'),
    });

    const { uri } = (await world.clerk.get(`/batches/${batch}`)).body;
    const events = await EventModel.find({ 'epcis.quantityList.epcClass': uri }).sort({ _id: 1 }).lean();
    const party = (organisation: string) => `${world.publicOrigin}/organisations/${organisation}`;
    const parties = {
      sourceList: [{ type: 'possessing_party', source: party(world.cooperative.id) }],
      destinationList: [{ type: 'possessing_party', destination: party(world.neighbour.id) }],
    };
    expect(
      events.map(({ organisation, epcis }) => ({ organisation: String(organisation), epcis })),
    ).toMatchObject([
      {
        organisation: world.cooperative.id,
        epcis: {
          type: 'ObjectEvent',
          action: 'OBSERVE',
          bizStep: 'shipping',
          disposition: 'in_transit',
          quantityList: [{ epcClass: uri, quantity: 100, uom: 'KGM' }],
          bizTransactionList: [{ type: 'desadv' }],
          ...parties,
        },
      },
      {
        organisation: world.neighbour.id,
        epcis: {
          bizStep: 'receiving',
          disposition: 'in_progress',
          quantityList: [{ epcClass: uri, quantity: 98.5, uom: 'KGM' }],
          bizTransactionList: [{ type: 'desadv' }, { type: 'recadv' }],
          ...parties,
        },
      },
    ]);
  });

  it('can be used and passed on by whoever received them, and go on under a lot of their own', async () => {
    const batch = await aLot();
    const place = await theirs.place();
    const sweets = await theirs.batch({ product: await theirs.product(), place });
    const { id } = (await send(batch, '100')).body;
    const { status } = await confirm(id, batch, '100', {
      lines: [{ batch, quantity: kilograms('100'), ownBatch: sweets }],
    });
    expect(status).toBe(200);
    const [from, to] = [
      (await world.clerk.get(`/batches/${batch}`)).body.uri,
      (await world.stranger.get(`/batches/${sweets}`)).body.uri,
    ];
    const [change] = await EventModel.find({ 'epcis.outputQuantityList.epcClass': to }).lean();
    expect(change?.epcis).toMatchObject({
      type: 'TransformationEvent',
      inputQuantityList: [{ epcClass: from, quantity: 100, uom: 'KGM' }],
      outputQuantityList: [{ epcClass: to, quantity: 100, uom: 'KGM' }],
    });
    expect((await world.stranger.get(`/batches/${sweets}/balance`)).body.checks[0]).toMatchObject({
      stage: 'lot-change',
      verdict: 'ok',
    });
    expect(await heldBy(world.stranger, batch)).toBeUndefined();

    const { id: second } = (await send(batch, '50')).body;
    await confirm(second, batch, '50');
    const stage = theirs.stageContent(place, {
      quantity: kilograms('200'),
      inputs: [{ code: from, quantity: kilograms('60') }],
    });
    const foreseen = await world.stranger.post(`/batches/${sweets}/balance`, { stage });
    expect(foreseen.body.checks.at(-1)).toMatchObject({
      about: 'input',
      most: kilograms('150'),
      over: kilograms('10'),
      verdict: 'breach',
    });
    const passedOn = await world.stranger.post('/handovers', {
      receiver: world.cooperative.name.toUpperCase(),
      sentOn: '2026-10-07',
      lines: [{ batch, quantity: kilograms('20') }],
    });
    expect(passedOn.status).toBe(201);
    expect((await heldBy(world.stranger, batch)).left).toEqual(kilograms('30'));
  });

  it('are never more than is left, even where two give them away at once', async () => {
    const batch = await aLot();
    expect(pointersOf(await send(batch, '251'))).toEqual(['/lines/0/quantity/value']);
    expect(
      (await send(batch, '0.2', { lines: [{ batch, quantity: { value: '0.2', unit: 'TNE' } }] })).status,
    ).toBe(201);
    const both = await Promise.all([send(batch, '30'), send(batch, '30')]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect((await heldBy(world.clerk, batch)).left).toEqual(kilograms('20'));
  });

  it('name every field that cannot be', async () => {
    const batch = await aLot();
    const line = { batch, quantity: kilograms('10') };
    const faults = async (more: object) => pointersOf(await send(batch, '10', more));
    expect(await faults({ receiver: '1600000010' })).toEqual(['/receiver']);
    expect(await faults({ receiver: 'HTX' })).toEqual(['/receiver']);
    expect(await faults({ sentOn: '2199-01-01' })).toEqual(['/sentOn']);
    expect(await faults({ place: await theirs.place() })).toEqual(['/place']);
    expect(await faults({ lines: [line, line] })).toEqual(['/lines/1/batch']);
    expect(await faults({ lines: [{ batch, quantity: { value: '1', unit: 'HAR' } }] })).toEqual([
      '/lines/0/quantity/unit',
    ]);
    expect(await faults({ lines: [{ batch: await theirs.batch(), quantity: kilograms('1') }] })).toEqual([
      '/lines/0/batch',
    ]);
    const { id } = (await send(batch, '10')).body;
    const refused = async (more: object) => pointersOf(await confirm(id, batch, '10', more));
    expect(await refused({ receivedOn: '2026-10-04' })).toEqual(['/receivedOn']);
    expect(await refused({ lines: [{ batch, quantity: kilograms('0') }] })).toEqual(['/lines']);
    expect(await refused({ lines: [{ batch: await theirs.batch(), quantity: kilograms('1') }] })).toEqual([
      '/lines/0/batch',
      '/lines',
    ]);
    expect(await refused({ lines: [{ ...line, ownBatch: batch }] })).toEqual(['/lines/0/ownBatch']);
  });
});

describe('a hand-over is decided once', () => {
  it('of two clerks who confirm at once the second is told who was first', async () => {
    const batch = await aLot();
    const { id } = (await send(batch, '10')).body;
    const colleague = world.as('producer-clerk', world.neighbour.id, 'Người Thứ Hai');
    const receipt = { receivedOn: '2026-10-06', lines: [{ batch, quantity: kilograms('10') }] };
    const both = await Promise.all(
      [world.stranger, colleague].map((clerk) => clerk.post(`/handovers/${id}/receipt`, receipt)),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const first = both.find(({ status }) => status === 200)?.body.decidedBy;
    expect(both.find(({ status }) => status === 409)?.body).toMatchObject({
      decidedBy: first,
      state: 'received',
    });
    expect(
      await EventModel.countDocuments({
        'epcis.bizStep': 'receiving',
        'facts.classes': { $size: 1 },
        'epcis.nguongoc:handover': `BG-${id.slice(-8).toUpperCase()}`,
      }),
    ).toBe(1);
    const withdrawn = await world.clerk.post(`/handovers/${id}/withdrawal`, { reason: 'Ghi nhầm' });
    expect(withdrawn.status).toBe(409);
  });

  it('its sender calls it back with an error declaration; its receiver refuses and the goods go back', async () => {
    const batch = await aLot();
    const { id } = (await send(batch, '200')).body;
    const back = await world.clerk.post(`/handovers/${id}/withdrawal`, { reason: 'Xe không đi nữa' });
    expect(back.body).toMatchObject({ state: 'withdrawn', reason: 'Xe không đi nữa', actions: [] });
    expect((await heldBy(world.clerk, batch)).left).toEqual(kilograms('250'));

    const { id: second } = (await send(batch, '200')).body;
    const refused = await world.stranger.post(`/handovers/${second}/refusal`, { reason: 'Hàng ẩm' });
    expect(refused.body).toMatchObject({ state: 'refused', reason: 'Hàng ẩm' });
    expect((await heldBy(world.clerk, batch)).left).toEqual(kilograms('250'));
    const { uri } = (await world.clerk.get(`/batches/${batch}`)).body;
    const told = await EventModel.find({ 'epcis.quantityList.epcClass': uri }).sort({ _id: 1 }).lean();
    expect(told.map(({ epcis, withdraws }) => [epcis['disposition'], withdraws !== null])).toEqual([
      ['in_transit', false],
      ['in_transit', true],
      ['in_transit', false],
      ['returned', false],
    ]);
  });

  it('each side does what is its own; nobody else knows of it', async () => {
    const batch = await aLot();
    const { id } = (await send(batch, '10')).body;
    expect((await world.clerk.post(`/handovers/${id}/refusal`, { reason: 'Không' })).status).toBe(403);
    expect((await world.stranger.post(`/handovers/${id}/withdrawal`, { reason: 'Không' })).status).toBe(403);
    const third = await world.officer.post('/organisations', {
      name: 'HTX Thứ Ba',
      kind: 'cooperative',
      taxCode: '1600000036',
      address: { communeCode: '30526', street: 'Ấp Măng Rò' },
    });
    const outsider = world.as('producer-clerk', third.body.id, 'Người Ngoài');
    expect((await outsider.get(`/handovers/${id}`)).status).toBe(404);
    expect((await outsider.post(`/handovers/${id}/refusal`, { reason: 'Không' })).status).toBe(404);
    expect((await outsider.get('/handovers')).body.items).toEqual([]);
    expect((await world.officer.post(`/handovers/${id}/refusal`, { reason: 'Không' })).status).toBe(403);
  });
});

it('goods of a stopped lot stay where they are, and arrivals of it are told all the same', async () => {
  const made = await records.readyBatch();
  await submitAndApprove(world, made);
  const { id } = (await send(made.batch, '40')).body;
  await world.officer.post(`/batches/${made.batch}/recall`, { reason: 'Phát hiện phụ gia cấm' });
  expect(pointersOf(await send(made.batch, '10'))).toEqual(['/lines/0/batch']);
  expect((await world.stranger.get(`/handovers/${id}`)).body.lines).toMatchObject([{ lotState: 'recalled' }]);
  expect((await confirm(id, made.batch, '40')).body).toMatchObject({ state: 'received' });
  expect(await heldBy(world.stranger, made.batch)).toBeUndefined();
});
