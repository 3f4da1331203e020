import { Schema, model } from 'mongoose';
import type { Types } from 'mongoose';

/** One browser that signed in; the id in its cookie is stored as a digest only. */
export interface Session {
  _id: string;
  user: Types.ObjectId;
  createdAt: Date;
  lastSeenAt: Date;
  /** When the database may forget it; the real ends are reckoned from the two dates above. */
  expiresAt: Date;
}

const sessionSchema = new Schema<Session>(
  {
    _id: { type: String, required: true },
    user: { type: Schema.Types.ObjectId, required: true },
    createdAt: { type: Date, required: true },
    lastSeenAt: { type: Date, required: true },
    expiresAt: { type: Date, required: true },
  },
  { collection: 'sessions', strict: 'throw', versionKey: false },
);

export const SessionModel = model<Session>('Session', sessionSchema);
