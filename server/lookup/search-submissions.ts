import type { ReviewKind } from '../domain/change.ts';
import { SubmissionModel } from '../features/submissions/submission-model.ts';
import type { StoredSubmission } from '../features/submissions/submission-model.ts';
import type { SearchDraft } from './search-sources.ts';

/** The version of a record that lay before the department last; earlier ones are found from it. */
export async function latestSubmission(kind: ReviewKind, record: unknown): Promise<SearchDraft | undefined> {
  const [found] = await SubmissionModel.find({ kind, record } as object, {
    title: 1,
    state: 1,
    organisation: 1,
    sample: 1,
    submittedAt: 1,
    decidedAt: 1,
    content: 1,
  })
    .sort({ number: -1 })
    .limit(1)
    .lean<(StoredSubmission & { _id: unknown })[]>();
  if (!found) return undefined;
  const { title, state, organisation, sample, submittedAt, decidedAt, content } = found;
  return {
    kind: 'submission',
    record: String(found._id),
    scopes: ['department'],
    title,
    words: [],
    codes: codesIn(content),
    code: null,
    organisation: String(organisation),
    state,
    sample,
    at: decidedAt ?? submittedAt,
  };
}

/** Of the frozen content, the codes that are about goods and papers, never a person's. */
function codesIn(content: object): string[] {
  return ['lot', 'gtin', 'number', 'plantingAreaCode', 'packingHouseCode'].flatMap((name) => {
    const value: unknown = (content as Record<string, unknown>)[name];
    return typeof value === 'string' && value !== '' ? [value] : [];
  });
}
