import { Types } from 'mongoose';
import type { Readable } from 'node:stream';
import type { ChangeBy } from '../../../domain/change.ts';
import { conflict, notFound } from '../../../domain/errors.ts';
import { scopeFor } from '../../../domain/roles.ts';
import type { Actor } from '../../../domain/roles.ts';
import type { Ledger } from '../../../ledger/unit-of-work.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { PrintJobContent, PrintJob as PrintJobView } from '../../../platform/contract-types.ts';
import { planOf } from '../labels/label-design.ts';
import type { Label, LabelDesign } from '../labels/label-design.ts';
import { testSheet } from '../labels/test-sheet.ts';
import type { LabelLayoutService } from './label-layout-service.ts';
import { designOf } from './print-design.ts';
import { PrintJobModel } from './print-job-model.ts';
import type { PrintJob, PrintJobDocument } from './print-job-model.ts';
import { printJobView } from './print-job-view.ts';
import type { PrintNeighbours, PrintRun, PrintStamps } from './print-neighbours.ts';
import { checkOrder, factsOf, presetOf, wordsOf } from './print-order.ts';

export type PrintJobService = ReturnType<typeof printJobService>;

interface PrintJobOptions {
  ledger: Ledger;
  clock: Clock;
  stamps: PrintStamps;
  neighbours: PrintNeighbours;
  layouts: Pick<LabelLayoutService, 'find'>;
  bytes: { read(id: Types.ObjectId): Readable };
  publicOrigin: string;
  /** Tells the worker of this process that there is work; those of others look by themselves. */
  ring: () => void;
}

type Prepared = Pick<PrintJob, 'content' | 'paper' | 'words' | 'facts' | 'logo' | 'title'> & {
  run: PrintRun;
};

const mostListed = 50;

/** Orders for labels: taken in and shown here, worked off by any process (`printWorker`). */
export function printJobService(options: PrintJobOptions) {
  const { ledger, clock, stamps, neighbours, layouts, bytes, publicOrigin, ring } = options;

  return {
    /** Refused at once where it could not be printed. */
    async create(runId: string, content: PrintJobContent, by: ChangeBy): Promise<PrintJobView> {
      const { run, ...prepared } = await prepare(runId, content, by.actor);
      const { symbol, leftOut } = await measured(run, prepared, by.actor);
      const view = await ledger.change(by, async (record) => {
        const doc = new PrintJobModel({
          ...prepared,
          symbol,
          leftOut,
          organisation: new Types.ObjectId(run.organisation),
          batch: new Types.ObjectId(run.batch),
          run: new Types.ObjectId(run.id),
          total: content.to - content.from + 1,
          orderedBy: by.actor,
          at: clock.now(),
        });
        await doc.save();
        await record({ ...entryOf(doc), action: 'print-job.create', after: content });
        return printJobView(doc);
      });
      ring();
      return view;
    },

    async list(runId: string, actor: Actor): Promise<{ items: PrintJobView[] }> {
      const { id } = await stamps.run(runId, actor);
      const docs = await PrintJobModel.find({ run: new Types.ObjectId(id) })
        .sort({ _id: -1 })
        .limit(mostListed)
        .lean<(PrintJob & { _id: Types.ObjectId })[]>();
      return { items: docs.map(printJobView) };
    },

    find: async (id: string, actor: Actor): Promise<PrintJobView> => printJobView(await load(id, actor)),

    /** A worker that has it notices at its next sheet. */
    async cancel(id: string, by: ChangeBy): Promise<PrintJobView> {
      return ledger.change(by, async (record) => {
        const doc = await load(id, by.actor);
        if (doc.state !== 'queued' && doc.state !== 'working') throw conflict({ key: 'labels.not-running' });
        doc.set({ state: 'cancelled', finishedAt: clock.now(), lease: null });
        await doc.save();
        await record({ ...entryOf(doc), action: 'print-job.cancel' });
        return printJobView(doc);
      });
    },

    /**
     * The file of a finished job. Its stamps count as printed from the first time it is fetched: a file that nobody
     * took has put nothing on paper.
     */
    async file(id: string, by: ChangeBy) {
      const doc = await load(id, by.actor);
      const { file, bytes: stored, fetchedAt, content } = doc;
      if (doc.state === 'expired') throw conflict({ key: 'labels.expired' });
      if (doc.state !== 'done' || !file || !stored) throw conflict({ key: 'labels.not-ready' });
      if (!fetchedAt) {
        await stamps.markPrinted(
          String(doc.run),
          { from: content.from, to: content.to },
          { actor: by.actor },
        );
        await PrintJobModel.updateOne({ _id: doc._id, fetchedAt: null }, { fetchedAt: clock.now() });
      }
      return { ...file, body: bytes.read(stored) };
    },

    /** How the first label would come out, and on what it would lie, before anything is ordered. */
    async preview(runId: string, content: PrintJobContent, actor: Actor) {
      const { run, ...prepared } = await prepare(runId, content, actor);
      const design = designOf(prepared);
      const label = await firstLabel(run, content, actor);
      return { design, label, plan: planOf(design, label.uri) };
    },

    /** What the organisation chose last: paper and printer stay the same for months. */
    async lastContent(actor: Actor): Promise<PrintJobContent | undefined> {
      if (actor.organisation === null) return undefined;
      const last = await PrintJobModel.findOne(
        { organisation: new Types.ObjectId(actor.organisation) },
        { content: 1 },
      )
        .sort({ _id: -1 })
        .lean();
      return last?.content;
    },

    /** One sheet with a ruler and the labels' outlines; its code belongs to no stamp. */
    async testSheet(runId: string, content: PrintJobContent, actor: Actor): Promise<Buffer> {
      const { run, ...prepared } = await prepare(runId, content, actor);
      const label = await firstLabel(run, content, actor);
      return testSheet({ ...designOf(prepared), format: 'pdf' }, label);
    },
  };

  async function prepare(runId: string, content: PrintJobContent, actor: Actor): Promise<Prepared> {
    const run = await stamps.run(runId, actor);
    const paper = presetOf(content) ?? (await layouts.find(content.layout ?? '', actor)).content.paper;
    checkOrder(content, run, paper);
    const batch = await neighbours.batch(run.batch);
    const words = wordsOf(batch, run, new URL(publicOrigin).host, content.fields);
    const logo = words.hasLogo ? batch.logo : null;
    return {
      run,
      content,
      paper,
      words,
      facts: factsOf(batch),
      logo,
      title: `${batch.product} · ${batch.lot}`,
    };
  }

  async function firstLabel({ id }: PrintRun, { from }: PrintJobContent, actor: Actor): Promise<Label> {
    for await (const label of await stamps.labels(id, { from, to: from }, actor)) return label;
    throw notFound();
  }

  /** A list is not drawn, so nothing of it can be too small. */
  async function measured(run: PrintRun, prepared: Omit<Prepared, 'run'>, actor: Actor) {
    const design: LabelDesign = designOf(prepared);
    if (design.format === 'csv') return { symbol: null, leftOut: [] };
    const label = await firstLabel(run, prepared.content, actor);
    const { symbol, leftOut } = planOf(design, label.uri);
    const { module, side, verdict } = symbol;
    return { symbol: { module: rounded(module), side: rounded(side), verdict }, leftOut };
  }
}

async function load(id: string, actor: Actor): Promise<PrintJobDocument> {
  const { organisation } = scopeFor(actor);
  const doc = await PrintJobModel.findOne({
    _id: new Types.ObjectId(id),
    ...(organisation !== undefined && { organisation: new Types.ObjectId(organisation) }),
  });
  if (!doc) throw notFound();
  return doc;
}

function entryOf({ _id, organisation }: PrintJobDocument) {
  return { subject: { kind: 'print-job' as const, id: String(_id) }, organisation: String(organisation) };
}

function rounded(millimetres: number): number {
  return Math.round(millimetres * 1000) / 1000;
}
