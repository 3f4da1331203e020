/** `npm run chaos -- --rounds 20 [--seed 7]`: two servers on one database, killed and lied to; nothing may be lost. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startSandbox } from '../server/gateway/sandbox/sandbox-server.ts';
import { systemClock } from '../server/platform/clock.ts';
import { silentLogger } from '../server/platform/logger.ts';
import { chaosClient } from './chaos/chaos-client.ts';
import type { ChaosClient } from './chaos/chaos-client.ts';
import { chaosMongod } from './chaos/chaos-mongod.ts';
import { anOrganisation, openAccounts, plantGoods } from './chaos/chaos-registry.ts';
import { chaosServer } from './chaos/chaos-server.ts';
import { trouble } from './chaos/chaos-trouble.ts';
import { verdictOn } from './chaos/chaos-verdict.ts';
import { chance, eventually, freePort } from './chaos/chaos-waiting.ts';
import { workload } from './chaos/chaos-workload.ts';
import type { BatchDeeds } from './chaos/chaos-workload.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seed: { type: 'string' },
    seconds: { type: 'string', default: '6' },
    writers: { type: 'string', default: '4' },
    keep: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed ?? randomBytes(3).readUIntBE(0, 3));
const random = chance(seed);
const folder = await mkdtemp(path.join(os.tmpdir(), 'nguon-goc-chaos-'));
const undo: (() => Promise<unknown>)[] = [];

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

try {
  const report = await run();
  console.log(JSON.stringify(report, null, 2));
  process.exitCode = isWhole(report) ? 0 : 1;
} finally {
  for (const step of undo.reverse()) await step().catch(console.error);
  if (!values.keep) await rm(folder, { recursive: true, force: true });
}

async function run() {
  const began = performance.now();
  const mongod = await chaosMongod(folder, await freePort());
  undo.push(mongod.stop);
  const gatewayMongod = await chaosMongod(folder, await freePort());
  undo.push(gatewayMongod.stop);
  const ear: { onRequest?: () => void } = {};
  const sandboxOptions = {
    database: { mongoUri: gatewayMongod.uri },
    host: '127.0.0.1',
    clock: systemClock,
    log: silentLogger,
    clientId: 'chaos',
    clientSecret: 'chaos',
    onCall: () => {
      ear.onRequest?.();
    },
  };
  let sandbox = await startSandbox({ ...sandboxOptions, port: await freePort() });
  undo.push(() => sandbox.close());
  const restartSandbox = async () => {
    await sandbox.close();
    sandbox = await startSandbox({ ...sandboxOptions, port: Number(new URL(sandbox.url).port) });
  };

  const env = {
    MONGODB_URI: mongod.uri,
    PUBLIC_ORIGIN: 'https://chaos.example.vn',
    TOKEN_SECRET: randomBytes(32).toString('base64url'),
    STAMP_SECRETS: `2026:${randomBytes(32).toString('base64url')}`,
    GATEWAY_NATIONAL_URL: sandbox.url,
    GATEWAY_NATIONAL_CLIENT_ID: 'chaos',
    GATEWAY_NATIONAL_CLIENT_SECRET: 'chaos',
    GATEWAY_PRIVATE_NETWORK: 'yes',
  };
  const servers = [];
  for (const name of ['a', 'b']) {
    const server = await chaosServer(env, await freePort(), path.join(folder, `server-${name}.log`));
    undo.push(server.stop);
    servers.push(server);
  }
  const client = chaosClient(
    servers.map(({ root }) => root),
    random,
  );
  const accounts = await openAccounts(env);
  undo.push(accounts.close);
  const cooperative = await anOrganisation(client, await accounts.signIn(null, 'officer'));
  const signedIn = async () => ({
    clerk: await accounts.signIn(cooperative, 'producer-clerk'),
    officer: await accounts.signIn(null, 'officer'),
  });
  const goods = await plantGoods(client, await signedIn());
  const storm = trouble({ servers, mongod, sandboxUrl: sandbox.url, restartSandbox, random });
  ear.onRequest = storm.onRequest;

  const deeds: BatchDeeds[] = [];
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    const people = await signedIn();
    const work = workload({ client, people, goods, random, round: String(round) });
    const working = work.run(Number(values.writers));
    await storm.storm(Number(values.seconds) * 1000);
    work.stop();
    await working;
    deeds.push(...work.batches);
    await drained(client, people.officer);
    const verdict = await verdictOn(sandbox.url, deeds);
    console.error(`round ${round}: ${JSON.stringify({ ...verdict, ...storm.kills })}`);
  }
  const { officer } = await signedIn();
  return {
    rounds: Number(values.rounds),
    seed,
    servers: servers.length,
    seconds: Math.round((performance.now() - began) / 1000),
    kills: storm.kills,
    batches: deeds.length,
    ...(await verdictOn(sandbox.url, deeds)),
    outbox: await countsAt(client, officer),
    reconciliation: await reconciled(client, officer),
  };
}

async function countsAt(client: ChaosClient, token: string): Promise<Record<string, number>> {
  const counts = await client.must({ method: 'GET', path: '/sync-messages/counts', token });
  return counts as Record<string, number>;
}

function drained(client: ChaosClient, token: string): Promise<void> {
  return eventually(
    'the outbox is drained',
    async () => {
      const { queued = 0, sending = 0 } = await countsAt(client, token);
      return queued + sending === 0;
    },
    240_000,
  );
}

async function reconciled(client: ChaosClient, token: string) {
  await client.must({ method: 'POST', path: '/gateways/national/reconcile', token });
  let latest: { state?: string; kinds?: Record<string, number>[]; findings?: unknown[] } = {};
  await eventually('the reconciliation is done', async () => {
    const page = await client.must({ method: 'GET', path: '/reconciliations?limit=1', token });
    [latest = {}] = page['items'] as (typeof latest)[];
    return latest.state === 'done' || latest.state === 'failed';
  });
  return { state: latest.state, findings: latest.findings?.length ?? -1, kinds: latest.kinds };
}

function isWhole(report: Awaited<ReturnType<typeof run>>): boolean {
  const { lost, doubled, outOfOrder, invented, different, outbox, reconciliation } = report;
  const breaches = lost + doubled + outOfOrder + invented + different + reconciliation.findings;
  const { queued = 0, sending = 0, refused = 0 } = outbox;
  return breaches + queued + sending + refused === 0 && reconciliation.state === 'done';
}
