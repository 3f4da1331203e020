import { Schema, model } from 'mongoose';
import type { Subject } from '../domain/change.ts';

/** An approved or superseded state of a record, kept for good (Decree 37/2026 art. 23; retention: never deleted). */
export interface Version {
  subject: Subject;
  number: number;
  at: Date;
  by: string;
  content: unknown;
  digest: string;
}

const versionSchema = new Schema<Version>(
  {
    subject: { type: new Schema({ kind: String, id: String }, { _id: false }), required: true },
    number: { type: Number, required: true },
    at: { type: Date, required: true },
    by: { type: String, required: true },
    content: { type: Schema.Types.Mixed, required: true },
    digest: { type: String, required: true },
  },
  { collection: 'versions', strict: 'throw', versionKey: false, minimize: false },
);

export const VersionModel = model<Version>('Version', versionSchema);
