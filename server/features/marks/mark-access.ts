import { Types } from 'mongoose';
import { notFound } from '../../domain/errors.ts';
import { isOfDepartment } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import { MarkModel } from './mark-model.ts';
import type { MarkDocument } from './mark-model.ts';

export async function markOf(id: string): Promise<MarkDocument> {
  const doc = Types.ObjectId.isValid(id) ? await MarkModel.findById(new Types.ObjectId(id)) : null;
  if (!doc) throw notFound();
  return doc;
}

/** The mark, for the department and its owner's managers; for everybody else there is none. */
export async function ownMarkOf(id: string, actor: Actor): Promise<MarkDocument> {
  const doc = await markOf(id);
  if (!looksAfter(actor, String(doc.owner))) throw notFound();
  return doc;
}

export function looksAfter(actor: Actor, owner: string): boolean {
  return isOfDepartment(actor) || actor.organisation === owner;
}

/** What is recorded around a mark stands in the mark's own history. */
export function entryOf({ _id, owner }: Pick<MarkDocument, '_id' | 'owner'>, verb: string) {
  return {
    subject: { kind: 'mark' as const, id: String(_id) },
    action: `mark.${verb}`,
    organisation: String(owner),
  };
}

/** Two things recorded around one mark at the same moment stand in line: the second sees the first. */
export async function countEntry(doc: MarkDocument): Promise<void> {
  doc.entries += 1;
  await doc.save();
}
