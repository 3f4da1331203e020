/** `npm run linkset -- import FILE | export FILE`: takes over another resolver's links, or hands ours on. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { composeFeatures } from '../server/compose-features.ts';
import type { Features } from '../server/compose-features.ts';
import { DomainError } from '../server/domain/errors.ts';
import { systemActor } from '../server/domain/roles.ts';
import { migrations } from '../server/jobs/migrations.ts';
import { linksetText } from '../server/domain/linkset-file.ts';
import { plainReason } from '../server/main-failure.ts';
import { deploymentOf } from '../server/main-server.ts';
import { readConfig } from '../server/platform/config.ts';
import { closeDatabase, connectDatabase } from '../server/platform/database.ts';
import { say, translate } from '../server/platform/i18n.ts';
import type { MessageKey } from '../server/platform/i18n.ts';
import { silentLogger } from '../server/platform/logger.ts';
import { migrate } from '../server/platform/migration.ts';

/** What the operator did wrong, in words for the terminal. */
class UsageError extends Error {}

type Register = Features['linkRegister'];

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { 'take-defaults': { type: 'boolean', default: false } },
  });
  const [command, file, ...more] = positionals;
  const isUnderstood = (command === 'import' || command === 'export') && more.length === 0;
  if (!isUnderstood || file === undefined) throw new UsageError(bothLanguages('linkset.cli-usage'));
  const publicOrigin = readConfig(process.env).publicOrigin ?? '';
  await withRegister((register) =>
    command === 'import'
      ? importFile(register, file, values['take-defaults'])
      : exportFile(register, file, publicOrigin),
  );
} catch (error) {
  console.error(reasonOf(error));
  process.exitCode = 1;
}

async function withRegister(work: (register: Register) => Promise<void>): Promise<void> {
  const config = readConfig(process.env);
  if (config.mongodbUri === undefined) throw new UsageError(bothLanguages('linkset.cli-no-database'));
  const database = await connectDatabase(config.mongodbUri, silentLogger);
  try {
    const deployment = deploymentOf(config);
    await migrate(database, migrations, deployment.clock.now());
    const { linkRegister } = composeFeatures({
      ...deployment,
      database,
      log: silentLogger,
      publicOrigin: config.publicOrigin ?? '',
      requireSecondFactor: true,
    });
    await work(linkRegister);
  } finally {
    await closeDatabase();
  }
}

async function importFile(register: Register, file: string, takeDefaults: boolean): Promise<void> {
  const linkset = parseJson(file, await readFile(file, 'utf8'));
  const { count } = await register.importLinkset(linkset, { actor: systemActor }, { takeDefaults });
  console.log(bothLanguages('linkset.cli-imported', { count }));
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(bothLanguages('linkset.cli-not-json', { file, reason }));
  }
}

/** Written as it is read: a province's links need not fit in memory. */
async function exportFile(register: Register, file: string, publicOrigin: string): Promise<void> {
  const out = createWriteStream(file);
  await once(out, 'open');
  let count = 0;
  for await (const piece of linksetText(counted(), publicOrigin)) {
    if (!out.write(piece)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  console.log(bothLanguages('linkset.cli-exported', { count, file }));

  async function* counted() {
    for await (const level of register.exported()) {
      count += 1;
      yield level;
    }
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  if (!(error instanceof DomainError)) return plainReason(error);
  const lines = error.faults.map(
    (fault) => `  ${fault.pointer}: ${say(translate.vi, fault)} / ${say(translate.en, fault)}`,
  );
  return [bothLanguages('linkset.cli-nothing', { count: lines.length }), ...lines].join('\n');
}

function bothLanguages(key: MessageKey, params?: Record<string, string | number>): string {
  return `${translate.vi(key, params)}\n${translate.en(key, params)}`;
}
