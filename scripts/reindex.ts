/** `npm run reindex`: makes everything that can be found in the database of MONGODB_URI anew, beside a running server. */
import { geographyService } from '../server/features/geography/geography-service.ts';
import { searchIndex } from '../server/lookup/search-index.ts';
import { systemClock } from '../server/platform/clock.ts';
import { readConfig } from '../server/platform/config.ts';
import { closeDatabase, connectDatabase } from '../server/platform/database.ts';
import { createLogger } from '../server/platform/logger.ts';

const { mongodbUri } = readConfig(process.env);
if (mongodbUri === undefined) {
  console.error('Thiếu MONGODB_URI. / MONGODB_URI is missing.');
  process.exitCode = 1;
} else {
  await connectDatabase(mongodbUri, createLogger('warn'));
  const { namesAround } = geographyService();
  const entries = await searchIndex({ clock: systemClock, namesAround }).rebuild();
  console.log(`${entries} entries`);
  await closeDatabase();
}
