import { Types } from 'mongoose';
import type { CanonicalKind } from '../domain/canonical-record.ts';
import { OrganisationModel } from '../features/organisations/organisation-model.ts';
import type { OutboxDraft } from '../ledger/unit-of-work.ts';
import { OriginModel } from './origin-model.ts';
import type { Publisher } from './publisher.ts';

/** What the department stands for now, whether a gateway was ever told or not. */
export function standingRecords({ draftOf }: Pick<Publisher, 'draftOf'>) {
  return {
    /** Ids in order; `digest` of the canonical record where it is known without making it. */
    async page(
      kind: CanonicalKind,
      after: string | null,
      limit: number,
    ): Promise<{ id: string; digest: string | null }[]> {
      const beyond = after === null ? {} : { $gt: new Types.ObjectId(after) };
      if (kind === 'organisation') {
        const found = await OrganisationModel.find(
          { approved: { $ne: null }, ...(after !== null && { _id: beyond }) },
          { _id: 1 },
        )
          .sort({ _id: 1 })
          .limit(limit)
          .lean<{ _id: Types.ObjectId }[]>();
        return found.map(({ _id }) => ({ id: String(_id), digest: null }));
      }
      const found = await OriginModel.find(
        { kind, ...(after !== null && { record: beyond }) },
        { record: 1, sent: 1 },
      )
        .sort({ record: 1 })
        .limit(limit)
        .lean();
      return found.map(({ record, sent }) => ({ id: String(record), digest: sent }));
    },

    draft: (kind: CanonicalKind, id: string): Promise<OutboxDraft | undefined> => draftOf(kind, id),
  };
}
