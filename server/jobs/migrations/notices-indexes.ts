import { indexes } from '../../platform/migration.ts';

export const noticesIndexes = indexes('2026-11-22-notices', [
  ['notices', { user: 1, once: 1 }, { unique: true }],
  ['notices', { user: 1, _id: -1 }],
  ['notices', { user: 1, readAt: 1, settledAt: 1 }],
  ['notices', { 'subject.id': 1, settledAt: 1 }],
  ['notices', { kind: 1, settledAt: 1 }],
  ['notices', { letter: 1, mailAt: 1 }],
  ['letters', { state: 1, nextAt: 1 }],
  ['letters', { user: 1, createdAt: 1 }],
]);
