import { Schema, model } from 'mongoose';
import type { JobRecord } from './job-run-service.ts';

/** One run of a daily job; the database forgets it after 90 days. */
export interface StoredJobRun {
  job: string;
  startedAt: Date;
  endedAt: Date | null;
  /** Host and process id. */
  process: string;
  count: number | null;
  /** The first of them. */
  records: JobRecord[];
  error: string | null;
}

const jobRunSchema = new Schema<StoredJobRun>(
  {
    job: { type: String, required: true },
    startedAt: { type: Date, required: true },
    endedAt: { type: Date, default: null },
    process: { type: String, required: true },
    count: { type: Number, default: null },
    records: { type: [Schema.Types.Mixed], default: [] } as never,
    error: { type: String, default: null },
  },
  {
    collection: 'job_runs',
    strict: 'throw',
    strictQuery: 'throw',
    versionKey: false,
    autoIndex: false,
    autoCreate: false,
  },
);

export const JobRunModel = model<StoredJobRun>('JobRun', jobRunSchema);
