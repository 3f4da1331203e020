import type { CanonicalRecord } from '../domain/canonical-record.ts';
import type { Attempt, OutboxMessage } from '../ledger/outbox-model.ts';
import type { Contracts } from '../platform/contract-types.ts';
import { troubles } from './gateway-port.ts';

export type SyncMessage = Contracts['SyncMessage'];
type SyncAttempt = Contracts['SyncAttempt'];

/** A message as officers and programs see it. `waitsFor`: what the gateway must accept first, as `kind:id`. */
export function viewOf(message: OutboxMessage, waitsFor: string[]): SyncMessage {
  const { record, state, foreignIds } = message;
  return {
    id: message._id,
    gateway: message.gateway,
    kind: record.kind,
    record: record.id,
    title: titleOf(record),
    organisation: message.organisation,
    seq: message.seq,
    version: record.version,
    recordState: record.state,
    state,
    waitsFor,
    tries: message.tries,
    createdAt: message.createdAt.toISOString(),
    nextAt: state === 'queued' ? message.nextAt.toISOString() : null,
    settledAt: message.settledAt?.toISOString() ?? null,
    foreignId: foreignIds['id'] ?? null,
    receipt: foreignIds['receipt'] ?? null,
    attempts: message.attempts.map(attemptView),
    sample: message.sample,
  };
}

function titleOf(record: CanonicalRecord): string {
  return record.kind === 'batch' ? `${record.productName} · ${record.lot}` : record.name;
}

/** Our own diagnosis (`trouble`) is kept apart from what the gateway said (`code`, `words`, `field`). */
function attemptView({ at, outcome, words, code, field }: Attempt): SyncAttempt {
  const trouble = [...troubles, 'internal' as const].find((name) => name === code) ?? null;
  return {
    at: at.toISOString(),
    outcome,
    words,
    code: trouble === null ? (code ?? null) : null,
    field: field ?? null,
    trouble,
  };
}
