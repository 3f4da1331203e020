import { indexes } from '../../platform/migration.ts';

export const traceIndexes = indexes('2026-11-22-trace-indexes', [
  ['events', { 'facts.classes': 1, 'facts.type': 1, 'facts.bizStep': 1 }],
  // Few events name a container, a unit or a run; those that do not need no entry.
  [
    'events',
    { 'facts.parents': 1, 'facts.type': 1 },
    { partialFilterExpression: { 'facts.parents.0': { $exists: true } } },
  ],
  [
    'events',
    { 'facts.epcs': 1, 'facts.type': 1 },
    { partialFilterExpression: { 'facts.epcs.0': { $exists: true } } },
  ],
  [
    'events',
    { 'facts.transformationId': 1 },
    { partialFilterExpression: { 'facts.transformationId': { $type: 'string' } } },
  ],
  // Every collection has this one: it makes the collection, so that no transaction has to.
  ['lot_guards', { _id: 1 }],
  ['recall_drills', { organisation: 1, _id: -1 }],
  ['recall_drills', { batch: 1, _id: -1 }],
]);
