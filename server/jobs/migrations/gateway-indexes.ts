import { indexes } from '../../platform/migration.ts';

export const gatewayIndexes = indexes('2026-11-22-gateway', []);
