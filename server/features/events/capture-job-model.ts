import { Schema, model } from 'mongoose';
import type { Types } from 'mongoose';
import type { ErrorKind, Fault } from '../../domain/errors.ts';

export const errorBehaviours = ['rollback', 'proceed'] as const;
export type ErrorBehaviour = (typeof errorBehaviours)[number];

/** One thing wrong with a captured message. Its sentence is told in the language of whoever reads it. */
export interface CaptureError {
  kind: Extract<ErrorKind, 'invalid-input' | 'forbidden' | 'conflict'>;
  fault: Fault;
}

/** A message that was captured, and what became of it. */
export interface CaptureJob {
  _id: string;
  organisation: Types.ObjectId;
  by: string;
  createdAt: Date;
  finishedAt: Date;
  success: boolean;
  captureErrorBehaviour: ErrorBehaviour;
  /** How many events the message held, and how many of them are new in the store. */
  events: number;
  stored: number;
  /** SHA-256 over the message in canonical form. */
  digest: string;
  errors: CaptureError[];
}

const jobSchema = new Schema<CaptureJob>(
  {
    _id: { type: String, required: true },
    organisation: { type: Schema.Types.ObjectId, required: true },
    by: { type: String, required: true },
    createdAt: { type: Date, required: true },
    finishedAt: { type: Date, required: true },
    success: { type: Boolean, required: true },
    captureErrorBehaviour: { type: String, enum: errorBehaviours, required: true },
    events: { type: Number, required: true },
    stored: { type: Number, required: true },
    digest: { type: String, required: true },
    errors: { type: Schema.Types.Mixed, default: [] },
  },
  { collection: 'capture_jobs', strict: 'throw', versionKey: false, suppressReservedKeysWarning: true },
);

export const CaptureJobModel = model<CaptureJob>('CaptureJob', jobSchema);
