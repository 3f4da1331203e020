import type { ReviewKind } from '../../domain/change.ts';
import type { ReviewState } from '../../domain/review-table.ts';
import type { ReviewPort, Standing } from '../../ledger/review-port.ts';
import type { Submission } from '../../platform/contract-types.ts';
import type { StoredSubmission } from './submission-model.ts';

export type Awaits = Submission['awaits'];

/** What records need of each other, asked once a kind however many records there are. */
export function submissionNeeds({ portOf }: { portOf: (kind: ReviewKind) => ReviewPort }) {
  return {
    async awaitsOf(version: Pick<StoredSubmission, 'needs'>): Promise<Awaits> {
      return (await awaitsOfAll([version]))[0] ?? [];
    },
    awaitsOfAll,
  };

  /** Each with the state that counts here: a record in force carries others, whatever its working copy does. */
  async function awaitsOfAll(versions: readonly Pick<StoredSubmission, 'needs'>[]): Promise<Awaits[]> {
    const wanted = new Map<ReviewKind, Set<string>>();
    for (const { kind, id } of versions.flatMap(({ needs }) => needs)) {
      wanted.set(kind, (wanted.get(kind) ?? new Set<string>()).add(id));
    }
    const known = new Map<string, Standing>();
    for (const [kind, ids] of wanted) {
      for (const standing of await portOf(kind).standings([...ids])) known.set(standing.id, standing);
    }
    return versions.map(({ needs }) =>
      needs.map(({ kind, id }) => {
        const standing = known.get(id);
        const state: ReviewState = standing?.isApproved ? 'approved' : (standing?.state ?? 'draft');
        return { kind, id, title: standing?.title ?? '', state };
      }),
    );
  }
}
