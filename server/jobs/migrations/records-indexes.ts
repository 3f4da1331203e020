import { indexes } from '../../platform/migration.ts';

export const recordsIndexes = indexes('2026-11-22-records', [
  ['organisations', { organisation: 1, _id: -1 }],
  ['places', { organisation: 1, _id: -1 }],
  ['products', { organisation: 1, _id: -1 }],
  ['certificates', { organisation: 1, _id: -1 }],
  ['batches', { organisation: 1, _id: -1 }],
]);
