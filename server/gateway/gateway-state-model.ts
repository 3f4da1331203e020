import { Schema, model } from 'mongoose';
import { closed } from './breaker.ts';
import type { BreakerState } from './breaker.ts';

/** What every process must agree on about one gateway; made when it is first needed. */
export interface GatewayState {
  _id: string;
  /** The desk's switch. Messages are queued all the same, so that switching on again loses no order. */
  enabled: boolean;
  breaker: BreakerState;
  /** Counts the breaker's changes: each is made only upon the state it was reckoned from. */
  breakerRev: number;
  /** When the next reconciliation is due, and who runs one now. */
  reconcileAt: Date | null;
  /** The name of the person who asked for it; null for the nightly one. */
  reconcileAskedBy: string | null;
  reconciler: { owner: string; until: Date } | null;
}

const breakerSchema = new Schema<BreakerState>(
  {
    failures: Number,
    openUntil: Date,
    probe: { type: new Schema({ owner: String, until: Date }, { _id: false }), default: null },
    trouble: String,
    since: Date,
  },
  { _id: false },
);

const gatewayStateSchema = new Schema<GatewayState>(
  {
    _id: { type: String, required: true },
    enabled: { type: Boolean, default: true },
    breaker: { type: breakerSchema, default: () => ({ ...closed }) },
    breakerRev: { type: Number, default: 0 },
    reconcileAt: { type: Date, default: null },
    reconcileAskedBy: { type: String, default: null },
    reconciler: { type: new Schema({ owner: String, until: Date }, { _id: false }), default: null },
  },
  { collection: 'gatewayStates', strict: 'throw', versionKey: false },
);

export const GatewayStateModel = model<GatewayState>('GatewayState', gatewayStateSchema);

export async function gatewayState(gateway: string): Promise<GatewayState> {
  const found = await GatewayStateModel.findById(gateway).lean<GatewayState>();
  return found ?? fresh(gateway);
}

/** Written once, whoever comes first; needed before anything in it is changed. */
export async function ensureGatewayState(gateway: string): Promise<void> {
  const { _id, ...content } = fresh(gateway);
  await GatewayStateModel.updateOne({ _id }, { $setOnInsert: content }, { upsert: true });
}

function fresh(gateway: string): GatewayState {
  return {
    _id: gateway,
    enabled: true,
    breaker: { ...closed },
    breakerRev: 0,
    reconcileAt: null,
    reconcileAskedBy: null,
    reconciler: null,
  };
}
