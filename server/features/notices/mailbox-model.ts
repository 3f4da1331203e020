import { Schema, model } from 'mongoose';
import type { Types } from 'mongoose';

import type { MailTiming, NoticeKind } from '../../domain/notice-rules.ts';
import type { Language } from '../../platform/i18n.ts';

/** How one person wants to be told by mail, and how their mails fare. */
export interface Mailbox {
  /** The person's own identifier. */
  _id: Types.ObjectId;
  language: Language;
  /** What was chosen otherwise than usual. */
  timings: Partial<Record<NoticeKind, MailTiming>>;
  /** The address that answered. Where the account has another one by now, nothing is sent. */
  confirmed: string | null;
  /** An address that was asked. The word in its link is reckoned from `nonce` and kept nowhere. */
  pending: { email: string; until: Date; nonce: string } | null;
  failure: { since: Date; reason: string } | null;
}

const mailboxSchema = new Schema<Mailbox>(
  {
    language: { type: String, enum: ['vi', 'en'], default: 'vi' },
    timings: { type: Schema.Types.Mixed, default: {} },
    confirmed: { type: String, default: null },
    pending: {
      type: new Schema({ email: String, until: Date, nonce: String }, { _id: false }),
      default: null,
    },
    failure: { type: new Schema({ since: Date, reason: String }, { _id: false }), default: null },
  },
  {
    collection: 'mailboxes',
    strict: 'throw',
    strictQuery: 'throw',
    versionKey: false,
    minimize: false,
    autoIndex: false,
    autoCreate: false,
  },
);

export const MailboxModel = model<Mailbox>('Mailbox', mailboxSchema);

/** Of those who never chose anything, too. */
export async function mailboxOf(user: Types.ObjectId): Promise<Mailbox> {
  const found = await MailboxModel.findById(user).lean<Mailbox>();
  return found ?? { _id: user, language: 'vi', timings: {}, confirmed: null, pending: null, failure: null };
}
