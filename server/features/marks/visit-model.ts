import { Schema, model } from 'mongoose';
import type { HydratedDocument, Types } from 'mongoose';
import type { Visit, VisitContent } from '../../platform/contract-types.ts';

/** A control visit; what was found stays, what was done about it is added. */
export interface StoredVisit {
  mark: Types.ObjectId;
  grant: Types.ObjectId | null;
  content: Omit<VisitContent, 'findings' | 'grant'>;
  findings: Omit<Visit['findings'][number], 'isOverdue'>[];
  sample: boolean;
}
export type VisitDocument = HydratedDocument<StoredVisit>;

const visitSchema = new Schema<StoredVisit>(
  {
    mark: { type: Schema.Types.ObjectId, required: true },
    grant: { type: Schema.Types.ObjectId, default: null },
    content: { type: Schema.Types.Mixed, required: true },
    findings: { type: [Schema.Types.Mixed], default: [] } as never,
    sample: { type: Boolean, default: false },
  },
  { collection: 'mark_visits', strict: 'throw', versionKey: 'rev', optimisticConcurrency: true },
);

export const VisitModel = model<StoredVisit>('MarkVisit', visitSchema);
