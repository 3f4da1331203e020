import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SyncMessage } from '../../server/platform/contract-types.ts';
import { stampNeighbours } from '../../server/compose-stamps.ts';
import { verifyStamps } from '../../server/features/stamps/stamp-verification.ts';
import { plantSample } from '../../server/sample/sample.ts';
import type { TrialLogins } from '../../server/sample/sample.ts';
import { eventually } from '../support/eventually.ts';
import { startSandboxWorld } from '../support/sandbox-world.ts';
import type { SandboxWorld } from '../support/sandbox-world.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const logins: TrialLogins = {
  producer: { login: 'htx', password: 'w7pk-3mxr-9tqa-h4ve' },
  officer: { login: 'canbo', password: 'g5rn-8cyd-2wkf-p6sj' },
  administrator: { login: 'quantri', password: 'b9ht-4zqm-7xne-k3va' },
};

const counted = [
  'users',
  'organisations',
  'places',
  'products',
  'certificates',
  'files',
  'marks',
  'grants',
  'batches',
  'events',
  'submissions',
  'origins',
  'reports',
  'stamp_accounts',
  'stamp_runs',
  'stamp_acts',
  'versions',
  'audit-entries',
  'settings',
];

interface Kept {
  title: string;
  sample: boolean;
  state: string;
}

async function countsOf({ database }: World): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of counted) counts[name] = await database.collection(name).countDocuments();
  return counts;
}

/** The organisations that were there before. */
function own({ cooperative, neighbour }: World): string[] {
  return [cooperative.id, neighbour.id];
}

function kept({ database }: World, collection: string, filter: object = {}) {
  return database.collection<Kept>(collection).find(filter).toArray();
}

describe('the sample data of trial mode', () => {
  let world: World;
  let sandbox: SandboxWorld;
  let first: Record<string, number>;

  beforeAll(async () => {
    sandbox = await startSandboxWorld();
    world = await startWorld({
      gateways: { national: { url: sandbox.url, ...sandbox.credentials }, privateNetwork: true, inFlight: 4 },
    });
    await plantSample(world, logins, world.clock);
    first = await countsOf(world);
  }, 120_000);
  afterAll(async () => {
    await world.close();
    await sandbox.stop();
  });

  it('is planted once, however often the server starts', async () => {
    await plantSample(world, logins, world.clock);
    expect(await countsOf(world)).toEqual(first);
    expect(first['batches']).toBeGreaterThanOrEqual(20);
  });

  it('shows a batch in every state of its review, and every hold', async () => {
    const batches = world.database.collection('batches');
    expect((await batches.distinct('state')).sort()).toEqual([
      'approved',
      'draft',
      'refused',
      'returned',
      'submitted',
    ]);
    expect((await batches.distinct('hold')).sort()).toEqual(['none', 'recalled', 'suspended']);
    expect(await batches.countDocuments({ closedOn: { $ne: null } })).toBe(1);
    expect(await kept(world, 'submissions', { state: 'waiting' })).not.toHaveLength(0);
  });

  it('shows a right of use in every state, and certificates that are valid, expiring and expired', async () => {
    const grants = await world.officer.get('/grants?limit=100');
    const states = (grants.body as { items: { state: string }[] }).items.map(({ state }) => state);
    expect(states.sort()).toEqual(['expired', 'granted', 'revoked', 'suspended']);
    const certificates = await world.officer.get('/certificates?limit=100');
    const validities = (certificates.body as { items: { validity: string }[] }).items.map(
      (one) => one.validity,
    );
    expect([...new Set(validities)].sort()).toEqual(['expired', 'expiring', 'valid']);
  });

  it('names no mark registered but the one that is called a sample, and those whose note says what is real', async () => {
    const { body } = await world.officer.get('/marks?limit=100');
    const marks = (body as { items: { content: { name: string; stage: string; note?: string } }[] }).items;
    expect(marks.map(({ content }) => content.stage).sort()).toEqual([
      'granted',
      'granted',
      'granted',
      'plan',
      'plan',
      'plan',
      'plan',
    ]);
    for (const { content } of marks.filter((one) => one.content.stage === 'granted')) {
      expect(content.name + (content.note ?? '')).toMatch(/mẫu|Có thật/);
    }
  });

  it('has stamps that are active, printed, void and not yet printed, and they add up', async () => {
    const { counts, findings } = await verifyStamps(stampNeighbours());
    expect(findings).toEqual([]);
    expect(counts).toMatchObject({ issued: 560, printed: 520, active: 460, void: 5, unactivated: 95 });
  });

  it('marks every record as sample data', async () => {
    for (const name of [
      'places',
      'products',
      'certificates',
      'files',
      'marks',
      'grants',
      'batches',
      'submissions',
    ]) {
      expect(await kept(world, name, { sample: { $ne: true } })).toEqual([]);
    }
    expect(
      await kept(world, 'organisations', {
        sample: { $ne: true },
        title: { $nin: [world.cooperative.name, world.neighbour.name] },
      }),
    ).toEqual([]);
    expect(await world.database.collection('users').countDocuments({ name: { $not: /\(mẫu\)$/ } })).toBe(0);
  });

  it('has one address in a former commune that was split', () => {
    expect(world.features.geography.search('Phước Hưng').some(({ split }) => split)).toBe(true);
    return expect(
      kept(world, 'places', { 'content.address.formerAddress': /Phước Hưng/ }),
    ).resolves.toHaveLength(1);
  });

  it('answers with the public page of an approved batch, said to be sample data', async () => {
    const [origin] = await world.database
      .collection<{ _id: string }>('origins')
      .find({ kind: 'batch', 'origin.verdict.kind': { $exists: true } })
      .toArray();
    const scanned = await world.web.get(`/${origin?._id ?? ''}`);
    expect(scanned.status).toBe(307);
    const { pathname } = new URL(scanned.headers.get('Location') ?? '', world.root);
    const answer = await world.web.get(pathname);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('Dữ liệu mẫu');
  });

  it('shows the mark only where the right of use is live', async () => {
    await world.features.refresher.refreshDue();
    const origins = await world.database
      .collection<{ origin: { lot: string | null; marks: { name: string }[] } }>('origins')
      .find({ kind: 'batch', 'origin.marks.0': { $exists: true } })
      .toArray();
    expect(origins.map(({ origin }) => origin.lot?.slice(0, 2))).toEqual(['TN']);
  });

  it('lets the three people of the printed logins sign in without further ado', async () => {
    for (const { login, password } of Object.values(logins)) {
      const { status, body } = await world.anyone.post('/tokens', { login, password });
      expect([login, status]).toEqual([login, 200]);
      expect(body).toHaveProperty('accessToken');
    }
  });

  it('is taken by the gateway, but for the product without a GTIN and the batches that wait for it', async () => {
    world.start();
    const all = await eventually('all sent', async () => {
      const { body } = await world.officer.get('/sync-messages?limit=100');
      const messages = (body as { items: SyncMessage[] }).items;
      const open = newestOf(messages).filter(({ state }) => state !== 'accepted');
      const refused = messages.filter(({ state }) => state === 'refused');
      return open.length === 3 && new Set(refused.map(({ kind }) => kind)).size === 2 && messages;
    });
    expect(all.every(({ sample, organisation }) => sample || own(world).includes(organisation ?? ''))).toBe(
      true,
    );
    const refused = all.filter(({ state }) => state === 'refused');
    const product = refused.find(({ kind }) => kind === 'product');
    expect(product).toMatchObject({ attempts: [{ trouble: 'no-gtin' }] });
    const batch = refused.find(({ kind }) => kind === 'batch');
    expect(batch).toMatchObject({ attempts: [{ trouble: 'needs-refused' }], fix: { id: product?.record } });
  }, 40_000);

  it('completes a planting that was cut short, with nothing twice', async () => {
    const other = await startWorldBeside(world);
    await expect(plantSample(cutShort(other, 20), logins, other.clock)).rejects.toThrow('power cut');
    other.clock.advance(26 * 3_600_000);
    await plantSample(other, logins, other.clock);
    expect(await countsOf(other)).toEqual(first);
  }, 120_000);

  async function startWorldBeside(before: World): Promise<World> {
    await before.close();
    world = await startWorld();
    return world;
  }
});

/** What was said last of each record: a right that ended since has a second message of the batch. */
function newestOf(messages: SyncMessage[]): SyncMessage[] {
  return messages.filter(
    (one) => !messages.some((other) => other.record === one.record && other.seq > one.seq),
  );
}

/** The power goes after so many stages were recorded. */
function cutShort(world: World, steps: number): World {
  const { events } = world.features;
  let left = steps;
  const add: typeof events.add = async (...stage) => {
    if (left === 0) throw new Error('power cut');
    left -= 1;
    return events.add(...stage);
  };
  return { ...world, features: { ...world.features, events: { ...events, add } } };
}
