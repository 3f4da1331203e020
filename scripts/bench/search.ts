import { SearchEntryModel } from '../../server/lookup/search-entry-model.ts';
import { onBenchDatabase } from '../load/bench-database.ts';
import { askedOf } from '../search-bench/asked-section.ts';
import { plantEntries } from '../search-bench/plant-entries.ts';

/** `npm run bench -- search [records]`: first results at 10⁵ records, or as many as named, and at a thousand. */
export function bench([records = '100000']: string[]): Promise<object> {
  const many = Number(records);
  if (!Number.isInteger(many) || many < 1000) throw new Error('records: a whole number, 1000 at least');
  return onBenchDatabase(async () => {
    await plantEntries(0, 1000);
    const few = await askedOf();
    const start = performance.now();
    await plantEntries(1000, many);
    const secondsToPlant = Math.round((performance.now() - start) / 1000);
    const all = await askedOf();
    const growth = Object.fromEntries(
      Object.entries(all).map(([name, { p50 }]) => [
        name,
        Number((p50 / (few[name]?.p50 ?? p50)).toFixed(1)),
      ]),
    );
    const entries = await SearchEntryModel.estimatedDocumentCount();
    return { records: many, entries, secondsToPlant, milliseconds: { 1000: few, [many]: all }, growth };
  });
}
