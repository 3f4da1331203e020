import { OutboxModel } from '../../server/ledger/outbox-model.ts';
import { chaosClient } from '../chaos/chaos-client.ts';
import type { ChaosClient } from '../chaos/chaos-client.ts';
import { anOrganisation, openAccounts, plantGoods, waitingFor } from '../chaos/chaos-registry.ts';
import type { Goods, People } from '../chaos/chaos-registry.ts';
import { eventually } from '../chaos/chaos-waiting.ts';
import { serving } from '../load/bench-database.ts';
import type { BenchPlace } from '../load/bench-database.ts';
import { load } from '../load/http-load.ts';
import { measuredProcess } from '../load/measured-process.ts';
import { client as credentials, sandboxProcess } from './sandbox-process.ts';
import type { SandboxProcess } from './sandbox-process.ts';

const perRound = 40;
const officersAtOnce = 4;
const pageSeconds = 2;

interface Round {
  approvalsPerSecond: number;
  pagesPerSecond: number;
  /** Messages that waited when the round was over. */
  waiting: number;
}

/**
 * Whether approvals and public pages notice a gateway that is down. Rounds with the gateway up and down take turns, the
 * first of each pair alternating; every round begins with all drafts handed in and the outbox empty, so that no round
 * pays for carrying what another left behind. With the gateway up a round carries its own messages meanwhile, on the
 * same cores: a ratio above 1 is that work left undone, below 1 would be the outage being felt.
 */
export async function outageSection({ uri, folder }: BenchPlace, rounds: number): Promise<object> {
  const sandbox = await sandboxProcess(uri);
  const env = {
    ...serving(uri),
    GATEWAY_NATIONAL_URL: sandbox.url,
    GATEWAY_NATIONAL_CLIENT_ID: credentials.clientId,
    GATEWAY_NATIONAL_CLIENT_SECRET: credentials.clientSecret,
    GATEWAY_PRIVATE_NETWORK: 'yes',
  };
  const server = await measuredProcess(['server/main.js'], env);
  try {
    const client = chaosClient([server.root], Math.random);
    const accounts = await openAccounts(env);
    const cooperative = await anOrganisation(client, await accounts.signIn(null, 'officer'));
    const people = async () => ({
      clerk: await accounts.signIn(cooperative, 'producer-clerk'),
      officer: await accounts.signIn(null, 'officer'),
    });
    const goods = await plantGoods(client, await people());
    const oneRound = async (isUp: boolean) => {
      const shape = { client, people: await people(), goods, root: server.root, folder };
      return round(sandbox, shape, isUp);
    };
    await oneRound(true);
    const pairs: { up: Round; down: Round }[] = [];
    for (let pair = 0; pair < rounds; pair += 1) {
      const first = await oneRound(pair % 2 === 0);
      const second = await oneRound(pair % 2 !== 0);
      pairs.push(pair % 2 === 0 ? { up: first, down: second } : { up: second, down: first });
    }
    return {
      measures: `${rounds} pairs of rounds, up against down, each with ${perRound} approvals and ${pageSeconds} s of pages just published; ratios are down to up, the median of the pairs`,
      approvals: compared(pairs, 'approvalsPerSecond'),
      pages: compared(pairs, 'pagesPerSecond'),
      waitingAfterDown: pairs.map(({ down }) => down.waiting),
      afterwards: await standing(),
    };
  } finally {
    await server.stop();
    await sandbox.stop();
  }
}

interface RoundShape {
  client: ChaosClient;
  people: People;
  goods: Goods;
  root: string;
  folder: string;
}

async function round(sandbox: SandboxProcess, shape: RoundShape, isUp: boolean): Promise<Round> {
  const handedIn: string[] = [];
  for (let n = 0; n < perRound; n += 1) handedIn.push(await submitted(shape));
  const waiting = await submissionsOf(shape, handedIn);
  const faults = `${sandbox.url}/admin/faults`;
  if (!isUp) {
    const headers = { 'content-type': 'application/json' };
    await fetch(faults, { method: 'POST', headers, body: JSON.stringify({ kind: 'outage' }) });
  }
  const began = performance.now();
  await Promise.all(Array.from({ length: officersAtOnce }, () => approveAll(shape, waiting)));
  const approvalsPerSecond = perRound / ((performance.now() - began) / 1000);
  const paths: string[] = [];
  for (const batch of handedIn) paths.push(await pageOf(shape, batch));
  const { perSecond } = await load({ root: shape.root, paths, seconds: pageSeconds, folder: shape.folder });
  const left = await OutboxModel.countDocuments({ state: { $in: ['queued', 'sending'] } });
  await fetch(faults, { method: 'DELETE' });
  await eventually('the outbox is drained', async () => {
    return (await OutboxModel.countDocuments({ state: { $in: ['queued', 'sending'] } })) === 0;
  });
  return { approvalsPerSecond, pagesPerSecond: perSecond, waiting: left };
}

let lots = 0;

async function submitted({ client, people: { clerk }, goods }: RoundShape): Promise<string> {
  lots += 1;
  const content = {
    ...goods,
    lot: `B${lots}`,
    quantity: { value: '250', unit: 'KGM' },
    producedOn: '2026-10-01',
    certificates: [],
    grants: [],
    images: [],
  };
  const post = (path: string, body?: object) =>
    client.must({ method: 'POST', path, token: clerk, ...(body && { body }) });
  const batch = String((await post('/batches', content))['id']);
  await post(`/batches/${batch}/stages`, {
    stage: 'processing',
    startedAt: '2026-09-30T06:30',
    place: goods.place,
    who: 'Tổ 1',
    quantity: { value: '250', unit: 'KGM' },
    images: [],
    isPublic: true,
  });
  await post(`/batches/${batch}/submission`);
  return batch;
}

async function submissionsOf({ client, people }: RoundShape, batches: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const batch of batches) found.push(await waitingFor(client, people.officer, batch));
  return found;
}

async function approveAll({ client, people }: RoundShape, waiting: string[]): Promise<void> {
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    await client.must({ method: 'POST', path: `/submissions/${next}/approval`, token: people.officer });
  }
}

async function pageOf({ client, people }: RoundShape, batch: string): Promise<string> {
  const { uri } = await client.must({ method: 'GET', path: `/batches/${batch}`, token: people.clerk });
  const { pathname } = new URL(String(uri));
  return `/vi/nguon-goc${pathname.replace('/01/', '/').replace('/10/', '/')}`;
}

function compared(
  pairs: readonly { up: Round; down: Round }[],
  figure: 'approvalsPerSecond' | 'pagesPerSecond',
) {
  const ratios = pairs.map(({ up, down }) => down[figure] / up[figure]);
  return {
    up: Math.round(median(pairs.map(({ up }) => up[figure]))),
    down: Math.round(median(pairs.map(({ down }) => down[figure]))),
    ratio: Number(median(ratios).toFixed(2)),
    ratios: ratios.map((ratio) => Number(ratio.toFixed(2))),
  };
}

async function standing(): Promise<Record<string, number>> {
  const groups = await OutboxModel.aggregate<{ _id: string; count: number }>([
    { $group: { _id: '$state', count: { $sum: 1 } } },
  ]);
  return Object.fromEntries(groups.map(({ _id, count }) => [_id, count]));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
