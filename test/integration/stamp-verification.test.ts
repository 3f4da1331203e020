import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stampNeighbours } from '../../server/compose-stamps.ts';
import { encodeIntervals, span } from '../../server/domain/stamps/intervals.ts';
import { StampAccountModel } from '../../server/features/stamps/stamp-account-model.ts';
import { refuseOtherStampKeys } from '../../server/features/stamps/stamp-keys.ts';
import { StampRunModel } from '../../server/features/stamps/stamp-run-model.ts';
import { verifyStamps } from '../../server/features/stamps/stamp-verification.ts';
import { aBatchWithStamps, countsOf } from '../support/stamps.ts';
import { verifyCommand } from '../support/verify-command.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const secret = randomBytes(32);

describe('the verification of stamps', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ stampKeys: [{ id: '2026', secret }] });
  });
  afterAll(() => world.close());

  const findings = async () => (await verifyStamps(stampNeighbours())).findings;

  it('finds nothing after acts in any order and at the same time, and every stamp is counted once', async () => {
    const kinds = ['activations', 'voids', 'returns', 'holds', 'releases'] as const;
    const act = fc.record({
      kind: fc.constantFrom(...kinds),
      from: fc.nat({ max: 39 }),
      length: fc.integer({ min: 1, max: 12 }),
      reason: fc.constantFrom('misprint', 'damaged', 'lost', 'stolen', 'unsold'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 6, maxLength: 12 }), async (acts) => {
        const { batch, serials } = await aBatchWithStamps(world, { count: 40, active: 0 });
        const answers = await Promise.all(
          acts.map(({ kind, from, length, reason }) => {
            const range = { first: serials[from], last: serials[Math.min(39, from + length - 1)] };
            const isHold = kind === 'holds' || kind === 'releases';
            return (isHold ? world.inspector : world.clerk).post(`/batches/${batch}/stamp-${kind}`, {
              ...range,
              ...(kind === 'voids' && { reason }),
              ...(isHold && { note: 'Kiểm tra' }),
            });
          }),
        );
        for (const { status, text } of answers) expect([200, 409, text]).toContain(status);
        const { issued, active, void: gone, returned, unactivated } = await countsOf(world, batch);
        expect(active + gone + returned + unactivated).toBe(issued);
        const done = (kind: string) =>
          answers.reduce(
            (sum, { status, body }, at) =>
              sum + (status === 200 && acts[at]?.kind === kind ? Number(body.units) : 0),
            0,
          );
        expect([gone, returned]).toEqual([done('voids'), done('returns')]);
        expect(await findings()).toEqual([]);
      }),
      { numRuns: 8 },
    );
  }, 180_000);

  it('finds a run that was changed past the ledger, and an account that does not add up', async () => {
    const { batch, run } = await aBatchWithStamps(world, { count: 10, active: 5 });
    await StampRunModel.updateOne({ _id: run.id }, { activated: encodeIntervals(span(0, 8)) });
    expect(await findings()).toEqual([
      { batch, run: 1, finding: 'activated: 8 stamps stand, the log of acts says 5' },
    ]);
    const { code, out, err } = await verifyCommand(['stamps'], secret);
    expect([code, JSON.parse(out)]).toMatchObject([1, { subject: 'stamps', findings: 1 }]);
    expect(err).toContain('the log of acts says 5');

    await StampRunModel.updateOne({ _id: run.id }, { activated: encodeIntervals(span(0, 12)) });
    expect((await findings()).map(({ finding }) => finding)).toEqual([
      'stamps that the run does not have: 2',
      'stamps activated and never printed: 2',
      'issued is not active + void + returned + unactivated: 2',
      'activated: 12 stamps stand, the log of acts says 5',
    ]);
    await StampRunModel.updateOne({ _id: run.id }, { activated: Buffer.from([9]) });
    expect((await findings()).map(({ finding }) => finding)).toEqual(['its sets of stamps cannot be read']);
    await StampRunModel.updateOne({ _id: run.id }, { activated: encodeIntervals(span(0, 5)) });

    await StampAccountModel.updateOne({ _id: batch }, { nextUnit: 600, ordinal: 9 });
    expect((await findings()).map(({ finding }) => finding)).toEqual([
      'ordinal 9 is not below the next of its product, 1',
      'the runs end at unit 10, the account at 600',
    ]);
    await StampAccountModel.updateOne({ _id: batch }, { nextUnit: 10, ordinal: 0 });
    expect(await verifyCommand(['stamps'], secret)).toMatchObject({ code: 0 });
  });

  it('leaves a lost or changed secret to the start, which is refused', async () => {
    const another = { id: '2027', secret: randomBytes(32) };
    await expect(refuseOtherStampKeys([another, { id: '2026', secret }])).resolves.toBeUndefined();
    await expect(refuseOtherStampKeys([another])).rejects.toThrow(
      /Thiếu bí mật tem của mã 2026[^]*2026 is missing/,
    );
    await expect(refuseOtherStampKeys([{ id: '2026', secret: randomBytes(32) }])).rejects.toThrow(
      /mã 2026 không phải[^]*2026 is not the one/,
    );
  });

  it('says how it is used', async () => {
    expect(await verifyCommand(['everything'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('stamps'),
    });
  });
});
