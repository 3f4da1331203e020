import { Types } from 'mongoose';
import { notFound } from '../../domain/errors.ts';
import { scopeFor } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import { searchKey } from '../../domain/search-key.ts';
import { cursorId, literal } from '../../ledger/record-store.ts';
import type {
  Recall,
  RecallNotice,
  RecallNoticePage,
  RecallNoticeQuery,
  RecallPage,
  RecallQuery,
} from '../../platform/contract-types.ts';
import { RecallModel } from './recall-model.ts';
import type { RecallDocument } from './recall-model.ts';
import type { RecallNeighbours } from './recall-neighbours.ts';
import { noticeView, recallView } from './recall-view.ts';

interface ReadingOptions {
  publicOrigin: string;
  neighbours: Pick<RecallNeighbours, 'lots' | 'namesOf'>;
}

/** Recalls as their readers find them: the department all, a producer its own, anyone the notices. */
export function recallReading({ publicOrigin, neighbours }: ReadingOptions) {
  return {
    viewOf,

    async find(number: string, actor: Actor): Promise<Recall> {
      const doc = await RecallModel.findOne({ number, ...ownOnly(actor) });
      if (!doc) throw notFound();
      return viewOf(doc);
    },

    async list({ q, state, batch, limit = 25, after }: RecallQuery, actor: Actor): Promise<RecallPage> {
      const docs = await found({
        ...{ q, limit, after },
        filter: {
          ...ownOnly(actor),
          ...(batch !== undefined && { batches: new Types.ObjectId(batch) }),
          ...(state !== undefined && { closedAt: state === 'open' ? null : { $ne: null } }),
        },
      });
      const items: Recall[] = [];
      for (const doc of docs.slice(0, limit)) items.push(await viewOf(doc));
      return pageOf(items, docs, limit);
    },

    /** The notice by its number, to anyone; null where there is none. */
    async notice(number: string): Promise<RecallNotice | null> {
      const doc = await RecallModel.findOne({ number });
      return doc && noticeOf(doc);
    },

    async notices({ q, limit = 20, after }: RecallNoticeQuery): Promise<RecallNoticePage> {
      const docs = await found({ q, limit, after, filter: {} });
      const items: RecallNotice[] = [];
      for (const doc of docs.slice(0, limit)) items.push(await noticeOf(doc));
      return pageOf(items, docs, limit);
    },
  };

  async function viewOf(doc: RecallDocument): Promise<Recall> {
    const names = await neighbours.namesOf([String(doc.organisation)]);
    return recallView(doc, { names, titles: await neighbours.lots(doc.content.batches), publicOrigin });
  }

  async function noticeOf(doc: RecallDocument): Promise<RecallNotice> {
    return noticeView(doc, await neighbours.lots(doc.content.batches), publicOrigin);
  }
}

interface Wanted {
  q: string | undefined;
  limit: number;
  after: string | undefined;
  filter: object;
}

/** One more than fits, so that it is known whether there is a next page. */
function found({ q, limit, after, filter }: Wanted): Promise<RecallDocument[]> {
  const words = q === undefined ? [] : searchKey(q).split(' ').filter(Boolean);
  return RecallModel.find({
    ...filter,
    ...(words.length > 0 && { $and: words.map((word) => ({ searchKey: { $regex: literal(word) } })) }),
    ...(after !== undefined && { _id: { $lt: cursorId(after) } }),
  })
    .sort({ _id: -1 })
    .limit(limit + 1)
    .exec();
}

function pageOf<View>(items: View[], docs: readonly RecallDocument[], limit: number) {
  const last = docs[limit - 1];
  return docs.length > limit && last ? { items, next: String(last._id) } : { items };
}

function ownOnly(actor: Actor): object {
  const { organisation } = scopeFor(actor);
  return organisation === undefined ? {} : { organisation: new Types.ObjectId(organisation) };
}
