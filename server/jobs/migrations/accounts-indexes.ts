import { indexes } from '../../platform/migration.ts';

export const accountsIndexes = indexes('2026-11-22-accounts', []);
