import path from 'node:path';
import { compose } from './compose.ts';
import type { MailPart } from './compose-notices.ts';
import { startSandbox } from './gateway/sandbox/sandbox-server.ts';
import type { Sandbox } from './gateway/sandbox/sandbox-server.ts';
import { refuseOtherStampKeys } from './features/stamps/stamp-keys.ts';
import { migrations } from './jobs/migrations.ts';
import { listen } from './main-listener.ts';
import { deploymentOf } from './main-server.ts';
import type { Running } from './main-server.ts';
import { trialFolder } from './main-trial-folder.ts';
import type { TrialFolder } from './main-trial-folder.ts';
import { trialSummary } from './main-trial-summary.ts';
import { plantSample } from './sample/sample.ts';
import { systemClock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import { closeDatabase, connectDatabase } from './platform/database.ts';
import { startEmbeddedMongod } from './platform/embedded-mongod.ts';
import { createLogger } from './platform/logger.ts';
import type { Logger } from './platform/logger.ts';
import { migrate } from './platform/migration.ts';
import { folderRoad, smtpRoad } from './platform/mail-road.ts';
import { findMongod } from './platform/mongod-binary.ts';

interface TrialOptions {
  systemBinary: string | undefined;
}

/**
 * Trial mode: no MONGODB_URI. The server brings its own database and a sandbox of the national gateway, fills
 * in sample data on the first start and keeps everything in the data folder.
 */
export async function startTrial(config: Config, { systemBinary }: TrialOptions): Promise<Running> {
  const log = createLogger(config.logLevel ?? 'warn');
  const dataDir = path.resolve(config.dataDir);
  const undo: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const step of undo.reverse()) await step();
  };
  try {
    const listener = await listen(config.port, config.host);
    undo.push(listener.close);
    const binary = await findMongod({ ...(systemBinary !== undefined && { systemBinary }), log: speaking });
    const mongod = await startEmbeddedMongod({ dataDir, binary, log: speaking });
    undo.push(mongod.stop);
    const database = await connectDatabase(mongod.uri, log);
    undo.push(closeDatabase);
    await migrate(database, migrations, systemClock.now());

    const folder = trialFolder(dataDir);
    await refuseOtherStampKeys(folder.secrets.stampKeys);
    const client = { clientId: 'nguon-goc', clientSecret: folder.secrets.gatewaySecret };
    const sandbox = await openSandbox(listener.address.port + 1, {
      ...client,
      log,
      mongoUri: mongod.uri,
      host: config.host,
    });
    undo.push(sandbox.close);
    const publicOrigin = config.publicOrigin ?? `http://${config.host}:${listener.address.port}`;
    const composition = compose({
      ...deploymentOf(config),
      database,
      log,
      publicOrigin,
      tokenSecrets: [folder.secrets.tokenSecret],
      stampKeys: folder.secrets.stampKeys,
      gateways: { ...config.gateways, national: { url: sandbox.url, ...client }, privateNetwork: true },
      mail: trialMail(config, folder),
      requireSecondFactor: false,
    });
    // Nobody is answered any more once the database goes; closing a second time does no harm.
    undo.push(composition.settle, listener.close, composition.drain);
    await plantSample(composition, folder.logins, systemClock);
    listener.serve(composition.handler);
    composition.start();
    console.log(
      trialSummary({ address: publicOrigin, sandbox: sandbox.url, folder, isMailKept: !config.mail }),
    );
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Nobody is written to unless a mail server is named: each mail is a file to look at. */
function trialMail({ mail }: Config, { mailDir }: TrialFolder): MailPart {
  if (mail) return { road: smtpRoad(mail.smtpUrl), from: mail.from };
  return { road: folderRoad(mailDir), from: 'nguon-goc@localhost.localdomain' };
}

/** The next port if it is free, so that the sandbox's address stays the same from start to start. */
async function openSandbox(
  port: number,
  {
    mongoUri,
    ...rest
  }: { mongoUri: string; host: string; clientId: string; clientSecret: string; log: Logger },
): Promise<Sandbox> {
  const options = { ...rest, clock: systemClock, database: { mongoUri } };
  try {
    return await startSandbox({ ...options, port });
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    return startSandbox({ ...options, port: 0 });
  }
}

/** What the search for a database says goes to the person at the terminal, not into the log. */
const speaking = {
  info: (message: string) => {
    console.log(message);
  },
  warn: (message: string) => {
    console.warn(message);
  },
};
