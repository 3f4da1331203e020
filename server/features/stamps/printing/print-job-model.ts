import { Schema, model } from 'mongoose';
import type { HydratedDocument, Types } from 'mongoose';
import type { LabelWords } from '../../../domain/labels/label-lines.ts';
import type { Actor } from '../../../domain/roles.ts';
import type { Paper } from '../../../domain/labels/paper.ts';
import type { PrintJobContent } from '../../../platform/contract-types.ts';
import type { ListFacts } from '../labels/label-list.ts';

export const printJobStates = ['queued', 'working', 'done', 'cancelled', 'failed', 'expired'] as const;
export type PrintJobState = (typeof printJobStates)[number];

export interface PrintJob {
  organisation: Types.ObjectId;
  batch: Types.ObjectId;
  run: Types.ObjectId;
  content: PrintJobContent;
  /** As they were when the job was ordered: whoever takes the job over prints the same. */
  paper: Paper;
  words: LabelWords;
  facts: ListFacts;
  logo: string | null;
  title: string;
  symbol: { module: number; side: number; verdict: 'good' | 'small' } | null;
  leftOut: string[];
  state: PrintJobState;
  total: number;
  done: number;
  tries: number;
  /** Counts the workers that took it; a write of an earlier one finds nothing. */
  fence: number;
  lease: { owner: string; until: Date } | null;
  /** Bytes that a worker is writing or has written; named before the first is. */
  bytes: Types.ObjectId | null;
  file: { name: string; type: string; size: number } | null;
  failure: string | null;
  /** Who ordered it, with the rights they had. */
  orderedBy: Actor;
  at: Date;
  finishedAt: Date | null;
  keptUntil: Date | null;
  fetchedAt: Date | null;
  rev: number;
}
export type PrintJobDocument = HydratedDocument<PrintJob>;

const mixed = { type: Schema.Types.Mixed, required: true };
const instant = { type: Date, default: null };

const printJobSchema = new Schema<PrintJob>(
  {
    organisation: { type: Schema.Types.ObjectId, required: true },
    batch: { type: Schema.Types.ObjectId, required: true },
    run: { type: Schema.Types.ObjectId, required: true },
    content: mixed,
    paper: mixed,
    words: mixed,
    facts: mixed,
    logo: { type: String, default: null },
    title: { type: String, required: true },
    symbol: { type: Schema.Types.Mixed, default: null },
    leftOut: { type: [String], default: [] },
    state: { type: String, enum: printJobStates, default: 'queued' },
    total: { type: Number, required: true },
    done: { type: Number, default: 0 },
    tries: { type: Number, default: 0 },
    fence: { type: Number, default: 0 },
    lease: { type: Schema.Types.Mixed, default: null },
    bytes: { type: Schema.Types.ObjectId, default: null },
    file: { type: Schema.Types.Mixed, default: null },
    failure: { type: String, default: null },
    orderedBy: mixed,
    at: { type: Date, required: true },
    finishedAt: instant,
    keptUntil: instant,
    fetchedAt: instant,
  },
  {
    collection: 'print_jobs',
    strict: 'throw',
    strictQuery: 'throw',
    versionKey: 'rev',
    optimisticConcurrency: true,
    minimize: false,
    autoIndex: false,
    autoCreate: false,
  },
);

export const PrintJobModel = model<PrintJob>('PrintJob', printJobSchema);
