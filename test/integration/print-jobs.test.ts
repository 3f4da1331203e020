import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PrintJobModel } from '../../server/features/stamps/printing/print-job-model.ts';
import { printQueue } from '../../server/features/stamps/printing/print-queue.ts';
import type { PrintJob } from '../../server/platform/contract-types.ts';
import { eventually } from '../support/eventually.ts';
import { pdfPages, symbolsIn } from '../support/label-reading.ts';
import { aBatchWithStamps } from '../support/stamps.ts';
import type { StampedBatch } from '../support/stamps.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const whole = { format: 'pdf', preset: 'a4-24-70x37', from: 1, to: 60 };

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(() => world.close());

describe('printing the stamps of a run', () => {
  let stamped: StampedBatch;
  beforeAll(async () => {
    stamped = await aBatchWithStamps(world, { count: 400, printed: 0 });
    world.features.printing.worker.start();
  });
  afterAll(() => world.features.printing.worker.stop());

  const order = (content: object, headers?: Record<string, string>, who = world.clerk) =>
    who.post(`/stamp-runs/${stamped.run.id}/print-jobs`, content, headers);

  const job = async (id: string) => (await world.clerk.get(`/print-jobs/${id}`)).body as PrintJob;

  const inState = (id: string, state: PrintJob['state']) =>
    eventually(
      `print job ${state}`,
      async () => {
        const found = await job(id);
        return found.state === state && found;
      },
      30_000,
    );

  async function bytesOf(id: string, who = world.clerk): Promise<Buffer> {
    const answer = await fetch(`${world.root}/api/v1/print-jobs/${id}/file`, {
      headers: { 'X-Test-Actor': encodeURIComponent(JSON.stringify(who.actor)) },
    });
    expect(answer.status).toBe(200);
    return Buffer.from(await answer.arrayBuffer());
  }

  const printedCount = async () =>
    ((await world.clerk.get(`/stamp-runs/${stamped.run.id}`)).body as { counts: { printed: number } }).counts
      .printed;

  it('gives a sheet of exactly the stamps asked for, which count as printed once it is fetched', async () => {
    const { status, body } = await order({ ...whole, from: 11, to: 20 });
    expect([status, body]).toMatchObject([201, { total: 10, symbol: { verdict: 'good' }, leftOut: [] }]);
    const done = await inState(body.id, 'done');
    expect(done).toMatchObject({
      done: 10,
      file: { type: 'application/pdf' },
      createdBy: 'Nguyễn Thị Thư Ký',
    });
    expect(await printedCount()).toBe(0);
    const [page] = await pdfPages(await bytesOf(body.id), 200);
    const read = (await symbolsIn(page ?? Buffer.alloc(0))).map(({ text }) => text.split('/21/')[1]);
    expect(read.sort()).toEqual(stamped.serials.slice(10, 20).sort());
    expect(await printedCount()).toBe(10);
    await bytesOf(body.id);
    expect(await printedCount()).toBe(10);
  });

  it('prints the same serials again, from any label on', async () => {
    const listed = async (from: number) => {
      const { body } = await order({ format: 'csv', preset: 'a4-24-70x37', from, to: 30 });
      await inState(body.id, 'done');
      return (await bytesOf(body.id)).toString('utf8').split('\r\n').slice(1, -1);
    };
    const [first, again] = [await listed(21), await listed(25)];
    expect(again).toEqual(first.slice(4));
    expect(again[0]).toContain(stamped.serials[24]);
  });

  it('takes the same order once, however often it is sent', async () => {
    const key = { 'Idempotency-Key': randomBytes(8).toString('hex') };
    const [one, two] = [await order(whole, key), await order(whole, key)];
    expect(two.body.id).toBe(one.body.id);
  });

  it('names what cannot be printed at the field that says so', async () => {
    const faults = async (content: object) =>
      ((await order(content)).body.faults as { pointer: string }[]).map(({ pointer }) => pointer);
    expect(await faults({ ...whole, to: 401 })).toEqual(['/to']);
    expect(await faults({ ...whole, from: 20, to: 10 })).toEqual(['/to']);
    expect(await faults({ ...whole, startAt: 25 })).toEqual(['/startAt']);
    expect(await faults({ format: 'pdf', from: 1, to: 2 })).toEqual(['/preset']);
  });

  it('keeps layouts of an organisation’s own, and refuses those that cannot be', async () => {
    const paper = {
      page: { width: 210, height: 297 },
      margin: { top: 10, left: 10 },
      columns: 4,
      rows: 8,
      pitch: { x: 48, y: 34 },
      label: { width: 45, height: 32 },
      shape: 'rectangle',
    };
    const refused = await world.clerk.post('/label-layouts', {
      name: 'Giấy cuộn cũ',
      paper: { ...paper, columns: 5, pitch: { x: 40, y: 34 } },
    });
    expect(refused.body.faults).toMatchObject([{ pointer: '/paper/pitch/x' }, { pointer: '/paper/columns' }]);
    const kept = await world.clerk.post('/label-layouts', { name: 'Giấy cuộn cũ', paper });
    expect(kept.status).toBe(201);
    const { body } = await order({ format: 'pdf', layout: kept.body.id, from: 1, to: 3 });
    await inState(body.id, 'done');
    expect((await world.stranger.get(`/label-layouts/${kept.body.id}`)).status).toBe(404);
    expect((await world.clerk.put(`/label-layouts/${kept.body.id}`, 0, { name: 'Mới', paper })).status).toBe(
      200,
    );
    expect((await world.clerk.delete(`/label-layouts/${kept.body.id}`)).status).toBe(204);
  });

  it('refuses labels on which the code could not be printed', async () => {
    const tiny = {
      page: { width: 60, height: 60 },
      margin: { top: 0, left: 0 },
      columns: 6,
      rows: 6,
      pitch: { x: 10, y: 10 },
      label: { width: 10, height: 10 },
      shape: 'rectangle',
    };
    const kept = await world.clerk.post('/label-layouts', { name: 'Tí hon', paper: tiny });
    const { status, body } = await order({ format: 'pdf', layout: kept.body.id, from: 1, to: 3 });
    expect([status, body.faults]).toMatchObject([422, [{ pointer: '/paper' }]]);
  });

  it('is nobody else’s: another producer’s run, jobs and files are not found', async () => {
    const { body } = await order({ ...whole, to: 2 });
    await inState(body.id, 'done');
    const answers = [
      await order(whole, undefined, world.stranger),
      await world.stranger.get(`/print-jobs/${body.id}`),
      await world.stranger.get(`/print-jobs/${body.id}/file`),
      await world.stranger.post(`/print-jobs/${body.id}/cancellation`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  });

  it('gives a test sheet whose code belongs to no stamp', async () => {
    const answer = await fetch(`${world.root}/api/v1/stamp-runs/${stamped.run.id}/test-sheets`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'X-Test-Actor': encodeURIComponent(JSON.stringify(world.clerk.actor)),
      },
      body: JSON.stringify(whole),
    });
    const [page] = await pdfPages(Buffer.from(await answer.arrayBuffer()), 200);
    expect((await symbolsIn(page ?? Buffer.alloc(0))).map(({ text }) => text.split('/21/')[1])).toEqual([
      '0'.repeat(20),
    ]);
  });
});

describe('print jobs outlive the process that works on them', () => {
  let stamped: StampedBatch;
  beforeAll(async () => {
    stamped = await aBatchWithStamps(world, { count: 300, printed: 0 });
  });

  const orderOf = async (content: object) =>
    (await world.clerk.post(`/stamp-runs/${stamped.run.id}/print-jobs`, { ...whole, ...content }))
      .body as PrintJob;
  const stateOf = async ({ id }: PrintJob) => (await world.clerk.get(`/print-jobs/${id}`)).body as PrintJob;
  const aProcess = () =>
    printQueue({
      ledger: world.features.ledger,
      owner: randomBytes(4).toString('hex'),
      clock: world.clock,
      leaseMs: 20_000,
      keptMs: 3600_000,
    });

  it('a killed process’s job is taken over when its lease ends, and its late writes change nothing', async () => {
    const ordered = await orderOf({ to: 300 });
    const killed = aProcess();
    const claim = await killed.claim(50_000);
    if (!claim) throw new Error('there was a job to claim');
    expect(await killed.progress(claim, 100)).toBe(true);
    expect(await aProcess().claim(50_000)).toBeUndefined();
    world.clock.advance(21_000);
    world.features.printing.worker.start();
    await eventually(
      'the job done by another',
      async () => (await stateOf(ordered)).state === 'done',
      30_000,
    );
    await world.features.printing.worker.stop();
    expect(await killed.progress(claim, 200)).toBe(false);
    expect(await killed.finish(claim, { name: 'x', type: 'y', size: 1 })).toBe(false);
    expect(await stateOf(ordered)).toMatchObject({ state: 'done', done: 300 });
  });

  it('a cancelled job stops, and leaves no bytes behind', async () => {
    const ordered = await orderOf({ to: 200 });
    const worker = aProcess();
    const claim = await worker.claim(50_000);
    if (!claim) throw new Error('there was a job to claim');
    const { status, body } = await world.clerk.post(`/print-jobs/${ordered.id}/cancellation`);
    expect([status, body]).toMatchObject([200, { state: 'cancelled' }]);
    expect(await worker.progress(claim, 50)).toBe(false);
    expect((await world.clerk.post(`/print-jobs/${ordered.id}/cancellation`)).status).toBe(409);
    expect((await world.clerk.get(`/print-jobs/${ordered.id}/file`)).status).toBe(409);
  });

  it('keeps a file for seven days; the order stays and can be given again', async () => {
    world.features.printing.worker.start();
    const ordered = await orderOf({ to: 5 });
    await eventually('the job done', async () => (await stateOf(ordered)).state === 'done', 30_000);
    const stored = await PrintJobModel.findById(ordered.id).lean();
    world.clock.advance(7 * 24 * 3600_000 + 1000);
    await eventually('the file gone', async () => (await stateOf(ordered)).state === 'expired', 30_000);
    await world.features.printing.worker.stop();
    const left = await world.database
      .collection('file-bytes.chunks')
      .countDocuments({ files_id: stored?.bytes });
    expect(left).toBe(0);
    expect((await world.clerk.get(`/print-jobs/${ordered.id}/file`)).status).toBe(409);
  });
});
