import { indexes } from '../../platform/migration.ts';

export const ledgerIndexes = indexes('2026-11-22-ledger', [
  ['audit-entries', { 'subject.kind': 1, 'subject.id': 1, at: 1 }],
  ['audit-entries', { at: -1 }],
  ['versions', { 'subject.kind': 1, 'subject.id': 1, number: 1 }, { unique: true }],
  ['request-keys', { at: 1 }, { expireAfterSeconds: 48 * 3600 }],
  ['outbox', { gateway: 1, aggregate: 1, seq: 1 }, { unique: true }],
  ['outbox', { state: 1, nextAt: 1 }],
  ['outbox', { state: 1, createdAt: -1 }],
]);
