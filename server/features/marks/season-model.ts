import { Schema, model } from 'mongoose';
import type { HydratedDocument, Types } from 'mongoose';
import type { Season, SeasonContent } from '../../platform/contract-types.ts';

/** A season of a mark's goods; every norm it ever had stays in its history. */
export interface StoredSeason {
  mark: Types.ObjectId;
  content: SeasonContent;
  history: (Omit<Season['history'][number], 'at'> & { at: Date })[];
  rev: number;
}
export type SeasonDocument = HydratedDocument<StoredSeason>;

const seasonSchema = new Schema<StoredSeason>(
  {
    mark: { type: Schema.Types.ObjectId, required: true },
    content: { type: Schema.Types.Mixed, required: true },
    history: { type: [Schema.Types.Mixed], required: true } as never,
  },
  {
    collection: 'mark_seasons',
    strict: 'throw',
    versionKey: 'rev',
    optimisticConcurrency: true,
    minimize: false,
  },
);

export const SeasonModel = model<StoredSeason>('MarkSeason', seasonSchema);
