import { indexes } from '../../platform/migration.ts';

const thirtyDays = 30 * 24 * 3600;

/** Sessions leave after thirty days, salts after their day; what stays is counts. */
export const scansIndexes = indexes('2026-11-22-scans', [
  ['scan_sessions', { at: 1 }, { expireAfterSeconds: thirtyDays }],
  ['scan_sessions', { unit: 1, kind: 1, at: 1 }],
  ['scan_salts', { endsAt: 1 }, { expireAfterSeconds: 0 }],
  ['scan_days', { batchId: 1, day: 1 }],
  ['scan_norms', { productKey: 1 }, { unique: true }],
  ['unit_scans', { productKey: 1, batch: 1, unit: 1 }],
  [
    'unit_scans',
    { suspicion: -1, sessions: -1, _id: 1 },
    { partialFilterExpression: { suspicion: { $gte: 1 } } },
  ],
  ['unit_scans', { batchId: 1, suspicion: -1 }],
  ['guess-limits', { key: 1 }, { unique: true }],
  ['guess-limits', { expire: 1 }, { expireAfterSeconds: 0 }],
  // At most one case of a unit or batch is not closed.
  ['cases', { subject: 1 }, { unique: true, partialFilterExpression: { closedAt: { $type: 'null' } } }],
  ['cases', { subject: 1, _id: -1 }],
  ['cases', { batch: 1, updatedAt: -1 }],
  ['cases', { state: 1, _id: -1 }],
  ['cases', { signals: 1, state: 1 }],
]);
