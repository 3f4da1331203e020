import { recordName } from '../domain/canonical-record.ts';
import type { BatchRecord, CanonicalRecord, StageRecord } from '../domain/canonical-record.ts';
import type { Delivery } from './gateway-port.ts';
import { findChain, findRecord } from './national-lookup.ts';
import type { CallNational, CallOutcome } from './national-call.ts';
import {
  chainResource,
  chainWire,
  errorCodes,
  eventResource,
  eventWire,
  resources,
} from './national-wire.ts';
import type { HeldChain, Wire } from './national-wire.ts';

interface RecordDelivery {
  record: CanonicalRecord;
  delivery: Delivery;
  wire: Wire;
}

/**
 * Creates the record there, or changes it where it is there already. Keys are fixed by position
 * (`key:1`, `key:2`, …) and by deed, so that whatever was done before a break is answered, not done again.
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
  if (known !== undefined) return update(known);
  const created = await call({ method: 'POST', path: resource, body: wire, key: `${delivery.key}:1` });
  if (!isDuplicate(created)) return created;
  const found = await findRecord(call, record);
  if (found.outcome === 'later') return found;
  return found.outcome === 'found' ? update(found.held.foreignId) : created;
}

interface BatchDelivery {
  record: BatchRecord;
  delivery: Delivery;
  wire: Wire;
}

/** The production order, the chain with its first event, then one event a stage, in order. */
export async function putBatch(
  call: CallNational,
  { record, delivery, wire }: BatchDelivery,
): Promise<CallOutcome> {
  const order = await putRecord(call, { record, delivery, wire });
  const [first, ...others] = record.stages;
  if (order.outcome !== 'done' || !first) return order;
  const orderId = order.data[resources.batch.idField];
  if (typeof orderId !== 'string') return { outcome: 'unknown', reason: 'unexpected-answer' };

  const chain = await openChain(call, { batchId: record.id, orderId, first, key: `${delivery.key}:2` });
  if (!('traceCode' in chain)) return chain;
  for (const [index, stage] of others.entries()) {
    if (chain.stages.includes(stage.id)) continue;
    const key = `${delivery.key}:${index + 3}`;
    const added = await call({
      method: 'POST',
      path: eventResource,
      body: eventWire(chain.traceCode, stage),
      key,
    });
    if (added.outcome !== 'done') return added;
  }
  return { outcome: 'done', data: { ...order.data, maTruyXuat: chain.traceCode } };
}

interface Opening {
  batchId: string;
  orderId: string;
  first: StageRecord;
  key: string;
}

/** The chain of the order: opened now, or as an earlier version of the batch left it. */
async function openChain(
  call: CallNational,
  { batchId, orderId, first, key }: Opening,
): Promise<HeldChain | Exclude<CallOutcome, { outcome: 'done' }>> {
  const opened = await call({
    method: 'POST',
    path: chainResource,
    body: chainWire(batchId, orderId, first),
    key,
  });
  if (opened.outcome === 'done') {
    const { maTruyXuat } = opened.data;
    if (typeof maTruyXuat !== 'string') return { outcome: 'unknown', reason: 'unexpected-answer' };
    return { traceCode: maTruyXuat, stages: [first.id] };
  }
  if (!isDuplicate(opened)) return opened;
  const found = await findChain(call, batchId);
  if (found.outcome === 'found') return found.held;
  return found.outcome === 'later' ? found : opened;
}

function isDuplicate(outcome: CallOutcome): boolean {
  return outcome.outcome === 'refused' && outcome.code === errorCodes.duplicate;
}
