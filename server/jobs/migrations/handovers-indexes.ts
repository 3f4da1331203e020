import { indexes } from '../../platform/migration.ts';

export const handoversIndexes = indexes('2026-11-22-handovers', [
  ['handovers', { receiver: 1, state: 1, _id: -1 }],
  ['handovers', { sender: 1, _id: -1 }],
  ['handovers', { 'lines.batch': 1, state: 1 }],
  ['handovers', { hasDifference: 1, _id: -1 }],
  ['recovery_rates', { output: 1, _id: 1 }],
]);
