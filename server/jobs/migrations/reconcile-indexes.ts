import { indexes } from '../../platform/migration.ts';
import type { Migration } from '../../platform/migration.ts';

export const reconcileIndexes = indexes('2026-11-23-reconcile', [
  ['outbox', { gateway: 1, aggregate: 1, seq: 1 }, { unique: true }],
  ['outbox', { gateway: 1, blockedBy: 1 }, { partialFilterExpression: { blockedBy: { $type: 'string' } } }],
  ['outbox', { state: 1, createdAt: 1 }],
  ['reconciliations', { gateway: 1, startedAt: -1 }],
  ['strays', { gateway: 1, kind: 1, state: 1 }],
  ['parcels', { number: 1 }, { unique: true }],
  ['parcelItems', { parcel: 1, readyAt: 1 }],
  ['parcelItems', { 'record.kind': 1, 'record.id': 1, seq: -1 }],
]);

/** Messages written before they kept causes, decisions and the digest of what the gateway holds. */
export const outboxFields: Migration = {
  name: '2026-11-23-outbox-fields',
  async up(database) {
    await database
      .collection('outbox')
      .updateMany(
        { decisions: { $exists: false } },
        { $set: { decisions: [], cause: null, blockedBy: null, contentDigest: null } },
      );
  },
};
