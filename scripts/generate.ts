/** `npm run generate -- --batches N`: fills the database in MONGODB_URI with approved batches, for load tests only. */
import { parseArgs } from 'node:util';
import { migrations } from '../server/jobs/migrations.ts';
import { plainReason } from '../server/main-failure.ts';
import { systemClock } from '../server/platform/clock.ts';
import { readConfig } from '../server/platform/config.ts';
import { closeDatabase, connectDatabase } from '../server/platform/database.ts';
import { silentLogger } from '../server/platform/logger.ts';
import { migrate } from '../server/platform/migration.ts';
import { loadBatches } from './load/load-batches.ts';

const most = 5_000_000;

try {
  const { values } = parseArgs({ options: { batches: { type: 'string', default: '20000' } } });
  const batches = Number(values.batches);
  if (!Number.isInteger(batches) || batches < 1 || batches > most) {
    throw new Error(`Usage: npm run generate -- --batches N, N from 1 to ${most}`);
  }
  const { mongodbUri, publicOrigin = '' } = readConfig(process.env);
  if (mongodbUri === undefined) throw new Error('Thiếu MONGODB_URI. / MONGODB_URI is missing.');
  await migrate(await connectDatabase(mongodbUri, silentLogger), migrations, systemClock.now());
  const start = performance.now();
  const paths = await loadBatches({ batches, clock: systemClock, publicOrigin });
  const seconds = (performance.now() - start) / 1000;
  const perSecond = Math.round(batches / seconds);
  console.log(JSON.stringify({ batches, seconds: Number(seconds.toFixed(1)), perSecond, first: paths[0] }));
} catch (error) {
  console.error(plainReason(error));
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
