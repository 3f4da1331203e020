import { indexes } from '../../platform/migration.ts';

export const gatewayIndexes = indexes('2026-11-22-gateway', [
  ['outbox', { gateway: 1, state: 1, nextAt: 1 }],
  ['outbox', { gateway: 1, state: 1, 'lease.until': 1 }],
  ['outbox', { aggregate: 1, state: 1, seq: -1 }],
  ['outbox', { gateway: 1, needs: 1, state: 1 }],
  ['outbox', { createdAt: -1, _id: -1 }],
  ['outbox', { 'record.id': 1, createdAt: -1 }],
]);
