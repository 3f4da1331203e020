import { Types } from 'mongoose';
import { notFound } from '../../domain/errors.ts';
import { kindsFor } from '../../domain/notice-rules.ts';
import type { Actor } from '../../domain/roles.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Notice, NoticePage, NoticeQuery } from '../../platform/contract-types.ts';
import { translate } from '../../platform/i18n.ts';
import type { Language } from '../../platform/i18n.ts';
import { noticeAddress } from './notice-address.ts';
import { NoticeModel } from './notice-model.ts';
import type { StoredNotice } from './notice-model.ts';
import { noticeSentence } from './notice-words.ts';

const mostCounted = 100;

export type NoticeService = ReturnType<typeof noticeService>;

/** What one person was told: only theirs, and only while they still act for the same organisation in such a role. */
export function noticeService({ clock }: { clock: Clock }) {
  return {
    countUnread,

    async list(query: NoticeQuery, actor: Actor, language: Language): Promise<NoticePage> {
      const { state = 'all', kind, limit = 25, after } = query;
      const found = await NoticeModel.find({
        ...scopeOf(actor),
        ...(state === 'unread' && open),
        ...(kind !== undefined && { $and: [{ kind }] }),
        ...(after !== undefined && { _id: { $lt: new Types.ObjectId(after) } }),
      })
        .sort({ _id: -1 })
        .limit(limit + 1)
        .lean<StoredNotice[]>();
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return {
        items: items.map((one) => noticeView(one, actor, language)),
        unread: await countUnread(actor),
        ...(found.length > limit && last && { next: String(last._id) }),
      };
    },

    /** Reading it twice leaves the first moment. */
    async read(id: string, actor: Actor, language: Language): Promise<Notice> {
      const own = { ...scopeOf(actor), _id: new Types.ObjectId(id) };
      await NoticeModel.updateOne({ ...own, readAt: null }, { $set: { readAt: clock.now() } });
      const found = await NoticeModel.findOne(own).lean<StoredNotice>();
      if (!found) throw notFound();
      return noticeView(found, actor, language);
    },

    /** Those told after the caller looked are left alone. */
    async readAll(actor: Actor): Promise<void> {
      const now = clock.now();
      await NoticeModel.updateMany(
        { ...scopeOf(actor), readAt: null, at: { $lte: now } },
        { $set: { readAt: now } },
      );
    },
  };

  function countUnread(actor: Actor): Promise<number> {
    return NoticeModel.countDocuments({ ...scopeOf(actor), ...open }, { limit: mostCounted });
  }
}

const open = { readAt: null, settledAt: null };

function scopeOf(actor: Actor) {
  const { id, organisation } = actor;
  return {
    user: new Types.ObjectId(id),
    organisation: organisation === null ? null : new Types.ObjectId(organisation),
    kind: { $in: kindsFor(actor) },
  };
}

function noticeView(notice: StoredNotice, actor: Actor, language: Language): Notice {
  const { _id, kind, at, readAt, settledAt } = notice;
  return {
    id: String(_id),
    kind,
    text: noticeSentence(notice, translate[language], language),
    href: noticeAddress(notice, actor),
    at: at.toISOString(),
    readAt: readAt?.toISOString() ?? null,
    settledAt: settledAt?.toISOString() ?? null,
  };
}
