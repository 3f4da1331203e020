import { compose } from './compose.ts';
import type { Deployment } from './compose.ts';
import { refuseOtherStampKeys } from './features/stamps/stamp-keys.ts';
import { migrations } from './jobs/migrations.ts';
import { listen } from './main-listener.ts';
import { systemClock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import { closeDatabase, connectDatabase } from './platform/database.ts';
import { createLogger } from './platform/logger.ts';
import { smtpRoad } from './platform/mail-road.ts';
import { migrate } from './platform/migration.ts';

export interface Running {
  stop(): Promise<void>;
}

/** Serve mode: a database of the operator's, secrets from the environment, no sample data, no default account. */
export async function startServer(config: Config & { mongodbUri: string }): Promise<Running> {
  const log = createLogger(config.logLevel ?? 'info');
  const listener = await listen(config.port, config.host);
  try {
    const database = await connectDatabase(config.mongodbUri, log);
    await migrate(database, migrations, systemClock.now());
    await refuseOtherStampKeys(config.stampKeys);
    const composition = compose({
      ...deploymentOf(config),
      database,
      log,
      publicOrigin: config.publicOrigin ?? '',
      mail: config.mail && { road: smtpRoad(config.mail.smtpUrl), from: config.mail.from },
      requireSecondFactor: true,
    });
    listener.serve(composition.handler);
    composition.start();
    log.info({ address: listener.address, origin: config.publicOrigin }, 'serving');
    return {
      async stop() {
        await composition.drain();
        await listener.close();
        await composition.settle();
        await closeDatabase();
      },
    };
  } catch (error) {
    await listener.close();
    await closeDatabase();
    throw error;
  }
}

/** What serve mode and trial mode read alike from the configuration. */
export function deploymentOf(
  config: Config,
): Pick<
  Deployment,
  | 'clock'
  | 'provinceCode'
  | 'trustProxy'
  | 'tokenSecrets'
  | 'stampKeys'
  | 'gateways'
  | 'provinceOf'
  | 'checkAnswers'
> {
  return {
    clock: systemClock,
    provinceCode: config.provinceCode,
    trustProxy: config.trustProxy,
    tokenSecrets: config.tokenSecrets,
    stampKeys: config.stampKeys,
    gateways: config.gateways,
    provinceOf: config.provinceOf,
    checkAnswers: false,
  };
}
