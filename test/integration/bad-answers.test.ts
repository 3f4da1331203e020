import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Delivery, GatewayPort } from '../../server/gateway/gateway-port.ts';
import type { Fault } from '../../server/gateway/sandbox/sandbox-fault-effects.ts';
import { anOrganisation, newId } from '../support/canonical-records.ts';
import { startSandboxWorld } from '../support/sandbox-world.ts';
import type { SandboxWorld } from '../support/sandbox-world.ts';

let world: SandboxWorld;
let gateway: GatewayPort;
beforeAll(async () => {
  world = await startSandboxWorld();
  gateway = world.gateway({ timeoutMs: 1500 });
  await gateway.put(anOrganisation(), aDelivery());
});
afterEach(() => world.clearFaults());
afterAll(() => world.close());

function aDelivery(): Delivery {
  return { key: newId(), seq: 1, at: '2026-11-20T02:00:00.000Z', foreignIds: {} };
}

/** What came of it, and whether the gateway has it all the same. */
const table: [name: string, fault: Fault, outcome: object, isThere: boolean][] = [
  ['malformed JSON', { kind: 'malformed-json', times: 1 }, { outcome: 'unknown', reason: 'not-json' }, true],
  [
    'a wrong content type',
    { kind: 'wrong-type', times: 1 },
    { outcome: 'unknown', reason: 'not-json' },
    true,
  ],
  [
    'a body of 50 MB',
    { kind: 'huge-body', times: 1 },
    { outcome: 'unknown', reason: 'answer-too-large' },
    true,
  ],
  [
    'a sign-in page with 200',
    { kind: 'login-page', times: 1 },
    { outcome: 'unknown', reason: 'not-json' },
    false,
  ],
  ['302', { kind: 'redirect', times: 1, on: 'HoSo' }, { outcome: 'later', reason: 'redirected' }, false],
  [
    'an answer that drips',
    { kind: 'slow-drip', times: 1, ms: 100 },
    { outcome: 'unknown', reason: 'time-out' },
    true,
  ],
  [
    'a token refused for ever',
    { kind: 'token-refused', times: null },
    { outcome: 'later', reason: 'sign-in-refused' },
    false,
  ],
];

describe('bad answers', () => {
  it.each(table)(
    '%s: nothing is believed, and nothing is done twice',
    async (_name, fault, outcome, isThere) => {
      const record = anOrganisation();
      const delivery = aDelivery();
      await world.fault(fault);
      expect(await gateway.put(record, delivery)).toEqual(outcome);
      await world.clearFaults();
      expect(await gateway.lookup(record, delivery)).toMatchObject({
        outcome: isThere ? 'accepted' : 'absent',
      });
      expect(await gateway.put(record, delivery)).toMatchObject({ outcome: 'accepted' });
      expect((await world.held('organisation')).filter(({ id }) => id === record.id)).toHaveLength(1);
    },
  );

  it('a clock that is an hour ahead: tokens are renewed by our own reckoning, and nothing breaks', async () => {
    await world.fault({ kind: 'clock-skew', times: null, ms: 3_600_000 });
    expect(await gateway.put(anOrganisation(), aDelivery())).toMatchObject({ outcome: 'accepted' });
    await world.clearFaults();
    expect(await gateway.put(anOrganisation(), aDelivery())).toMatchObject({ outcome: 'accepted' });
  });

  it('signs in once however many deliveries wait for a token', async () => {
    const fresh = world.gateway();
    const before = await signIns();
    await Promise.all(Array.from({ length: 8 }, () => fresh.put(anOrganisation(), aDelivery())));
    expect((await signIns()) - before).toBe(1);
  });
});

describe('a script of weather', () => {
  it('is played scene by scene', async () => {
    const scenes = [
      { fault: { kind: 'outage' }, requests: 1 },
      { requests: 1 },
      { fault: { kind: 'outage' }, requests: 1 },
    ];
    await fetch(`${world.url}/admin/scenario`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ scenes }),
    });
    const health = [];
    for (let n = 0; n < 4; n += 1) health.push((await gateway.health()).healthy);
    expect(health).toEqual([false, true, false, true]);
  });

  it('that would never end is refused', async () => {
    const answer = await fetch(`${world.url}/admin/scenario`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ scenes: [{ fault: { kind: 'outage' } }] }),
    });
    expect(answer.status).toBe(400);
  });
});

describe('the address of a gateway', () => {
  it.each([
    'http://127.0.0.1:9',
    'http://[::1]:9',
    'http://10.1.2.3',
    'http://169.254.169.254',
    'http://localhost',
  ])('%s is refused without a socket, unless the operator says it is private', async (baseUrl) => {
    const inside = world.gateway({ baseUrl, privateNetwork: false });
    const outcome = await inside.put(anOrganisation(), aDelivery());
    expect(outcome).toEqual({ outcome: 'later', reason: 'forbidden-address' });
  });

  it('is looked at for every connection: a name that begins to point inside leads nowhere', async () => {
    const { port } = new URL(world.url);
    const rebound = world.gateway({
      baseUrl: `http://gateway.example.vn:${port}`,
      privateNetwork: false,
      resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]),
    });
    expect(await rebound.put(anOrganisation(), aDelivery())).toEqual({
      outcome: 'later',
      reason: 'forbidden-address',
    });
  });
});

async function signIns(): Promise<number> {
  const answer = await fetch(`${world.url}/admin/calls`);
  const { calls } = (await answer.json()) as { calls: { path: string }[] };
  return calls.filter(({ path }) => path === '/sso/token').length;
}
