import { Schema, model } from 'mongoose';
import type { HydratedDocument, Types } from 'mongoose';
import { handoverStates } from '../../domain/handover.ts';
import type { HandoverState } from '../../domain/handover.ts';
import type { Quantity } from '../../domain/quantity.ts';

/** One lot of a hand-over. */
export interface StoredHandoverLine {
  batch: Types.ObjectId;
  title: string;
  uri: string;
  sent: Quantity;
  received: Quantity | null;
  /** The receiver’s own batch that the goods go on under. */
  ownBatch: { id: string; name: string } | null;
}

/** Goods on their way from one producer to another, and what both said of it. */
export interface StoredHandover {
  state: HandoverState;
  sender: Types.ObjectId;
  receiver: Types.ObjectId;
  sentOn: string;
  receivedOn: string | null;
  document: string | null;
  receiptDocument: string | null;
  note: string | null;
  receiptNote: string | null;
  reason: string | null;
  lines: StoredHandoverLine[];
  /** What arrived is not what was sent. */
  hasDifference: boolean;
  /** The name of the shipping event. */
  shipping: string;
  sentAt: Date;
  sentBy: string;
  decidedAt: Date | null;
  decidedBy: string | null;
  sample: boolean;
  rev: number;
}

export type HandoverDocument = HydratedDocument<StoredHandover>;

const text = { type: String, default: null } as const;
const id = { type: Schema.Types.ObjectId, required: true } as const;

const handoverSchema = new Schema<StoredHandover>(
  {
    state: { type: String, enum: handoverStates, default: 'sent' },
    sender: id,
    receiver: id,
    sentOn: { type: String, required: true },
    receivedOn: text,
    document: text,
    receiptDocument: text,
    note: text,
    receiptNote: text,
    reason: text,
    lines: { type: [Schema.Types.Mixed], required: true } as never,
    hasDifference: { type: Boolean, default: false },
    shipping: { type: String, required: true },
    sentAt: { type: Date, required: true },
    sentBy: { type: String, required: true },
    decidedAt: { type: Date, default: null },
    decidedBy: text,
    sample: { type: Boolean, default: false },
  },
  {
    collection: 'handovers',
    strict: 'throw',
    strictQuery: 'throw',
    versionKey: 'rev',
    optimisticConcurrency: true,
    autoIndex: false,
    autoCreate: false,
    minimize: false,
  },
);

export const HandoverModel = model<StoredHandover>('Handover', handoverSchema);

/** One document an organisation and lot: two that give away the same goods at once write to it, and stand in line. */
interface StoredHolding {
  _id: string;
  sends: number;
}

const holdingSchema = new Schema<StoredHolding>(
  { _id: { type: String, required: true }, sends: { type: Number, required: true } },
  {
    collection: 'handover_holdings',
    strict: 'throw',
    strictQuery: 'throw',
    versionKey: false,
    autoIndex: false,
    autoCreate: false,
  },
);

export const HoldingModel = model<StoredHolding>('HandoverHolding', holdingSchema);
