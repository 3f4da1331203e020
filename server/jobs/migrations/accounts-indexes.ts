import { indexes } from '../../platform/migration.ts';

export const accountsIndexes = indexes('2026-11-22-accounts', [
  ['users', { login: 1 }, { unique: true }],
  ['users', { organisation: 1, _id: -1 }],
  ['sessions', { user: 1 }],
  ['sessions', { expiresAt: 1 }, { expireAfterSeconds: 0 }],
  ['token-families', { user: 1 }],
  ['token-families', { expiresAt: 1 }, { expireAfterSeconds: 0 }],
  ['sign-in-attempts', { key: 1 }, { unique: true }],
  ['sign-in-attempts', { expire: 1 }, { expireAfterSeconds: 0 }],
]);
