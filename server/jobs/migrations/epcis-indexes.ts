import { indexes } from '../../platform/migration.ts';

/** A name stands for one event of an organisation, and for one declaration that it was wrong. */
export const epcisIndexes = indexes('2026-11-22-epcis-indexes', [
  ['events', { organisation: 1, eventId: 1, withdraws: 1 }, { unique: true }],
  ['events', { eventId: 1 }],
  ['events', { 'facts.all': 1, at: 1 }],
  ['events', { 'facts.inputs': 1 }],
  ['events', { 'facts.outputs': 1 }],
  ['events', { organisation: 1, at: 1, _id: 1 }],
  ['events', { organisation: 1, recordedAt: 1, _id: 1 }],
  ['events', { at: 1, _id: 1 }],
  ['events', { recordedAt: 1, _id: 1 }],
  ['events', { 'facts.bizStep': 1, at: 1, _id: 1 }],
  ['events', { 'facts.readPoint': 1, at: 1, _id: 1 }],
  ['events', { 'facts.bizLocation': 1, at: 1, _id: 1 }],
  ['capture_jobs', { organisation: 1, _id: -1 }],
  ['places', { 'content.gln': 1 }],
]);
