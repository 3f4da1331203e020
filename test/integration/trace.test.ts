import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { httpClient } from '../support/http-client.ts';
import type { HttpClient } from '../support/http-client.ts';
import { recordsOf } from '../support/producer-records.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let machine: HttpClient;
let records: ReturnType<typeof recordsOf>;
let product: string;
let place: string;

beforeAll(async () => {
  world = await startWorld();
  machine = epcisAs(world.as('machine-client', world.cooperative.id, 'Cân tự động').actor);
  records = recordsOf(world.clerk);
  product = await records.product();
  place = await records.place();
});
afterAll(() => world.close());

function epcisAs(actor: object): HttpClient {
  return httpClient(`${world.root}/epcis`, { 'X-Test-Actor': encodeURIComponent(JSON.stringify(actor)) });
}

interface Lot {
  id: string;
  uri: string;
}

async function aLot(overrides: object = {}, client = world.clerk, own = records): Promise<Lot> {
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
