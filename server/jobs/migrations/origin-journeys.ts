import { originShape } from '../../lookup/origin-model.ts';
import type { Migration } from '../../platform/migration.ts';

/** Origins of the release before are made anew with journeys of public members; until then they tell no journey. */
export const originJourneys: Migration = {
  name: '2026-11-22-origin-journeys',
  async up(database) {
    await database
      .collection('origins')
      .updateMany({ shape: { $ne: originShape } }, { $set: { dueAt: new Date(0) } });
  },
};
