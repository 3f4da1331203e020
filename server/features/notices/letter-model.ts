import { Schema, model } from 'mongoose';
import type { Types } from 'mongoose';

const letterStates = ['due', 'sent', 'needless', 'failed'] as const;

/**
 * One mail to one person: written before it is sent, sent under a lease, marked afterwards. Its `_id` is its
 * Message-ID, so that a mail sent twice after a crash is one mail to the reader's mailbox.
 */
export interface Letter {
  _id: Types.ObjectId;
  kind: 'digest' | 'confirmation';
  user: Types.ObjectId;
  to: string;
  notices: Types.ObjectId[];
  state: (typeof letterStates)[number];
  tries: number;
  nextAt: Date;
  lease: { owner: string; until: Date } | null;
  /** Counts the takers; a mark of an earlier one finds nothing. */
  fence: number;
  reason: string | null;
  createdAt: Date;
  settledAt: Date | null;
}

const letterSchema = new Schema<Letter>(
  {
    kind: { type: String, enum: ['digest', 'confirmation'], required: true },
    user: { type: Schema.Types.ObjectId, required: true },
    to: { type: String, required: true },
    notices: { type: [Schema.Types.ObjectId], default: [] },
    state: { type: String, enum: letterStates, default: 'due' },
    tries: { type: Number, default: 0 },
    nextAt: { type: Date, required: true },
    lease: { type: new Schema({ owner: String, until: Date }, { _id: false }), default: null },
    fence: { type: Number, default: 0 },
    reason: { type: String, default: null },
    createdAt: { type: Date, required: true },
    settledAt: { type: Date, default: null },
  },
  {
    collection: 'letters',
    strict: 'throw',
    strictQuery: 'throw',
    versionKey: false,
    autoIndex: false,
    autoCreate: false,
  },
);

export const LetterModel = model<Letter>('Letter', letterSchema);
