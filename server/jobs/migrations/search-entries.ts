import { geographyService } from '../../features/geography/geography-service.ts';
import { searchIndex } from '../../lookup/search-index.ts';
import { systemClock } from '../../platform/clock.ts';
import { indexes } from '../../platform/migration.ts';
import type { Migration } from '../../platform/migration.ts';

/** One index answers every search: whose, by which key, of which kind, the latest first. */
export const searchEntriesIndexes = indexes('2026-11-22-search-entries-indexes', [
  ['search_entries', { scope: 1, keys: 1, kind: 1, at: -1, record: -1 }],
  ['search_entries', { subject: 1 }],
  ['search_entries', { madeAt: 1 }],
]);

/** What was written before there was a search. */
export const searchEntries: Migration = {
  name: '2026-11-22-search-entries',
  async up() {
    const { namesAround } = geographyService();
    await searchIndex({ clock: systemClock, namesAround }).rebuild();
  },
};
