/**
 * `npm run gateway -- check NAME`: whether a live gateway behaves as its adapter expects, point by point; changes
 * nothing there. `npm run gateway -- reconcile NAME`: queues for it what was approved and never sent there, carries it,
 * and compares both sides.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { composeFeatures } from '../server/compose-features.ts';
import { troubles } from '../server/domain/gateway-trouble.ts';
import { systemActor } from '../server/domain/roles.ts';
import { checkGateway } from '../server/gateway/gateway-check.ts';
import { railsOf } from '../server/gateway/gateway-rails.ts';
import type { Rail } from '../server/gateway/gateway-service.ts';
import { parcelSeal } from '../server/gateway/parcel-seal.ts';
import { plainReason } from '../server/main-failure.ts';
import { deploymentOf } from '../server/main-server.ts';
import { systemClock } from '../server/platform/clock.ts';
import { readConfig } from '../server/platform/config.ts';
import type { Config } from '../server/platform/config.ts';
import type { Reconciliation } from '../server/platform/contract-types.ts';
import { closeDatabase, connectDatabase } from '../server/platform/database.ts';
import { translate } from '../server/platform/i18n.ts';
import type { MessageKey } from '../server/platform/i18n.ts';
import { silentLogger } from '../server/platform/logger.ts';

const commands: Record<string, (rail: Rail, config: Config) => Promise<boolean>> = { check, reconcile };

try {
  const [command = '', name = ''] = process.argv.slice(2);
  const config = readConfig(process.env);
  const { gateways, publicOrigin = 'https://localhost' } = config;
  const seal = gateways.file && parcelSeal(gateways.file.signingKey);
  const rails = railsOf({ config: gateways, clock: systemClock, publicOrigin, seal });
  const rail = rails.find(({ port }) => port.name === name);
  const run = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (run && rail) {
    process.exitCode = (await run(rail, config)) ? 0 : 1;
  } else {
    const names = rails.map(({ port }) => port.name).join(' | ');
    const words = Object.keys(commands).join(' | ');
    console.error(`Usage: npm run gateway -- ${words} ${names || 'NAME (none is configured: GATEWAY_…)'}`);
    process.exitCode = 2;
  }
} catch (error) {
  console.error(plainReason(error));
  process.exitCode = 1;
} finally {
  await closeDatabase();
}

async function check({ port, feed }: Rail, { mongodbUri }: Config): Promise<boolean> {
  if (mongodbUri !== undefined) await connectDatabase(mongodbUri, silentLogger);
  const points = await checkGateway(port, feed.kinds);
  for (const { point, isGood, found } of points) {
    console.log(`${isGood ? 'good  ' : 'FAILED'}  ${both(`gateway.check-${point}` as MessageKey)}`);
    const trouble = troubles.find((one) => one === found);
    if (found !== '') console.log(`        ${trouble ? both(`gateway.trouble-${trouble}`) : found}`);
  }
  return points.every(({ isGood }) => isGood);
}

/** Takes part as one more process beside the servers, for as long as it takes. */
async function reconcile({ port }: Rail, config: Config): Promise<boolean> {
  const database = await connectDatabase(config.mongodbUri ?? '', silentLogger);
  const { gateways, reconciliations, gatewayWork } = composeFeatures({
    ...deploymentOf(config),
    database,
    log: silentLogger,
    publicOrigin: config.publicOrigin ?? '',
    requireSecondFactor: true,
  });
  const latest = async (): Promise<Reconciliation | undefined> =>
    (await reconciliations.list({ gateway: port.name, limit: 1 })).items.at(0);
  const earlier = await latest();
  for (const work of gatewayWork) work.start();
  try {
    await gateways.askReconciliation(port.name, { actor: systemActor });
    for (;;) {
      const report = await latest();
      if (report && report.id !== earlier?.id && report.state !== 'running') return told(report);
      await pause(500);
    }
  } finally {
    await Promise.all(gatewayWork.map((work) => work.stop()));
  }
}

function told({ state, trouble, kinds }: Reconciliation): boolean {
  for (const { kind, filled, here, there, missing, stale, unknown } of kinds) {
    const figures = { filled, here, there, missing, stale, unknown };
    console.log(both(`gateway.kind-${kind}`));
    for (const name of ['filled', 'here', 'there', 'missing', 'stale', 'unknown'] as const) {
      console.log(`        ${both(`sync.${name}`)}: ${figures[name]}`);
    }
  }
  if (trouble !== null) console.log(both(`gateway.trouble-${trouble}`));
  return state === 'done';
}

function both(key: MessageKey): string {
  return `${translate.vi(key)} / ${translate.en(key)}`;
}
