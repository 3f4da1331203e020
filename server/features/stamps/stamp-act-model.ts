import { Schema, model } from 'mongoose';
import type { Types } from 'mongoose';
import { voidReasons } from '../../domain/stamps/void-reasons.ts';
import type { VoidReason } from '../../domain/stamps/void-reasons.ts';

export const stampActions = ['request', 'print', 'activate', 'void', 'return', 'hold', 'release'] as const;
export type StampAction = (typeof stampActions)[number];

/** What somebody did with the stamps of a batch, when and why; inserted once, never changed. */
export interface StampAct {
  batch: Types.ObjectId;
  organisation: Types.ObjectId;
  action: StampAction;
  /** The units within the batch, as varints. */
  units: Buffer;
  count: number;
  reason: VoidReason | null;
  note: string | null;
  by: { id: string; name: string; roles: string[] };
  at: Date;
}

const by = new Schema({ id: String, name: String, roles: [String] }, { _id: false });

const stampActSchema = new Schema<StampAct>(
  {
    batch: { type: Schema.Types.ObjectId, required: true },
    organisation: { type: Schema.Types.ObjectId, required: true },
    action: { type: String, enum: stampActions, required: true },
    units: { type: Buffer, required: true },
    count: { type: Number, required: true },
    reason: { type: String, enum: [...voidReasons, null], default: null },
    note: { type: String, default: null },
    by: { type: by, required: true },
    at: { type: Date, required: true },
  },
  { collection: 'stamp_acts', strict: 'throw', versionKey: false, autoIndex: false, autoCreate: false },
);

export const StampActModel = model<StampAct>('StampAct', stampActSchema);
