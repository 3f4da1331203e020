import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import { recordName } from '../../server/domain/canonical-record.ts';
import type { BatchRecord, CanonicalRecord } from '../../server/domain/canonical-record.ts';
import { dateInVietnam } from '../../server/domain/vietnamese-format.ts';
import { epcisGateway } from '../../server/gateway/epcis-gateway.ts';
import { fileGateway } from '../../server/gateway/file-gateway.ts';
import { checkGateway } from '../../server/gateway/gateway-check.ts';
import type { Accepted, Delivery, GatewayPort, HeldRecord } from '../../server/gateway/gateway-port.ts';
import { ParcelItemModel } from '../../server/gateway/parcel-model.ts';
import { parcelSeal } from '../../server/gateway/parcel-seal.ts';
import { tallyByListing } from '../../server/gateway/reconcile-digest.ts';
import { closeDatabase, connectDatabase } from '../../server/platform/database.ts';
import { silentLogger } from '../../server/platform/logger.ts';
import { aBatch, aProduct, aStage, anOrganisation, newId } from '../support/canonical-records.ts';
import { startEpcisRepository } from '../support/epcis-repository.ts';
import { startSandboxWorld } from '../support/sandbox-world.ts';

/** One rail with a gateway behind it that can be asked what it was given. */
interface RailUnderTest {
  gateway: GatewayPort;
  /** What a person does between handing over and the answer; nothing for most rails. */
  carry: (delivery: Delivery) => Promise<void>;
  close: () => Promise<void>;
}

const clock = { now: () => new Date() };

const nothing = () => Promise.resolve();

const rails: Record<string, () => Promise<RailUnderTest>> = {
  async national() {
    const world = await startSandboxWorld();
    return { gateway: world.gateway(), carry: nothing, close: world.close };
  },

  async epcis() {
    const repository = await startEpcisRepository();
    const place = { baseUrl: repository.url, privateNetwork: true, origin: 'https://txng.example' };
    const gateway = epcisGateway({ ...place, clock, pollMs: 5 });
    return { gateway, carry: nothing, close: repository.close };
  },

  file() {
    const { privateKey } = generateKeyPairSync('ed25519');
    const key = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
    return Promise.resolve({
      gateway: fileGateway({ clock, seal: parcelSeal(key) }),
      carry: async ({ key: _id }) => {
        await ParcelItemModel.updateOne({ _id }, { $set: { outcome: 'accepted', words: 'BN-1' } });
      },
      close: nothing,
    });
  },
};

beforeAll(async () => {
  const uri = process.env['TEST_MONGODB_URI'] ?? '';
  await connectDatabase(uri, silentLogger, `rails-${randomBytes(6).toString('hex')}`);
});
afterAll(async () => {
  await mongoose.connection.dropDatabase();
  await closeDatabase();
});

describe.each(Object.keys(rails))('the %s rail', (name) => {
  let rail: RailUnderTest;
  let foreignIds: Record<string, string> = {};
  const seqs = new Map<string, number>();
  beforeAll(async () => {
    rail = await rails[name]!();
    foreignIds = {};
  });
  afterAll(() => rail.close());

  function deliveryOf({ kind, id }: CanonicalRecord, at = '2026-11-20T02:00:00.000Z'): Delivery {
    const seq = (seqs.get(id) ?? 0) + 1;
    seqs.set(id, seq);
    return { key: `${name}:${kind}:${id}:${seq}`, seq, at, foreignIds };
  }

  /** As the worker and, where one is needed, the officer do it. */
  async function deliver(record: CanonicalRecord, delivery: Delivery): Promise<Accepted> {
    const { gateway, carry } = rail;
    let outcome = await (record.state === 'withdrawn'
      ? gateway.withdraw(record, delivery)
      : gateway.put(record, delivery));
    if (outcome.outcome === 'handed') {
      await carry(delivery);
      outcome = (await gateway.lookup(record, delivery)) as Accepted;
    }
    expect(outcome).toMatchObject({ outcome: 'accepted' });
    const accepted = outcome as Accepted;
    if (accepted.foreignId !== null) foreignIds[recordName(record.kind, record.id)] = accepted.foreignId;
    return accepted;
  }

  async function aBatchThere(
    differing: Partial<BatchRecord> = {},
  ): Promise<{ batch: BatchRecord; proof: Accepted }> {
    const organisation = anOrganisation();
    const product = aProduct(organisation);
    if (name !== 'epcis') {
      await deliver(organisation, deliveryOf(organisation));
      await deliver(product, deliveryOf(product));
    }
    const id = newId();
    const batch = aBatch(product, { id, publicUrl: `https://txng.example/01/1/10/${id}`, ...differing });
    return { batch, proof: await deliver(batch, deliveryOf(batch)) };
  }

  async function held(id: string, day?: string): Promise<HeldRecord[]> {
    const found: HeldRecord[] = [];
    let after: string | null = null;
    do {
      const page = await rail.gateway.list('batch', { after, ...(day !== undefined && { day }) });
      if (page.outcome !== 'listed') throw new Error(JSON.stringify(page));
      found.push(...page.records.filter((record) => record.id === id));
      after = page.next;
    } while (after !== null);
    return found;
  }

  it('holds what it accepted, under the digest it was accepted with, on the day it was approved', async () => {
    const { batch, proof } = await aBatchThere();
    const day = dateInVietnam(new Date('2026-11-20T02:00:00.000Z'));
    expect(await held(batch.id)).toEqual([
      expect.objectContaining({ seq: 1, digest: proof.digest, withdrawn: false, day }),
    ]);
    expect(await held(batch.id, day)).toHaveLength(1);
    expect(await held(batch.id, '2020-01-01')).toEqual([]);
  });

  it('says of a delivery that it is there, and of another that it is not', async () => {
    const { batch } = await aBatchThere();
    const there = { key: `${name}:batch:${batch.id}:1`, seq: 1, at: '2026-11-20T02:00:00.000Z', foreignIds };
    expect(await rail.gateway.lookup(batch, there)).toMatchObject({ outcome: 'accepted' });
    const notThere = { ...there, key: `${name}:batch:${batch.id}:9`, seq: 9 };
    expect(await rail.gateway.lookup(batch, notThere)).toEqual({ outcome: 'absent' });
  });

  it('has one effect however often the same delivery is sent', async () => {
    const { batch, proof } = await aBatchThere();
    const again = {
      key: `${name}:batch:${batch.id}:1`,
      seq: 1,
      at: '2026-11-20T02:00:00.000Z',
      foreignIds: {},
    };
    const ids = Object.fromEntries(
      Object.entries(foreignIds).filter(([id]) => id !== recordName('batch', batch.id)),
    );
    const second = await rail.gateway.put(batch, { ...again, foreignIds: ids });
    expect(second).toMatchObject({ outcome: 'accepted', foreignId: proof.foreignId, digest: proof.digest });
    expect(await held(batch.id)).toHaveLength(1);
  });

  it('takes a later version in place of the earlier: stages added, corrected, taken back', async () => {
    const { batch } = await aBatchThere();
    const [first, second] = batch.stages as [(typeof batch.stages)[0], (typeof batch.stages)[0]];
    const later: BatchRecord = {
      ...batch,
      version: 2,
      stages: [{ ...first, who: 'Tổ 2' }, aStage({ kind: 'packing', name: 'Đóng gói' })],
    };
    expect(later.stages.map(({ id }) => id)).not.toContain(second.id);
    const proof = await deliver(later, deliveryOf(later, '2026-11-21T02:00:00.000Z'));
    expect(await held(batch.id)).toEqual([expect.objectContaining({ seq: 2, digest: proof.digest })]);
  });

  it.each(['suspended', 'recalled'] as const)(
    'is told of a %s batch as such, and of its way back',
    async (state) => {
      const { batch } = await aBatchThere();
      const stopped = { ...batch, state, stateReason: 'Dư lượng vượt mức' };
      const proof = await deliver(stopped, deliveryOf(stopped));
      expect(await held(batch.id)).toEqual([
        expect.objectContaining({ seq: 2, digest: proof.digest, withdrawn: false }),
      ]);
      await deliver(batch, deliveryOf(batch));
      expect(await held(batch.id)).toEqual([expect.objectContaining({ seq: 3 })]);
    },
  );

  it('takes a record out of use', async () => {
    const { batch } = await aBatchThere();
    const gone = { ...batch, state: 'withdrawn', stateReason: 'Nhập nhầm' } as const;
    await deliver(gone, deliveryOf(gone));
    expect(await held(batch.id)).toEqual([expect.objectContaining({ seq: 2, withdrawn: true, digest: '' })]);
  });

  it('sums up by day what it lists', async () => {
    await aBatchThere();
    const byListing = await tallyByListing((kind, range) => rail.gateway.list(kind, range), 'batch');
    const own = await rail.gateway.tally('batch');
    expect(own).toMatchObject({ outcome: 'tallied' });
    const sorted = (answer: object) =>
      (answer as { days: { day: string }[] }).days.toSorted((a, b) => (a.day < b.day ? -1 : 1));
    expect(sorted(own)).toEqual(sorted(byListing));
  });

  it('is healthy, and behaves as its adapter expects', async () => {
    expect(await rail.gateway.health()).toEqual({ healthy: true });
    const points = await checkGateway(rail.gateway, ['batch']);
    expect(points.filter(({ isGood }) => !isGood)).toEqual([]);
    expect(points.length).toBeGreaterThan(3);
  });
});
