import { Types } from 'mongoose';
import { DomainError } from '../../domain/errors.ts';
import { openStates } from '../../domain/review-table.ts';
import { scopeFor } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import { searchKey } from '../../domain/search-key.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import type { NamesOf } from '../../ledger/record-service.ts';
import { cursorId, literal } from '../../ledger/record-store.ts';
import type { Clock } from '../../platform/clock.ts';
import type { SubmissionPage, SubmissionQuery, SubmissionSummary } from '../../platform/contract-types.ts';
import type { SubmissionClaims } from './submission-claims.ts';
import { SubmissionModel } from './submission-model.ts';
import type { StoredSubmission } from './submission-model.ts';
import type { Awaits } from './submission-needs.ts';
import { submissionSummary } from './submission-view.ts';

interface QueueOptions {
  clock: Clock;
  namesOf: NamesOf;
  awaitsOfAll: (docs: readonly Pick<StoredSubmission, 'needs'>[]) => Promise<Awaits[]>;
  claims: Pick<SubmissionClaims, 'of'>;
}

type SubmissionMark = Pick<SubmissionSummary, 'id' | 'state' | 'claim' | 'decidedAt' | 'decidedBy'>;
type Listed = StoredSubmission & { _id: Types.ObjectId };

/** What a list shows; the frozen contents stay where they are. */
const listed = { content: 0, previous: 0, pictures: 0, notes: 0 };

/** What lies before the department. */
export function submissionQueue({ clock, namesOf, awaitsOfAll, claims }: QueueOptions) {
  return {
    /** Most urgent first: by due date, brought forward by what speaks against a record. Or simply the oldest first. */
    async queue(actor: Actor, query: SubmissionQuery): Promise<SubmissionPage> {
      const { limit = 25, order = 'urgency' } = query;
      const docs = await SubmissionModel.find({ $and: conditions(query, actor) }, listed)
        .sort(order === 'age' ? { _id: 1 } : { urgentOn: 1, _id: 1 })
        .limit(limit + 1)
        .lean<Listed[]>();
      const items = await summaries(docs.slice(0, limit), actor);
      const last = docs.length > limit ? docs[limit - 1] : undefined;
      return last ? { items, next: cursorOf(last, order) } : { items };
    },

    /** What became of these, and who looks at them now; what is not the actor's to see is left out. */
    async marks(actor: Actor, ids: readonly string[]): Promise<{ items: SubmissionMark[] }> {
      const docs = await SubmissionModel.find({ _id: { $in: ids }, ...scopeOf(actor) }, listed).lean<
        Listed[]
      >();
      const held = await claims.of(ids, actor);
      return {
        items: docs.map(({ _id, state, decidedAt, decidedBy }) => ({
          id: String(_id),
          state,
          claim: held.get(String(_id)) ?? null,
          ...(decidedAt !== null && { decidedAt: decidedAt.toISOString() }),
          ...(decidedBy !== null && { decidedBy: decidedBy.name }),
        })),
      };
    },

    /** The neighbours of one submission in the order of the queue, for whoever goes from one to the next. */
    async around(
      actor: Actor,
      query: SubmissionQuery,
      id: string,
    ): Promise<{ next?: string; previous?: string }> {
      const here = await SubmissionModel.findById(id, { urgentOn: 1 }).lean<
        Pick<Listed, '_id' | 'urgentOn'>
      >();
      if (!here) return {};
      const { order = 'urgency', after: _page, ...filter } = query;
      const all = conditions(filter, actor);
      const beside = async (direction: 1 | -1) => {
        const sort = order === 'age' ? { _id: direction } : { urgentOn: direction, _id: direction };
        const found = await SubmissionModel.find(
          { $and: [...all, beyond(here, order, direction)] },
          { _id: 1 },
        )
          .sort(sort)
          .limit(1)
          .lean();
        return found[0] && String(found[0]._id);
      };
      const next = await beside(1);
      const previous = await beside(-1);
      return { ...(next !== undefined && { next }), ...(previous !== undefined && { previous }) };
    },
  };

  async function summaries(docs: readonly Listed[], actor: Actor): Promise<SubmissionPage['items']> {
    const names = await namesOf([...new Set(docs.map((doc) => String(doc.organisation)))]);
    const awaits = await awaitsOfAll(docs.map((doc) => (isOpen(doc) ? doc : { needs: [] })));
    const held = await claims.of(
      docs.map((doc) => String(doc._id)),
      actor,
    );
    const told = { names, actor, today: today() };
    return docs.map((doc, at) => ({
      ...submissionSummary(doc, { ...told, claim: held.get(String(doc._id)) ?? null }),
      awaiting: (awaits[at] ?? []).filter(({ state }) => state !== 'approved').length,
    }));
  }

  function conditions(query: SubmissionQuery, actor: Actor): object[] {
    const { state, kind, organisation, q = '', flag, due, after, order = 'urgency' } = query;
    const words = searchKey(q).split(' ').filter(Boolean);
    return [
      { state: state ?? { $in: [...openStates] } },
      ...(kind === undefined ? [] : [{ kind }]),
      ...(organisation === undefined ? [] : [{ organisation: new Types.ObjectId(organisation) }]),
      ...(flag === undefined ? [] : [{ 'flags.name': flag }]),
      ...(due === undefined ? [] : [{ dueOn: due === 'today' ? today() : { $lt: today() } }]),
      ...words.map((word) => ({ searchKey: { $regex: literal(word) } })),
      ...(after === undefined ? [] : [beyond(placeIn(after, order), order, 1)]),
      scopeOf(actor),
    ];
  }

  function today(): string {
    return dateInVietnam(clock.now());
  }
}

/** Producers see what they submitted, the department everything. */
export function scopeOf(actor: Actor): { organisation?: Types.ObjectId } {
  const { organisation } = scopeFor(actor);
  return organisation === undefined ? {} : { organisation: new Types.ObjectId(organisation) };
}

export function isOpen({ state }: Pick<StoredSubmission, 'state'>): boolean {
  return openStates.some((open) => open === state);
}

interface Place {
  _id: Types.ObjectId;
  urgentOn: string;
}

type Order = NonNullable<SubmissionQuery['order']>;

function cursorOf({ _id, urgentOn }: Place, order: Order): string {
  return order === 'age' ? String(_id) : `${urgentOn}.${String(_id)}`;
}

function placeIn(cursor: string, order: Order): Place {
  if (order === 'age') return { _id: cursorId(cursor), urgentOn: '' };
  const [, urgentOn, id = ''] = /^(\d{4}-\d\d-\d\d)\.(.+)$/.exec(cursor) ?? [];
  if (urgentOn !== undefined) return { _id: cursorId(id), urgentOn };
  throw new DomainError(
    'malformed',
    { key: 'errors.malformed' },
    { faults: [{ pointer: '/after', key: 'errors.pattern' }] },
  );
}

/** What stands behind (1) or before (-1) a place in the queue. */
function beyond({ _id, urgentOn }: Place, order: Order, direction: 1 | -1): object {
  const than = direction === 1 ? '$gt' : '$lt';
  if (order === 'age') return { _id: { [than]: _id } };
  return { $or: [{ urgentOn: { [than]: urgentOn } }, { urgentOn, _id: { [than]: _id } }] };
}
