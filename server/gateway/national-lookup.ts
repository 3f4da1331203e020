import type { CanonicalRecord } from '../domain/canonical-record.ts';
import type {
  Delivery,
  HeldRecord,
  Later,
  ListAnswer,
  ListRange,
  LookupAnswer,
  Refused,
  TallyAnswer,
  Unknown,
} from './gateway-port.ts';
import type { CallNational, CallOutcome } from './national-call.ts';
import {
  chainResource,
  dayTally,
  errorCodes,
  heldChain,
  heldRecord,
  proofIn,
  resources,
} from './national-wire.ts';
import type { HeldChain, Wire } from './national-wire.ts';

/** Questions to the national gateway; none of them changes anything there. */
export type Found<T> = { outcome: 'found'; held: T } | { outcome: 'absent' } | Later;

/** The record as the gateway holds it, by our own id. */
export async function findRecord(
  call: CallNational,
  { kind, id }: Pick<CanonicalRecord, 'kind' | 'id'>,
): Promise<Found<HeldRecord>> {
  return findIn(call, { resource: resources[kind].resource, id, read: (line) => heldRecord(kind, line) });
}

export async function findChain(call: CallNational, batchId: string): Promise<Found<HeldChain>> {
  return findIn(call, { resource: chainResource, id: batchId, read: heldChain });
}

export async function listRecords(
  call: CallNational,
  kind: CanonicalRecord['kind'],
  { day, after }: ListRange,
): Promise<ListAnswer> {
  const query = new URLSearchParams({
    gioiHan: '200',
    ...(day !== undefined && { ngay: day }),
    ...(after !== null && { sau: after }),
  });
  const answer = await call({ method: 'GET', path: `${resources[kind].resource}?${query.toString()}` });
  if (answer.outcome !== 'done') return questionFailed(answer);
  const records = linesOf(answer.data)?.map((line) => heldRecord(kind, line));
  if (!records?.every((line) => line !== undefined)) return { outcome: 'later', reason: 'unexpected-answer' };
  const { tiepTheo } = answer.data;
  return { outcome: 'listed', records, next: typeof tiepTheo === 'string' ? tiepTheo : null };
}

export async function tallyRecords(call: CallNational, kind: CanonicalRecord['kind']): Promise<TallyAnswer> {
  const answer = await call({ method: 'GET', path: `DoiSoat/${resources[kind].resource}` });
  if (answer.outcome !== 'done') return questionFailed(answer);
  const days = linesOf(answer.data)?.map(dayTally);
  if (!days?.every((day) => day !== undefined)) return { outcome: 'later', reason: 'unexpected-answer' };
  return { outcome: 'tallied', days };
}

interface Question {
  record: CanonicalRecord;
  delivery: Delivery;
  /** Of what the delivery would have left there. */
  digest: string;
}

/** By the key of the delivery's one call. */
export async function askByKey(
  call: CallNational,
  { record, delivery, digest }: Question,
): Promise<LookupAnswer> {
  const path = `KhoaGiaoDich/${encodeURIComponent(`${delivery.key}:1`)}`;
  const answer = await call({ method: 'GET', path });
  if (isNotFound(answer)) return { outcome: 'absent' };
  if (answer.outcome !== 'done') return questionFailed(answer);
  const proof = proofIn(record.kind, answer.data);
  return proof
    ? { outcome: 'accepted', ...proof, digest }
    : { outcome: 'later', reason: 'unexpected-answer' };
}

/** By our own id: accepted where this very delivery is there, whole, with every stage as we tell it. */
export async function askByReference(
  call: CallNational,
  { record, delivery, digest }: Question,
): Promise<LookupAnswer> {
  const found = await findRecord(call, record);
  if (found.outcome !== 'found') return found;
  const { seq, withdrawn, foreignId, receipt, digest: held } = found.held;
  if (seq !== delivery.seq || withdrawn !== (record.state === 'withdrawn')) return { outcome: 'absent' };
  if (withdrawn) return { outcome: 'accepted', foreignId, receipt, digest };
  if (held !== digest) return { outcome: 'absent' };
  if (record.kind !== 'batch' || record.stages.length === 0) {
    return { outcome: 'accepted', foreignId, receipt, digest };
  }
  const chain = await findChain(call, record.id);
  if (chain.outcome !== 'found') return chain;
  return { outcome: 'accepted', foreignId, receipt: chain.held.traceCode, digest };
}

export function isNotFound(answer: CallOutcome): boolean {
  return answer.outcome === 'refused' && answer.code === errorCodes.notFound;
}

/** A question that was refused or came back without answer is asked again later. */
function questionFailed(answer: Refused | Later | Unknown): Later {
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
  const lines = linesOf(answer.data);
  if (!lines) return { outcome: 'later', reason: 'unexpected-answer' };
  const [line] = lines;
  if (!line) return { outcome: 'absent' };
  const held = read(line);
  return held ? { outcome: 'found', held } : { outcome: 'later', reason: 'unexpected-answer' };
}

/** Undefined where there is no list: no answer must pass for an empty one. */
function linesOf({ danhSach }: Wire): Wire[] | undefined {
  if (!Array.isArray(danhSach)) return undefined;
  return danhSach.filter((line): line is Wire => typeof line === 'object' && line !== null);
}
