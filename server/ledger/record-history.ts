import { Types } from 'mongoose';
import type { Subject } from '../domain/change.ts';
import { AuditEntryModel } from './audit-entry-model.ts';
import type { AuditEntry } from './audit-entry-model.ts';
import { VersionModel } from './version-model.ts';
import type { Version } from './version-model.ts';

/** Whose entries, and which of them; what is left out does not narrow. */
export interface EntryFilter {
  /** Only entries of this organisation … */
  own?: string | undefined;
  /** … or of any organisation, where this one has at least one among them. */
  isShared?: boolean | undefined;
  who?: string | undefined;
  action?: string | undefined;
  since?: Date | undefined;
  before?: Date | undefined;
}

export type StoredEntry = AuditEntry & { _id: Types.ObjectId };

/** A page of what was done to a record, newest first, and where the next begins. Looks at no actor. */
export async function entriesOf(
  subject: Subject,
  filter: EntryFilter,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ items: StoredEntry[]; next?: string }> {
  const found = await AuditEntryModel.find({
    ...conditions(subject, filter),
    ...(after !== undefined && (await olderThan(after))),
  })
    .sort(newestFirst)
    .limit(limit + 1)
    .lean<StoredEntry[]>();
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return found.length > limit && last ? { items, next: String(last._id) } : { items };
}

/** All of it, oldest first, read as it is taken: a long history is never held in memory. */
export function eachEntryOf(subject: Subject, filter: EntryFilter): AsyncIterable<StoredEntry> {
  return AuditEntryModel.find(conditions(subject, filter))
    .sort({ at: 1, _id: 1 })
    .lean<StoredEntry[]>()
    .cursor({ batchSize: 200 });
}

/** Who ever did anything to a record, and what was ever done: what a history can be narrowed by. */
export async function actsOf(
  subject: Subject,
  filter: EntryFilter,
): Promise<{ people: { id: string; name: string }[]; actions: string[] }> {
  const [found] = await AuditEntryModel.aggregate<{
    people: { _id: string; name: string }[];
    actions: { _id: string }[];
  }>([
    { $match: conditions(subject, filter) },
    {
      $facet: {
        people: [{ $group: { _id: '$actor.id', name: { $last: '$actor.name' } } }, { $sort: { name: 1 } }],
        actions: [{ $group: { _id: '$action' } }, { $sort: { _id: 1 } }],
      },
    },
  ]);
  return {
    people: (found?.people ?? []).map(({ _id, name }) => ({ id: _id, name })),
    actions: (found?.actions ?? []).map(({ _id }) => _id),
  };
}

/** Every version that was in force, newest first. */
export function versionsOf({ kind, id }: Subject): Promise<Version[]> {
  return VersionModel.find({ 'subject.kind': kind, 'subject.id': id }).sort({ number: -1 }).lean<Version[]>();
}

const newestFirst = { at: -1, _id: -1 } as const;

function conditions({ kind, id }: Subject, filter: EntryFilter): object {
  const { own, isShared, who, action, since, before } = filter;
  return {
    'subject.kind': kind,
    'subject.id': id,
    ...(own !== undefined && { organisation: isShared === true ? { $ne: null } : own }),
    ...(who !== undefined && { 'actor.id': who }),
    ...(action !== undefined && { action }),
    ...((since ?? before) && { at: { ...(since && { $gte: since }), ...(before && { $lt: before }) } }),
  };
}

/** An entry that is not there is older than nothing. */
async function olderThan(id: string): Promise<object> {
  const _id = new Types.ObjectId(id);
  const entry = await AuditEntryModel.findById(_id, { at: 1 }).lean();
  if (!entry) return { _id: null };
  return { $or: [{ at: { $lt: entry.at } }, { at: entry.at, _id: { $lt: _id } }] };
}
