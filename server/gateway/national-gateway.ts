import { recordName } from '../domain/canonical-record.ts';
import type { CanonicalKind, CanonicalRecord } from '../domain/canonical-record.ts';
import type { Clock } from '../platform/clock.ts';
import { accessToken, byClientCredentials } from './access-token.ts';
import type { ClientCredentials } from './access-token.ts';
import type { Delivery, GatewayPort, Outcome, Refused } from './gateway-port.ts';
import { httpClient } from './http-client.ts';
import type { HttpSettings } from './http-client.ts';
import { nationalCalls } from './national-call.ts';
import { nationalCatalogues } from './national-catalogues.ts';
import type { Catalogues } from './national-catalogues.ts';
import { nationalChecks } from './national-check.ts';
import type { CallOutcome } from './national-call.ts';
import { askByKey, askByReference, findRecord, listRecords, tallyRecords } from './national-lookup.ts';
import { putBatch, putRecord } from './national-put.ts';
import {
  contentDigest,
  errorCodes,
  orderWire,
  organisationWire,
  productWire,
  proofIn,
  resources,
  withdrawalWire,
} from './national-wire.ts';
import type { Sending, Wire } from './national-wire.ts';

export interface NationalSettings extends HttpSettings, ClientCredentials {
  clock: Clock;
}

/** The national traceability gateway: organisation → product → production order → chain → one event a stage. */
export function nationalGateway(settings: NationalSettings): GatewayPort {
  const http = httpClient(settings);
  const { clock } = settings;
  const token = accessToken({ clock, ask: byClientCredentials(http, '/sso/token', settings) });
  const call = nationalCalls({ http, token });
  const catalogues = nationalCatalogues({ call, clock });

  return {
    name: 'national',

    async put(record, delivery) {
      const lists = await catalogues.current();
      if ('outcome' in lists) return lists;
      const refusal = refusalBeforehand(record, lists);
      if (refusal) return refusal;
      const { wire, digest } = contentOf(record, delivery, lists);
      const parts = { record, delivery, wire };
      const answer = await (record.kind === 'batch'
        ? putBatch(call, { ...parts, record })
        : putRecord(call, parts));
      if (answer.outcome === 'refused' && answer.code === errorCodes.notInCatalogue) catalogues.forget();
      return outcomeOf(record.kind, answer, digest);
    },

    async withdraw(record, delivery) {
      const found = await findRecord(call, record);
      if (found.outcome === 'absent')
        return { outcome: 'accepted', foreignId: null, receipt: '', digest: '' };
      if (found.outcome !== 'found') return found;
      const path = `${resources[record.kind].resource}/${encodeURIComponent(found.held.foreignId)}/trangThai`;
      const body = withdrawalWire(delivery, record.stateReason);
      const answer = await call({ method: 'PUT', path, body, key: `${delivery.key}:1` });
      return outcomeOf(record.kind, answer, '');
    },

    async lookup(record, delivery) {
      const lists = await catalogues.current();
      if ('outcome' in lists) return lists;
      const digest = record.state === 'withdrawn' ? '' : contentOf(record, delivery, lists).digest;
      if (record.kind === 'batch' && record.state !== 'withdrawn') {
        return askByReference(call, { record, delivery, digest });
      }
      const byKey = await askByKey(call, { record, delivery, digest });
      return byKey.outcome === 'absent' ? askByReference(call, { record, delivery, digest }) : byKey;
    },

    list: (kind, range) => listRecords(call, kind, range),
    tally: (kind) => tallyRecords(call, kind),

    async health() {
      const answer = await call({ method: 'GET', path: 'KiemTra' });
      if (answer.outcome === 'done') return { healthy: true };
      return { healthy: false, reason: answer.outcome === 'refused' ? 'unexpected-answer' : answer.reason };
    },

    check: () => nationalChecks({ call, token, catalogues }),
  };
}

/** What the gateway is known to refuse is not sent: the plain reason stands at the record at once. */
function refusalBeforehand(record: CanonicalRecord, { units }: Catalogues): Refused | undefined {
  if (record.kind === 'product' && record.gtin === null) {
    return { outcome: 'refused', code: 'no-gtin', words: '', field: 'gtinCode' };
  }
  const unit = unitOf(record);
  if (unit === null || units.has(unit)) return undefined;
  return { outcome: 'refused', code: 'no-unit', words: unit, field: 'donViTinh' };
}

function unitOf(record: CanonicalRecord): string | null {
  if (record.kind === 'organisation') return null;
  return record.kind === 'product' ? record.netContentUnit : record.unit;
}

function contentOf(
  record: CanonicalRecord,
  delivery: Delivery,
  { units }: Catalogues,
): { wire: Wire; digest: string } {
  const unitWord: Sending['unitWord'] = (code) => (code === null ? null : (units.get(code) ?? code));
  const sending = { seq: delivery.seq, at: delivery.at, unitWord };
  if (record.kind === 'organisation') {
    const wire = organisationWire(record, sending);
    return { wire, digest: contentDigest(wire) };
  }
  const idToChucHoSo = parentId(delivery, 'organisation', record.organisation);
  if (record.kind === 'product') {
    const wire = productWire(record, sending, { idToChucHoSo });
    return { wire, digest: contentDigest(wire) };
  }
  const idSanPham = parentId(delivery, 'product', record.product);
  const wire = orderWire(record, sending, { idToChucHoSo, idSanPham });
  return { wire, digest: contentDigest(wire, record.stages) };
}

/** The worker sends a record only when those it refers to are there; anything else is a fault of ours. */
function parentId({ foreignIds }: Delivery, kind: CanonicalKind, id: string): string {
  const foreignId = foreignIds[recordName(kind, id)];
  if (foreignId === undefined) throw new Error(`national: ${recordName(kind, id)} is not at the gateway yet`);
  return foreignId;
}

function outcomeOf(kind: CanonicalKind, answer: CallOutcome, digest: string): Outcome {
  if (answer.outcome !== 'done') return answer;
  const proof = proofIn(kind, answer.data);
  return proof
    ? { outcome: 'accepted', ...proof, digest }
    : { outcome: 'unknown', reason: 'unexpected-answer' };
}
