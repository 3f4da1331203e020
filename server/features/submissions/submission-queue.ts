import { Types } from 'mongoose';
import { scopeFor } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import { searchKey } from '../../domain/search-key.ts';
import type { NamesOf } from '../../ledger/record-service.ts';
import { cursorId, literal } from '../../ledger/record-store.ts';
import type { Submission, SubmissionPage, SubmissionQuery } from '../../platform/contract-types.ts';
import { SubmissionModel } from './submission-model.ts';
import type { SubmissionDocument } from './submission-model.ts';
import { submissionSummary } from './submission-view.ts';

interface QueueOptions {
  namesOf: NamesOf;
  awaitsOf: (doc: SubmissionDocument) => Promise<Submission['awaits']>;
}

/** What lies before the department. */
export function submissionQueue({ namesOf, awaitsOf }: QueueOptions) {
  return {
    /** Oldest first, each with how many other records must be approved before it. */
    async queue(actor: Actor, query: SubmissionQuery): Promise<SubmissionPage> {
      const { state = 'waiting', limit = 25 } = query;
      const docs = await SubmissionModel.find({ state, ...filterOf(query), ...scopeOf(actor) })
        .sort({ _id: 1 })
        .limit(limit + 1);
      const shown = docs.slice(0, limit);
      const names = await namesOf([...new Set(shown.map((doc) => String(doc.organisation)))]);
      const items: SubmissionPage['items'] = [];
      for (const doc of shown)
        items.push({ ...submissionSummary(doc, names), awaiting: await openNeeds(doc) });
      const last = items.at(-1);
      return docs.length > limit && last ? { items, next: last.id } : { items };
    },

    /** How many wait, and since when the oldest does. */
    async backlog(actor: Actor): Promise<{ count: number; oldest: string | null }> {
      const waiting = { state: 'waiting' as const, ...scopeOf(actor) };
      const count = await SubmissionModel.countDocuments(waiting);
      const oldest = await SubmissionModel.findOne(waiting, { submittedAt: 1 }).sort({ _id: 1 }).lean();
      return { count, oldest: oldest?.submittedAt.toISOString() ?? null };
    },
  };

  async function openNeeds(doc: SubmissionDocument): Promise<number> {
    if (doc.state !== 'waiting') return 0;
    return (await awaitsOf(doc)).filter(({ state }) => state !== 'approved').length;
  }
}

/** Producers see what they submitted, the department everything. */
export function scopeOf(actor: Actor): { organisation?: Types.ObjectId } {
  const { organisation } = scopeFor(actor);
  return organisation === undefined ? {} : { organisation: new Types.ObjectId(organisation) };
}

function filterOf({ kind, organisation, q = '', after }: SubmissionQuery): object {
  const words = searchKey(q).split(' ').filter(Boolean);
  return {
    ...(kind !== undefined && { kind }),
    ...(organisation !== undefined && { organisation: new Types.ObjectId(organisation) }),
    ...(words.length > 0 && { $and: words.map((word) => ({ searchKey: { $regex: literal(word) } })) }),
    ...(after !== undefined && { _id: { $gt: cursorId(after) } }),
  };
}
