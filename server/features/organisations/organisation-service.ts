import { Types } from 'mongoose';
import type { ChangeBy, Subject } from '../../domain/change.ts';
import { forbidden } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import { nextReviewState } from '../../domain/review-state.ts';
import type { ReviewAction } from '../../domain/review-state.ts';
import { may } from '../../domain/roles.ts';
import { recordService } from '../../ledger/record-service.ts';
import { reviewOf } from '../../ledger/review-of.ts';
import type { RecordDocument } from '../../ledger/reviewed-record.ts';
import type { Entry, Ledger, OutboxDraft } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Organisation, OrganisationContent } from '../../platform/contract-types.ts';
import type { GeographyService } from '../geography/geography-service.ts';
import { OrganisationModel } from './organisation-model.ts';
import { missingFromOrganisation, normaliseOrganisation, organisationFaults } from './organisation-rules.ts';

interface Parts {
  ledger: Ledger;
  clock: Clock;
  geography: Pick<GeographyService, 'checkCommune'>;
  /** What else an approval writes in the same transaction: the read model, and what the gateways shall hold. */
  published: (subject: Subject) => Promise<OutboxDraft[]>;
}

export type OrganisationService = ReturnType<typeof organisationService>;
type Doc = RecordDocument<OrganisationContent>;

/** Producers, traders, mark owners and state bodies; registered by the department, kept up by themselves. */
export function organisationService({ ledger, clock, geography, published }: Parts) {
  const records = recordService<OrganisationContent>({
    ledger,
    clock,
    model: OrganisationModel,
    rules: {
      kind: 'organisation',
      normalise: normaliseOrganisation,
      check: async (content, _organisation, id) => [
        ...organisationFaults(content, geography),
        ...(await taxCodeTaken(content, id)),
      ],
      title: ({ name }) => name,
      keywords: ({ nameEn = '', shortName = '', taxCode = '' }) => [nameEn, shortName, taxCode],
    },
    namesOf,
    shownWith: () => ({}),
  });
  const { store, viewOf } = records;

  return {
    ...records,

    reviewPort: reviewOf<OrganisationContent>({
      kind: 'organisation',
      clock,
      model: OrganisationModel,
      missing: (doc) => Promise.resolve(missingFromOrganisation(doc.content)),
    }),

    /** Registered by the department, hence in force at once as version 1. */
    create(content: OrganisationContent, by: ChangeBy, { sample = false }: { sample?: boolean } = {}) {
      const id = new Types.ObjectId().toHexString();
      return ledger.change(by, async (record): Promise<Organisation> => {
        const doc = await store.make(content, { id, organisation: id, sample });
        approve(doc, ['submit', 'approve'], by);
        await doc.save();
        await record({ ...store.entryFor(doc, 'register'), ...(await inForce(doc)) });
        return viewOf(doc);
      });
    },

    /** The department's edit is in force at once; the owner's is a draft for review. */
    edit(id: string, content: OrganisationContent, { rev, by }: { rev: number; by: ChangeBy }) {
      if (!may(by.actor, 'organisations.write')) return records.edit(id, content, { rev, by });
      return ledger.change(by, async (record): Promise<Organisation> => {
        const doc = await store.find(id, by.actor);
        const before = await store.alter(doc, content, rev);
        approve(doc, ['submit', 'approve'], by);
        await doc.save();
        await record({ ...store.entryFor(doc, 'correct'), before, ...(await inForce(doc)) });
        return viewOf(doc);
      });
    },

    namesOf,

    /** All, by name, for a choice. */
    async choices(): Promise<{ id: string; name: string }[]> {
      const docs = await OrganisationModel.find({}, { title: 1 }).sort({ searchKey: 1 }).lean();
      return docs.map(({ _id, title }) => ({ id: String(_id), name: title }));
    },

    /** The name in force; null where there is no such organisation. */
    async nameOf(id: string): Promise<string | null> {
      return (await namesOf([id])).get(id) ?? null;
    },
  };

  function approve(doc: Doc, steps: ReviewAction[], { actor }: ChangeBy): void {
    if (!may(actor, 'organisations.write')) throw forbidden();
    doc.state = steps.reduce(nextReviewState, doc.state);
    doc.version += 1;
    doc.set({
      approved: { version: doc.version, at: clock.now(), by: actor.name, content: doc.content },
      notes: [],
      message: null,
    });
  }

  async function inForce(doc: Doc): Promise<Pick<Entry, 'after' | 'version' | 'messages'>> {
    return {
      after: doc.content,
      version: { number: doc.version, content: doc.content },
      messages: await published({ kind: 'organisation', id: String(doc._id) }),
    };
  }
}

/** The names in force, those of drafts where nothing was approved yet. */
async function namesOf(ids: readonly string[]): Promise<Map<string, string>> {
  const known = ids.filter((id) => Types.ObjectId.isValid(id)).map((id) => new Types.ObjectId(id));
  const docs = await OrganisationModel.find({ _id: { $in: known } }).lean();
  return new Map(docs.map(({ _id, title, approved }) => [String(_id), approved?.content.name ?? title]));
}

/** One tax code, one organisation; the code in force counts as well as the one in a working copy. */
async function taxCodeTaken({ taxCode }: OrganisationContent, id: string | null): Promise<Fault[]> {
  if (taxCode === undefined) return [];
  const other = await OrganisationModel.exists({
    $or: [{ 'content.taxCode': taxCode }, { 'approved.content.taxCode': taxCode }],
    ...(id !== null && { _id: { $ne: new Types.ObjectId(id) } }),
  } as object);
  return other ? [{ pointer: '/taxCode', key: 'organisation.tax-code-taken' }] : [];
}
