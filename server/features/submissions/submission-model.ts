import { Schema, model } from 'mongoose';
import type { HydratedDocument, Types } from 'mongoose';
import { reviewKinds } from '../../domain/change.ts';
import type { ReviewKind } from '../../domain/change.ts';
import { submissionStates } from '../../domain/review-table.ts';
import type { SubmissionState } from '../../domain/review-table.ts';
import type { ReviewFlag } from '../../platform/contract-types.ts';

interface Person {
  id: string;
  name: string;
}

/** A version of a record as it was frozen for the department, and what the department decided. */
export interface StoredSubmission {
  kind: ReviewKind;
  record: Types.ObjectId;
  organisation: Types.ObjectId;
  /** The number of the frozen version. */
  number: number;
  title: string;
  searchKey: string;
  state: SubmissionState;
  sample: boolean;
  submittedAt: Date;
  submittedBy: Person;
  needs: { kind: ReviewKind; id: string }[];
  content: object;
  previous: object | null;
  /** Nothing was in force before. */
  isFirst: boolean;
  /** A correction after a consumer's report: two officers must agree. */
  needsTwo: boolean;
  endorsedAt: Date | null;
  endorsedBy: Person | null;
  /** Calendar dates: what the department promised, and the same brought forward by what speaks against it. */
  dueOn: string;
  urgentOn: string;
  flags: ReviewFlag[];
  /** When the flags were reckoned last; null before the first time. */
  assessedAt: Date | null;
  /** Every picture this version shows. */
  pictures: Types.ObjectId[];
  notes: { pointer: string; text: string }[];
  message: string | null;
  ground: string | null;
  decidedAt: Date | null;
  decidedBy: Person | null;
  rev: number;
}

export type SubmissionDocument = HydratedDocument<StoredSubmission>;

const person = new Schema<Person>({ id: String, name: String }, { _id: false });

const submissionSchema = new Schema<StoredSubmission>(
  {
    kind: { type: String, enum: reviewKinds, required: true },
    record: { type: Schema.Types.ObjectId, required: true },
    organisation: { type: Schema.Types.ObjectId, required: true },
    number: { type: Number, required: true },
    title: { type: String, required: true },
    searchKey: { type: String, required: true },
    state: { type: String, enum: submissionStates, default: 'waiting' },
    sample: { type: Boolean, default: false },
    submittedAt: { type: Date, required: true },
    submittedBy: { type: person, required: true },
    needs: { type: [new Schema({ kind: String, id: String }, { _id: false, id: false })], default: [] },
    content: { type: Schema.Types.Mixed, required: true },
    previous: { type: Schema.Types.Mixed, default: null },
    isFirst: { type: Boolean, required: true },
    needsTwo: { type: Boolean, default: false },
    endorsedAt: { type: Date, default: null },
    endorsedBy: { type: person, default: null },
    dueOn: { type: String, required: true },
    urgentOn: { type: String, required: true },
    flags: { type: [Schema.Types.Mixed], default: [] } as never,
    assessedAt: { type: Date, default: null },
    pictures: { type: [Schema.Types.ObjectId], default: [] },
    notes: { type: [new Schema({ pointer: String, text: String }, { _id: false })], default: [] },
    message: { type: String, default: null },
    ground: { type: String, default: null },
    decidedAt: { type: Date, default: null },
    decidedBy: { type: person, default: null },
  },
  {
    collection: 'submissions',
    strict: 'throw',
    versionKey: 'rev',
    optimisticConcurrency: true,
    minimize: false,
  },
);

export const SubmissionModel = model<StoredSubmission>('Submission', submissionSchema);
