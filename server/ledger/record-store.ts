import { Types } from 'mongoose';
import type { Model } from 'mongoose';
import type { ChangeBy, ReviewKind } from '../domain/change.ts';
import { DomainError, conflict, invalid, notFound } from '../domain/errors.ts';
import type { Fault } from '../domain/errors.ts';
import { nextReviewState } from '../domain/review-state.ts';
import { scopeFor } from '../domain/roles.ts';
import type { Actor } from '../domain/roles.ts';
import { searchKey } from '../domain/search-key.ts';
import type { Clock } from '../platform/clock.ts';
import type { RecordDocument, ReviewedRecord } from './reviewed-record.ts';
import type { Ledger } from './unit-of-work.ts';

/** What one kind of record adds to the machinery that all share. */
export interface RecordKindRules<Content, Extra = object> {
  kind: ReviewKind;
  /** The content in its normal form: codes without spaces, numbers parsed. Runs before `check`. */
  normalise?(content: Content): Content;
  /** Rules that even a draft must keep: what is wrong, by field. */
  check?(content: Content, organisation: string, id: string | null): Promise<Fault[]>;
  title(content: Content): string | Promise<string>;
  /** Further words to find the record by. */
  keywords?(content: Content): string[] | Promise<string[]>;
  /** What is stored beside the content and follows from it; `doc` is the record before, null for a new one. */
  beside?(content: Content, doc: RecordDocument<Content, Extra> | null): Partial<Extra>;
}

interface StoreOptions<Content, Extra> {
  ledger: Ledger;
  clock: Clock;
  model: Model<ReviewedRecord<Content> & Extra>;
  rules: RecordKindRules<Content, Extra>;
}

export interface NewRecord<Extra> {
  /** The owner; producers may only name their own organisation. */
  organisation: string;
  /** Given by the caller where it must be known beforehand. */
  id?: string;
  sample?: boolean;
  extra?: Extra;
}

/** Drafts of one kind of record: created, found and edited under the actor's scope, every write through the ledger. */
export function recordStore<Content extends object, Extra = object>(options: StoreOptions<Content, Extra>) {
  const { ledger, clock, model, rules } = options;
  type Doc = RecordDocument<Content, Extra>;

  return {
    kind: rules.kind,

    async create<View>(
      given: Content,
      owner: NewRecord<Extra>,
      by: ChangeBy,
      view: (doc: Doc) => Promise<View>,
    ) {
      const own = by.actor.organisation;
      if (own !== null && own !== owner.organisation) throw notFound();
      return ledger.change(by, async (record): Promise<View> => {
        const doc = await make(given, owner);
        await doc.save();
        await record({ ...entryFor(doc, 'create'), after: doc.content });
        return view(doc);
      });
    },

    /** Replaces the working copy. `rev` is the version the caller saw; a lost race is told with both versions. */
    async edit<View>(
      id: string,
      given: Content,
      { rev, by }: { rev: number; by: ChangeBy },
      view: (doc: Doc) => Promise<View>,
    ) {
      return ledger.change(by, async (record): Promise<View> => {
        const doc = await load(id, by.actor);
        const before = await alter(doc, given, rev);
        await doc.save();
        await record({ ...entryFor(doc, 'edit'), before, after: doc.content });
        return view(doc);
      });
    },

    /** The record, or 404 where it is not the actor's to see. */
    find: load,

    /** A new record, checked and not yet saved, for changes that do more than create a draft. */
    make,
    /** Puts new content into the working copy, unsaved; answers with what stood there before. */
    alter,
    /** How the ledger names a change of this record. */
    entryFor,

    async list(actor: Actor, filter: ListFilter): Promise<{ items: Doc[]; next?: string }> {
      const { state, q, organisation, after, limit = 25 } = filter;
      const words = q === undefined ? [] : searchKey(q).split(' ').filter(Boolean);
      const docs = (await model
        .find({
          ...(organisation !== undefined && { organisation: new Types.ObjectId(organisation) }),
          ...idsOf(scopeFor(actor)),
          ...(state !== undefined && { state }),
          ...(words.length > 0 && { $and: words.map((word) => ({ searchKey: { $regex: literal(word) } })) }),
          ...(after !== undefined && { _id: { $lt: cursorId(after) } }),
        } as object)
        .sort({ _id: -1 })
        .limit(limit + 1)) as unknown as Doc[];
      const items = docs.slice(0, limit);
      const last = items.at(-1);
      return docs.length > limit && last ? { items, next: String(last._id) } : { items };
    },
  };

  async function load(id: string, actor: Actor): Promise<Doc> {
    if (!Types.ObjectId.isValid(id)) throw notFound();
    const doc = await model.findOne({ _id: new Types.ObjectId(id), ...idsOf(scopeFor(actor)) } as object);
    if (!doc) throw notFound();
    return doc;
  }

  async function make(given: Content, owner: NewRecord<Extra>): Promise<Doc> {
    const content = await accepted(given, owner.organisation, null);
    return new model({
      ...(owner.id !== undefined && { _id: new Types.ObjectId(owner.id) }),
      organisation: new Types.ObjectId(owner.organisation),
      content,
      ...(await described(content)),
      sample: owner.sample ?? false,
      updatedAt: clock.now(),
      ...owner.extra,
      ...rules.beside?.(content, null),
    });
  }

  async function alter(doc: Doc, given: Content, rev: number): Promise<Content> {
    assertFresh(doc, rev);
    const before = doc.content;
    doc.state = nextReviewState(doc.state, 'edit');
    doc.content = await accepted(given, String(doc.organisation), String(doc._id));
    doc.set({
      ...(await described(doc.content)),
      ...rules.beside?.(doc.content, doc),
      updatedAt: clock.now(),
    });
    return before;
  }

  async function accepted(given: Content, organisation: string, id: string | null): Promise<Content> {
    const content = rules.normalise?.(given) ?? given;
    const faults = (await rules.check?.(content, organisation, id)) ?? [];
    if (faults.length > 0) throw invalid(faults);
    return content;
  }

  async function described(content: Content): Promise<{ title: string; searchKey: string }> {
    const title = await rules.title(content);
    const keywords = (await rules.keywords?.(content)) ?? [];
    return { title, searchKey: searchKey([title, ...keywords].join(' ')) };
  }

  function entryFor(doc: Doc, verb: string) {
    return {
      subject: { kind: rules.kind, id: String(doc._id) },
      action: `${rules.kind}.${verb}`,
      organisation: String(doc.organisation),
    };
  }
}

export interface ListFilter {
  state?: ReviewedRecord<unknown>['state'] | undefined;
  q?: string | undefined;
  organisation?: string | undefined;
  after?: string | undefined;
  limit?: number | undefined;
}

/** 409 with both versions named, and the current content so that nothing typed has to be guessed again. */
export function assertFresh(doc: { rev: number; content?: unknown }, rev: number): void {
  if (doc.rev === rev) return;
  throw conflict(
    { key: 'errors.stale', params: { yours: rev, current: doc.rev } },
    { yours: rev, current: doc.rev, currentContent: doc.content },
  );
}

function idsOf({ organisation }: { organisation?: string }): { organisation?: Types.ObjectId } {
  return organisation === undefined ? {} : { organisation: new Types.ObjectId(organisation) };
}

export function cursorId(after: string): Types.ObjectId {
  if (/^[0-9a-f]{24}$/.test(after)) return new Types.ObjectId(after);
  throw new DomainError(
    'malformed',
    { key: 'errors.malformed' },
    { faults: [{ pointer: '/after', key: 'errors.pattern' }] },
  );
}

/** A word to be found as it stands, never as a pattern (ASVS 1.2.9). */
export function literal(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
