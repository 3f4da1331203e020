import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Types } from 'mongoose';
import { EventModel } from '../../server/features/events/event-model.ts';
import { epcisEvents } from '../../server/jobs/migrations/epcis-events.ts';
import { recordsOf } from '../support/producer-records.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

/** What an event of a stage held before events of machines came to the same store. */
const added = ['eventId', 'context', 'contentHash', 'facts', 'capture'];

it('events of stages written before become what they would be today, told content untouched', async () => {
  const records = recordsOf(world.clerk);
  const place = await records.place();
  const batch = await records.batch({ place });
  const stage = await records.stage(batch, place);
  await world.clerk.post(`/batches/${batch}/stages/${stage}/withdrawal`, { reason: 'Ghi nhầm ngày' });
  const filter = { batch: new Types.ObjectId(batch) };
  const events = world.database.collection('events');
  const today = await events.find(filter).sort({ _id: 1 }).toArray();
  const stages = (await world.clerk.get(`/batches/${batch}/stages`)).body as unknown;

  await events.dropIndex('organisation_1_eventId_1_withdraws_1');
  await events.updateMany(filter, { $unset: Object.fromEntries(added.map((name) => [name, ''])) });
  await epcisEvents.up(world.database);
  await epcisEvents.up(world.database);

  expect(await events.find(filter).sort({ _id: 1 }).toArray()).toEqual(today);
  expect((await world.clerk.get(`/batches/${batch}/stages`)).body).toEqual(stages);
  expect(await EventModel.countDocuments({ 'facts.type': 'TransformationEvent', ...filter })).toBe(2);
});
