import { Schema, model } from 'mongoose';
import type { Types } from 'mongoose';
import type { Subject } from '../../domain/change.ts';
import { noticeKinds } from '../../domain/notice-rules.ts';
import type { NoticeKind } from '../../domain/notice-rules.ts';

/** What one person is told. Sentences are made when it is read, in the reader's language, out of `words`. */
export interface StoredNotice {
  _id: Types.ObjectId;
  user: Types.ObjectId;
  /** For whom the reader acted then: in another organisation nothing of it is shown. */
  organisation: Types.ObjectId | null;
  kind: NoticeKind;
  subject: { kind: NoticeSubject; id: string };
  /** The field that a remark names, as a JSON pointer. */
  pointer: string | null;
  words: Record<string, string | number>;
  /** The same thing is told once: an act by its own number, the calendar by what it is about and the day. */
  once: string;
  at: Date;
  readAt: Date | null;
  /** When a later act made it pointless. */
  settledAt: Date | null;
  /** When it goes by mail; null for never, or where it need not any more. */
  mailAt: Date | null;
  letter: Types.ObjectId | null;
}

/** `queue`: no single record, but the list of those that are overdue. */
export type NoticeSubject = Subject['kind'] | 'queue';

const instant = { type: Date, default: null };

const noticeSchema = new Schema<StoredNotice>(
  {
    user: { type: Schema.Types.ObjectId, required: true },
    organisation: { type: Schema.Types.ObjectId, default: null },
    kind: { type: String, enum: noticeKinds, required: true },
    subject: { type: new Schema({ kind: String, id: String }, { _id: false }), required: true },
    pointer: { type: String, default: null },
    words: { type: Schema.Types.Mixed, required: true },
    once: { type: String, required: true },
    at: { type: Date, required: true },
    readAt: instant,
    settledAt: instant,
    mailAt: instant,
    letter: { type: Schema.Types.ObjectId, default: null },
  },
  {
    collection: 'notices',
    strict: 'throw',
    strictQuery: 'throw',
    versionKey: false,
    minimize: false,
    autoIndex: false,
    autoCreate: false,
  },
);

export const NoticeModel = model<StoredNotice>('Notice', noticeSchema);
