import { indexes } from '../../platform/migration.ts';

export const marksIndexes = indexes('2026-11-22-marks', []);
