import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inGroups } from '../../server/domain/identifiers/crockford.ts';
import { epcisFaults } from '../../server/platform/epcis-contracts.ts';
import type { StampTotals } from '../../server/platform/contract-types.ts';
import type { HttpClient } from '../support/http-client.ts';
import { recordsOf } from '../support/producer-records.ts';
import { aBatchWithStamps, countsOf, stampsOf } from '../support/stamps.ts';
import type { StampedBatch } from '../support/stamps.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const day = 24 * 60 * 60 * 1000;

describe('what is done with stamps', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  const printed = (count = 20) => aBatchWithStamps(world, { count, active: 0 });
  const range = ({ serials }: StampedBatch, from: number, to: number) => ({
    first: serials[from],
    last: serials[to],
  });
  const post = (by: HttpClient, { batch }: StampedBatch, act: string, body: object) =>
    by.post(`/batches/${batch}/stamp-${act}`, body);
  const activate = ({ batch }: StampedBatch, body: object, headers = {}) =>
    world.clerk.post(`/batches/${batch}/stamp-activations`, body, headers);
  const makeVoid = (stamped: StampedBatch, body: object) => post(world.clerk, stamped, 'voids', body);

  async function pointersOf(answer: Promise<{ status: number; body: any }>): Promise<string[]> {
    const { status, body } = await answer;
    expect(status).toBe(422);
    return body.faults.map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`);
  }

  describe('activation', () => {
    it('takes the first and last serial, as printed in groups or as scanned', async () => {
      const stamped = await printed();
      const { serials, paths } = stamped;
      const first = inGroups(serials[2] ?? '', '-').toLowerCase();
      const done = await activate(stamped, { first, last: `HTTPS://TXNG.EXAMPLE.VN${paths[6]}` });
      expect(done).toMatchObject({ status: 200, body: { units: 5, leftOut: 0, counts: { active: 5 } } });
      expect((await world.clerk.get(`/batches/${stamped.batch}/stamps`)).body.ranges).toMatchObject([
        { first: serials[0], last: serials[1], state: 'printed' },
        { first: serials[2], last: serials[6], state: 'active', count: 5 },
        { first: serials[7], last: serials[19], state: 'printed' },
      ]);
    });

    it('is told once as an event of the batch, by the ends of its ranges and in the same transaction', async () => {
      const stamped = await printed(8);
      const { serials, batch } = stamped;
      await activate(stamped, { serials: [serials[0], serials[1], serials[5]] });
      await activate(stamped, { serials: [serials[7]] });
      expect((await activate(stamped, { serials: [serials[7]] })).status).toBe(409);
      const { body } = await world.clerk.get(`/batches/${batch}/events`);
      const told = body.epcisBody.eventList.filter((event: any) => 'nguongoc:stamps' in event);
      const unit = (at: number) => expect.stringMatching(new RegExp(`/21/${serials[at]}$`));
      expect(told).toMatchObject([
        {
          type: 'ObjectEvent',
          action: 'ADD',
          bizStep: 'commissioning',
          'nguongoc:stamps': 3,
          'nguongoc:stampRanges': [
            { 'nguongoc:first': unit(0), 'nguongoc:last': unit(1), 'nguongoc:stamps': 2 },
            { 'nguongoc:first': unit(5), 'nguongoc:last': unit(5), 'nguongoc:stamps': 1 },
          ],
        },
        { bizStep: 'creating_class_instance', 'nguongoc:stamps': 1 },
      ]);
      for (const event of told) expect(epcisFaults('EpcisEvent', event)).toEqual([]);
      expect((await world.clerk.get(`/batches/${batch}/stages`)).body.items).toHaveLength(1);
    });

    it('takes each serial by itself, and none twice', async () => {
      const stamped = await printed();
      const [a, b] = [stamped.serials[3], stamped.serials[11]];
      expect(await activate(stamped, { serials: [a, b, b] })).toMatchObject({ body: { units: 2 } });
    });

    it('reaches across the runs of a batch', async () => {
      const stamped = await printed(5);
      const { body: run } = await world.clerk.post('/stamp-runs', { batch: stamped.batch, count: 5 });
      await world.clerk.post(`/stamp-runs/${run.id}/printing`, { first: 1, last: 5 });
      const { serials: further } = await stampsOf(world, run.id);
      const done = await activate(stamped, { first: stamped.serials[3], last: further[1] });
      expect(done).toMatchObject({ status: 200, body: { units: 4 } });
    });

    it('says of each serial what is wrong with it, at its place', async () => {
      const stamped = await printed();
      const { content } = (await world.clerk.get(`/batches/${stamped.batch}`)).body;
      const sibling = await recordsOf(world.clerk).batch({ product: content.product, place: content.place });
      const { body: run } = await world.clerk.post('/stamp-runs', { batch: sibling, count: 1 });
      const { serials: siblings } = await stampsOf(world, run.id);
      const other = await printed();
      const good = stamped.serials[0] ?? '';
      const forged = (good.startsWith('0') ? '1' : '0') + good.slice(1);
      const answer = activate(stamped, {
        serials: [good, siblings[0], other.serials[0], good.slice(1), forged],
      });
      expect(await pointersOf(answer)).toEqual([
        '/serials/1 stamps.of-other-batch',
        '/serials/2 stamps.of-other-product',
        '/serials/3 stamps.mistyped',
        '/serials/4 stamps.unknown',
      ]);
      expect(await countsOf(world, stamped.batch)).toMatchObject({ active: 0 });
    });

    it('tells a range that is reversed, half or without its ends', async () => {
      const stamped = await printed();
      expect(await pointersOf(activate(stamped, range(stamped, 5, 2)))).toEqual(['/last stamps.reversed']);
      expect(await pointersOf(activate(stamped, { first: stamped.serials[0] }))).toEqual([
        '/last errors.required',
      ]);
      expect(await pointersOf(activate(stamped, {}))).toEqual([
        '/first errors.required',
        '/last errors.required',
      ]);
      expect(await pointersOf(activate(stamped, { first: 'x', last: 'y' }))).toEqual([
        '/first stamps.mistyped',
        '/last stamps.mistyped',
      ]);
      expect((await activate(stamped, { serials: [] })).status).toBe(422);
    });

    it('waits for printing: what was never printed stands on nothing', async () => {
      const stamped = await aBatchWithStamps(world, { count: 10, printed: 4, active: 0 });
      const refused = await activate(stamped, range(stamped, 2, 6));
      expect(refused).toMatchObject({
        status: 409,
        body: { offences: [{ why: 'unprinted', count: 3, ranges: [range(stamped, 4, 6)] }] },
      });
    });

    it('happens only for an approved batch', async () => {
      const { serials, batch } = await printed();
      const { content } = (await world.clerk.get(`/batches/${batch}`)).body;
      const draft = await recordsOf(world.clerk).batch({ product: content.product, place: content.place });
      const { body: run } = await world.clerk.post('/stamp-runs', { batch: draft, count: 5 });
      await world.clerk.post(`/stamp-runs/${run.id}/printing`, { first: 1, last: 5 });
      const refused = await world.clerk.post(`/batches/${draft}/stamp-activations`, {
        first: serials[0],
        last: serials[1],
      });
      expect([refused.status, refused.body.title]).toEqual([409, expect.stringMatching(/duyệt|approved/)]);
    });

    it('ends with a suspension, a recall or a closing, which leave active stamps as they are', async () => {
      for (const stop of ['suspension', 'recall']) {
        const stamped = await aBatchWithStamps(world, { count: 10, active: 4 });
        await world.officer.post(`/batches/${stamped.batch}/${stop}`, { reason: 'Kiểm tra lại nguồn gốc' });
        expect((await activate(stamped, range(stamped, 5, 6))).status).toBe(409);
        expect(await countsOf(world, stamped.batch)).toMatchObject({ active: 4, unactivated: 6 });
      }
      const closed = await printed();
      await world.clerk.post(`/batches/${closed.batch}/closing`);
      expect((await activate(closed, range(closed, 0, 1))).status).toBe(409);
    });

    it('ends with the expiry date', async () => {
      const expiresOn = new Date(world.clock.now().getTime() + 3 * day).toISOString().slice(0, 10);
      const stamped = await aBatchWithStamps(world, { count: 5, active: 2, content: { expiresOn } });
      world.clock.advance(5 * day);
      expect((await activate(stamped, range(stamped, 3, 4))).status).toBe(409);
    });

    it('leaves void and returned stamps of a range out, and says how many', async () => {
      const stamped = await printed();
      await makeVoid(stamped, { ...range(stamped, 4, 6), reason: 'damaged' });
      await post(world.clerk, stamped, 'returns', range(stamped, 8, 8));
      expect(await activate(stamped, range(stamped, 0, 9))).toMatchObject({
        status: 200,
        body: { units: 6, leftOut: 4, counts: { active: 6, void: 3, returned: 1 } },
      });
      const named = { serials: [stamped.serials[5], stamped.serials[12]] };
      expect(await activate(stamped, named)).toMatchObject({
        status: 409,
        body: { offences: [{ why: 'void', count: 1 }] },
      });
    });

    it('lets one of two clerks win, and tells the other exactly which stamps', async () => {
      for (let round = 0; round < 5; round += 1) {
        const stamped = await printed(100);
        const both = [range(stamped, 0, 59), range(stamped, 40, 99)];
        const answers = await Promise.all([
          activate(stamped, both[0] ?? {}),
          activate(stamped, both[1] ?? {}),
        ]);
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
        const lost = answers.find(({ status }) => status === 409);
        expect(lost?.body.offences).toEqual([
          { why: 'active', count: 20, pieces: 1, ranges: [{ ...range(stamped, 40, 59), count: 20 }] },
        ]);
        expect(await countsOf(world, stamped.batch)).toMatchObject({ active: 60, unactivated: 40 });
      }
    });

    it('takes both of two clerks where their ranges do not touch', async () => {
      const stamped = await printed(100);
      const answers = await Promise.all([
        activate(stamped, range(stamped, 0, 49)),
        activate(stamped, range(stamped, 50, 99)),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(await countsOf(world, stamped.batch)).toMatchObject({ active: 100 });
    });

    it('happens once under one request key, also when both requests come at once', async () => {
      const stamped = await printed();
      const key = { 'Idempotency-Key': 'activate-once' };
      const body = range(stamped, 0, 9);
      const answers = await Promise.all([activate(stamped, body, key), activate(stamped, body, key)]);
      const again = await activate(stamped, body, key);
      expect([...answers, again].map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(again.body).toEqual(answers[0].body);
      const { body: acts } = await world.clerk.get(`/batches/${stamped.batch}/stamp-acts`);
      expect(acts.items.filter(({ action }: { action: string }) => action === 'activate')).toHaveLength(1);
    });

    it('takes ten thousand serials and not one more', async () => {
      const stamped = await aBatchWithStamps(world, {
        count: 10_001,
        active: 0,
        content: { quantity: { value: '10', unit: 'TNE' } },
      });
      const { serials } = stamped;
      expect((await activate(stamped, { serials })).status).toBe(422);
      expect(await activate(stamped, { serials: serials.slice(0, 10_000) })).toMatchObject({
        status: 200,
        body: { units: 10_000 },
      });
    });
  });

  describe('making void', () => {
    it('asks for a reason, and for a note where the reason is another', async () => {
      const stamped = await printed();
      const at = range(stamped, 0, 0);
      expect(await pointersOf(makeVoid(stamped, at))).toEqual(['/reason errors.required']);
      expect((await makeVoid(stamped, { ...at, reason: 'eaten' })).status).toBe(422);
      expect(await pointersOf(makeVoid(stamped, { ...at, reason: 'other' }))).toEqual([
        '/note stamps.note-needed',
      ]);
      expect((await makeVoid(stamped, { ...at, reason: 'other', note: 'Tem mẫu' })).status).toBe(200);
    });

    it('is for good, and says which stamps were void before', async () => {
      const stamped = await aBatchWithStamps(world, { count: 20, active: 10 });
      await makeVoid(stamped, { ...range(stamped, 8, 11), reason: 'lost' });
      expect(await makeVoid(stamped, { ...range(stamped, 10, 15), reason: 'stolen' })).toMatchObject({
        status: 409,
        body: { offences: [{ why: 'void', count: 2, ranges: [range(stamped, 10, 11)] }] },
      });
      expect(await activate(stamped, { serials: [stamped.serials[11]] })).toMatchObject({ status: 409 });
      expect(await countsOf(world, stamped.batch)).toMatchObject({ active: 8, void: 4, unactivated: 8 });
    });

    it('is open to officers and inspectors, who do not activate', async () => {
      const stamped = await printed();
      const { officer, inspector } = world;
      expect(
        (await post(officer, stamped, 'voids', { ...range(stamped, 0, 0), reason: 'stolen' })).status,
      ).toBe(200);
      expect(
        (await post(inspector, stamped, 'voids', { ...range(stamped, 1, 1), reason: 'stolen' })).status,
      ).toBe(200);
      expect((await post(officer, stamped, 'activations', range(stamped, 2, 2))).status).toBe(403);
      expect(
        (await post(world.leader, stamped, 'voids', { ...range(stamped, 3, 3), reason: 'lost' })).status,
      ).toBe(403);
      expect((await post(world.stranger, stamped, 'activations', range(stamped, 2, 2))).status).toBe(404);
    });
  });

  describe('holding', () => {
    it('stops stamps for their producer until an inspector lets go', async () => {
      const stamped = await printed();
      const note = 'Nghi tem bị sao chép';
      expect((await post(world.clerk, stamped, 'holds', { ...range(stamped, 3, 5), note })).status).toBe(403);
      expect((await post(world.inspector, stamped, 'holds', range(stamped, 3, 5))).status).toBe(422);
      await post(world.inspector, stamped, 'holds', { ...range(stamped, 3, 5), note });
      expect(await activate(stamped, range(stamped, 0, 9))).toMatchObject({
        status: 409,
        body: { offences: [{ why: 'held', count: 3 }] },
      });
      expect(await makeVoid(stamped, { ...range(stamped, 5, 6), reason: 'lost' })).toMatchObject({
        status: 409,
      });
      expect(
        await post(world.inspector, stamped, 'releases', { ...range(stamped, 3, 6), note: 'Không có gì' }),
      ).toMatchObject({ status: 409, body: { offences: [{ why: 'not-held', count: 1 }] } });
      await post(world.inspector, stamped, 'releases', { ...range(stamped, 3, 5), note: 'Không có gì' });
      expect((await activate(stamped, range(stamped, 0, 9))).status).toBe(200);
    });
  });

  it('keeps who did what, when and why, on the batch and in its history', async () => {
    const stamped = await aBatchWithStamps(world, { count: 5, active: 2 });
    await makeVoid(stamped, { ...range(stamped, 3, 4), reason: 'misprint', note: 'Máy in kẹt giấy' });
    const { body } = await world.clerk.get(`/batches/${stamped.batch}/stamp-acts`);
    expect(body.items).toMatchObject([
      {
        action: 'void',
        count: 2,
        reason: 'misprint',
        note: 'Máy in kẹt giấy',
        ranges: [range(stamped, 3, 4)],
      },
      { action: 'activate', count: 2, by: world.clerk.actor.name },
      { action: 'print', count: 5 },
      { action: 'request', count: 5, ranges: [{ ...range(stamped, 0, 4), count: 5 }] },
    ]);
    const history = await world.officer.get(`/history?kind=batch&id=${stamped.batch}`);
    expect(history.body.entries.slice(0, 4).map(({ action }: { action: string }) => action)).toEqual([
      'batch.void-stamps',
      'batch.activate-stamps',
      'batch.print-stamps',
      'batch.request-stamps',
    ]);
  });

  it('changes nothing by a reprint, and names labels that are not there', async () => {
    const stamped = await aBatchWithStamps(world, { count: 10, active: 5 });
    const print = (first: number, last: number) =>
      world.clerk.post(`/stamp-runs/${stamped.run.id}/printing`, { first, last });
    expect(await print(3, 8)).toMatchObject({ status: 200, body: { counts: { active: 5, printed: 10 } } });
    expect(await pointersOf(print(3, 11))).toEqual(['/last stamps.no-such-label']);
    expect(await pointersOf(print(5, 4))).toEqual(['/last stamps.labels-reversed']);
    expect((await stampsOf(world, stamped.run.id)).serials).toEqual(stamped.serials);
  });

  it('says that a batch has no stamps yet', async () => {
    const { batch } = await recordsOf(world.clerk).readyBatch();
    expect((await world.clerk.get(`/batches/${batch}/stamps`)).body).toMatchObject({ pieces: 0, ranges: [] });
    const refused = await world.clerk.post(`/batches/${batch}/stamp-returns`, { first: 'x', last: 'y' });
    expect(refused.status).toBe(409);
  });

  it('adds up over all batches of a product, for its owner and for the department', async () => {
    const first = await aBatchWithStamps(world, { count: 10, active: 6 });
    await makeVoid(first, { ...range(first, 0, 1), reason: 'lost', note: 'Rơi' });
    const second = await aBatchWithStamps(world, { count: 5, printed: 2, active: 0 });
    const own = (await world.clerk.get('/stamp-totals?limit=100')).body as StampTotals;
    const keys = [first.productKey, second.productKey];
    expect(own.items.filter(({ productKey }) => keys.includes(productKey))).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          productKey: first.productKey,
          organisation: { id: world.cooperative.id, name: expect.any(String) },
          batches: 1,
          counts: { issued: 10, printed: 10, active: 4, void: 2, returned: 0, unactivated: 4, held: 0 },
        }),
        expect.objectContaining({
          productKey: second.productKey,
          counts: { issued: 5, printed: 2, active: 0, void: 0, returned: 0, unactivated: 5, held: 0 },
        }),
      ]),
    );
    const { issued, active, unactivated, void: gone, returned } = own.all;
    expect(active + unactivated + gone + returned).toBe(issued);
    expect(issued).toBe(own.items.reduce((sum, { counts }) => sum + counts.issued, 0));
    const of = (who: HttpClient, query = '') => who.get(`/stamp-totals${query}`);
    expect((await of(world.officer, `?organisation=${world.cooperative.id}`)).body.all).toEqual(own.all);
    expect((await of(world.stranger)).body).toMatchObject({ items: [], all: { issued: 0 } });
    expect((await of(world.stranger, `?organisation=${world.cooperative.id}`)).body.items).toEqual([]);
  });

  it('goes through the products page by page', async () => {
    const keys: string[] = [];
    for (let after = ''; ;) {
      const { body } = await world.officer.get(`/stamp-totals?limit=2${after && `&after=${after}`}`);
      keys.push(...body.items.map(({ productKey }: { productKey: string }) => productKey));
      if (body.next === undefined) break;
      after = body.next;
    }
    expect(keys.length).toBeGreaterThan(2);
    expect(keys).toEqual([...new Set(keys)].sort());
    expect((await world.officer.get('/stamp-totals?after=x')).status).toBe(400);
  });
});
