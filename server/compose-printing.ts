import { Types } from 'mongoose';
import { notFound } from './domain/errors.ts';
import { rightOfUse } from './domain/mark-right.ts';
import { dateInVietnam } from './domain/vietnamese-format.ts';
import { BatchModel } from './features/batches/batch-model.ts';
import type { FileBytes } from './features/files/file-bytes.ts';
import { FileModel } from './features/files/file-model.ts';
import { attachmentOf } from './features/files/file-name.ts';
import { GrantModel } from './features/marks/grant-model.ts';
import { MarkModel } from './features/marks/mark-model.ts';
import { membershipsOf } from './features/marks/member-service.ts';
import { ProductModel } from './features/products/product-model.ts';
import { labelLayoutService } from './features/stamps/printing/label-layout-service.ts';
import { printJobRoutes } from './features/stamps/printing/print-job-routes.ts';
import { printJobService } from './features/stamps/printing/print-job-service.ts';
import type { PrintNeighbours, PrintStamps } from './features/stamps/printing/print-neighbours.ts';
import { printWorker } from './features/stamps/printing/print-worker.ts';
import type { StampService } from './features/stamps/stamp-service.ts';
import { doorbell } from './platform/doorbell.ts';
import type { Ledger } from './ledger/unit-of-work.ts';
import type { Clock } from './platform/clock.ts';
import type { BatchContent } from './platform/contract-types.ts';
import type { Logger } from './platform/logger.ts';

interface Printing {
  ledger: Ledger;
  clock: Clock;
  log: Logger;
  publicOrigin: string;
  bytes: FileBytes;
  stamps: Pick<StampService, 'find' | 'unitsOf' | 'markPrinted'>;
}

/** Labels of stamps: orders, layouts, and the worker that makes the files. */
export function composePrinting({ ledger, clock, log, publicOrigin, bytes, stamps }: Printing) {
  const bells = [doorbell(), doorbell()] as const;
  const neighbours = printNeighbours(clock, bytes);
  const port = printStamps(stamps);
  const ring = () => {
    for (const bell of bells) bell.ring();
  };
  const layouts = labelLayoutService({ ledger, clock });
  const jobs = printJobService({
    ledger,
    clock,
    stamps: port,
    neighbours,
    layouts,
    bytes,
    publicOrigin,
    ring,
  });
  return {
    layouts,
    jobs,
    worker: printWorker({ ledger, clock, log, stamps: port, neighbours, bytes, bells }),
    operations: printJobRoutes({ jobs, layouts, attachmentOf }),
  };
}

/** People count labels from 1 and name both ends; the ledger counts from 0 and stops before the second. */
function printStamps(stamps: Printing['stamps']): PrintStamps {
  return {
    async run(id, actor) {
      const { batch, count, hasHiddenCode } = await stamps.find(id, actor);
      const doc = await BatchModel.findById(batch.id, { organisation: 1 }).lean();
      if (!doc) throw notFound();
      return { id, batch: batch.id, organisation: String(doc.organisation), count, hasHiddenCode };
    },
    labels: async (id, { from, to }, actor) =>
      (await stamps.unitsOf(id, actor, { from: from - 1, to })).units,
    markPrinted: (id, { from, to }, by) => stamps.markPrinted(id, { from: from - 1, to }, by),
  };
}

function printNeighbours(clock: Clock, bytes: FileBytes): PrintNeighbours {
  return {
    async batch(id) {
      const doc = await BatchModel.findById(new Types.ObjectId(id)).lean();
      if (!doc) throw notFound();
      const content = doc.approved?.content ?? doc.content;
      const product = await ProductModel.findById(content.product).lean();
      if (!product) throw notFound();
      const { lot, producedOn, expiresOn = null } = content;
      const logo = await logoOf(content, String(doc.organisation), dateInVietnam(clock.now()));
      return {
        product: (product.approved?.content ?? product.content).name,
        lot,
        producedOn,
        expiresOn,
        logo,
      };
    },

    async picture(file) {
      const widest = (await FileModel.findById(file).lean())?.renditions.at(-1);
      if (!widest) throw notFound();
      const parts: Buffer[] = [];
      for await (const part of bytes.read(widest.bytes)) parts.push(part as Buffer);
      return Buffer.concat(parts);
    },
  };
}

/** Of the first mark that may stand on these goods today. */
async function logoOf(content: BatchContent, organisation: string, on: string): Promise<string | null> {
  const { grants, product } = content;
  for (const grant of await GrantModel.find({ _id: { $in: grants } }).lean()) {
    const mark = await MarkModel.findById(grant.mark).lean();
    if (!mark?.content.logo) continue;
    const right = rightOfUse({
      grant: { ...grant.content, state: grant.state },
      mark: { ...mark.content, id: String(mark._id) },
      memberships: await membershipsOf(grant.mark, grant.organisation),
      organisation,
      product,
      place: null,
      on,
    });
    if (right.live) return mark.content.logo;
  }
  return null;
}
