import type { CanonicalKind, CanonicalRecord } from '../domain/canonical-record.ts';
import { canonicalKinds } from '../domain/canonical-record.ts';
import { troubles } from '../domain/gateway-trouble.ts';
import type { Attempt, OutboxMessage } from '../ledger/outbox-model.ts';
import type { Contracts } from '../platform/contract-types.ts';
import { gatewayNames, ownRefusals } from './gateway-port.ts';
import { ownFields } from './national-fields.ts';

export type SyncMessage = Contracts['SyncMessage'];
type SyncAttempt = Contracts['SyncAttempt'];

/** A message as officers and programs see it. `waitsFor`: what the gateway must accept first, as `kind:id`. */
export function viewOf(message: OutboxMessage, waitsFor: string[]): SyncMessage {
  const { record, state, foreignIds, organisation } = message;
  return {
    id: message._id,
    gateway: gatewayNames.find((name) => name === message.gateway) ?? 'national',
    kind: record.kind,
    record: record.id,
    title: titleOf(record),
    organisation: organisation === '' ? null : organisation,
    seq: message.seq,
    version: record.version,
    recordState: record.state,
    state,
    waitsFor,
    fix: fixOf(message),
    tries: message.tries,
    createdAt: message.createdAt.toISOString(),
    nextAt: state === 'queued' ? message.nextAt.toISOString() : null,
    settledAt: message.settledAt?.toISOString() ?? null,
    foreignId: foreignIds['id'] ?? null,
    receipt: foreignIds['receipt'] ?? null,
    attempts: message.attempts.map(attemptView),
    decisions: message.decisions.map(({ at, ...rest }) => ({ at: at.toISOString(), ...rest })),
    sample: message.sample,
  };
}

export function titleOf(record: CanonicalRecord): string {
  return record.kind === 'batch' ? `${record.productName} · ${record.lot}` : record.name;
}

/** Where a refusal is mended: at the record it needs, or at the field of its own form that the gateway named. */
function fixOf({ state, blockedBy, cause, record }: OutboxMessage): SyncMessage['fix'] {
  if (state !== 'refused') return null;
  const need = blockedBy ? namedRecord(blockedBy) : undefined;
  if (need) return { ...need, field: null };
  const field = cause?.field ? (ownFields[record.kind][cause.field] ?? null) : null;
  return { kind: record.kind, id: record.id, field };
}

function namedRecord(name: string): { kind: CanonicalKind; id: string } | undefined {
  const [word = '', id = ''] = name.split(':');
  const kind = canonicalKinds.find((one) => one === word);
  return kind && { kind, id };
}

/** Our own diagnosis (`trouble`) is kept apart from what the gateway said (`code`, `words`, `field`). */
function attemptView({ at, outcome, words, code, field }: Attempt): SyncAttempt {
  const trouble = [...troubles, ...ownRefusals, 'internal' as const].find((name) => name === code) ?? null;
  return {
    at: at.toISOString(),
    outcome,
    words,
    code: trouble === null ? (code ?? null) : null,
    field: field ?? null,
    trouble,
  };
}
