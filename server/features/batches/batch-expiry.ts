import { Types } from 'mongoose';
import { addDays } from '../../domain/calendar-date.ts';
import { systemActor } from '../../domain/roles.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { JobRecord } from '../jobs/job-run-service.ts';
import { BatchModel } from './batch-model.ts';

/** Older ends were noted on their day; a server was never off for so long. */
const lookBack = 60;

/** Puts on record, once, that a batch is past its shelf life. Its page says so from midnight on, by the date alone. */
export function batchExpiry({ ledger, clock }: { ledger: Ledger; clock: Clock }) {
  return async (): Promise<JobRecord[]> => {
    const today = dateInVietnam(clock.now());
    const due = BatchModel.find({
      'approved.content.expiresOn': { $gte: addDays(today, -lookBack), $lt: today },
    } as object)
      .lean()
      .cursor();
    const noted: JobRecord[] = [];
    for await (const { _id, organisation, approved, title, expiryNoted } of due) {
      const { expiresOn } = approved?.content ?? {};
      if (expiresOn === undefined || expiryNoted === expiresOn) continue;
      const id = String(_id);
      await ledger.change({ actor: systemActor }, async (record) => {
        const { modifiedCount } = await BatchModel.updateOne(
          { _id: new Types.ObjectId(id), expiryNoted: { $ne: expiresOn } },
          { $set: { expiryNoted: expiresOn } },
        );
        if (modifiedCount === 0) return null;
        await record({
          subject: { kind: 'batch', id },
          action: 'batch.expire',
          organisation: String(organisation),
          after: { expiresOn },
        });
        return null;
      });
      noted.push({ kind: 'batch', id, title });
    }
    return noted;
  };
}
