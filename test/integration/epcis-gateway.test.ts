import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BatchRecord } from '../../server/domain/canonical-record.ts';
import { systemActor } from '../../server/domain/roles.ts';
import { UserModel } from '../../server/features/accounts/user-model.ts';
import { TokenFamilyModel } from '../../server/features/accounts/token-family-model.ts';
import { epcisGateway } from '../../server/gateway/epcis-gateway.ts';
import type { EpcisSettings } from '../../server/gateway/epcis-gateway.ts';
import { checkGateway } from '../../server/gateway/gateway-check.ts';
import type { Delivery, GatewayPort } from '../../server/gateway/gateway-port.ts';
import { aBatch, aProduct, aStage, anOrganisation, newId } from '../support/canonical-records.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

/** Another province's instance of this very system, captured at as at any EPCIS 2.0 repository. */
let world: World;
let gateway: GatewayPort;
beforeAll(async () => {
  world = await startWorld();
  const { users, tokens } = world.features.accounts;
  const content = { login: 'tinh.ban', name: 'Tỉnh bạn', roles: ['machine-client' as const] };
  await users.create({ ...content, organisation: world.neighbour.id }, { actor: systemActor });
  await UserModel.updateOne(
    { login: content.login },
    { $set: { mustChangePassword: false, passwordExpiresAt: null } },
  );
  const user = await UserModel.findOne({ login: content.login }).orFail().lean();
  const { accessToken: token } = await tokens.issue(user);
  const place = {
    baseUrl: `${world.root}/epcis`,
    privateNetwork: true,
    origin: 'https://txng.tinh-ban.example',
  };
  gateway = epcisGateway({ ...place, token, clock: world.clock, pollMs: 10 });
});
afterAll(() => world.close());

function batchOfAnotherProvince(): BatchRecord {
  const product = aProduct(anOrganisation());
  const id = newId();
  const publicUrl = `https://txng.tinh-ban.example/01/${String(product.gtin).padStart(14, '0')}/10/${id.slice(-8)}`;
  return aBatch(product, { id, publicUrl, lot: id.slice(-8) });
}

function deliveryOf({ id }: BatchRecord, seq: number): Delivery {
  return { key: `epcis:batch:${id}:${seq}`, seq, at: `2026-11-2${seq - 1}T02:00:00.000Z`, foreignIds: {} };
}

async function heldOf({ id }: BatchRecord) {
  const listed = await gateway.list('batch', { after: null });
  return listed.outcome === 'listed' ? listed.records.filter((held) => held.id === id) : listed;
}

describe('signing in at another instance', () => {
  /** Signs in as programs do there, on a clock of its own. */
  async function signedInGateway(settings: Partial<EpcisSettings> = {}) {
    const { users } = world.features.accounts;
    const login = `tinh.ban.${newId().slice(-6)}`;
    const content = { login, name: 'Tỉnh bạn', roles: ['machine-client' as const] };
    const password = `mat-khau-dai-${newId()}`;
    const user = { ...content, organisation: world.neighbour.id };
    await users.createWithPassword(user, password, { actor: systemActor });
    await UserModel.updateOne({ login }, { $set: { mustChangePassword: false, passwordExpiresAt: null } });
    const clock = { ahead: 0, now: () => new Date(world.clock.now().getTime() + clock.ahead) };
    const signIn = { url: `${world.root}/api/v1/tokens`, clientId: login, clientSecret: password };
    const rail = epcisGateway({
      baseUrl: `${world.root}/epcis`,
      privateNetwork: true,
      origin: 'https://txng.tinh-ban.example',
      signIn,
      clock,
      pollMs: 10,
      ...settings,
    });
    return { rail, clock, login };
  }

  it('asks for a token, keeps it, and asks for the next before it ends', async () => {
    const { rail, clock, login } = await signedInGateway();
    const owner = (await UserModel.findOne({ login }).orFail().lean())._id;
    const given = () => TokenFamilyModel.countDocuments({ user: owner });
    const batch = batchOfAnotherProvince();
    expect(await rail.put(batch, deliveryOf(batch, 1))).toMatchObject({ outcome: 'accepted' });
    expect(await given()).toBe(1);
    clock.ahead += 10 * 60_000;
    expect(await rail.lookup(batch, deliveryOf(batch, 1))).toMatchObject({ outcome: 'accepted' });
    expect(await given()).toBe(2);
  });

  it('renews a token that is refused in the middle of a delivery', async () => {
    const { rail, login } = await signedInGateway();
    const batch = batchOfAnotherProvince();
    expect(await rail.lookup(batch, deliveryOf(batch, 1))).toEqual({ outcome: 'absent' });
    const owner = (await UserModel.findOne({ login }).orFail().lean())._id;
    await TokenFamilyModel.deleteMany({ user: owner });
    expect(await rail.put(batch, deliveryOf(batch, 1))).toMatchObject({ outcome: 'accepted' });
  });

  it('waits for people where the credentials are refused, having sent nothing', async () => {
    const signIn = { url: `${world.root}/api/v1/tokens`, clientId: 'tinh.la', clientSecret: 'sai-mat-khau' };
    const { rail } = await signedInGateway({ signIn });
    const batch = batchOfAnotherProvince();
    expect(await rail.put(batch, deliveryOf(batch, 1))).toEqual({
      outcome: 'later',
      reason: 'sign-in-refused',
    });
  });
});

describe('the EPCIS adapter at our own repository', () => {
  it('captures a batch, follows the job to its end, and finds it again', async () => {
    const batch = batchOfAnotherProvince();
    expect(await gateway.lookup(batch, deliveryOf(batch, 1))).toEqual({ outcome: 'absent' });
    const accepted = await gateway.put(batch, deliveryOf(batch, 1));
    expect(accepted).toMatchObject({ outcome: 'accepted', receipt: expect.stringMatching(/./) });
    expect(await gateway.lookup(batch, deliveryOf(batch, 1))).toMatchObject({ outcome: 'accepted' });
    expect(await heldOf(batch)).toEqual([
      expect.objectContaining({ seq: 1, withdrawn: false, day: '2026-11-20' }),
    ]);
  });

  it('has one effect however often the same delivery is sent', async () => {
    const batch = batchOfAnotherProvince();
    await gateway.put(batch, deliveryOf(batch, 1));
    expect(await gateway.put(batch, deliveryOf(batch, 1))).toMatchObject({ outcome: 'accepted' });
    expect(await heldOf(batch)).toHaveLength(1);
  });

  it('declares in error what was corrected, and tells of a recall and a withdrawal', async () => {
    const batch = batchOfAnotherProvince();
    await gateway.put(batch, deliveryOf(batch, 1));
    const later = {
      ...batch,
      version: 2,
      stages: [batch.stages[0]!, aStage({ kind: 'packing', name: 'Đóng gói' })],
    };
    expect(await gateway.put(later, deliveryOf(batch, 2))).toMatchObject({ outcome: 'accepted' });
    const recalled = { ...later, state: 'recalled', stateReason: 'Nhiễm vi sinh' } as const;
    expect(await gateway.put(recalled, deliveryOf(batch, 3))).toMatchObject({ outcome: 'accepted' });
    expect(await heldOf(batch)).toEqual([expect.objectContaining({ seq: 3, withdrawn: false })]);
    const gone = { ...later, state: 'withdrawn' } as const;
    expect(await gateway.withdraw(gone, deliveryOf(batch, 4))).toMatchObject({ outcome: 'accepted' });
    expect(await heldOf(batch)).toEqual([expect.objectContaining({ seq: 4, withdrawn: true })]);
  });

  it('behaves as the adapter expects', async () => {
    const points = await checkGateway(gateway, ['batch']);
    expect(points.filter(({ isGood }) => !isGood)).toEqual([]);
  });
});
