import { indexes } from '../../platform/migration.ts';

export const batchesIndexes = indexes('2026-11-22-batches', []);
