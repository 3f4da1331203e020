import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';
import type { Actor } from '../../server/domain/roles.ts';
import { AuditEntryModel } from '../../server/ledger/audit-entry-model.ts';
import { createLedger } from '../../server/ledger/unit-of-work.ts';
import { VersionModel } from '../../server/ledger/version-model.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const clerk: Actor = {
  id: 'a'.repeat(24),
  name: 'Thư ký',
  roles: ['producer-clerk'],
  organisation: 'b'.repeat(24),
};

describe('a ledger change', () => {
  let world: World;
  let ledger: ReturnType<typeof createLedger>;
  const things = () => mongoose.connection.collection('things');
  beforeAll(async () => {
    world = await startWorld();
    ledger = createLedger({ clock: world.clock, gateways: [] });
    await mongoose.connection.createCollection('things');
  });
  afterAll(() => world.close());

  const subjectOf = (id: string) => ({ kind: 'batch' as const, id });

  it('writes the record, its audit entry and its version together', async () => {
    await ledger.change({ actor: clerk }, async (record) => {
      await new AuditEntryModel({
        at: new Date(),
        actor: clerk,
        action: 'own write',
        subject: subjectOf('1'),
      }).save();
      await record({
        subject: subjectOf('1'),
        action: 'batch.approve',
        after: { lot: 'A' },
        version: { number: 1, content: { lot: 'A' } },
      });
    });
    expect(await AuditEntryModel.countDocuments({ 'subject.id': '1' })).toBe(2);
    expect((await VersionModel.findOne({ 'subject.id': '1' }).lean())?.content).toEqual({ lot: 'A' });
  });

  it('leaves nothing behind when its last step fails', async () => {
    const failing = ledger.change({ actor: clerk }, async (record) => {
      await record({ subject: subjectOf('2'), action: 'batch.approve', version: { number: 1, content: {} } });
      await record({ subject: subjectOf('2'), action: 'batch.approve', version: { number: 1, content: {} } });
    });
    await expect(failing).rejects.toMatchObject({ kind: 'conflict' });
    expect(await AuditEntryModel.countDocuments({ 'subject.id': '2' })).toBe(0);
  });

  it('takes effect once for one request key, however often and at the same time it is asked', async () => {
    let runs = 0;
    const by = { actor: clerk, key: { value: 'k1', fingerprint: 'f' } };
    const ask = () =>
      ledger.change(by, async (record) => {
        runs += 1;
        await record({ subject: subjectOf('3'), action: 'batch.create' });
        return { id: '3' };
      });
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect([...answers, await ask()]).toEqual(Array(4).fill({ id: '3' }));
    expect(await AuditEntryModel.countDocuments({ 'subject.id': '3' })).toBe(1);
    expect(runs).toBeGreaterThanOrEqual(1);
  });

  it('refuses a request key that comes back with other content', async () => {
    const ask = (fingerprint: string) =>
      ledger.change({ actor: clerk, key: { value: 'k2', fingerprint } }, () =>
        Promise.resolve({ done: true }),
      );
    await ask('one');
    await expect(ask('two')).rejects.toMatchObject({
      kind: 'conflict',
      sentence: { key: 'errors.idempotency-reused' },
    });
  });

  it('lets keys of different people not meet', async () => {
    const other = { ...clerk, id: 'c'.repeat(24) };
    const ask = (actor: Actor, id: string) =>
      ledger.change({ actor, key: { value: 'k3', fingerprint: id } }, () => Promise.resolve({ id }));
    expect(await ask(clerk, 'mine')).toEqual({ id: 'mine' });
    expect(await ask(other, 'theirs')).toEqual({ id: 'theirs' });
  });

  it('joins every query of its work to the transaction', async () => {
    const failing = ledger.change({ actor: clerk }, async () => {
      await new AuditEntryModel({
        at: new Date(),
        actor: clerk,
        action: 'x',
        subject: subjectOf('4'),
      }).save();
      throw new Error('power cut');
    });
    await expect(failing).rejects.toThrow('power cut');
    expect(await AuditEntryModel.countDocuments({ 'subject.id': '4' })).toBe(0);
    expect(await things().countDocuments()).toBe(0);
  });
});
