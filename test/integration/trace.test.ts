import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import mongoose from 'mongoose';
import { EventModel } from '../../server/features/events/event-model.ts';
import type { RecallDrill, Trace } from '../../server/platform/contract-types.ts';
import { spreadsheet } from '../../server/platform/spreadsheet.ts';
import { httpClient } from '../support/http-client.ts';
import type { HttpClient } from '../support/http-client.ts';
import { recordsOf } from '../support/producer-records.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let machine: HttpClient;
let packer: World['clerk'];
let records: ReturnType<typeof recordsOf>;
let product: string;
let place: string;

beforeAll(async () => {
  world = await startWorld();
  machine = epcisAs(world.as('machine-client', world.cooperative.id, 'Cân tự động').actor);
  records = recordsOf(world.clerk);
  product = await records.product();
  place = await records.place();
  const third = await world.officer.post('/organisations', {
    name: 'Cơ sở Đóng gói Núi Cấm',
    kind: 'company',
    taxCode: '1600000035',
    address: { communeCode: '30526', street: 'Chân núi Cấm' },
    contact: { person: 'Lê Thị Gọi', phone: '02963000199' },
  });
  expect(third.status).toBe(201);
  packer = world.as('producer-clerk', (third.body as { id: string }).id, 'Thư ký đóng gói');
});
afterAll(() => world.close());

function epcisAs(actor: object): HttpClient {
  return httpClient(`${world.root}/epcis`, { 'X-Test-Actor': encodeURIComponent(JSON.stringify(actor)) });
}

interface Lot {
  id: string;
  uri: string;
}

async function aLot(overrides: object = {}, client: HttpClient = world.clerk, own = records): Promise<Lot> {
  const id = await own.batch({ product, place, ...overrides });
  const { uri } = (await client.get(`/batches/${id}`)).body as { uri: string };
  return { id, uri };
}

let minute = 0;
function transformation(from: [string, number][], to: [string, number][]): Record<string, unknown> {
  minute += 1;
  const lines = (all: [string, number][]) =>
    all.map(([epcClass, quantity]) => ({ epcClass, quantity, uom: 'KGM' }));
  return {
    type: 'TransformationEvent',
    eventTime: new Date(Date.UTC(2026, 8, 1) + minute * 60_000).toISOString(),
    eventTimeZoneOffset: '+07:00',
    bizStep: 'creating_class_instance',
    inputQuantityList: lines(from),
    outputQuantityList: lines(to),
  };
}

async function captured(events: object[], behaviour = 'rollback') {
  const answer = await machine.post(
    '/capture',
    {
      '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
      type: 'EPCISDocument',
      schemaVersion: '2.0',
      creationDate: '2026-10-01T00:00:00Z',
      epcisBody: { eventList: events },
    },
    { 'GS1-Capture-Error-Behaviour': behaviour },
  );
  expect(answer.status).toBe(202);
  return (await machine.get((answer.headers.get('Location') ?? '').replace('/epcis', ''))).body as {
    success: boolean;
    errors: { status: number; instance: string }[];
  };
}

/** Nectar of one producer becomes syrup of another, that sugar of a third; one syrup lot goes astray. */
async function aChain() {
  const maker = async (client: HttpClient) => {
    const own = recordsOf(client);
    const goods = { product: await own.product(), place: await own.place() };
    return {
      client,
      own,
      ...goods,
      make: async (quantity: string, inputs: [Lot, string][], lot: Lot) =>
        own.stage(lot.id, goods.place, {
          quantity: { value: quantity, unit: 'KGM' },
          inputs: inputs.map(([{ uri }, value]) => ({ code: uri, quantity: { value, unit: 'KGM' } })),
        }),
      lot: (value: string) => aLot({ ...goods, quantity: { value, unit: 'KGM' } }, client, own),
    };
  };
  const boiler = await maker(world.stranger);
  const packing = await maker(packer);
  const nectar = await aLot({ quantity: { value: '1000', unit: 'KGM' } });
  const other = await aLot({ quantity: { value: '500', unit: 'KGM' } });
  await records.stage(nectar.id, place, { quantity: { value: '1000', unit: 'KGM' } });
  const syrup = await boiler.lot('200');
  const second = await boiler.lot('100');
  await boiler.make(
    '200',
    [
      [nectar, '600'],
      [other, '200'],
    ],
    syrup,
  );
  await boiler.make('100', [[nectar, '300']], second);
  const sugar = await packing.lot('90');
  await packing.make('90', [[syrup, '150']], sugar);
  return { nectar, other, syrup, second, sugar, boiler, packing };
}

type Chain = Awaited<ReturnType<typeof aChain>>;

async function traceOf(client: HttpClient, { id }: Lot, query = '') {
  const { status, body } = await client.get(`/batches/${id}/trace${query}`);
  return { status, ...(body as Trace) };
}

function lotsIn(half: Trace['back']) {
  return Object.fromEntries((half?.lots ?? []).map((lot) => [lot.batch ?? lot.id, lot]));
}

describe('a chain through three producers', () => {
  let chain: Chain;
  beforeAll(async () => {
    chain = await aChain();
  });

  it('is seen whole by the department, with shares and amounts both ways', async () => {
    const { nectar, other, syrup, second, sugar } = chain;
    const { back, forward, scope } = await traceOf(world.officer, nectar);
    expect(scope).toBe('whole');
    expect(back?.lots).toHaveLength(2);
    const lots = lotsIn(forward);
    expect(lots[syrup.id]).toMatchObject({ depth: 1, share: '0.6', amount: { value: '600', unit: 'KGM' } });
    expect(lots[sugar.id]).toMatchObject({ depth: 2, share: '0.45', rests: '0.45' });
    expect(lots[second.id]).toMatchObject({ share: '0.3', isEdge: false });
    expect(lots[nectar.id]).toMatchObject({ depth: 0, share: '1', rests: '0.1' });
    const sugarTrace = await traceOf(world.officer, sugar, '?direction=back');
    expect(sugarTrace.forward).toBeNull();
    expect(lotsIn(sugarTrace.back)).toMatchObject({
      [nectar.id]: { depth: 2, share: '0.75' },
      [other.id]: { share: '0.25', amount: { value: '22.5', unit: 'KGM' } },
    });
  });

  it('is seen by a producer through its own lots and one step beyond, without what is its neighbours’', async () => {
    const { nectar, syrup, sugar, boiler, packing } = chain;
    const own = await traceOf(world.clerk, nectar);
    expect(own.scope).toBe('own');
    const lots = own.forward?.lots ?? [];
    expect(lots.map(({ depth }) => depth)).toEqual([0, 1, 1]);
    expect(lots[1]).toMatchObject({
      organisation: { name: world.neighbour.name },
      batch: null,
      quantity: null,
      isEdge: true,
      share: '0.6',
    });
    const [step] = own.forward?.steps ?? [];
    expect(step).toMatchObject({ place: null, from: [{ quantity: { value: '600', unit: 'KGM' } }] });
    expect(step?.from).toHaveLength(1);
    expect(step?.to).toMatchObject([{ quantity: null }]);
    const middle = await traceOf(boiler.client, syrup);
    expect(middle.back?.lots).toHaveLength(3);
    expect(middle.forward?.lots.map(({ isEdge }) => isEdge)).toEqual([false, true]);
    const last = await traceOf(packing.client, sugar);
    expect(last.back?.lots.map(({ depth }) => depth)).toEqual([0, 1]);
  });

  it('is not found by strangers, and answers within its bounds', async () => {
    const { nectar, sugar } = chain;
    expect((await traceOf(packer, nectar)).status).toBe(404);
    expect((await traceOf(world.clerk, sugar)).status).toBe(404);
    const near = await traceOf(world.officer, nectar, '?direction=forward&depth=1');
    expect(near.forward).toMatchObject({ cut: 'depth' });
    expect(near.forward?.lots).toHaveLength(3);
    expect((await traceOf(world.officer, nectar, '?direction=forward&depth=2')).forward?.cut).toBeNull();
    expect((await traceOf(world.officer, nectar, '?depth=21')).status).toBe(400);
  });

  it('loses a step when its stage is withdrawn', async () => {
    const { nectar, boiler } = chain;
    const extra = await boiler.lot('50');
    const stage = await boiler.make('50', [[nectar, '60']], extra);
    const reached = async () =>
      Object.keys(lotsIn((await traceOf(world.officer, nectar)).forward)).includes(extra.id);
    expect(await reached()).toBe(true);
    await boiler.client.post(`/batches/${extra.id}/stages/${stage}/withdrawal`, { reason: 'Ghi nhầm lô' });
    expect(await reached()).toBe(false);
  });

  it('comes as a spreadsheet in which text that looks like a formula stays text', async () => {
    const { nectar } = chain;
    const answer = await world.officer.get(`/batches/${nectar.id}/trace.xlsx`);
    expect(answer.headers.get('Content-Type')).toContain('spreadsheetml');
    const sheets = sheetsOf(
      await spreadsheet('thử', [
        { name: 'a', head: ['=1+1'], rows: [['=HYPERLINK("x")'], ['+1'], ['-1'], ['@a'], [3]] },
      ]),
    );
    expect(sheets).not.toContain('<f>');
    expect(sheets).toContain('<v>3</v>');
  });

  it('asks the store by indexes only, one query a level', async () => {
    const { nectar } = chain;
    const seen: object[] = [];
    mongoose.set('debug', (collection: string, method: string, filter: object) => {
      if (collection === 'events' && method === 'find') seen.push(filter);
    });
    await traceOf(world.officer, nectar);
    mongoose.set('debug', false);
    // Back: the lot, its source, the end. Forward: three levels and the end; beside them who made what.
    expect(seen.length).toBeGreaterThan(4);
    expect(seen.length).toBeLessThanOrEqual(7);
    for (const filter of seen) {
      const plan = await EventModel.collection.find(filter).explain('queryPlanner');
      expect(JSON.stringify(plan['queryPlanner'].winningPlan)).not.toContain('COLLSCAN');
    }
  });
});

describe('a recall drill', () => {
  let chain: Chain;
  beforeAll(async () => {
    chain = await aChain();
  });

  const drillOf = async (client: HttpClient, { id }: Lot) => {
    const answer = await client.post('/recall-drills', { batch: id });
    return { status: answer.status, ...(answer.body as RecallDrill) };
  };

  it('tells the department what is where, what is not known, and whom to call', async () => {
    const { nectar, syrup, sugar } = chain;
    const before = (await world.officer.get(`/batches/${nectar.id}`)).body;
    const drill = await drillOf(world.officer, nectar);
    expect(drill).toMatchObject({ status: 201, scope: 'whole', located: '1', lotCount: 4, finishedAt: null });
    const lots = Object.fromEntries(drill.lots.map((lot) => [lot.batch, lot]));
    expect(lots[syrup.id]).toMatchObject({ rests: '0.15', missing: null });
    expect(lots[sugar.id]).toMatchObject({ rests: '0.45' });
    expect(drill.contacts).toContainEqual(
      expect.objectContaining({ person: 'Lê Thị Gọi', phone: '02963000199', lots: 1, reached: null }),
    );
    expect((await world.officer.get(`/batches/${nectar.id}`)).body).toEqual(before);
  });

  it('names the part that is not located', async () => {
    const { boiler } = chain;
    const lot = await aLot({ quantity: { value: '100', unit: 'KGM' } });
    const made = await boiler.lot('9');
    await boiler.own.stage(made.id, boiler.place, {
      quantity: { value: '9', unit: 'KGM' },
      inputs: [{ code: lot.uri, quantity: { value: '40', unit: 'LTR' } }],
    });
    const drill = await drillOf(world.officer, lot);
    expect(drill.located).toBe('0');
    expect(drill.lots.map(({ missing }) => missing)).toEqual(['quantity', 'quantity']);
  });

  it('ends once, with who was reached and the time it took; the record stays', async () => {
    const { nectar } = chain;
    const { id, rev, contacts } = await drillOf(world.officer, nectar);
    const reached = contacts.slice(0, 1).map(({ organisation }) => organisation.id);
    world.clock.advance(95_000);
    const finish = (body: object, client = world.officer) =>
      client.post(`/recall-drills/${id}/finish`, body, { 'If-Match': `"${rev}"` });
    expect((await finish({ reached: ['0123456789abcdef01234567'] })).body).toMatchObject({
      faults: [{ pointer: '/reached/0' }],
    });
    const done = await finish({ reached, note: 'Số điện thoại cũ' });
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({ finishedBy: world.officer.actor.name, actions: [] });
    expect((done.body as RecallDrill).seconds).toBeGreaterThanOrEqual(95);
    expect((done.body as RecallDrill).contacts.filter((one) => one.reached === true)).toHaveLength(1);
    const second = await finish({ reached }, world.secondOfficer);
    expect(second.status).toBe(409);
    expect(second.text).toContain(world.officer.actor.name);
    expect((await world.leader.get(`/recall-drills?batch=${nectar.id}`)).body).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ id, seconds: expect.any(Number) })]),
    });
    const entries = await world.database
      .collection('audit-entries')
      .find({ 'subject.kind': 'recall-drill', 'subject.id': id })
      .toArray();
    expect(entries.map(({ action }) => action)).toEqual(['recall-drill.start', 'recall-drill.finish']);
    const sheet = await world.officer.get(`/recall-drills/${id}/report.xlsx`);
    expect(sheet.headers.get('Content-Disposition')).toMatch(/dien-tap-thu-hoi-DT-/);
  });

  it('shows a producer its own drills, its neighbours by name, and no one’s private telephone', async () => {
    const { nectar } = chain;
    const all = await drillOf(world.officer, nectar);
    const own = await drillOf(world.clerk, nectar);
    expect(own).toMatchObject({ status: 201, scope: 'own', lotCount: 3 });
    expect(own.contacts.map(({ organisation, person }) => [organisation.name, person])).toEqual([
      [world.cooperative.name, null],
      [world.neighbour.name, null],
    ]);
    expect((await world.clerk.get(`/recall-drills/${all.id}`)).status).toBe(404);
    expect((await packer.get(`/recall-drills/${own.id}`)).status).toBe(404);
    expect((await drillOf(packer, nectar)).status).toBe(404);
    const list = (await world.clerk.get('/recall-drills')).body as { items: { id: string }[] };
    expect(list.items.map(({ id }) => id)).toEqual([own.id]);
  });
});

function sheetsOf({ body }: { body: unknown }): string {
  const files = unzipSync(new Uint8Array(body as Buffer));
  return Object.values(files)
    .map((file) => strFromU8(file))
    .join('');
}

describe('a ring', () => {
  it('is refused in the form, at the code that closes it', async () => {
    const [a, b] = [await aLot(), await aLot()];
    const using = (lot: Lot) =>
      records.stageContent(place, { inputs: [{ code: lot.uri, quantity: { value: '9', unit: 'KGM' } }] });
    expect((await world.clerk.post(`/batches/${b.id}/stages`, using(a))).status).toBe(201);
    const refused = await world.clerk.post(`/batches/${a.id}/stages`, using(b));
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ faults: [{ pointer: '/inputs/0/code' }] });
    expect((await world.clerk.post(`/batches/${a.id}/stages`, using(a))).status).toBe(422);
  });

  it('is refused by a capture job, at the event that closes it, and nothing else of the message', async () => {
    const [a, b, c] = [await aLot(), await aLot(), await aLot()];
    const ring = [
      transformation([[a.uri, 5]], [[b.uri, 4]]),
      transformation([[b.uri, 4]], [[c.uri, 4]]),
      transformation([[c.uri, 1]], [[a.uri, 1]]),
    ];
    const job = await captured(ring, 'proceed');
    expect(job.success).toBe(false);
    expect(job.errors).toMatchObject([
      { status: 409, instance: '/epcisBody/eventList/2/inputQuantityList/0/epcClass' },
    ]);
    expect((await captured([transformation([[c.uri, 1]], [[b.uri, 1]])])).success).toBe(false);
    expect((await captured([transformation([[a.uri, 1]], [[c.uri, 1]])])).success).toBe(true);
  });

  it('is refused as well where two close it at the same moment', async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      const [a, b, c, d] = [await aLot(), await aLot(), await aLot(), await aLot()];
      await captured([
        transformation([[a.uri, 9]], [[b.uri, 9]]),
        transformation([[c.uri, 9]], [[d.uri, 9]]),
      ]);
      const jobs = await Promise.all([
        captured([transformation([[b.uri, 1]], [[c.uri, 1]])]),
        captured([transformation([[d.uri, 1]], [[a.uri, 1]])]),
      ]);
      expect(jobs.map(({ success }) => success).sort()).toEqual([false, true]);
    }
  });
});
