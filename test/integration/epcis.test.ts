import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { captureLimits } from '../../server/features/events/capture-reading.ts';
import { EventModel } from '../../server/features/events/event-model.ts';
import { httpClient } from '../support/http-client.ts';
import type { HttpClient } from '../support/http-client.ts';
import { recordsOf } from '../support/producer-records.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let machine: HttpClient;
let neighbour: HttpClient;
let officer: HttpClient;
/** A lot of the machine's own organisation and one of the neighbour's. */
let ownLot: string;
let theirLot: string;
let ownPlace: string;
let theirPlace: string;

const context = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';

beforeAll(async () => {
  world = await startWorld();
  machine = epcisAs(world.as('machine-client', world.cooperative.id, 'Cân tự động').actor);
  neighbour = epcisAs(world.as('machine-client', world.neighbour.id, 'Cân hàng xóm').actor);
  officer = epcisAs(world.officer.actor);
  ({ lot: ownLot, place: ownPlace } = await aLot(world.clerk));
  ({ lot: theirLot, place: theirPlace } = await aLot(world.stranger));
});
afterAll(() => world.close());

function epcisAs(actor: object): HttpClient {
  return httpClient(`${world.root}/epcis`, { 'X-Test-Actor': encodeURIComponent(JSON.stringify(actor)) });
}

async function aLot(client: World['clerk']) {
  const records = recordsOf(client);
  const product = await records.product();
  const place = await records.place();
  const batch = await records.batch({ product, place });
  const { uri } = (await client.get(`/batches/${batch}`)).body as { uri: string };
  const { locationCode } = (await client.get(`/places/${place}`)).body as { locationCode: string };
  return { lot: uri, place: `${world.publicOrigin}/t/${locationCode}` };
}

let minute = 0;
/** Each one another event, a minute after the last. */
function anEvent(differing: Record<string, unknown> = {}): Record<string, unknown> {
  minute += 1;
  return {
    type: 'ObjectEvent',
    eventTime: new Date(Date.UTC(2026, 8, 1) + minute * 60_000).toISOString(),
    eventTimeZoneOffset: '+07:00',
    action: 'OBSERVE',
    bizStep: 'storing',
    disposition: 'sellable_not_accessible',
    quantityList: [{ epcClass: ownLot, quantity: 1, uom: 'KGM' }],
    readPoint: { id: ownPlace },
    ...differing,
  };
}

function aDocument(eventList: unknown[], differing: Record<string, unknown> = {}) {
  return {
    '@context': [context],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-09-01T00:00:00Z',
    epcisBody: { eventList },
    ...differing,
  };
}

async function captured(message: unknown, headers: Record<string, string> = {}) {
  const answer = await machine.post('/capture', message, headers);
  expect([answer.status, answer.text]).toEqual([202, '']);
  const location = answer.headers.get('Location') ?? '';
  expect(location).toMatch(/^\/epcis\/capture\/[0-9a-f]{24}$/);
  return (await machine.get(location.replace('/epcis', ''))).body;
}

function eventsIn({ body }: { body: any }): Record<string, any>[] {
  return body.epcisBody.queryResults.resultsBody.eventList;
}

async function found(query: string, client = machine) {
  const answer = await client.get(`/events?${query}`);
  expect(answer.status).toBe(200);
  return eventsIn(answer);
}

describe('capturing a message', () => {
  it('stores its events as given and tells so in a job', async () => {
    const event = anEvent({ 'vnt:crate': 'K-1', ilmd: undefined });
    const job = await captured(
      aDocument([event], { '@context': [context, { vnt: 'https://vnt.example/voc/' }] }),
    );
    expect(job).toMatchObject({
      running: false,
      success: true,
      captureErrorBehaviour: 'rollback',
      errors: [],
    });
    expect(job.finishedAt >= job.createdAt).toBe(true);
    const [stored] = await found(`MATCH_anyEPCClass=${encodeURIComponent(ownLot)}&orderDirection=DESC`);
    expect(stored).toMatchObject({
      quantityList: [{ epcClass: ownLot, quantity: 1, uom: 'KGM' }],
      bizStep: 'storing',
      'vnt:crate': 'K-1',
      '@context': [{ vnt: 'https://vnt.example/voc/' }],
    });
    expect(stored?.['eventID']).toMatch(/^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0$/);
    expect(stored?.['recordTime']).toBeDefined();
  });

  it('takes the answer to a query and JSON-LD as well', async () => {
    const document = {
      '@context': [context],
      type: 'EPCISQueryDocument',
      epcisBody: { queryResults: { queryName: 'x', resultsBody: { eventList: [anEvent()] } } },
    };
    expect(await captured(document, { 'Content-Type': 'application/ld+json' })).toMatchObject({
      success: true,
    });
  });

  it('does nothing when the same message comes again', async () => {
    const message = aDocument([anEvent(), anEvent({ eventID: 'urn:example:once' })]);
    await captured(message);
    const before = await EventModel.countDocuments();
    expect(await captured(message)).toMatchObject({ success: true, errors: [] });
    expect(await EventModel.countDocuments()).toBe(before);
  });

  it('answers a repeated request of one key with the same job', async () => {
    const message = aDocument([anEvent()]);
    const first = await machine.post('/capture', message, { 'Idempotency-Key': 'k1' });
    const second = await machine.post('/capture', message, { 'Idempotency-Key': 'k1' });
    expect(second.headers.get('Location')).toBe(first.headers.get('Location'));
  });

  it('takes all or nothing: one name used twice stops the whole message', async () => {
    const id = 'urn:example:taken';
    await captured(aDocument([anEvent({ eventID: id })]));
    const before = await EventModel.countDocuments();
    const job = await captured(aDocument([anEvent(), anEvent({ eventID: id })]));
    expect(job).toMatchObject({
      success: false,
      errors: [
        {
          type: 'epcisException:ResourceAlreadyExistsException',
          status: 409,
          instance: '/epcisBody/eventList/1',
        },
      ],
    });
    expect(await EventModel.countDocuments()).toBe(before);
  });

  it('goes on with the rest where that was asked for, and names what was left out', async () => {
    const before = await EventModel.countDocuments();
    const job = await captured(
      aDocument([
        anEvent({ action: 'LOOK' }),
        anEvent(),
        anEvent({ quantityList: [{ epcClass: theirLot }] }),
        anEvent({ 'nobody:knows': 1 }),
      ]),
      { 'GS1-Capture-Error-Behaviour': 'proceed' },
    );
    expect(job).toMatchObject({ success: false, captureErrorBehaviour: 'proceed' });
    expect(job.errors.map(({ instance, status }: any) => [instance, status])).toEqual([
      ['/epcisBody/eventList/0/action', 400],
      ['/epcisBody/eventList/3/nobody:knows', 400],
      ['/epcisBody/eventList/2/quantityList/0/epcClass', 403],
    ]);
    expect(await EventModel.countDocuments()).toBe(before + 1);
  });

  it('writes one audit entry a message, with its digest', async () => {
    const { captureID } = await captured(aDocument([anEvent(), anEvent()]));
    const entries = await world.database
      .collection('audit-entries')
      .find({ 'subject.id': captureID })
      .toArray();
    expect(entries).toMatchObject([{ action: 'event.capture', subject: { kind: 'capture' } }]);
    expect(entries[0]?.['after']).toMatch(/^[\w-]{43}$/);
  });

  it('shows jobs to their own organisation and the department, newest first, page by page', async () => {
    const { captureID } = await captured(aDocument([anEvent()]));
    expect((await neighbour.get(`/capture/${captureID}`)).status).toBe(404);
    expect((await officer.get(`/capture/${captureID}`)).status).toBe(200);
    const first = await machine.get('/capture?perPage=1');
    expect(first.body).toMatchObject([{ captureID }]);
    const [, next] = /<\/epcis([^>]+)>; rel="next"/.exec(first.headers.get('Link') ?? '') ?? [];
    const second = await machine.get(next ?? '');
    expect(second.body).toHaveLength(1);
    expect(second.body[0].captureID < captureID).toBe(true);
    expect((await machine.get('/capture?perPage=0')).status).toBe(400);
  });
});

describe('a message that is wrong', () => {
  const refused = async (message: unknown, headers: Record<string, string> = {}) => {
    const { status, body } = await machine.post('/capture', message, headers);
    return [status, body.type, (body.faults ?? []).map(({ pointer }: any) => pointer)];
  };
  const validation = 'epcisException:ValidationException';

  it('is refused with every field that is wrong', async () => {
    expect(await refused(aDocument([anEvent({ action: 'LOOK', eventTime: 'yesterday' })]))).toEqual([
      400,
      validation,
      ['/epcisBody/eventList/0/eventTime', '/epcisBody/eventList/0/action'],
    ]);
    expect(await refused({ ...aDocument([]), schemaVersion: 2 })).toEqual([
      400,
      validation,
      ['/schemaVersion'],
    ]);
    expect(await refused({ type: 'EPCISDocument' })).toEqual([
      400,
      validation,
      ['/schemaVersion', '/creationDate', '/epcisBody', '/@context'],
    ]);
    expect(await refused([])).toEqual([400, validation, ['']]);
  });

  it('is refused where a prefix is not declared', async () => {
    expect(await refused(aDocument([anEvent({ 'x:y': 1 })]))).toEqual([
      400,
      validation,
      ['/epcisBody/eventList/0/x:y'],
    ]);
  });

  it('is refused where it is no JSON, or of another type', async () => {
    const send = async (type: string, body: string) => {
      const answer = await fetch(`${world.root}/epcis/capture`, {
        method: 'POST',
        headers: {
          'Content-Type': type,
          'X-Test-Actor': encodeURIComponent(JSON.stringify(world.clerk.actor)),
        },
        body,
      });
      return answer.status;
    };
    expect(await send('application/json', '{"type":')).toBe(400);
    expect(await send('application/xml', '<epcis/>')).toBe(415);
  });

  it('is refused where it holds too many events or too many bytes', async () => {
    const event = anEvent();
    const many = await machine.post('/capture', aDocument(Array(captureLimits.events + 1).fill(event)));
    expect([many.status, many.body.type]).toEqual([413, 'epcisException:CaptureLimitExceededException']);
    const large = await machine.post(
      '/capture',
      aDocument([{ ...event, 'https://example.org/x': 'x'.repeat(captureLimits.bytes) }]),
    );
    expect([large.status, large.body.type]).toEqual([413, 'epcisException:CaptureLimitExceededException']);
  });

  it('is refused where it asks for an error behaviour that there is not', async () => {
    const answer = await machine.post('/capture', aDocument([anEvent()]), {
      'GS1-Capture-Error-Behaviour': 'hope',
    });
    expect(answer.status).toBe(400);
  });
});

describe('whose events', () => {
  const foreign = async (differing: Record<string, unknown>) => {
    const { status, body } = await machine.post('/capture', aDocument([anEvent(differing)]));
    return [
      status,
      (body?.faults ?? []).map(({ pointer }: any) => pointer.replace('/epcisBody/eventList/0', '')),
    ];
  };

  it('are refused about another producer’s lots and places, naming the field', async () => {
    expect(await foreign({ quantityList: [{ epcClass: ownLot }, { epcClass: theirLot }] })).toEqual([
      403,
      ['/quantityList/1/epcClass'],
    ]);
    expect(await foreign({ epcList: [`${theirLot}/21/S1`], quantityList: undefined })).toEqual([
      403,
      ['/epcList/0'],
    ]);
    expect(await foreign({ bizLocation: { id: theirPlace } })).toEqual([403, ['/bizLocation/id']]);
    expect(
      await foreign({
        type: 'TransformationEvent',
        action: undefined,
        quantityList: undefined,
        inputQuantityList: [{ epcClass: ownLot }],
        outputQuantityList: [{ epcClass: theirLot }],
      }),
    ).toEqual([403, ['/outputQuantityList/0/epcClass']]);
  });

  it('may name another’s lot as what was bought in, and handle it once it was received', async () => {
    const transformation = {
      type: 'TransformationEvent',
      action: undefined,
      quantityList: undefined,
      inputQuantityList: [{ epcClass: theirLot, quantity: 5, uom: 'KGM' }],
      outputQuantityList: [{ epcClass: ownLot, quantity: 4, uom: 'KGM' }],
    };
    expect(await captured(aDocument([anEvent(transformation)]))).toMatchObject({ success: true });
    const goods = { quantityList: [{ epcClass: theirLot, quantity: 9, uom: 'KGM' }] };
    expect((await foreign(goods))[0]).toBe(403);
    expect(await captured(aDocument([anEvent({ ...goods, bizStep: 'receiving' })]))).toMatchObject({
      success: true,
    });
    expect(await captured(aDocument([anEvent(goods)]))).toMatchObject({ success: true });
  });

  it('are written by producers and their machines, never by the department or by nobody', async () => {
    expect((await officer.post('/capture', aDocument([anEvent()]))).status).toBe(403);
    const nobody = httpClient(`${world.root}/epcis`);
    const answer = await nobody.post('/capture', aDocument([anEvent()]));
    expect([answer.status, answer.body.type]).toEqual([401, 'epcisException:SecurityException']);
    expect((await nobody.get('/events')).status).toBe(401);
  });

  it('are seen by their own organisation and by the department', async () => {
    const eventID = 'urn:example:mine';
    await captured(aDocument([anEvent({ eventID })]));
    expect(await found(`EQ_eventID=${eventID}`)).toHaveLength(1);
    expect(await found(`EQ_eventID=${eventID}`, officer)).toHaveLength(1);
    expect(await found(`EQ_eventID=${eventID}`, neighbour)).toEqual([]);
    expect((await neighbour.get(`/events/${eventID}`)).status).toBe(404);
  });

  it('come over a token that the administrator’s machine account signed in for', async () => {
    const made = await world.administrator.post('/users', {
      login: 'can-tu-dong',
      name: 'Cân tự động',
      roles: ['machine-client'],
      organisation: world.cooperative.id,
    });
    expect(made.status).toBe(201);
    const signIn = (password: string) => world.anyone.post('/tokens', { login: 'can-tu-dong', password });
    const first = await signIn(made.body.oneTimePassword);
    const bearer = (answer: typeof first) => ({ Authorization: `Bearer ${answer.body.accessToken}` });
    const open = httpClient(`${world.root}/epcis`);
    expect((await open.get('/events', bearer(first))).status).toBe(403);
    const password = 'mot cau dai de may can nho 7';
    const changed = await world.anyone.send(
      'PUT',
      '/me/password',
      { current: made.body.oneTimePassword, next: password },
      bearer(first),
    );
    expect(changed.status).toBeLessThan(300);
    const token = bearer(await signIn(password));
    expect((await open.post('/capture', aDocument([anEvent()]), token)).status).toBe(202);
  });
});

describe('one event', () => {
  it('is stored at its own address', async () => {
    const event = { '@context': [context], ...anEvent() };
    const { status, headers } = await machine.post('/events', event);
    expect(status).toBe(201);
    const location = headers.get('Location') ?? '';
    const answer = await machine.get(location.replace('/epcis', ''));
    expect(answer.body).toMatchObject({ type: 'EPCISQueryDocument' });
    expect(eventsIn(answer)).toHaveLength(1);
    expect((await machine.post('/events', event)).status).toBe(200);
  });

  it('is a conflict where another has its name', async () => {
    const eventID = 'urn:example:one';
    const send = () => machine.post('/events', { '@context': [context], ...anEvent({ eventID }) });
    expect((await send()).status).toBe(201);
    const { status, body } = await send();
    expect([status, body.type]).toEqual([409, 'epcisException:ResourceAlreadyExistsException']);
  });

  it('is one, brings its context, and is about one’s own', async () => {
    expect((await machine.post('/events', anEvent())).status).toBe(400);
    expect((await machine.post('/events', aDocument([anEvent(), anEvent()]))).status).toBe(400);
    const theirs = anEvent({ quantityList: [{ epcClass: theirLot }], readPoint: { id: theirPlace } });
    expect((await machine.post('/events', { '@context': [context], ...theirs })).status).toBe(403);
    expect((await machine.get('/events/urn:example:nowhere')).status).toBe(404);
  });
});

describe('correcting an event', () => {
  const errorDeclaration = {
    declarationTime: '2026-10-01T00:00:00Z',
    reason: 'incorrect_data',
    correctiveEventIDs: ['urn:example:right'],
  };
  const add = (event: object) => machine.post('/events', { '@context': [context], ...event });

  it('appends the same event with an error declaration; the first stays as it was', async () => {
    const event = anEvent({ eventID: 'urn:example:wrong' });
    await add(event);
    expect((await add({ ...event, errorDeclaration })).status).toBe(201);
    const both = await found('EQ_eventID=urn:example:wrong&orderBy=recordTime&orderDirection=ASC');
    expect(both.map((one) => one['errorDeclaration'])).toEqual([undefined, errorDeclaration]);
    expect(await found('EQ_eventID=urn:example:wrong&EXISTS_errorDeclaration=true')).toHaveLength(1);
  });

  it('finds an event without a name by its hash', async () => {
    const event = anEvent();
    await add(event);
    const { status } = await add({ ...event, errorDeclaration });
    expect(status).toBe(201);
    expect(await EventModel.countDocuments({ at: new Date(String(event['eventTime'])) })).toBe(2);
  });

  it('is refused where it says something else, or was done before', async () => {
    const event = anEvent({ eventID: 'urn:example:wrong-2' });
    await add(event);
    expect((await add({ ...event, bizStep: 'holding', errorDeclaration })).status).toBe(409);
    expect((await add({ ...event, errorDeclaration })).status).toBe(201);
    const again = { ...errorDeclaration, reason: 'did_not_occur' };
    expect((await add({ ...event, errorDeclaration: again })).status).toBe(409);
  });

  it('leaves stages of the portal to the portal', async () => {
    const records = recordsOf(world.clerk);
    const place = await records.place();
    const batch = await records.batch({ place });
    await records.stage(batch, place);
    const { epcisBody } = (await world.clerk.get(`/batches/${batch}/events`)).body;
    const [event] = epcisBody.eventList;
    const answer = await machine.post('/events', {
      '@context': [context, { nguongoc: `${world.publicOrigin}/voc/` }],
      ...event,
      errorDeclaration,
    });
    expect([answer.status, answer.body.title]).toEqual([409, expect.stringContaining(event.eventID)]);
  });
});

describe('asking for events', () => {
  const pallet = 'urn:epc:id:sscc:4012345.3111111111';
  const site = 'https://id.gs1.org/414/9521234500001';
  let ids: string[];

  beforeAll(async () => {
    const at = (day: number) => ({ eventTime: `2025-03-0${day}T08:00:00.000+07:00` });
    const events = [
      anEvent({
        ...at(1),
        eventID: 'urn:q:1',
        action: 'ADD',
        bizStep: 'commissioning',
        disposition: 'active',
      }),
      {
        ...anEvent({
          ...at(2),
          eventID: 'urn:q:2',
          action: 'ADD',
          bizStep: 'packing',
          disposition: 'in_progress',
        }),
        type: 'AggregationEvent',
        quantityList: undefined,
        parentID: pallet,
        childQuantityList: [{ epcClass: ownLot, quantity: 20 }],
      },
      anEvent({
        ...at(3),
        eventID: 'urn:q:3',
        bizStep: 'shipping',
        disposition: 'in_transit',
        quantityList: undefined,
        epcList: [pallet],
        readPoint: { id: `${site}/254/K1` },
        bizLocation: { id: site },
      }),
      {
        ...anEvent({ ...at(4), eventID: 'urn:q:4', bizStep: 'https://vnt.example/voc/drying' }),
        type: 'TransformationEvent',
        action: undefined,
        quantityList: undefined,
        inputQuantityList: [{ epcClass: 'urn:epc:class:lgtin:4012345.012345.IN', quantity: 3 }],
        outputQuantityList: [{ epcClass: ownLot, quantity: 2 }],
        transformationID: 'https://id.gs1.org/253/9521234500001RUN1',
      },
    ];
    expect(await captured(aDocument(events))).toMatchObject({ success: true });
    ids = events.map(({ eventID }: any) => String(eventID));
  });

  const among = 'EQ_eventID=urn:q:1,urn:q:2,urn:q:3,urn:q:4';
  const asked = async (query: string) =>
    (await found(`${among}&orderDirection=ASC&${query}`)).map(({ eventID }) =>
      Number(String(eventID).slice(-1)),
    );

  it.each([
    ['eventType=AggregationEvent,TransformationEvent', [2, 4]],
    ['GE_eventTime=2025-03-02T01:00:00Z', [2, 3, 4]],
    ['LT_eventTime=2025-03-02T01:00:00Z', [1]],
    ['GE_recordTime=2200-01-01T00:00:00Z', []],
    ['LT_recordTime=2200-01-01T00:00:00Z', [1, 2, 3, 4]],
    ['EQ_action=ADD', [1, 2]],
    ['EQ_bizStep=shipping,packing', [2, 3]],
    ['EQ_bizStep=https://ref.gs1.org/cbv/BizStep-shipping', [3]],
    ['EQ_bizStep=https://vnt.example/voc/drying', [4]],
    ['EQ_disposition=active', [1]],
    ['EQ_readPoint=urn:epc:id:sgln:9521234.50000.K1', [3]],
    ['EQ_bizLocation=https://other.example/414/9521234500001', [3]],
    ['EQ_transformationID=https://x.example/253/9521234500001RUN1', [4]],
    ['MATCH_epc=https://id.gs1.org/00/340123451111111111', [3]],
    ['MATCH_anyEPC=urn:epc:id:sscc:4012345.3111111111', [2, 3]],
    ['MATCH_parentID=urn:epc:id:sscc:4012345.3111111111', [2]],
    ['MATCH_inputEPCClass=https://id.gs1.org/01/04012345123456/10/IN', [4]],
    ['EQ_action=ADD&EQ_bizStep=packing', [2]],
  ])('understands %s', async (query, expected) => {
    expect(await asked(query)).toEqual(expected);
  });

  it('finds lots by class, wherever they stand', async () => {
    const lot = encodeURIComponent(ownLot);
    expect(await asked(`MATCH_epcClass=${lot}`)).toEqual([1, 2]);
    expect(await asked(`MATCH_outputEPCClass=${lot}`)).toEqual([4]);
    expect(await asked(`MATCH_anyEPCClass=${lot}`)).toEqual([1, 2, 4]);
  });

  it('orders, limits and refuses too much', async () => {
    expect((await found(`${among}&orderBy=eventTime&orderDirection=DESC`))[0]).toMatchObject({
      eventID: 'urn:q:4',
    });
    expect(await asked('eventCountLimit=2')).toEqual([1, 2]);
    const { status, body } = await machine.get(`/events?${among}&maxEventCount=3`);
    expect([status, body.type]).toEqual([413, 'epcisException:QueryTooLargeException']);
    expect(await asked('maxEventCount=4')).toHaveLength(4);
  });

  it('gives page by page, each event once', async () => {
    const seen: string[] = [];
    let path: string | undefined = `/events?${among}&perPage=1&eventCountLimit=3`;
    while (path !== undefined) {
      const answer = await machine.get(path);
      seen.push(...eventsIn(answer).map(({ eventID }) => String(eventID)));
      const link = /<\/epcis([^>]+)>; rel="next"/.exec(answer.headers.get('Link') ?? '');
      expect(answer.headers.has('GS1-Next-Page-Token-Expires')).toBe(link !== null);
      path = link?.[1];
    }
    expect(seen).toEqual([ids[3], ids[2], ids[1]]);
  });

  it('refuses a page token of another query, a made-up one and one that is too old', async () => {
    const first = await machine.get(`/events?${among}&perPage=1`);
    const token = /nextPageToken=([\w-]+)/.exec(first.headers.get('Link') ?? '')?.[1] ?? '';
    const withToken = (query: string, given: string) =>
      machine.get(`/events?${query}&nextPageToken=${given}`);
    expect((await withToken(`${among}&perPage=1`, token)).status).toBe(200);
    expect((await withToken('perPage=1', token)).status).toBe(400);
    expect((await withToken(among, 'made-up')).status).toBe(400);
    world.clock.advance(2 * 3_600_000);
    expect((await withToken(`${among}&perPage=1`, token)).status).toBe(400);
  });

  it.each([
    'EQ_colour=red',
    'GE_eventTime=yesterday',
    'GE_eventTime=2026-01-01',
    'orderBy=eventID',
    'perPage=0',
    'perPage=x',
    'EQ_action=ADD&EQ_action=OBSERVE',
    'EQ_bizStep=',
    'eventCountLimit=-1',
    'EQ_action[$ne]=ADD',
  ])('refuses %s, naming it', async (query) => {
    const { status, body } = await machine.get(`/events?${query}`);
    expect([status, body.type]).toEqual([400, 'epcisException:QueryParameterException']);
    expect(body.faults).toMatchObject([{ pointer: `/${query.split('=')[0] ?? ''}` }]);
  });

  it('tells EPC URIs as Digital Links, or as given to whoever asks for that', async () => {
    const [linked] = await found('EQ_eventID=urn:q:3');
    expect(linked?.['epcList']).toEqual(['https://id.gs1.org/00/340123451111111111']);
    const asGiven = await machine.get('/events?EQ_eventID=urn:q:3', { 'GS1-EPC-Format': 'Never_Translates' });
    expect(eventsIn(asGiven)[0]?.['epcList']).toEqual([pallet]);
  });

  it('stands below each thing it can be asked about', async () => {
    const below = async (path: string) => {
      const answer = await machine.get(`${path}?${among}`);
      expect(answer.status).toBe(200);
      return eventsIn(answer)
        .map(({ eventID }) => Number(String(eventID).slice(-1)))
        .sort();
    };
    const encoded = encodeURIComponent;
    expect(await below(`/epcs/${encoded(pallet)}/events`)).toEqual([2, 3]);
    expect(await below(`/epcs/${encoded(ownLot)}/events`)).toEqual([1, 2, 4]);
    expect(await below('/bizSteps/packing/events')).toEqual([2]);
    expect(await below('/eventTypes/TransformationEvent/events')).toEqual([4]);
    expect(await below(`/bizLocations/${encoded(site)}/events`)).toEqual([3]);
    expect(await below(`/readPoints/${encoded(`${site}/254/K1`)}/events`)).toEqual([3]);
    expect(await below('/dispositions/active/events')).toEqual([1]);
    expect((await machine.get('/bizSteps/packing/events?EQ_bizStep=shipping')).status).toBe(400);
    expect((await machine.get('/bizSteps/packing')).body).toMatchObject({ '@set': ['events'] });
  });

  it('lists what events name', async () => {
    const members = async (path: string) => (await machine.get(path)).body.member as string[];
    expect(await members('/eventTypes')).toEqual(['AggregationEvent', 'ObjectEvent', 'TransformationEvent']);
    expect(await members('/bizLocations')).toContain(site);
    const [first, ...rest] = await members('/bizSteps');
    const page = await machine.get('/bizSteps?perPage=1');
    expect(page.body.member).toEqual([first]);
    const next = /<\/epcis([^>]+)>/.exec(page.headers.get('Link') ?? '')?.[1] ?? '';
    expect(await members(next)).toEqual(rest.slice(0, 1));
    expect((await machine.get('/bizSteps?colour=red')).status).toBe(400);
  });
});

describe('the interface', () => {
  it('says what it speaks and how much it takes', async () => {
    const { status, headers } = await machine.send('OPTIONS', '/capture');
    expect(status).toBe(204);
    expect(Object.fromEntries(headers)).toMatchObject({
      'gs1-epcis-version': '2.0',
      'gs1-cbv-version': '2.0',
      'gs1-epc-format': 'Always_GS1_Digital_Link',
      'gs1-epcis-capture-limit': '1000',
      'gs1-epcis-capture-file-size-limit': String(2 * 1024 * 1024),
    });
    expect((await machine.get('/events')).headers.get('GS1-EPCIS-Version')).toBe('2.0');
  });

  it('speaks no other version or format', async () => {
    expect((await machine.get('/events', { 'GS1-EPCIS-Version': '1.2' })).status).toBe(406);
    expect((await machine.get('/events', { 'GS1-EPC-Format': 'Always_EPC_URN' })).status).toBe(406);
    expect((await machine.get('/events', { 'GS1-EPCIS-Version': '2.0.0' })).status).toBe(200);
  });

  it('offers no named queries and subscriptions yet, and says so', async () => {
    for (const path of ['/queries', '/queries/x/events', '/queries/x/subscriptions']) {
      expect((await machine.post(path)).status).toBe(501);
      expect((await machine.get(path)).status).toBe(501);
    }
    expect((await machine.get('/elsewhere')).status).toBe(404);
  });
});
