/** One server process: read the configuration, compose, listen, and leave in good order on SIGTERM. */
import { readConfig } from './platform/config.ts';
import { startServer } from './main-server.ts';
import { startTrial } from './main-trial.ts';
import { plainReason } from './main-failure.ts';

try {
  const config = readConfig(process.env);
  const running =
    config.mongodbUri === undefined
      ? await startTrial(config, { systemBinary: process.env['MONGOMS_SYSTEM_BINARY'] })
      : await startServer({ ...config, mongodbUri: config.mongodbUri });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void leave(running.stop));
} catch (error) {
  console.error(plainReason(error));
  process.exit(1);
}

/** 25 seconds to finish what was begun; a supervisor kills at 30 (security.md §5, Lifecycle). */
async function leave(stop: () => Promise<void>): Promise<void> {
  const overdue = setTimeout(() => {
    console.error('Shutdown took longer than 25 seconds; leaving now.');
    process.exit(1);
  }, 25_000);
  await stop();
  clearTimeout(overdue);
}
