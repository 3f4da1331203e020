import { newSuspension } from '../../domain/suspension.ts';
import { indexes } from '../../platform/migration.ts';
import type { Migration } from '../../platform/migration.ts';

interface HeldBatch {
  hold: string;
  holdReason: string | null;
  holdSince: Date | null;
}

/** What was suspended before suspensions were kept is put on record, with its day to explain. */
export const suspensionsOnRecord: Migration = {
  name: '2026-11-22-suspensions-on-record',
  async up(database) {
    const batches = database.collection<HeldBatch>('batches');
    const cursor = batches.find({ hold: 'suspended', 'suspensions.0': { $exists: false } });
    for await (const { _id, holdReason, holdSince } of cursor) {
      const by = { id: '', name: '' };
      const suspension = newSuspension(holdReason ?? '', { at: holdSince ?? new Date(0), by });
      await batches.updateOne({ _id }, { $set: { suspensions: [suspension] } });
    }
  },
};

const ninetyDays = 90 * 24 * 60 * 60;

export const afterApprovalIndexes = indexes('2026-11-22-after-approval', [
  ['batches', { hold: 1, holdSince: 1, _id: 1 }],
  // Worked off by the calendar, once a day.
  ['batches', { 'approved.content.expiresOn': 1 }],
  ['certificates', { 'approved.content.expiresOn': 1 }],
  ['recalls', { number: 1 }, { unique: true }],
  ['recalls', { searchKey: 1, _id: -1 }],
  ['recalls', { organisations: 1, _id: -1 }],
  ['job_runs', { startedAt: 1 }, { expireAfterSeconds: ninetyDays }],
  ['job_runs', { job: 1, _id: -1 }],
]);
