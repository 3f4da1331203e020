import { Schema, model } from 'mongoose';
import type { Types } from 'mongoose';
import type { EpcisEvent } from '../../domain/stage-event.ts';
import type { StageContent } from '../../platform/contract-types.ts';

/** One captured event, as given and for good. A stage that did not happen is answered by a second event. */
export interface StoredEvent {
  batch: Types.ObjectId;
  organisation: Types.ObjectId;
  /** When it happened. */
  at: Date;
  recordedAt: Date;
  recordedBy: string;
  /** The event that this one declares not to have happened. */
  withdraws: Types.ObjectId | null;
  reason: string | null;
  /** What the producer told, and the name of the place at that time. */
  content: StageContent;
  placeName: string;
  epcis: EpcisEvent;
}

const eventSchema = new Schema<StoredEvent>(
  {
    batch: { type: Schema.Types.ObjectId, required: true },
    organisation: { type: Schema.Types.ObjectId, required: true },
    at: { type: Date, required: true },
    recordedAt: { type: Date, required: true },
    recordedBy: { type: String, required: true },
    withdraws: { type: Schema.Types.ObjectId, default: null },
    reason: { type: String, default: null },
    content: { type: Schema.Types.Mixed, required: true },
    placeName: { type: String, required: true },
    epcis: { type: Schema.Types.Mixed, required: true },
  },
  { collection: 'events', strict: 'throw', versionKey: false, minimize: false },
);

/** Append-only: code that tries to change an event is wrong, whatever its reason. */
function refuseChange(): never {
  throw new Error('Events are never changed: append an error declaration.');
}

eventSchema.pre('save', function () {
  if (!this.isNew) refuseChange();
});
eventSchema.pre(
  [
    'updateOne',
    'updateMany',
    'replaceOne',
    'findOneAndUpdate',
    'findOneAndReplace',
    'findOneAndDelete',
    'deleteOne',
    'deleteMany',
  ],
  refuseChange,
);

export const EventModel = model<StoredEvent>('Event', eventSchema);
