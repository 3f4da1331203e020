import { indexes } from '../../platform/migration.ts';

export const labelsIndexes = indexes('2026-11-22-labels', [
  ['print_jobs', { run: 1, _id: -1 }],
  ['print_jobs', { organisation: 1, _id: -1 }],
  ['print_jobs', { state: 1, _id: 1 }],
  // Few jobs hold bytes at any time; the sweep reads those only.
  ['print_jobs', { state: 1, keptUntil: 1 }, { partialFilterExpression: { bytes: { $type: 'objectId' } } }],
  ['label_layouts', { organisation: 1, 'content.name': 1 }],
]);
