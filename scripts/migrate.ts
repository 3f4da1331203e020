/** `npm run migrate`: brings the database in MONGODB_URI to the shape this version expects, and says what it did. */
import { migrations } from '../server/jobs/migrations.ts';
import { systemClock } from '../server/platform/clock.ts';
import { readConfig } from '../server/platform/config.ts';
import { closeDatabase, connectDatabase } from '../server/platform/database.ts';
import { createLogger } from '../server/platform/logger.ts';
import { migrate } from '../server/platform/migration.ts';

const { mongodbUri } = readConfig(process.env);
if (mongodbUri === undefined) {
  console.error('Thiếu MONGODB_URI. / MONGODB_URI is missing.');
  process.exitCode = 1;
} else {
  const database = await connectDatabase(mongodbUri, createLogger('warn'));
  const applied = await migrate(database, migrations, systemClock.now());
  console.log(applied.length === 0 ? 'Nothing to do.' : applied.map((name) => `applied ${name}`).join('\n'));
  await closeDatabase();
}
