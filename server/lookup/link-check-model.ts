import { Schema, model } from 'mongoose';
import type { Link } from '../domain/linkset.ts';
import type { Refusal } from '../platform/outbound-guard.ts';
import type { Trouble } from '../platform/outbound-client.ts';

export type CheckState = 'unchecked' | 'works' | 'broken' | 'refused';

/** What stands at an address that links lead to: one check an address, however many links lead there. */
export interface StoredCheck {
  _id: string;
  host: string;
  state: CheckState;
  /** The HTTP status of the last answer; null where there was none. */
  status: number | null;
  /** Why there was no answer. */
  reason: Trouble | Refusal | null;
  checkedAt: Date | null;
  /** Since when it has not worked. */
  failingSince: Date | null;
  failures: number;
  nextAt: Date;
  /** Held by one process at a time; a unique index on its host keeps us polite across all of them. */
  lease?: { token: string; until: Date; host: string };
}

const checkSchema = new Schema<StoredCheck>(
  {
    _id: { type: String, required: true },
    host: { type: String, required: true },
    state: { type: String, enum: ['unchecked', 'works', 'broken', 'refused'], default: 'unchecked' },
    status: { type: Number, default: null },
    reason: { type: String, default: null },
    checkedAt: { type: Date, default: null },
    failingSince: { type: Date, default: null },
    failures: { type: Number, default: 0 },
    nextAt: { type: Date, required: true },
    lease: { type: Schema.Types.Mixed },
  },
  { collection: 'link-checks', strict: 'throw', versionKey: false, autoIndex: false, autoCreate: false },
);

export const LinkCheckModel = model<StoredCheck>('LinkCheck', checkSchema);

/** New addresses are looked at soon; of known ones what is known stays. */
export async function wantChecks(links: readonly Pick<Link, 'href'>[], now: Date): Promise<void> {
  const hrefs = [...new Set(links.map(({ href }) => href))];
  if (hrefs.length === 0) return;
  await LinkCheckModel.bulkWrite(
    hrefs.map((href) => {
      const { host } = new URL(href);
      const fresh = {
        host,
        state: 'unchecked' as const,
        status: null,
        reason: null,
        checkedAt: null,
        failingSince: null,
        failures: 0,
        nextAt: now,
      };
      return { updateOne: { filter: { _id: href }, update: { $setOnInsert: fresh }, upsert: true } };
    }),
  );
}
