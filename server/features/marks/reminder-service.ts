import { Types } from 'mongoose';
import { addDays, daysBetween } from '../../domain/calendar-date.ts';
import { scopeFor } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import type { Clock } from '../../platform/clock.ts';
import type { MarkReminder, MarkReminderList } from '../../platform/contract-types.ts';
import { grantStateNow } from './grant-access.ts';
import { GrantModel } from './grant-model.ts';
import { MarkModel } from './mark-model.ts';
import type { MarkDocument } from './mark-model.ts';
import { VisitModel } from './visit-model.ts';

export type ReminderService = ReturnType<typeof reminderService>;

/** Days ahead. A title is renewed within the six months before it ends (Law 50/2005 art. 93(6) and its decrees). */
const ahead: Record<MarkReminder['kind'], number> = {
  'title-expiry': 183,
  'grant-expiry': 60,
  'finding-deadline': 30,
  'check-deadline': 30,
  'task-due': 30,
};

/** Nobody has to remember a date: what falls due under a mark is said beforehand. */
export function reminderService({ clock }: { clock: Clock }) {
  return {
    ofMark,

    /** Under all marks that the actor looks after, the most urgent first. */
    async list(actor: Actor): Promise<MarkReminderList> {
      const { organisation } = scopeFor(actor);
      const own = organisation === undefined ? {} : { owner: new Types.ObjectId(organisation) };
      const items: MarkReminder[] = [];
      for (const mark of await MarkModel.find(own)) items.push(...(await ofMark(mark)));
      return { items: items.sort(byDay) };
    },
  };

  async function ofMark(mark: MarkDocument): Promise<MarkReminder[]> {
    const due: Omit<MarkReminder, 'mark' | 'days'>[] = [...ofTitle(mark), ...ofProject(mark)];
    due.push(...(await ofGrants(mark._id)), ...(await ofVisits(mark._id)));
    const today = dateInVietnam(clock.now());
    return due
      .filter(({ kind, on }) => on <= addDays(today, ahead[kind]))
      .map((reminder) => ({
        ...reminder,
        mark: { id: String(mark._id), name: mark.content.name },
        days: daysBetween(today, reminder.on),
      }))
      .sort(byDay);
  }

  async function ofGrants(mark: Types.ObjectId) {
    const today = dateInVietnam(clock.now());
    const grants = await GrantModel.find({
      mark,
      state: { $in: ['applied', 'checked', 'granted', 'suspended'] },
    });
    return grants.flatMap((doc): Omit<MarkReminder, 'mark' | 'days'>[] => {
      const grant = String(doc._id);
      const state = grantStateNow(doc, today);
      const what = doc.content.number ?? '';
      if (state === 'granted') return [{ kind: 'grant-expiry', on: doc.content.to, what, grant }];
      const deadline = doc.checks.at(-1)?.deadline;
      return state === 'checked' && deadline !== undefined
        ? [{ kind: 'check-deadline', on: deadline, what, grant }]
        : [];
    });
  }
}

function ofTitle({ content }: MarkDocument): Omit<MarkReminder, 'mark' | 'days'>[] {
  const { expiresOn, certificateNumber = '' } = content;
  return expiresOn === undefined
    ? []
    : [{ kind: 'title-expiry', on: expiresOn, what: certificateNumber, grant: null }];
}

function ofProject({ project }: MarkDocument): Omit<MarkReminder, 'mark' | 'days'>[] {
  return (project?.tasks ?? []).flatMap(({ title, due, done }) =>
    due === undefined || done !== undefined
      ? []
      : [{ kind: 'task-due' as const, on: due, what: title, grant: null }],
  );
}

async function ofVisits(mark: Types.ObjectId): Promise<Omit<MarkReminder, 'mark' | 'days'>[]> {
  const visits = await VisitModel.find({ mark }).lean();
  return visits.flatMap(({ grant, findings }) =>
    findings.flatMap(({ text, deadline, closedOn }) =>
      closedOn !== null || deadline === null
        ? []
        : [{ kind: 'finding-deadline' as const, on: deadline, what: text, grant: grant && String(grant) }],
    ),
  );
}

function byDay(a: MarkReminder, b: MarkReminder): number {
  return a.on < b.on ? -1 : a.on > b.on ? 1 : 0;
}
