import { SubmissionModel } from './submission-model.ts';
import type { StoredSubmission } from './submission-model.ts';

type Former = Pick<StoredSubmission, 'content' | 'notes' | 'message' | 'state'>;

/** The version this one answers: returned, with nothing decided in between. null where there is none. */
export async function formerReturn({
  kind,
  record,
  number,
}: Pick<StoredSubmission, 'kind' | 'record' | 'number'>): Promise<Former | null> {
  const [former] = await SubmissionModel.find(
    { kind, record, number: { $lt: number }, state: { $in: ['returned', 'refused', 'approved'] } },
    { content: 1, notes: 1, message: 1, state: 1 },
  )
    .sort({ number: -1 })
    .limit(1)
    .lean<Former[]>();
  return former?.state === 'returned' ? former : null;
}
