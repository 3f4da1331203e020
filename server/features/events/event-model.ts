import { Schema, model } from 'mongoose';
import type { Types } from 'mongoose';
import type { EventFacts } from '../../domain/epcis/event-facts.ts';
import type { EpcisEvent } from '../../domain/stage-event.ts';
import type { StageContent } from '../../platform/contract-types.ts';

/** One captured event, as given and for good. An event that was wrong is answered by a second of the same name. */
export interface StoredEvent {
  /** Whose event it is. */
  organisation: Types.ObjectId;
  /** Its `eventID`: as given, else its canonical hash. */
  eventId: string;
  /** When it happened. */
  at: Date;
  recordedAt: Date;
  recordedBy: string;
  /** The event that this one declares wrong. */
  withdraws: Types.ObjectId | null;
  epcis: EpcisEvent;
  /** Prefixes that the event's document declared, beyond those of the standard. */
  context: Record<string, string> | null;
  /** Tells the same event sent again from another of the same name. */
  contentHash: string;
  facts: EventFacts;
  /** The capture job it came with; null for stages told in a form. */
  capture: string | null;
  /** Of a stage: the batch, what the producer told, the name of the place at that time, why it was withdrawn. */
  batch: Types.ObjectId | null;
  content: StageContent | null;
  placeName: string | null;
  reason: string | null;
}

const eventSchema = new Schema<StoredEvent>(
  {
    organisation: { type: Schema.Types.ObjectId, required: true },
    eventId: { type: String, required: true },
    at: { type: Date, required: true },
    recordedAt: { type: Date, required: true },
    recordedBy: { type: String, required: true },
    withdraws: { type: Schema.Types.ObjectId, default: null },
    epcis: { type: Schema.Types.Mixed, required: true },
    context: { type: Schema.Types.Mixed, default: null },
    contentHash: { type: String, required: true },
    facts: { type: Schema.Types.Mixed, required: true },
    capture: { type: String, default: null },
    batch: { type: Schema.Types.ObjectId, default: null },
    content: { type: Schema.Types.Mixed, default: null },
    placeName: { type: String, default: null },
    reason: { type: String, default: null },
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
