import { Schema, model } from 'mongoose';
import type { HydratedDocument, Types } from 'mongoose';

/** What a consumer wrote about a code. The contact is personal data, given freely, for the department only. */
export interface StoredReport {
  path: string;
  title: string;
  organisation: Types.ObjectId;
  text: string;
  contact: string | null;
  at: Date;
}
export type ReportDocument = HydratedDocument<StoredReport>;

const reportSchema = new Schema<StoredReport>(
  {
    path: { type: String, required: true },
    title: { type: String, required: true },
    organisation: { type: Schema.Types.ObjectId, required: true },
    text: { type: String, required: true },
    contact: { type: String, default: null },
    at: { type: Date, required: true },
  },
  { collection: 'reports', strict: 'throw', versionKey: false },
);

export const ReportModel = model<StoredReport>('Report', reportSchema);
