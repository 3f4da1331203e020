import { recordName } from '../domain/canonical-record.ts';
import type { BatchRecord, CanonicalRecord, StageRecord } from '../domain/canonical-record.ts';
import type { Delivery } from './gateway-port.ts';
import { findChain, findRecord, isNotFound } from './national-lookup.ts';
import type { CallNational, CallOutcome } from './national-call.ts';
import {
  chainResource,
  chainWire,
  errorCodes,
  eventDigest,
  eventResource,
  eventWire,
  eventWithdrawalWire,
  resources,
} from './national-wire.ts';
import type { HeldChain, Wire } from './national-wire.ts';

interface RecordDelivery {
  record: CanonicalRecord;
  delivery: Delivery;
  wire: Wire;
}

/**
 * Creates the record there, or changes it where it is there already. Keys are fixed by deed (`key:1`,
 * `key:1:update`, `key:event:…`), so that whatever was done before a break is answered, not done again.
 */
export async function putRecord(
  call: CallNational,
  { record, delivery, wire }: RecordDelivery,
): Promise<CallOutcome> {
  const { resource } = resources[record.kind];
  const update = (foreignId: string) =>
    call({
      method: 'PUT',
      path: `${resource}/${encodeURIComponent(foreignId)}`,
      body: wire,
      key: `${delivery.key}:1:update`,
    });
  const known = delivery.foreignIds[recordName(record.kind, record.id)];
  const updated = known === undefined ? undefined : await update(known);
  if (updated && !isNotFound(updated)) return updated;
  // Never sent, or lost there since.
  const created = await call({ method: 'POST', path: resource, body: wire, key: `${delivery.key}:1` });
  if (!isDuplicate(created)) return created;
  const found = await findRecord(call, record);
  if (found.outcome === 'later') return found;
  return found.outcome === 'found' ? update(found.held.foreignId) : created;
}

interface BatchDelivery extends RecordDelivery {
  record: BatchRecord;
}

/** The production order, the chain with its first event, then one event a stage, in order. */
export async function putBatch(call: CallNational, parts: BatchDelivery): Promise<CallOutcome> {
  const { record, delivery } = parts;
  const order = await putRecord(call, parts);
  if (order.outcome !== 'done') return order;
  const orderId = order.data[resources.batch.idField];
  if (typeof orderId !== 'string') return { outcome: 'unknown', reason: 'unexpected-answer' };
  const chain = await openChain(call, { record, orderId, key: `${delivery.key}:2` });
  if (chain === undefined) return order;
  if (!('traceCode' in chain)) return chain;
  const trouble = await putEvents(call, { record, chain, key: delivery.key });
  return trouble ?? { outcome: 'done', data: { ...order.data, maTruyXuat: chain.traceCode } };
}

interface Opening {
  record: BatchRecord;
  orderId: string;
  key: string;
}

type Trouble = Exclude<CallOutcome, { outcome: 'done' }>;

/** The chain of the order, opened now or as an earlier version left it; none where there is no stage to open it. */
async function openChain(
  call: CallNational,
  { record: { id, stages }, orderId, key }: Opening,
): Promise<HeldChain | Trouble | undefined> {
  const [first] = stages;
  if (!first) {
    const found = await findChain(call, id);
    if (found.outcome === 'later') return found;
    return found.outcome === 'found' ? found.held : undefined;
  }
  const body = chainWire(id, orderId, first);
  const opened = await call({ method: 'POST', path: chainResource, body, key });
  if (opened.outcome === 'done') {
    const { maTruyXuat } = opened.data;
    if (typeof maTruyXuat !== 'string') return { outcome: 'unknown', reason: 'unexpected-answer' };
    return { traceCode: maTruyXuat, events: new Map([[first.id, eventDigest(first)]]) };
  }
  if (!isDuplicate(opened)) return opened;
  const found = await findChain(call, id);
  if (found.outcome === 'found') return found.held;
  return found.outcome === 'later' ? found : opened;
}

/** Adds what is new, changes what reads otherwise, takes out what was taken back here. */
async function putEvents(
  call: CallNational,
  { record, chain, key }: { record: BatchRecord; chain: HeldChain; key: string },
): Promise<Trouble | undefined> {
  const { traceCode, events } = chain;
  for (const stage of record.stages) {
    const held = events.get(stage.id);
    if (held === eventDigest(stage)) continue;
    const put = await putEvent(call, { traceCode, stage, isThere: held !== undefined, key });
    if (put.outcome !== 'done') return put;
  }
  const current = new Set(record.stages.map(({ id }) => id));
  for (const id of [...events.keys()].filter((held) => !current.has(held))) {
    const withdrawn = await call({
      method: 'PUT',
      path: `${eventResource}/${encodeURIComponent(id)}/trangThai`,
      body: eventWithdrawalWire(traceCode),
      key: `${key}:event:${id}:withdraw`,
    });
    if (withdrawn.outcome !== 'done') return withdrawn;
  }
  return undefined;
}

interface EventDelivery {
  traceCode: string;
  stage: StageRecord;
  isThere: boolean;
  key: string;
}

function putEvent(
  call: CallNational,
  { traceCode, stage, isThere, key }: EventDelivery,
): Promise<CallOutcome> {
  const body = eventWire(traceCode, stage);
  const own = `${key}:event:${stage.id}`;
  if (!isThere) return call({ method: 'POST', path: eventResource, body, key: own });
  const path = `${eventResource}/${encodeURIComponent(stage.id)}`;
  return call({ method: 'PUT', path, body, key: `${own}:update` });
}

function isDuplicate(outcome: CallOutcome): boolean {
  return outcome.outcome === 'refused' && outcome.code === errorCodes.duplicate;
}
