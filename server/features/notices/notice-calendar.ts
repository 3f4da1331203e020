import { addDays } from '../../domain/calendar-date.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import type { Clock } from '../../platform/clock.ts';
import { NoticeModel } from './notice-model.ts';
import type { NoticeNeighbours } from './notice-neighbours.ts';
import type { NoticeWriter } from './notice-writer.ts';

/** Renewing takes the better part of two months; a fortnight before the end it is told once more. */
const daysAhead = [60, 14] as const;

/** What nobody did: told by a daily job, each thing once, whatever process runs it and however often. */
export function noticeCalendar(neighbours: NoticeNeighbours, writer: NoticeWriter, clock: Clock) {
  return async function tellByCalendar(): Promise<number> {
    const at = clock.now();
    const today = dateInVietnam(at);
    let told = await tellEndings(today, at);
    told += await tellOverdue(today, at);
    told += await tellStuck(today, at);
    return told;
  };

  async function tellEndings(today: string, at: Date): Promise<number> {
    let told = 0;
    for (const fact of await neighbours.endingBetween(today, addDays(today, daysAhead[0]))) {
      const { subject, title, on, organisation } = fact;
      const ahead = on <= addDays(today, daysAhead[1]) ? daysAhead[1] : daysAhead[0];
      told += await writer.write({
        kind: 'expiring',
        subject,
        words: { of: subject.kind, title, on },
        once: `expiring:${subject.id}:${on}:${ahead}`,
        organisations: { producers: organisation },
        at,
      });
    }
    return told;
  }

  /** A sum a day: yesterday's is settled by today's, or by there being none. */
  async function tellOverdue(today: string, at: Date): Promise<number> {
    const count = await neighbours.overdue(today);
    await settleFormer('submission-overdue', `overdue:${today}`, at);
    if (count === 0) return 0;
    return writer.write({
      kind: 'submission-overdue',
      subject: { kind: 'queue', id: 'overdue' },
      words: { count },
      once: `overdue:${today}`,
      organisations: {},
      at,
    });
  }

  async function tellStuck(today: string, at: Date): Promise<number> {
    const stuck = await neighbours.refusedMessages();
    let told = 0;
    await settleFormer('sync-stuck', `stuck:${today}:`, at);
    for (const { gateway, count } of stuck) {
      told += await writer.write({
        kind: 'sync-stuck',
        subject: { kind: 'gateway', id: gateway },
        words: { count, gateway },
        once: `stuck:${today}:${gateway}`,
        organisations: {},
        at,
      });
    }
    return told;
  }
}

async function settleFormer(
  kind: 'submission-overdue' | 'sync-stuck',
  current: string,
  at: Date,
): Promise<void> {
  const former = { kind, settledAt: null, once: { $not: new RegExp(`^${current}`) } };
  await NoticeModel.updateMany(former, { $set: { settledAt: at } });
}
