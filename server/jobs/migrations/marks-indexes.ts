import { indexes } from '../../platform/migration.ts';
import type { Migration } from '../../platform/migration.ts';

export const marksIndexes = indexes('2026-11-22-marks', [
  ['marks', { owner: 1, _id: -1 }],
  ['grants', { mark: 1, 'content.number': 1 }, { unique: true }],
  ['grants', { organisation: 1, _id: -1 }],
  ['grants', { mark: 1, organisation: 1, state: 1 }],
  ['grants', { 'content.products': 1, organisation: 1 }],
]);

const aroundMarks = indexes('2026-11-23-marks', [
  [
    'grants',
    { mark: 1, 'content.number': 1 },
    { unique: true, partialFilterExpression: { 'content.number': { $exists: true } } },
  ],
  ['grants', { state: 1, 'content.to': 1 }],
  ['mark_regulations', { mark: 1, number: -1 }, { unique: true }],
  ['mark_members', { mark: 1, organisation: 1, joinedOn: 1 }],
  ['mark_seasons', { mark: 1, 'content.from': -1 }],
  ['mark_balances', { grant: 1, from: -1 }],
  ['mark_balances', { season: 1 }],
  ['mark_draws', { batch: 1 }],
  ['mark_draws', { balance: 1 }],
  ['mark_visits', { mark: 1, 'content.on': -1 }],
]);

/** What is kept around a mark; and since a right has its number from its decision on, applications have none. */
export const markRecordsIndexes: Migration = {
  name: aroundMarks.name,
  async up(database) {
    const grants = await database.collection('grants').indexes();
    const old = grants.find(({ name, partialFilterExpression }) => {
      return name === 'mark_1_content.number_1' && !partialFilterExpression;
    });
    if (old) await database.collection('grants').dropIndex('mark_1_content.number_1');
    await aroundMarks.up(database);
  },
};
