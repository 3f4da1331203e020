import { indexes } from '../../platform/migration.ts';

export const batchesIndexes = indexes('2026-11-22-batches', [
  ['batches', { 'content.product': 1, 'content.lot': 1 }, { unique: true }],
  ['events', { batch: 1, at: 1, _id: 1 }],
  [
    'events',
    { withdraws: 1 },
    { unique: true, partialFilterExpression: { withdraws: { $type: 'objectId' } } },
  ],
  ['submissions', { state: 1, _id: 1 }],
  ['submissions', { state: 1, kind: 1, _id: 1 }],
  ['submissions', { organisation: 1, state: 1, _id: 1 }],
  ['submissions', { kind: 1, record: 1, number: 1 }, { unique: true }],
  // At most one version of a record lies before the department.
  ['submissions', { kind: 1, record: 1 }, { unique: true, partialFilterExpression: { state: 'waiting' } }],
]);
