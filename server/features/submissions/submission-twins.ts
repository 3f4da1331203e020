import { Types } from 'mongoose';
import type { NamesOf } from '../../ledger/record-service.ts';
import type { ReviewFlag } from '../../platform/contract-types.ts';
import { SubmissionModel } from './submission-model.ts';
import type { StoredSubmission } from './submission-model.ts';
import type { ReviewNeighbours } from './submission-neighbours.ts';

type Twin = Pick<StoredSubmission, 'kind' | 'record' | 'title' | 'organisation' | 'pictures'>;

const mostTold = 5;

/**
 * Pictures that another record shows already: another batch of the same producer, or anything of another producer of
 * the same province. A producer's own product photo beside its batches says nothing.
 */
export function pictureTwins({
  neighbours,
  namesOf,
}: {
  neighbours: Pick<ReviewNeighbours, 'alike' | 'provincesOf'>;
  namesOf: NamesOf;
}) {
  return async (doc: StoredSubmission): Promise<ReviewFlag[]> => {
    if (doc.pictures.length === 0) return [];
    const alike = await neighbours.alike(doc.pictures.map(String));
    const likeOf = new Map(alike.map(({ picture, other }) => [other, picture]));
    const found = await elsewhere(doc, [...likeOf.keys()]);
    const told = new Map<string, NonNullable<ReviewFlag['records']>[number]>();
    const names = await namesOf([...new Set(found.map(({ organisation }) => String(organisation)))]);
    for (const { kind, record, title, organisation, pictures } of found) {
      const picture = pictures.map(String).find((id) => likeOf.has(id));
      if (picture === undefined) continue;
      const id = String(record);
      const producer = names.get(String(organisation)) ?? '';
      told.set(id, { kind, id, title, producer, picture, like: likeOf.get(picture) ?? picture });
    }
    if (told.size === 0) return [];
    return [{ name: 'duplicate-picture', count: told.size, records: [...told.values()].slice(0, mostTold) }];
  };

  async function elsewhere(doc: StoredSubmission, pictures: readonly string[]): Promise<Twin[]> {
    const twins = await SubmissionModel.find(
      {
        pictures: { $in: pictures.map((id) => new Types.ObjectId(id)) },
        record: { $ne: doc.record },
        state: { $ne: 'withdrawn' },
      },
      { kind: 1, record: 1, title: 1, organisation: 1, pictures: 1 },
    )
      .sort({ _id: 1 })
      .limit(100)
      .lean<Twin[]>();
    const owner = String(doc.organisation);
    const provinces = await neighbours.provincesOf([
      ...new Set([owner, ...twins.map(({ organisation }) => String(organisation))]),
    ]);
    return twins.filter(({ kind, organisation }) =>
      String(organisation) === owner
        ? kind === 'batch' && doc.kind === 'batch'
        : provinces.get(String(organisation)) === provinces.get(owner),
    );
  }
}
