import { Types } from 'mongoose';
import { addDays } from '../../domain/calendar-date.ts';
import { validityOn } from '../../domain/certificate-validity.ts';
import { systemActor } from '../../domain/roles.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { JobRecord } from '../jobs/job-run-service.ts';
import { CertificateModel } from './certificate-model.ts';

/** Older ends were noted on their day; a server was never off for so long. */
const lookBack = 60;
/** Longer than any notice ahead. */
const lookAhead = 90;

/**
 * Puts on record that a certificate will soon end, and on the day after its last that it has: once each. What pages
 * show of it follows the date by itself.
 */
export function certificateExpiry({ ledger, clock }: { ledger: Ledger; clock: Clock }) {
  return async (): Promise<JobRecord[]> => {
    const today = dateInVietnam(clock.now());
    const due = await CertificateModel.find({
      'approved.content.expiresOn': { $gte: addDays(today, -lookBack), $lte: addDays(today, lookAhead) },
    } as object).lean();
    const noted: JobRecord[] = [];
    for (const { _id, organisation, approved, title, expiryNoted } of due) {
      const { expiresOn = '' } = approved?.content ?? {};
      const validity = validityOn(today, { expiresOn });
      const note = `${validity === 'expired' ? 'ended' : 'ahead'}:${expiresOn}`;
      if (validity === 'valid' || expiryNoted === note) continue;
      const id = String(_id);
      await ledger.change({ actor: systemActor }, async (record) => {
        const { modifiedCount } = await CertificateModel.updateOne(
          { _id: new Types.ObjectId(id), expiryNoted: { $ne: note } },
          { $set: { expiryNoted: note } },
        );
        if (modifiedCount === 0) return null;
        await record({
          subject: { kind: 'certificate', id },
          action: validity === 'expired' ? 'certificate.expire' : 'certificate.expires-soon',
          organisation: String(organisation),
          after: { expiresOn },
        });
        return null;
      });
      noted.push({ kind: 'certificate', id, title });
    }
    return noted;
  };
}
