import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventModel } from '../../server/features/events/event-model.ts';
import { recordsOf, submitAndApprove } from '../support/producer-records.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let records: ReturnType<typeof recordsOf>;

beforeAll(async () => {
  world = await startWorld();
  records = recordsOf(world.clerk);
});
afterAll(() => world.close());

const pointersOf = ({ body }: { body: { faults?: { pointer: string }[] } }) =>
  (body.faults ?? []).map(({ pointer }) => pointer).sort();

async function aBatch() {
  const product = await records.product();
  const place = await records.place();
  const batch = await records.batch({ product, place });
  return { product, place, batch };
}

describe('recording a stage', () => {
  it('keeps who, what, where and when, and writes the EPCIS event of it', async () => {
    const { batch, place } = await aBatch();
    const content = records.stageContent(place, { details: [{ name: 'Cách làm', value: 'Nấu củi' }] });
    const { status, body } = await world.clerk.post(`/batches/${batch}/stages`, content);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      content,
      placeName: 'Lò nấu đường Văn Giáo',
      recordedBy: world.clerk.actor.name,
      withdrawn: null,
      eventId: `${world.publicOrigin}/events/${body.id}`,
    });

    const { locationCode } = (await world.clerk.get(`/places/${place}`)).body;
    const { uri } = (await world.clerk.get(`/batches/${batch}`)).body;
    const document = (await world.clerk.get(`/batches/${batch}/events`)).body;
    expect(document).toMatchObject({ type: 'EPCISDocument', schemaVersion: '2.0' });
    expect(document.epcisBody.eventList).toMatchObject([
      {
        type: 'TransformationEvent',
        eventID: body.eventId,
        eventTime: '2026-09-29T23:30:00.000Z',
        eventTimeZoneOffset: '+07:00',
        bizStep: 'creating_class_instance',
        disposition: 'active',
        readPoint: { id: `${world.publicOrigin}/t/${locationCode}` },
        inputQuantityList: [{ epcClass: `${world.publicOrigin}/batches/${batch}/source` }],
        outputQuantityList: [{ epcClass: uri, quantity: 250, uom: 'KGM' }],
        'nguongoc:who': 'Tổ nấu đường 1',
      },
    ]);
  });

  it('lists stages in the order in which they happened', async () => {
    const { batch, place } = await aBatch();
    const stages: [string, string][] = [
      ['packing', '2026-10-02T09:00'],
      ['raw-collection', '2026-09-29'],
      ['processing', '2026-09-30T06:30'],
    ];
    for (const [stage, startedAt] of stages) await records.stage(batch, place, { stage, startedAt });
    const { items } = (await world.clerk.get(`/batches/${batch}/stages`)).body;
    expect(items.map((item: { content: { stage: string } }) => item.content.stage)).toEqual([
      'raw-collection',
      'processing',
      'packing',
    ]);
  });

  it('names every field that cannot be', async () => {
    const { batch, place } = await aBatch();
    const refused = async (overrides: object) => {
      const answer = await world.clerk.post(
        `/batches/${batch}/stages`,
        records.stageContent(place, overrides as Record<string, unknown>),
      );
      expect(answer.status).toBe(422);
      return pointersOf(answer);
    };
    const theirs = recordsOf(world.stranger);
    expect(await refused({ stage: 'harvest' })).toEqual(['/stage']);
    expect(await refused({ startedAt: '2026-02-30' })).toEqual(['/startedAt']);
    expect(await refused({ startedAt: '2199-01-01' })).toEqual(['/startedAt']);
    expect(await refused({ endedAt: '2026-09-29T06:00' })).toEqual(['/endedAt']);
    expect(await refused({ quantity: undefined })).toEqual(['/quantity']);
    expect(await refused({ quantity: { value: '2', unit: 'HAR' } })).toEqual(['/quantity/unit']);
    expect(
      await refused({
        place: await theirs.place(),
        images: [await theirs.picture(), await records.picture()],
      }),
    ).toEqual(['/images/0', '/place']);
  });

  it('commissions a class once: sowing again makes more of the same class', async () => {
    const product = await records.product({ name: 'Bắp non', group: 'crops' });
    const place = await records.place();
    const batch = await records.batch({ product, place });
    for (const startedAt of ['2026-07-01', '2026-07-09']) {
      await records.stage(batch, place, {
        stage: 'sowing',
        startedAt,
        quantity: { value: '1.2', unit: 'HAR' },
      });
    }
    const { epcisBody } = (await world.clerk.get(`/batches/${batch}/events`)).body;
    expect(epcisBody.eventList.map((event: { bizStep: string }) => event.bizStep)).toEqual([
      'commissioning',
      'creating_class_instance',
    ]);
  });
});

describe('a stage that was recorded', () => {
  it('is withdrawn by an error declaration; the event itself stays as it was', async () => {
    const { batch, place } = await aBatch();
    const stage = await records.stage(batch, place);
    const before = (await world.clerk.get(`/batches/${batch}/events`)).body.epcisBody.eventList[0];
    const answer = await world.clerk.post(`/batches/${batch}/stages/${stage}/withdrawal`, {
      reason: 'Ghi nhầm lô',
    });
    expect(answer.body).toMatchObject({ id: stage, withdrawn: { reason: 'Ghi nhầm lô' } });

    const { eventList } = (await world.clerk.get(`/batches/${batch}/events`)).body.epcisBody;
    expect(eventList).toHaveLength(2);
    expect(eventList[0]).toEqual(before);
    expect(eventList[1]).toMatchObject({
      eventID: before.eventID,
      errorDeclaration: { reason: 'did_not_occur', 'nguongoc:explanation': 'Ghi nhầm lô' },
    });
    const again = await world.clerk.post(`/batches/${batch}/stages/${stage}/withdrawal`, {
      reason: 'Lần nữa',
    });
    expect(again.status).toBe(409);
    expect((await world.clerk.post(`/batches/${batch}/submission`)).body.faults).toMatchObject([
      { pointer: '/stages' },
    ]);
  });

  it('cannot be changed or deleted by any code', async () => {
    const { batch, place } = await aBatch();
    const stage = await records.stage(batch, place);
    const doc = await EventModel.findById(stage);
    doc!.set({ placeName: 'Nơi khác' });
    await expect(doc!.save()).rejects.toThrow('never changed');
    await expect(EventModel.updateOne({ _id: stage }, { placeName: 'Nơi khác' })).rejects.toThrow(
      'never changed',
    );
    await expect(EventModel.deleteMany({})).rejects.toThrow('never changed');
    expect((await EventModel.findById(stage))?.placeName).toBe('Lò nấu đường Văn Giáo');
  });
});

describe('stages and review', () => {
  it('are not touched while the batch lies before the department', async () => {
    const { batch, place, stage } = await records.readyBatch();
    await world.clerk.post(`/batches/${batch}/submission`);
    const added = await world.clerk.post(`/batches/${batch}/stages`, records.stageContent(place));
    const withdrawn = await world.clerk.post(`/batches/${batch}/stages/${stage}/withdrawal`, {
      reason: 'Nhầm',
    });
    expect([added.status, withdrawn.status]).toEqual([409, 409]);
    expect(await EventModel.countDocuments({ batch })).toBe(1);
  });

  it('make an approved batch a draft again, with what was approved still in force', async () => {
    const made = await records.readyBatch();
    await submitAndApprove(world, made);
    await records.stage(made.batch, made.place, { stage: 'packing', startedAt: '2026-10-02' });
    expect((await world.clerk.get(`/batches/${made.batch}`)).body).toMatchObject({
      state: 'draft',
      approved: { version: 1 },
    });
    const again = await world.clerk.post(`/batches/${made.batch}/submission`);
    expect(again.body.differences).toMatchObject([{ pointer: '/stages/1', after: { stage: 'packing' } }]);
  });
});

it('the catalogue of stages speaks the caller’s language', async () => {
  const { body } = await world.clerk.get('/stage-catalogue?group=crops', { 'Accept-Language': 'en' });
  expect(body.stages[0]).toMatchObject({ code: 'land-preparation', name: 'Land preparation' });
  expect((await world.clerk.get('/stage-catalogue?group=crops')).body.stages[0].name).toBe('Làm đất');
  expect((await world.clerk.get('/stage-catalogue?group=mining')).status).toBe(400);
});
