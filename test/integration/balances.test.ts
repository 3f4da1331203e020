import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordsOf, waitingFor } from '../support/producer-records.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let records: ReturnType<typeof recordsOf>;

beforeAll(async () => {
  world = await startWorld();
  records = recordsOf(world.clerk);
});
afterAll(() => world.close());

interface Told {
  /** Of the batch. */
  quantity: string;
  made: string;
  sap?: string | undefined;
}

/** A batch of sugar boiled from sap; kilograms and litres. */
async function sugar({ quantity, made, sap }: Told) {
  const product = await records.product();
  const place = await records.place();
  const certificate = await records.certificate(product);
  const kilograms = (value: string) => ({ value, unit: 'KGM' });
  const batch = await records.batch({
    product,
    place,
    certificates: [certificate],
    quantity: kilograms(quantity),
  });
  if (sap !== undefined) {
    await records.stage(batch, place, {
      stage: 'raw-collection',
      startedAt: '2026-09-30T04:30',
      quantity: { value: sap, unit: 'LTR' },
    });
  }
  await records.stage(batch, place, { quantity: kilograms(made) });
  return { product, place, certificate, batch };
}

const balanceOf = async (batch: string) => (await world.clerk.get(`/batches/${batch}/balance`)).body;

function setRate(product: string, more: object = {}) {
  return world.officer.post('/recovery-rates', {
    stage: 'processing',
    product,
    most: { value: '0.16', unit: 'KGM' },
    per: 'LTR',
    tolerance: '5',
    validFrom: '2026-01-01',
    source: 'Nấu thử tại Văn Giáo',
    ...more,
  });
}

describe('recovery rates', () => {
  it('are set by officers from a day on, keep their history, and come with defaults named as such', async () => {
    const product = await records.product();
    expect((await setRate(product)).status).toBe(201);
    const newer = await setRate(product, { most: { value: '0.15', unit: 'KGM' }, validFrom: '2026-10-15' });
    expect(newer.body).toMatchObject({ isDefault: false, isCurrent: true, by: world.officer.actor.name });
    const { items } = (await world.leader.get('/recovery-rates')).body;
    const own = items.filter((rate: { content: { product?: string } }) => rate.content.product === product);
    expect(own).toMatchObject([
      { isCurrent: true, content: { validFrom: '2026-10-15', most: { value: '0.15' } } },
      { isCurrent: false, content: { validFrom: '2026-01-01', most: { value: '0.16' } } },
    ]);
    expect(items.at(-1)).toMatchObject({ isDefault: true, by: null, id: null });

    const theirs = (await world.stranger.get('/recovery-rates')).body.items;
    expect(theirs.every((rate: { isDefault: boolean }) => rate.isDefault)).toBe(true);
  });

  it('are refused at the field, and to producers', async () => {
    const product = await records.product();
    const faultsOf = async (more: object) =>
      (await setRate(product, more)).body.faults.map(({ pointer }: { pointer: string }) => pointer);
    expect(await faultsOf({ group: 'processing' })).toEqual(['/group']);
    expect(await faultsOf({ most: { value: '0', unit: 'KGM' } })).toEqual(['/most/value']);
    expect(await faultsOf({ tolerance: '51' })).toEqual(['/tolerance']);
    expect(await faultsOf({ product: '0123456789abcdef01234567' })).toEqual(['/product']);
    expect(await faultsOf({ validFrom: '2026-02-30' })).toEqual(['/validFrom']);
    expect((await world.clerk.post('/recovery-rates', {})).status).toBe(403);
  });
});

describe('the balance of a batch', () => {
  it('is told with the figures and the rate behind it, by the rate of the day of production', async () => {
    const { product, batch } = await sugar({ quantity: '130', made: '132', sap: '800' });
    expect(await balanceOf(batch)).toMatchObject({ verdict: 'ok' });
    await setRate(product);
    await setRate(product, { most: { value: '0.1', unit: 'KGM' }, validFrom: '2026-10-02' });
    expect(await balanceOf(batch)).toMatchObject({
      verdict: 'warning',
      checks: [
        {
          about: 'making',
          stage: 'processing',
          out: { value: '132', unit: 'KGM' },
          most: { value: '128', unit: 'KGM' },
          limit: { value: '134.4', unit: 'KGM' },
          over: { value: '4', unit: 'KGM' },
          verdict: 'warning',
          lines: [
            {
              stage: 'raw-collection',
              quantity: { value: '800', unit: 'LTR' },
              rate: { most: { value: '0.16' }, isDefault: false, source: 'Nấu thử tại Văn Giáo' },
            },
          ],
        },
        { about: 'batch', verdict: 'ok' },
      ],
    });
  });

  it('is not known where nothing was told of what went in, and takes back what was withdrawn', async () => {
    const { batch, place } = await sugar({ quantity: '130', made: '132' });
    expect(await balanceOf(batch)).toMatchObject({ verdict: 'unknown', checks: [{ gap: 'no-inputs' }, {}] });
    const stage = await records.stage(batch, place, {
      stage: 'raw-collection',
      quantity: { value: '2', unit: 'LTR' },
      startedAt: '2026-09-30T04:30',
    });
    expect(await balanceOf(batch)).toMatchObject({ verdict: 'breach' });
    await world.clerk.post(`/batches/${batch}/stages/${stage}/withdrawal`, { reason: 'Ghi nhầm số lít' });
    expect(await balanceOf(batch)).toMatchObject({ verdict: 'unknown' });
  });

  it('is foreseen for a stage or a quantity before anything is kept', async () => {
    const { batch, place } = await sugar({ quantity: '130', made: '132', sap: '800' });
    const foreseen = async (question: object) =>
      (await world.clerk.post(`/batches/${batch}/balance`, question)).body;
    const second = records.stageContent(place, { quantity: { value: '2', unit: 'TNE' } });
    expect(await foreseen({ stage: second })).toMatchObject({
      verdict: 'breach',
      checks: [{ about: 'making', out: { value: '2132', unit: 'KGM' } }],
    });
    expect(await foreseen({ quantity: { value: '0.2', unit: 'TNE' } })).toMatchObject({
      verdict: 'breach',
      checks: [{ about: 'batch', over: { value: '0.068', unit: 'TNE' } }],
    });
    expect(await balanceOf(batch)).toMatchObject({ verdict: 'ok' });
    const wrong = await world.clerk.post(`/batches/${batch}/balance`, {
      stage: { ...second, quantity: undefined },
    });
    expect([wrong.status, wrong.body.faults[0].pointer]).toEqual([422, '/quantity']);
  });

  it('counts what others used of it, however it was told', async () => {
    const { batch: raw } = await sugar({ quantity: '100', made: '100', sap: '800' });
    const { uri } = (await world.clerk.get(`/batches/${raw}`)).body;
    const theirs = recordsOf(world.stranger);
    const place = await theirs.place();
    const sweets = await theirs.batch({ product: await theirs.product(), place });
    const used = (value: string) =>
      theirs.stageContent(place, {
        quantity: { value, unit: 'KGM' },
        inputs: [{ code: uri, quantity: { value, unit: 'KGM' } }],
      });
    await world.stranger.post(`/batches/${sweets}/stages`, used('60'));
    expect((await balanceOf(raw)).checks.at(-1)).toMatchObject({ about: 'uses', verdict: 'ok' });
    await world.stranger.post(`/batches/${sweets}/stages`, used('50'));
    expect((await balanceOf(raw)).checks.at(-1)).toMatchObject({
      about: 'uses',
      verdict: 'breach',
      over: { value: '10', unit: 'KGM' },
    });
  });

  it('shows what a machine captured, which is stored all the same', async () => {
    const { batch, place } = await sugar({ quantity: '100', made: '100', sap: '800' });
    const { uri } = (await world.clerk.get(`/batches/${batch}`)).body;
    const { locationCode } = (await world.clerk.get(`/places/${place}`)).body;
    const event = {
      '@context': 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
      type: 'TransformationEvent',
      eventTime: '2026-10-01T02:00:00Z',
      eventTimeZoneOffset: '+07:00',
      bizStep: 'creating_class_instance',
      readPoint: { id: `${world.publicOrigin}/t/${locationCode}` },
      inputQuantityList: [{ epcClass: `${uri}X`, quantity: 5, uom: 'KGM' }],
      outputQuantityList: [{ epcClass: uri, quantity: 5000, uom: 'KGM' }],
    };
    const answer = await fetch(`${world.root}/epcis/events`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'GS1-EPCIS-Version': '2.0',
        'X-Test-Actor': encodeURIComponent(JSON.stringify(world.clerk.actor)),
      },
      body: JSON.stringify(event),
    });
    expect(answer.status).toBe(201);
    expect(await balanceOf(batch)).toMatchObject({ verdict: 'breach' });
  });

  it('is nobody else’s', async () => {
    const { batch } = await sugar({ quantity: '1', made: '1' });
    expect((await world.stranger.get(`/batches/${batch}/balance`)).status).toBe(404);
    expect((await world.stranger.post(`/batches/${batch}/balance`, {})).status).toBe(404);
    expect((await world.leader.get(`/batches/${batch}/balance`)).status).toBe(200);
  });
});

describe('a submission whose figures cannot all be right', () => {
  it('is flagged, and approved only with a reason, which stands in the audit', async () => {
    const made = await sugar({ quantity: '500', made: '500', sap: '20' });
    expect((await world.clerk.post(`/batches/${made.batch}/submission`)).status).toBe(200);
    for (const record of [made.product, made.place, made.certificate]) {
      await world.officer.post(`/submissions/${await waitingFor(world.officer, record)}/approval`);
    }
    const id = await waitingFor(world.officer, made.batch);
    const { flags } = (await world.officer.get(`/submissions/${id}`)).body;
    expect(flags.map(({ name }: { name: string }) => name)).toContain('balance-breach');
    const listed = (await world.officer.get('/submissions?flag=balance-breach')).body.items;
    expect(listed.map((item: { id: string }) => item.id)).toEqual([id]);

    const silent = await world.officer.post(`/submissions/${id}/approval`);
    expect([silent.status, silent.body.faults[0].pointer]).toEqual([422, '/reason']);
    const many = await world.officer.post('/submissions/approvals', { ids: [id] });
    expect(many.body.items).toMatchObject([{ outcome: 'left-out' }]);
    expect((await world.officer.get(`/submissions/${id}`)).body.state).toBe('waiting');

    const reason = 'Đã xem sổ cân tại lò: số lít ghi thiếu một số 0';
    const approved = await world.officer.post(`/submissions/${id}/approval`, { reason });
    expect(approved.body).toMatchObject({ state: 'approved' });
    const { entries } = (await world.officer.get(`/history?kind=batch&id=${made.batch}`)).body;
    expect(entries).toContainEqual(expect.objectContaining({ action: 'batch.approve', reason }));
  });
});
