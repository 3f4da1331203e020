import { Schema, model } from 'mongoose';
import type { HydratedDocument, Types } from 'mongoose';
import type { Balance } from '../../domain/mark-capacity.ts';
import type { UnitCode } from '../../domain/quantity.ts';

/**
 * What one right of use allows in one season. Every batch that draws and every stamp that is issued changes this one
 * document in its own transaction, so that two at once stand in line and the ceiling holds whatever happens.
 */
export interface StoredBalance extends Balance {
  /** `<grant>:<season>`, or `<grant>:<year>` where a fixed ceiling goes by the year. */
  _id: string;
  grant: Types.ObjectId;
  mark: Types.ObjectId;
  season: Types.ObjectId | null;
  name: string;
  from: string;
  to: string;
  raises: { amount: string; reason: string; by: string; at: Date }[];
}
export type BalanceDocument = HydratedDocument<StoredBalance>;

const amount = { type: String, required: true } as const;

const balanceSchema = new Schema<StoredBalance>(
  {
    _id: { type: String, required: true },
    grant: { type: Schema.Types.ObjectId, required: true },
    mark: { type: Schema.Types.ObjectId, required: true },
    season: { type: Schema.Types.ObjectId, default: null },
    name: amount,
    from: amount,
    to: amount,
    unit: amount as never,
    ceiling: amount,
    raised: amount,
    claimed: amount,
    stamped: amount,
    raises: { type: [Schema.Types.Mixed], required: true } as never,
  },
  { collection: 'mark_balances', strict: 'throw', versionKey: 'rev', optimisticConcurrency: true },
);

export const BalanceModel = model<StoredBalance>('MarkBalance', balanceSchema);

/** What one batch has drawn on one balance, and how much of it was given out as stamps. */
export interface StoredDraw {
  /** `<batch>@<balance>`. */
  _id: string;
  batch: Types.ObjectId;
  balance: string;
  grant: Types.ObjectId;
  lot: string;
  unit: UnitCode;
  quantity: string;
  stamped: string;
}
export type DrawDocument = HydratedDocument<StoredDraw>;

const drawSchema = new Schema<StoredDraw>(
  {
    _id: { type: String, required: true },
    batch: { type: Schema.Types.ObjectId, required: true },
    balance: amount,
    grant: { type: Schema.Types.ObjectId, required: true },
    lot: amount,
    unit: amount as never,
    quantity: amount,
    stamped: amount,
  },
  { collection: 'mark_draws', strict: 'throw', versionKey: 'rev', optimisticConcurrency: true },
);

export const DrawModel = model<StoredDraw>('MarkDraw', drawSchema);
