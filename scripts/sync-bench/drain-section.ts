import { setTimeout as pause } from 'node:timers/promises';
import { digest } from '../../server/domain/canonical-json.ts';
import type { OrganisationRecord } from '../../server/domain/canonical-record.ts';
import { nationalGateway } from '../../server/gateway/national-gateway.ts';
import { syncWorker } from '../../server/gateway/sync-worker.ts';
import { OutboxModel } from '../../server/ledger/outbox-model.ts';
import { systemClock as clock } from '../../server/platform/clock.ts';
import { silentLogger as log } from '../../server/platform/logger.ts';
import type { BenchPlace } from '../load/bench-database.ts';
import { client, sandboxProcess } from './sandbox-process.ts';

interface Wanted {
  records: number;
  backlog: number;
}

/**
 * Records a second to the sandbox with 1, 4 and 16 in flight, then a long backlog drained while the memory is watched.
 * Worker, sandbox and database share this machine: the figures compare with each other, not with a real portal.
 */
export async function drainSection({ uri }: BenchPlace, { records, backlog }: Wanted): Promise<object> {
  const sandbox = await sandboxProcess(uri);
  try {
    await drain(sandbox.url, 4, 200);
    const perSecond: Record<string, number> = {};
    for (const inFlight of [1, 4, 16]) {
      perSecond[`${inFlight} in flight`] = (await drain(sandbox.url, inFlight, records)).perSecond;
    }
    return {
      measures:
        'organisations, one call each; worker, sandbox and mongod are three processes of this machine',
      perSecond,
      ...(backlog > 0 && { backlog: await drain(sandbox.url, 16, backlog) }),
    };
  } finally {
    await sandbox.stop();
  }
}

async function drain(baseUrl: string, inFlight: number, count: number) {
  await queue(count);
  const gateway = nationalGateway({ baseUrl, privateNetwork: true, clock, ...client });
  const worker = syncWorker({ gateway, clock, log, inFlight });
  const began = performance.now();
  const megabytes: number[] = [];
  worker.start();
  for (let left = count; left > 0; left = await waiting()) {
    while (megabytes.length <= ((count - left) / count) * 10) {
      megabytes.push(Math.round(process.memoryUsage().rss / 1024 / 1024));
    }
    await pause(Math.min(2000, Math.max(20, count / 50)));
  }
  const seconds = (performance.now() - began) / 1000;
  await worker.stop();
  const accepted = await OutboxModel.countDocuments({ state: 'accepted' });
  await OutboxModel.deleteMany({});
  return {
    records: count,
    accepted,
    seconds: Math.round(seconds),
    perSecond: Math.round(count / seconds),
    residentMegabytes: megabytes,
  };
}

function waiting(): Promise<number> {
  return OutboxModel.countDocuments({ state: { $in: ['queued', 'sending'] } });
}

let made = 0;

/** As the ledger would have queued them. */
async function queue(count: number): Promise<void> {
  for (let at = 0; at < count; at += 5000) {
    const portion = Math.min(5000, count - at);
    await OutboxModel.collection.insertMany(Array.from({ length: portion }, message) as never[]);
  }
}

function message() {
  made += 1;
  const id = made.toString(16).padStart(24, '0');
  const record: OrganisationRecord = {
    kind: 'organisation',
    id,
    version: 1,
    publicUrl: 'https://txng.example/',
    state: 'current',
    stateReason: null,
    name: `Hợp tác xã ${made}`,
    type: 'Hợp tác xã',
    taxCode: '1600000010',
    gln: null,
    address: 'Khóm Xuân Hòa, phường Tịnh Biên, tỉnh An Giang',
    communeCode: '30520',
    phone: null,
    email: null,
  };
  const now = clock.now();
  return {
    _id: `national:organisation:${id}:1`,
    gateway: 'national',
    aggregate: `organisation:${id}`,
    seq: 1,
    record,
    recordDigest: digest(record),
    organisation: id,
    needs: [],
    state: 'queued',
    attempts: [],
    tries: 0,
    createdAt: now,
    nextAt: now,
    settledAt: null,
    lease: null,
    fence: 0,
    foreignIds: {},
    contentDigest: null,
    cause: null,
    blockedBy: null,
    decisions: [],
    sample: false,
  };
}
