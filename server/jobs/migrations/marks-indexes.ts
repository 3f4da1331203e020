import { indexes } from '../../platform/migration.ts';

export const marksIndexes = indexes('2026-11-22-marks', [
  ['marks', { owner: 1, _id: -1 }],
  ['grants', { mark: 1, 'content.number': 1 }, { unique: true }],
  ['grants', { organisation: 1, _id: -1 }],
  ['grants', { mark: 1, organisation: 1, state: 1 }],
  ['grants', { 'content.products': 1, organisation: 1 }],
]);
