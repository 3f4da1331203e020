import { eventHash } from '../../server/domain/epcis/event-hash.ts';
import type { Actor } from '../../server/domain/roles.ts';
import { captureService } from '../../server/features/events/capture-service.ts';
import { createLedger } from '../../server/ledger/unit-of-work.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { epcisFaults } from '../../server/platform/epcis-contracts.ts';
import { publicOrigin } from '../load/bench-database.ts';

const messages = 30;
const seconds = 2;

/**
 * Events captured a second: one a request, and a hundred or a thousand in a message; beside it what checking and naming
 * an event take alone, so that the share of the store is seen.
 */
export async function captureSection(): Promise<object> {
  const capture = captureService({
    ledger: createLedger({ clock: systemClock, gateways: [] }),
    clock: systemClock,
    publicOrigin,
    neighbours: { owners: () => Promise.resolve({ products: new Map(), places: new Map() }) },
    published: () => Promise.resolve([]),
  });
  const by = { actor };
  await capture.capture(messageOf(200), 'rollback', by);
  const single = await rate(200, () => capture.add({ '@context': [context], ...anEvent() }, by));
  const hundreds = await rate(messages, () => capture.capture(messageOf(100), 'rollback', by));
  const thousands = await rate(5, () => capture.capture(messageOf(1000), 'rollback', by));
  const event = anEvent();
  return {
    eventsPerSecond: {
      'one a request': Math.round(single),
      '100 a message': Math.round(hundreds * 100),
      '1,000 a message': Math.round(thousands * 1000),
    },
    alonePerSecond: {
      'checked by the schema': perSecond(() => epcisFaults('EpcisEvent', event)),
      'named by its hash': perSecond(() => eventHash(event)),
    },
    ratios: { 'message to request': Number(((hundreds * 100) / single).toFixed(2)) },
  };
}

const context = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';
const actor: Actor = {
  id: '0123456789abcdef01234567',
  name: 'bench',
  roles: ['machine-client'],
  organisation: '0123456789abcdef01234568',
};

let made = 0;

/** No two alike: they differ in time and lot. */
function anEvent(): Record<string, unknown> {
  made += 1;
  return {
    type: 'TransformationEvent',
    eventTime: new Date(Date.UTC(2026, 0, 1) + made * 1000).toISOString(),
    eventTimeZoneOffset: '+07:00',
    bizStep: 'creating_class_instance',
    disposition: 'active',
    readPoint: { id: 'https://id.gs1.org/414/9521234500001/254/X1' },
    inputQuantityList: [
      { epcClass: `https://id.gs1.org/01/09520990000015/10/IN${made}`, quantity: 350, uom: 'KGM' },
      { epcClass: 'urn:epc:class:lgtin:4012345.012345.B7', quantity: 12.5, uom: 'KGM' },
    ],
    outputQuantityList: [
      { epcClass: `https://id.gs1.org/01/09520990000015/10/OUT${made}`, quantity: 300, uom: 'KGM' },
    ],
  };
}

function messageOf(count: number): object {
  return {
    '@context': [context],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-01-01T00:00:00Z',
    epcisBody: { eventList: Array.from({ length: count }, anEvent) },
  };
}

async function rate(times: number, task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (let turn = 0; turn < times; turn += 1) await task();
  return (times / (performance.now() - start)) * 1000;
}

function perSecond(task: () => unknown): number {
  const start = performance.now();
  let count = 0;
  while (performance.now() - start < seconds * 1000) {
    for (let turn = 0; turn < 100; turn += 1) task();
    count += 100;
  }
  return Math.round((count / (performance.now() - start)) * 1000);
}
