import { indexes } from '../../platform/migration.ts';

export const lookupIndexes = indexes('2026-11-22-lookup', []);
