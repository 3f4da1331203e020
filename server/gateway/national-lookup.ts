import type { BatchRecord, CanonicalRecord } from '../domain/canonical-record.ts';
import type {
  Delivery,
  HeldRecord,
  Later,
  ListAnswer,
  LookupAnswer,
  Refused,
  Unknown,
} from './gateway-port.ts';
import type { CallNational } from './national-call.ts';
import { chainResource, errorCodes, heldChain, heldRecord, proofIn, resources } from './national-wire.ts';
import type { HeldChain, Wire } from './national-wire.ts';

/** Questions to the national gateway; none of them changes anything there. */
export type Found<T> = { outcome: 'found'; held: T } | { outcome: 'absent' } | Later;

/** The record as the gateway holds it, by our own id. */
export async function findRecord(call: CallNational, record: CanonicalRecord): Promise<Found<HeldRecord>> {
  const { kind, id } = record;
  return findIn(call, { resource: resources[kind].resource, id, read: (line) => heldRecord(kind, line) });
}

export async function findChain(call: CallNational, batchId: string): Promise<Found<HeldChain>> {
  return findIn(call, { resource: chainResource, id: batchId, read: heldChain });
}

export async function listRecords(
  call: CallNational,
  kind: CanonicalRecord['kind'],
  after: string | null,
): Promise<ListAnswer> {
  const query = new URLSearchParams({ gioiHan: '200', ...(after !== null && { sau: after }) });
  const answer = await call({ method: 'GET', path: `${resources[kind].resource}?${query.toString()}` });
  if (answer.outcome !== 'done') return questionFailed(answer);
  const records = linesOf(answer.data).map((line) => heldRecord(kind, line));
  if (!records.every((line) => line !== undefined)) return { outcome: 'later', reason: 'unexpected-answer' };
  const { tiepTheo } = answer.data;
  return { outcome: 'listed', records, next: typeof tiepTheo === 'string' ? tiepTheo : null };
}

/** By the key of the last call of the delivery: the calls before it must have succeeded. */
export async function askByKey(
  call: CallNational,
  record: CanonicalRecord,
  { key }: Delivery,
): Promise<LookupAnswer> {
  const calls = record.kind === 'batch' && record.state !== 'withdrawn' && record.stages.length + 1;
  const answer = await call({
    method: 'GET',
    path: `KhoaGiaoDich/${encodeURIComponent(`${key}:${calls || 1}`)}`,
  });
  if (answer.outcome === 'refused' && answer.code === errorCodes.notFound) return { outcome: 'absent' };
  if (answer.outcome !== 'done') return questionFailed(answer);
  const proof = proofIn(record.kind, answer.data);
  return proof ? { outcome: 'accepted', ...proof } : { outcome: 'later', reason: 'unexpected-answer' };
}

/** By our own id: accepted where this very delivery is there, with every stage. */
export async function askByReference(
  call: CallNational,
  record: CanonicalRecord,
  delivery: Delivery,
): Promise<LookupAnswer> {
  const found = await findRecord(call, record);
  if (found.outcome !== 'found') return found;
  const { seq, withdrawn, foreignId, receipt } = found.held;
  if (seq !== delivery.seq || withdrawn !== (record.state === 'withdrawn')) return { outcome: 'absent' };
  if (record.kind !== 'batch' || withdrawn || record.stages.length === 0) {
    return { outcome: 'accepted', foreignId, receipt };
  }
  const chain = await findChain(call, record.id);
  if (chain.outcome !== 'found') return chain;
  if (!holdsAllStages(chain.held, record)) return { outcome: 'absent' };
  return { outcome: 'accepted', foreignId, receipt: chain.held.traceCode };
}

/** A question that was refused or came back without answer is asked again later. */
export function questionFailed(answer: Refused | Later | Unknown): Later {
  return answer.outcome === 'later' ? answer : { outcome: 'later', reason: 'unexpected-answer' };
}

interface Search<T> {
  resource: string;
  id: string;
  read: (line: Wire) => T | undefined;
}

async function findIn<T>(call: CallNational, { resource, id, read }: Search<T>): Promise<Found<T>> {
  const answer = await call({ method: 'GET', path: `${resource}?maThamChieu=${encodeURIComponent(id)}` });
  if (answer.outcome !== 'done') return questionFailed(answer);
  const [line] = linesOf(answer.data);
  if (!line) return { outcome: 'absent' };
  const held = read(line);
  return held ? { outcome: 'found', held } : { outcome: 'later', reason: 'unexpected-answer' };
}

function linesOf({ danhSach }: Wire): Wire[] {
  if (!Array.isArray(danhSach)) return [];
  return danhSach.filter((line): line is Wire => typeof line === 'object' && line !== null);
}

function holdsAllStages(chain: HeldChain, record: BatchRecord): boolean {
  return record.stages.every(({ id }) => chain.stages.includes(id));
}
