import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditEntryModel } from '../../server/ledger/audit-entry-model.ts';
import { lookingAt } from '../support/scans.ts';
import { aBatchWithStamps } from '../support/stamps.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const reason = 'Nhiều nơi bán cùng một mã';

describe('cases', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  async function aCase(count = 30, label = 15) {
    const stamped = await aBatchWithStamps(world, { count });
    const { batch, serials } = stamped;
    const { status, body } = await world.inspector.post('/cases', {
      batch,
      serial: serials[label - 1],
      reason,
    });
    expect(status).toBe(201);
    const decide = (
      who: Pick<World['inspector'], 'post'>,
      decision: string,
      { rev = body.rev as number, reach = 'unit' } = {},
    ) =>
      who.post(
        `/cases/${body.id}/decisions`,
        { decision, reason: 'Đã đối chiếu tại chợ', reach },
        { 'If-Match': `"${rev}"` },
      );
    const states = async () => (await world.features.stamps.runsOf(batch))[0]?.state;
    return { ...stamped, id: body.id as string, opened: body, decide, states };
  }

  it('hold a stamp and its neighbours, tell the producer, and are written down', async () => {
    const { decide, states, batch, id } = await aCase();
    const { status, body } = await decide(world.inspector, 'hold', { reach: 'neighbours' });
    expect([status, body.state, body.events.at(-1).units]).toEqual([200, 'held', 21]);
    expect((await states())?.held).toEqual([{ from: 4, to: 25 }]);
    const told = await world.clerk.get(`/batches/${batch}/case-notices`);
    expect(told.body.items).toMatchObject([{ decision: 'hold', units: 21, reason: 'Đã đối chiếu tại chợ' }]);
    expect((await world.stranger.get(`/batches/${batch}/case-notices`)).status).toBe(404);
    const entries = await AuditEntryModel.find({
      $or: [{ 'subject.id': id }, { action: 'batch.hold-stamps' }],
    }).lean();
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['case.open', 'case.hold', 'batch.hold-stamps']),
    );
  });

  it('clear gives back what was held and counts as a false alarm', async () => {
    const { decide, states } = await aCase();
    await decide(world.inspector, 'hold');
    const { body } = await decide(world.officer, 'clear', { rev: 1 });
    expect([body.state, body.outcome, body.actions]).toEqual(['closed', 'cleared', []]);
    expect((await states())?.held).toEqual([]);
  });

  it('void makes stamps void for good, the whole batch where that is asked', async () => {
    const { decide, states } = await aCase();
    const { body } = await decide(world.inspector, 'void', { reach: 'batch' });
    expect([body.outcome, body.events.at(-1).units]).toEqual(['void', 30]);
    expect((await states())?.void).toEqual({ other: [{ from: 0, to: 30 }] });
  });

  it('let one of two inspectors act; the other is told what the first did', async () => {
    const { decide, states } = await aCase();
    const answers = await Promise.all([decide(world.inspector, 'void'), decide(world.officer, 'hold')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = await decide(world.officer, 'clear', { rev: 0 });
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ yours: 0, current: 1 });
    expect(refused.body.title).toMatch(/Phạm Thanh Tra|Trần Thị Cán Bộ/);
    const state = await states();
    expect((state?.held.length ?? 0) + Object.keys(state?.void ?? {}).length).toBe(1);
  });

  it('are one for each unit, however many open them at once', async () => {
    const { batch, serials } = await aBatchWithStamps(world, { count: 5 });
    const open = () => world.inspector.post('/cases', { batch, serial: serials[0], reason });
    const answers = await Promise.all([open(), open(), open()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect((await world.officer.get(`/cases?batch=${batch}`)).body.items).toHaveLength(1);
  });

  it('refuse a stamp of another batch, an unlawful step, and whoever has no right', async () => {
    const other = await aBatchWithStamps(world, { count: 2 });
    const { batch, decide, id } = await aCase();
    const foreign = await world.inspector.post('/cases', { batch, serial: other.serials[0], reason });
    expect(foreign.body.faults).toMatchObject([{ pointer: '/serial' }]);
    await decide(world.inspector, 'clear');
    expect((await decide(world.inspector, 'hold', { rev: 1 })).status).toBe(409);
    expect((await world.clerk.get(`/cases/${id}`)).status).toBe(403);
    expect((await decide(world.leader, 'clear')).status).toBe(403);
    const note = await world.inspector.post(
      `/cases/${id}/notes`,
      { text: 'Quá muộn rồi' },
      { 'If-Match': '"1"' },
    );
    expect(note.status).toBe(409);
  });

  it('opened by signals come back only with evidence of another kind, and teach how often a signal is wrong', async () => {
    const stamped = await aBatchWithStamps(world, { count: 3 });
    const { batch, serials, productKey } = stamped;
    const place = lookingAt(world, stamped).placeOf(serials[0] ?? '');
    const suspect = (signals: ('often' | 'too-fast' | 'too-long')[]) =>
      world.features.cases.openBySignals({ ...place, serial: serials[0] ?? '', batchId: batch, signals });
    expect(await suspect(['often', 'too-fast'])).toBe(true);
    expect(await suspect(['often', 'too-fast'])).toBe(false);
    const list = await world.inspector.get(`/cases?batch=${batch}`);
    const [first] = list.body.items as { id: string; rev: number }[];
    const clear = { decision: 'clear', reason: 'Hàng trưng bày ở siêu thị' };
    await world.inspector.post(`/cases/${first?.id}/decisions`, clear, { 'If-Match': `"${first?.rev}"` });
    expect(await suspect(['often', 'too-fast'])).toBe(false);
    expect(await suspect(['often', 'too-fast', 'too-long'])).toBe(true);
    const { product } = (await world.clerk.get(`/batches/${batch}`)).body as { product: { id: string } };
    const figures = await world.leader.get(`/scan-signals?product=${product.id}`);
    expect(figures.body.items.find(({ signal }: { signal: string }) => signal === 'too-fast')).toMatchObject({
      ...{ confirmed: 0, cleared: 1, falseAlarmRate: 1 },
    });
    expect(productKey).not.toBe('');
  });
});
