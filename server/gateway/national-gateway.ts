import { recordName } from '../domain/canonical-record.ts';
import type { CanonicalRecord, CanonicalKind } from '../domain/canonical-record.ts';
import type { Clock } from '../platform/clock.ts';
import type { Delivery, GatewayPort, Outcome } from './gateway-port.ts';
import { httpClient } from './http-client.ts';
import type { HttpSettings } from './http-client.ts';
import { nationalCalls } from './national-call.ts';
import type { CallNational, CallOutcome } from './national-call.ts';
import { askByKey, askByReference, findRecord, listRecords } from './national-lookup.ts';
import { putBatch, putRecord } from './national-put.ts';
import { nationalToken } from './national-token.ts';
import {
  orderWire,
  organisationWire,
  productWire,
  proofIn,
  resources,
  withdrawalWire,
} from './national-wire.ts';

export interface NationalSettings extends HttpSettings {
  clock: Clock;
  clientId: string;
  clientSecret: string;
}

/** The national traceability gateway: organisation → product → production order → chain → one event a stage. */
export function nationalGateway(settings: NationalSettings): GatewayPort {
  const http = httpClient(settings);
  const call = nationalCalls({ http, token: nationalToken({ ...settings, http }) });

  return {
    name: 'national',

    async put(record, delivery) {
      return outcomeOf(record.kind, await send(call, record, delivery));
    },

    async withdraw(record, delivery) {
      const found = await findRecord(call, record);
      if (found.outcome === 'absent') return { outcome: 'accepted', foreignId: null, receipt: '' };
      if (found.outcome !== 'found') return found;
      const path = `${resources[record.kind].resource}/${encodeURIComponent(found.held.foreignId)}/trangThai`;
      const body = withdrawalWire(delivery.seq, record.stateReason);
      return outcomeOf(record.kind, await call({ method: 'PUT', path, body, key: `${delivery.key}:1` }));
    },

    async lookup(record, delivery) {
      const byKey = await askByKey(call, record, delivery);
      return byKey.outcome === 'absent' ? askByReference(call, record, delivery) : byKey;
    },

    async list(kind, after) {
      return listRecords(call, kind, after);
    },

    async health() {
      const answer = await call({ method: 'GET', path: 'KiemTra' });
      if (answer.outcome === 'done') return { healthy: true };
      return { healthy: false, reason: answer.outcome === 'refused' ? 'unexpected-answer' : answer.reason };
    },
  };
}

async function send(call: CallNational, record: CanonicalRecord, delivery: Delivery): Promise<CallOutcome> {
  const { seq } = delivery;
  if (record.kind === 'organisation') {
    return putRecord(call, { record, delivery, wire: organisationWire(record, seq) });
  }
  const idToChucHoSo = parentId(delivery, 'organisation', record.organisation);
  if (record.kind === 'product') {
    return putRecord(call, { record, delivery, wire: productWire(record, seq, { idToChucHoSo }) });
  }
  const idSanPham = parentId(delivery, 'product', record.product);
  return putBatch(call, { record, delivery, wire: orderWire(record, seq, { idToChucHoSo, idSanPham }) });
}

/** The worker sends a record only when those it refers to are there; anything else is a fault of ours. */
function parentId({ foreignIds }: Delivery, kind: CanonicalKind, id: string): string {
  const foreignId = foreignIds[recordName(kind, id)];
  if (foreignId === undefined) throw new Error(`national: ${recordName(kind, id)} is not at the gateway yet`);
  return foreignId;
}

function outcomeOf(kind: CanonicalKind, answer: CallOutcome): Outcome {
  if (answer.outcome !== 'done') return answer;
  const proof = proofIn(kind, answer.data);
  return proof ? { outcome: 'accepted', ...proof } : { outcome: 'unknown', reason: 'unexpected-answer' };
}
