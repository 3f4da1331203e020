import { Types } from 'mongoose';
import { notFound } from '../../domain/errors.ts';
import { grantStateOn } from '../../domain/grant-state.ts';
import type { GrantState } from '../../domain/grant-state.ts';
import { scopeFor } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import type { Grant } from '../../platform/contract-types.ts';
import { looksAfter } from './mark-access.ts';
import { GrantModel } from './grant-model.ts';
import type { GrantDocument } from './grant-model.ts';
import { MarkModel } from './mark-model.ts';
import type { MarkNeighbours } from './mark-neighbours.ts';

/** Rights of the own organisation, and those given under marks that it owns. */
export async function visibleTo(actor: Actor): Promise<object> {
  const { organisation } = scopeFor(actor);
  if (organisation === undefined) return {};
  const own = new Types.ObjectId(organisation);
  const marks = await MarkModel.find({ owner: own }, { _id: 1 }).lean();
  return { $or: [{ organisation: own }, { mark: { $in: marks.map(({ _id }) => _id) } }] };
}

export async function visibleGrant(id: string, actor: Actor): Promise<GrantDocument> {
  const doc = await GrantModel.findOne({ _id: new Types.ObjectId(id), ...(await visibleTo(actor)) });
  if (!doc) throw notFound();
  return doc;
}

/** For the department and the managers of the mark's owner; its holder sees it and decides nothing. */
export async function managedGrant(id: string, actor: Actor): Promise<GrantDocument> {
  const doc = await visibleGrant(id, actor);
  const mark = await MarkModel.findById(doc.mark, { owner: 1 }).lean();
  if (!mark || !looksAfter(actor, String(mark.owner))) throw notFound();
  return doc;
}

export function grantStateNow({ state, content }: GrantDocument, today: string): GrantState {
  return grantStateOn({ state, to: content.to }, today);
}

export function grantEntry(doc: GrantDocument, verb: string) {
  return {
    subject: { kind: 'grant' as const, id: String(doc._id) },
    action: `grant.${verb}`,
    organisation: String(doc.organisation),
  };
}

/** A state of a right that is kept for good. */
export function grantVersion({ version, content, state, reason, checks }: GrantDocument) {
  return { number: version, content: { ...content, state, reason, checks } };
}

export async function grantView(
  doc: GrantDocument,
  today: string,
  { organisationName }: Pick<MarkNeighbours, 'organisationName'>,
): Promise<Grant> {
  const mark = await MarkModel.findById(doc.mark, { 'content.name': 1 }).lean();
  const organisation = String(doc.organisation);
  const { proposal } = doc;
  return {
    id: String(doc._id),
    rev: doc.rev,
    mark: { id: String(doc.mark), name: mark?.content.name ?? '' },
    organisation: { id: organisation, name: (await organisationName(organisation)) ?? '' },
    state: grantStateNow(doc, today),
    reason: doc.reason,
    checks: doc.checks,
    proposal: proposal && {
      act: proposal.act,
      by: proposal.by,
      at: proposal.at.toISOString(),
      reason: proposal.reason ?? null,
    },
    renews: doc.renews && String(doc.renews),
    sample: doc.sample,
    updatedAt: doc.updatedAt.toISOString(),
    content: doc.content,
  };
}
