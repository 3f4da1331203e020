import { Schema, model } from 'mongoose';
import type { HydratedDocument, Types } from 'mongoose';

/** What a consumer wrote about a code. The contact is personal data, given freely, for the department only. */
export interface StoredReport {
  path: string;
  title: string;
  organisation: Types.ObjectId;
  batch: Types.ObjectId | null;
  /** Of the stamp on the goods. */
  serial: string | null;
  text: string;
  contact: string | null;
  /** A file only the department sees. */
  picture: Types.ObjectId | null;
  at: Date;
}
export type ReportDocument = HydratedDocument<StoredReport>;

const reportSchema = new Schema<StoredReport>(
  {
    path: { type: String, required: true },
    title: { type: String, required: true },
    organisation: { type: Schema.Types.ObjectId, required: true },
    batch: { type: Schema.Types.ObjectId, default: null },
    serial: { type: String, default: null },
    text: { type: String, required: true },
    contact: { type: String, default: null },
    picture: { type: Schema.Types.ObjectId, default: null },
    at: { type: Date, required: true },
  },
  { collection: 'reports', strict: 'throw', versionKey: false },
);

export const ReportModel = model<StoredReport>('Report', reportSchema);
