import type { PrintJob as PrintJobView } from '../../../platform/contract-types.ts';
import type { PrintJob } from './print-job-model.ts';
import type { Types } from 'mongoose';

export function printJobView(job: PrintJob & { _id: Types.ObjectId }): PrintJobView {
  const { state, content, total, done, file, failure, symbol, orderedBy } = job;
  return {
    id: String(job._id),
    run: String(job.run),
    batch: String(job.batch),
    state,
    content,
    total,
    done,
    createdBy: orderedBy.name,
    createdAt: job.at.toISOString(),
    finishedAt: job.finishedAt?.toISOString() ?? null,
    keptUntil: job.keptUntil?.toISOString() ?? null,
    file,
    failure,
    symbol,
    leftOut: job.leftOut as PrintJobView['leftOut'],
  };
}
