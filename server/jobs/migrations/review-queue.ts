import { dueOn } from '../../domain/review-flags.ts';
import type { ReviewKind } from '../../domain/change.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import { indexes } from '../../platform/migration.ts';
import type { Migration } from '../../platform/migration.ts';

/** Due date and place in the queue for what was submitted before there were any. */
export const reviewQueueFields: Migration = {
  name: '2026-11-22-review-queue-fields',
  async up(database) {
    const submissions = database.collection<{ kind: ReviewKind; submittedAt: Date }>('submissions');
    const cursor = submissions.find(
      { urgentOn: { $exists: false } },
      { projection: { kind: 1, submittedAt: 1 } },
    );
    for await (const { _id, kind, submittedAt } of cursor) {
      const due = dueOn(kind, dateInVietnam(submittedAt));
      await submissions.updateOne({ _id }, [
        {
          $set: {
            dueOn: due,
            urgentOn: due,
            isFirst: { $eq: ['$previous', null] },
            needsTwo: false,
            endorsedAt: null,
            endorsedBy: null,
            flags: [],
            assessedAt: null,
            pictures: [],
          },
        },
      ]);
    }
  },
};

export const reviewQueueIndexes = indexes('2026-11-22-review-queue', [
  // The words of a search stand in the index as well, so that what does not match is never fetched.
  ['submissions', { state: 1, urgentOn: 1, _id: 1, searchKey: 1 }],
  ['submissions', { state: 1, kind: 1, urgentOn: 1, _id: 1 }],
  ['submissions', { state: 1, 'flags.name': 1, urgentOn: 1, _id: 1 }],
  ['submissions', { organisation: 1, state: 1, urgentOn: 1, _id: 1 }],
  ['submissions', { state: 1, dueOn: 1, kind: 1 }],
  ['submissions', { decidedAt: -1, state: 1, kind: 1, submittedAt: 1 }],
  ['submissions', { pictures: 1 }],
  ['submissions', { 'content.lot': 1 }, { partialFilterExpression: { kind: 'batch' } }],
  ['submissions', { record: 1, kind: 1 }, { unique: true, partialFilterExpression: { state: 'endorsed' } }],
  ['review_claims', { until: 1 }, { expireAfterSeconds: 0 }],
  ['files', { looksBands: 1 }],
  ['reports', { batch: 1, at: 1 }],
]);
