/** `npm run account -- create …`: opens an account in the database the server uses; how the first administrator comes in. */
import { parseArgs } from 'node:util';
import { composeFeatures } from '../server/compose-features.ts';
import { DomainError } from '../server/domain/errors.ts';
import { systemActor } from '../server/domain/roles.ts';
import { migrations } from '../server/jobs/migrations.ts';
import { plainReason } from '../server/main-failure.ts';
import { deploymentOf } from '../server/main-server.ts';
import { readConfig } from '../server/platform/config.ts';
import type { Config } from '../server/platform/config.ts';
import { parse } from '../server/platform/contracts.ts';
import type { User } from '../server/platform/contract-types.ts';
import { closeDatabase, connectDatabase } from '../server/platform/database.ts';
import { say, translate } from '../server/platform/i18n.ts';
import type { MessageKey } from '../server/platform/i18n.ts';
import { silentLogger } from '../server/platform/logger.ts';
import { migrate } from '../server/platform/migration.ts';

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      login: { type: 'string' },
      name: { type: 'string' },
      email: { type: 'string' },
      role: { type: 'string', multiple: true },
      organisation: { type: 'string' },
    },
  });
  if (positionals.join() !== 'create') throw new Error(bothLanguages('account.cli-usage'));
  const config = readConfig(process.env);
  if (config.mongodbUri === undefined) throw new Error(bothLanguages('account.cli-no-database'));
  const { login, oneTimePassword = '' } = await create({ ...config, mongodbUri: config.mongodbUri }, values);
  console.log(bothLanguages('account.cli-created', { login, password: oneTimePassword }));
} catch (error) {
  console.error(error instanceof DomainError ? faultLines(error) : plainReason(error));
  process.exitCode = 1;
}

interface Given {
  login?: string | undefined;
  name?: string | undefined;
  email?: string | undefined;
  role?: string[] | undefined;
  organisation?: string | undefined;
}

async function create(config: Config & { mongodbUri: string }, { role, ...given }: Given): Promise<User> {
  const content = parse('NewUser', { ...given, roles: role });
  const database = await connectDatabase(config.mongodbUri, silentLogger);
  try {
    const deployment = deploymentOf(config);
    await migrate(database, migrations, deployment.clock.now());
    const { accounts } = composeFeatures({
      ...deployment,
      database,
      log: silentLogger,
      publicOrigin: config.publicOrigin ?? '',
      requireSecondFactor: true,
    });
    return await accounts.users.create(content, { actor: systemActor });
  } finally {
    await closeDatabase();
  }
}

function bothLanguages(key: MessageKey, params?: Record<string, string>): string {
  return `${translate.vi(key, params)}\n${translate.en(key, params)}`;
}

function faultLines({ faults, sentence }: DomainError): string {
  const lines = faults.map(
    (fault) => `  ${fault.pointer.slice(1)}: ${say(translate.vi, fault)} / ${say(translate.en, fault)}`,
  );
  return [`${say(translate.vi, sentence)} / ${say(translate.en, sentence)}`, ...lines].join('\n');
}
