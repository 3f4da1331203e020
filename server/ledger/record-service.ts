import { Types } from 'mongoose';
import type { Model } from 'mongoose';
import type { ChangeBy } from '../domain/change.ts';
import { forbidden } from '../domain/errors.ts';
import type { Actor } from '../domain/roles.ts';
import type { Clock } from '../platform/clock.ts';
import { recordStore } from './record-store.ts';
import type { ListFilter, RecordKindRules } from './record-store.ts';
import { recordView } from './record-view.ts';
import type { RecordView } from './record-view.ts';
import type { ApprovedContent, RecordDocument, ReviewedRecord } from './reviewed-record.ts';
import type { Ledger } from './unit-of-work.ts';

/** The names of organisations by their ids, as other records show them. */
export type NamesOf = (ids: readonly string[]) => Promise<Map<string, string>>;

interface ServiceOptions<Content, Extra, Beside> {
  ledger: Ledger;
  clock: Clock;
  model: Model<ReviewedRecord<Content> & Extra>;
  rules: RecordKindRules<Content, Extra>;
  namesOf: NamesOf;
  /** What this kind shows beside its content: codes, a state by the calendar. */
  shownWith(content: Content, stored: Extra): Beside;
}

interface Owner {
  organisation?: string;
  sample?: boolean;
}

/** A record as the department stands for it: the content approved last. */
export type InForce<Content, Beside = object> = ApprovedContent<Content> &
  Beside & { id: string; organisation: string; sample: boolean };

/** What every kind of reviewed record offers to its routes, to pages and to other features. */
export function recordService<Content extends object, Extra = object, Beside = object>(
  options: ServiceOptions<Content, Extra, Beside>,
) {
  const { model, namesOf, shownWith } = options;
  const store = recordStore<Content, Extra>(options);
  type Doc = RecordDocument<Content, Extra>;
  type View = RecordView<Content> & Beside;
  type Stored = ReviewedRecord<Content> & Extra & { _id: Types.ObjectId };

  return {
    store,
    viewOf,

    /** A draft of the actor's own organisation, unless the caller names another (which only the department may). */
    create(content: Content, by: ChangeBy, { organisation, sample = false }: Owner = {}): Promise<View> {
      const owner = organisation ?? ownOrganisation(by.actor);
      return store.create(content, { organisation: owner, sample }, by, viewOf);
    },

    edit(id: string, content: Content, change: { rev: number; by: ChangeBy }): Promise<View> {
      return store.edit(id, content, change, viewOf);
    },

    async read(id: string, actor: Actor): Promise<View> {
      return viewOf(await store.find(id, actor));
    },

    async list(actor: Actor, filter: ListFilter): Promise<{ items: View[]; next?: string }> {
      const { items, next } = await store.list(actor, filter);
      const views = await viewsOf(items);
      return next === undefined ? { items: views } : { items: views, next };
    },

    /** The approved ones among these, in no order. For the read model and other features; looks at no actor. */
    async inForce(ids: readonly string[]): Promise<InForce<Content, Beside>[]> {
      const docs = await stored({ _id: { $in: objectIds(ids) }, approved: { $ne: null } });
      return docs.flatMap((doc) =>
        doc.approved
          ? [
              {
                ...doc.approved,
                ...shownWith(doc.approved.content, doc),
                id: String(doc._id),
                organisation: String(doc.organisation),
                sample: doc.sample,
              },
            ]
          : [],
      );
    },

    /** Those of the ids that are no records of this organisation. */
    async strangers(ids: readonly string[], organisation: string, { approvedOnly = false } = {}) {
      const own = await stored({
        _id: { $in: objectIds(ids) },
        organisation: new Types.ObjectId(organisation),
        ...(approvedOnly && { approved: { $ne: null } }),
      });
      const known = new Set(own.map(({ _id }) => String(_id)));
      return ids.filter((id) => !known.has(id));
    },

    /** What to call these records in lists. */
    async titlesOf(ids: readonly string[]): Promise<Map<string, string>> {
      const docs = await stored({ _id: { $in: objectIds(ids) } });
      return new Map(docs.map(({ _id, title }) => [String(_id), title]));
    },
  };

  async function viewOf(doc: Doc): Promise<View> {
    const names = await namesOf([String(doc.organisation)]);
    return { ...recordView<Content>(doc, names), ...shownWith(doc.content, doc) };
  }

  async function viewsOf(docs: Doc[]): Promise<View[]> {
    const names = await namesOf([...new Set(docs.map((doc) => String(doc.organisation)))]);
    return docs.map((doc) => ({ ...recordView<Content>(doc, names), ...shownWith(doc.content, doc) }));
  }

  async function stored(filter: object): Promise<Stored[]> {
    return await model.find(filter as never).lean();
  }
}

/** Ids that cannot be ids name nothing. */
function objectIds(ids: readonly string[]): Types.ObjectId[] {
  return ids.filter((id) => /^[0-9a-f]{24}$/.test(id)).map((id) => new Types.ObjectId(id));
}

/** Who belongs to no organisation has no place to put a record of one. */
function ownOrganisation({ organisation }: Actor): string {
  if (organisation === null) throw forbidden();
  return organisation;
}
