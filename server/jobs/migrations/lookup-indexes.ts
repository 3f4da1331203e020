import { indexes } from '../../platform/migration.ts';

export const lookupIndexes = indexes('2026-11-22-lookup', [
  ['origins', { record: 1 }, { unique: true }],
  ['origins', { madeOf: 1 }],
  ['origins', { dueAt: 1 }, { partialFilterExpression: { dueAt: { $type: 'date' } } }],
  ['reports', { path: 1, _id: -1 }],
]);
