import { Types } from 'mongoose';
import { composeTraces } from '../../server/compose-traces.ts';
import { eventFacts } from '../../server/domain/epcis/event-facts.ts';
import { prefixesOf } from '../../server/domain/epcis/context.ts';
import type { JsonObject } from '../../server/domain/epcis/event-hash.ts';
import type { Actor } from '../../server/domain/roles.ts';
import { BatchModel } from '../../server/features/batches/batch-model.ts';
import { EventModel } from '../../server/features/events/event-model.ts';
import { ProductModel } from '../../server/features/products/product-model.ts';
import { batchesIndexes } from '../../server/jobs/migrations/batches-indexes.ts';
import { epcisIndexes } from '../../server/jobs/migrations/epcis-indexes.ts';
import { traceIndexes } from '../../server/jobs/migrations/trace-indexes.ts';
import { createLedger } from '../../server/ledger/unit-of-work.ts';
import { systemClock } from '../../server/platform/clock.ts';
import type { Batch } from '../../server/platform/contract-types.ts';
import { publicOrigin } from '../load/bench-database.ts';
import type { BenchPlace } from '../load/bench-database.ts';

/** Each lot but the first is made of two of the level before: a trace of ten steps meets 66 lots, in a store of any size. */
const levels = 21;
const eventsPerBatch = 10;
const traces = 100;
const portion = 5000;

/** A trace of ten steps both ways in a store of a thousand batches and in one of a hundred thousand with a million events. */
export async function graphSection(_place: BenchPlace, sizes = [1_000, 100_000]): Promise<object> {
  const measured: Measured[] = [];
  for (const size of sizes) measured.push(await measure(size));
  const [small, large] = [measured[0], measured.at(-1)];
  return {
    measured,
    growth: small && large && { p50: ratio(large.p50, small.p50), p99: ratio(large.p99, small.p99) },
  };
}

interface Measured {
  batches: number;
  events: number;
  secondsToFill: number;
  lotsPerTrace: number;
  p50: number;
  p99: number;
}

async function measure(size: number): Promise<Measured> {
  const columns = Math.max(levels, Math.floor(size / levels));
  const start = performance.now();
  await fill(columns);
  const secondsToFill = Math.round((performance.now() - start) / 1000);
  const { services } = composeTraces(tracing());
  const times: number[] = [];
  let lots = 0;
  for (let turn = -10; turn < traces; turn += 1) {
    const column = ((turn + 10) * 7919) % columns;
    const before = performance.now();
    const answer = await services.traces.trace(
      lotName((levels - 1) / 2, column),
      { direction: 'both', depth: 10 },
      officer,
    );
    if (turn < 0) continue;
    times.push(performance.now() - before);
    lots = (answer.back?.lots.length ?? 0) + (answer.forward?.lots.length ?? 0) - 1;
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => Number((times[Math.floor(times.length * share)] ?? 0).toFixed(2));
  const batches = columns * levels;
  const events = await EventModel.collection.countDocuments();
  return { batches, events, secondsToFill, lotsPerTrace: lots, p50: at(0.5), p99: at(0.99) };
}

const officer: Actor = {
  id: '0123456789abcdef01234567',
  name: 'bench',
  roles: ['officer'],
  organisation: null,
};
const organisation = new Types.ObjectId('0123456789abcdef01234568');
const product = new Types.ObjectId('0123456789abcdef01234569');
const gtin = '09520990000015';
const quantity = { value: '100', unit: 'KGM' as const };

/** The real services, over a batch that is named by its lot. */
function tracing(): Parameters<typeof composeTraces>[0] {
  return {
    ledger: createLedger({ clock: systemClock, gateways: [] }),
    clock: systemClock,
    publicOrigin,
    batches: {
      read: (lot) =>
        Promise.resolve({
          title: lot,
          organisation: { id: String(organisation), name: 'bench' },
          uri: lotUri(lot),
          content: { quantity },
        } as Batch),
    },
    organisations: {
      namesOf: (ids) => Promise.resolve(new Map(ids.map((id) => [id, 'bench']))),
    },
  };
}

/** Past the ledger and without indexes, which are made afterwards: that is several times as fast. */
async function fill(columns: number): Promise<void> {
  for (const { collection } of [EventModel, BatchModel, ProductModel]) await collection.drop();
  await ProductModel.collection.insertOne({
    _id: product,
    organisation,
    traceKey: gtin,
    title: 'bench',
  });
  for (let level = 0; level < levels; level += 1) {
    for (let from = 0; from < columns; from += portion / eventsPerBatch) {
      const width = Math.min(portion / eventsPerBatch, columns - from);
      const here = Array.from({ length: width }, (_, at) => from + at);
      await BatchModel.collection.insertMany(here.map((column) => batchOf(lotName(level, column))));
      await EventModel.collection.insertMany(here.flatMap((column) => eventsOf(level, column, columns)));
    }
  }
  const database = EventModel.db.db;
  if (!database) throw new Error('not connected');
  for (const { up } of [batchesIndexes, epcisIndexes, traceIndexes]) await up(database as never);
}

function batchOf(lot: string): object {
  const content = { product: String(product), lot, quantity };
  return { organisation, title: lot, hold: 'none', content, approved: null };
}

function eventsOf(level: number, column: number, columns: number): object[] {
  const lot = lotUri(lotName(level, column));
  const line = (epcClass: string, kilograms: number) => ({ epcClass, quantity: kilograms, uom: 'KGM' });
  const inputs = [column, (column + 1) % columns].map((from) => line(lotUri(lotName(level - 1, from)), 50));
  const making = { type: 'TransformationEvent', outputQuantityList: [line(lot, 100)] };
  const made = level === 0 ? making : { ...making, inputQuantityList: inputs };
  const seen = steps.map((bizStep) => ({
    type: 'ObjectEvent',
    action: 'OBSERVE',
    bizStep,
    quantityList: [line(lot, 100)],
  }));
  return [made, ...seen].map((epcis, number) => storedEvent(epcis, `${level}-${column}-${number}`));
}

const steps = [
  'storing',
  'inspecting',
  'sampling',
  'storing',
  'packing',
  'storing',
  'transporting',
  'shipping',
  'storing',
];
const at = new Date('2026-10-01T00:00:00Z');
const prefixes = prefixesOf();

function storedEvent(epcis: JsonObject, name: string): object {
  return {
    organisation,
    eventId: `urn:bench:${name}`,
    at,
    recordedAt: at,
    recordedBy: 'bench',
    withdraws: null,
    epcis,
    context: null,
    contentHash: name,
    facts: eventFacts(epcis, prefixes),
    capture: null,
    batch: null,
    content: null,
    placeName: null,
    reason: null,
  };
}

function lotName(level: number, column: number): string {
  return `B${level}-${column}`;
}

function lotUri(lot: string): string {
  return `https://id.gs1.org/01/${gtin}/10/${lot}`;
}

function ratio(large: number, small: number): number {
  return Number((large / small).toFixed(2));
}
