import { indexes } from '../../platform/migration.ts';

export const stampsIndexes = indexes('2026-11-22-stamps', [
  ['stamp_accounts', { 'productKey.value': 1, ordinal: 1 }, { unique: true }],
  ['stamp_accounts', { organisation: 1, 'productKey.value': 1 }],
  ['stamp_runs', { batch: 1, from: 1 }, { unique: true }],
  ['stamp_runs', { organisation: 1, _id: -1 }],
  ['stamp_acts', { batch: 1, _id: -1 }],
]);
