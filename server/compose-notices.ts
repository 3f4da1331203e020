import { Types } from 'mongoose';
import type { ChangeBy, Subject } from './domain/change.ts';
import { reviewKinds } from './domain/change.ts';
import { openStates } from './domain/review-table.ts';
import { systemActor } from './domain/roles.ts';
import { keepEmail } from './features/accounts/account-email.ts';
import { UserModel } from './features/accounts/user-model.ts';
import type { StoredUser } from './features/accounts/user-model.ts';
import { CertificateModel } from './features/certificates/certificate-model.ts';
import { HandoverModel } from './features/handovers/handover-model.ts';
import { GrantModel } from './features/marks/grant-model.ts';
import { MarkModel } from './features/marks/mark-model.ts';
import { letterSender } from './features/notices/letter-sender.ts';
import { mailTroubles } from './features/notices/mail-troubles.ts';
import { mailboxService } from './features/notices/mailbox-service.ts';
import { noticeCalendar } from './features/notices/notice-calendar.ts';
import type { NoticeNeighbours, StandingFact } from './features/notices/notice-neighbours.ts';
import { noticeRoutes } from './features/notices/notice-routes.ts';
import { noticeService } from './features/notices/notice-service.ts';
import { noticeTeller } from './features/notices/notice-teller.ts';
import { noticeWriter } from './features/notices/notice-writer.ts';
import { PrintJobModel } from './features/stamps/printing/print-job-model.ts';
import type { StampService } from './features/stamps/stamp-service.ts';
import { SubmissionModel } from './features/submissions/submission-model.ts';
import type { SubmissionService } from './features/submissions/submission-service.ts';
import { OutboxModel } from './ledger/outbox-model.ts';
import type { NamesOf } from './ledger/record-service.ts';
import type { Entry, Ledger } from './ledger/unit-of-work.ts';
import type { Clock } from './platform/clock.ts';
import type { Logger } from './platform/logger.ts';
import type { MailRoad } from './platform/mail-road.ts';

/** Where mails go; trial mode writes them to a folder. */
export interface MailPart {
  road: MailRoad;
  from: string;
}

interface Base {
  clock: Clock;
  log: Logger;
  publicOrigin: string;
  tokenSecrets: readonly string[];
  mail?: MailPart | undefined;
}

/** The services that notices read; they are made later than the ledger, which tells. */
export interface NoticeSources {
  namesOf: NamesOf;
  submissions: Pick<SubmissionService, 'titleOf'>;
  stamps: Pick<StampService, 'allowance'>;
}

/** Everything about telling people; `sources` is asked late, because the ledger that tells comes first. */
export function composeNotices(base: Base, sources: () => NoticeSources) {
  const { clock, log, publicOrigin, tokenSecrets, mail } = base;
  const neighbours = noticeNeighbours(sources);
  const writer = noticeWriter(neighbours);
  const teller = noticeTeller(neighbours, writer);
  const notices = noticeService({ clock });

  return {
    tell: (entry: Entry, by: ChangeBy, at: Date) => teller(entry, by, at),
    tellByCalendar: noticeCalendar(neighbours, writer, clock),

    /** What needs a ledger. */
    serve(ledger: Ledger) {
      const mailboxes = mailboxService({
        ...{ ledger, clock, neighbours, keepEmail },
        secret: tokenSecrets[0] ?? '',
        isServed: mail !== undefined,
      });
      const sender = letterSender({ clock, log, publicOrigin, mail, neighbours, tokenOf: mailboxes.tokenOf });
      const troubles = mailTroubles(neighbours, clock);
      const operations = noticeRoutes({ notices, mailboxes, troubles });
      return { services: { notices, mailboxes, mailTroubles: troubles }, sender, operations };
    },
  };
}

function noticeNeighbours(sources: () => NoticeSources): NoticeNeighbours {
  return {
    async people(roles, organisation) {
      const whose = organisation === null ? null : new Types.ObjectId(organisation);
      const found = { roles: { $in: [...roles] }, organisation: whose, disabled: false };
      const users = await UserModel.find(found, { _id: 1 }).lean();
      return users.map(({ _id }) => ({ id: String(_id), organisation }));
    },

    async addressees(ids) {
      const users = await UserModel.find({ _id: { $in: [...ids] }, disabled: false }).lean<StoredUser[]>();
      return users.map(({ _id, name, email, roles, organisation }) => ({
        ...{ id: String(_id), name, email, roles },
        organisation: organisation && String(organisation),
      }));
    },

    titleOf: async (subject) => titleOf(subject, sources()),

    async markOwnerOf(grant) {
      const doc = await GrantModel.findById(grant, { mark: 1 }).lean();
      const mark = doc && (await MarkModel.findById(doc.mark, { owner: 1 }).lean());
      return mark ? String(mark.owner) : null;
    },

    async submissionOf({ kind, id }) {
      const doc = await SubmissionModel.findOne(
        { kind: kind as 'batch', record: new Types.ObjectId(id) },
        { notes: 1 },
        { sort: { number: -1 } },
      ).lean();
      return doc && { id: String(doc._id), remarks: doc.notes.map(({ pointer }) => pointer) };
    },

    async ordererOf(job) {
      return (await PrintJobModel.findById(job, { orderedBy: 1 }).lean())?.orderedBy.id ?? null;
    },

    async partiesOf(handover) {
      const doc = await HandoverModel.findById(handover, { sender: 1, receiver: 1 }).lean();
      if (!doc) return null;
      const ids = [String(doc.sender), String(doc.receiver)] as const;
      const names = await sources().namesOf([...ids]);
      const [sender, receiver] = ids.map((id) => ({ id, name: names.get(id) ?? '' }));
      return sender && receiver ? { sender, receiver } : null;
    },

    async stampsOf(batch) {
      const { left, total } = await sources().stamps.allowance(batch, overseer);
      return left === null || total === null ? null : { left, total };
    },

    endingBetween: async (from, to) => [
      ...(await certificatesEnding(from, to)),
      ...(await grantsEnding(from, to)),
    ],

    overdue: (today) => SubmissionModel.countDocuments({ state: { $in: openStates }, dueOn: { $lt: today } }),

    async refusedMessages() {
      const found = await OutboxModel.aggregate<{ _id: string; count: number }>([
        { $match: { state: 'refused' } },
        { $group: { _id: '$gateway', count: { $sum: 1 } } },
        { $sort: { _id: 1 } },
      ]);
      return found.map(({ _id, count }) => ({ gateway: _id, count }));
    },
  };
}

/** Sees every batch: what it learns goes to the batch's own producer alone. */
const overseer = { ...systemActor, roles: ['officer' as const] };

async function titleOf({ kind, id }: Subject, { submissions }: NoticeSources): Promise<string | null> {
  if (kind === 'print-job') return (await PrintJobModel.findById(id, { title: 1 }).lean())?.title ?? null;
  if (kind === 'grant') return markOf(await GrantModel.findById(id, { mark: 1 }).lean());
  const reviewed = reviewKinds.find((one) => one === kind);
  return reviewed === undefined ? null : submissions.titleOf(reviewed, id);
}

async function markOf(grant: { mark: Types.ObjectId } | null): Promise<string | null> {
  const mark = grant && (await MarkModel.findById(grant.mark, { 'content.name': 1 }).lean());
  return mark?.content.name ?? null;
}

async function certificatesEnding(from: string, to: string): Promise<StandingFact[]> {
  const docs = await CertificateModel.find({ 'approved.content.expiresOn': { $gte: from, $lte: to } }).lean();
  return docs.map(({ _id, organisation, title, approved }) => ({
    subject: { kind: 'certificate', id: String(_id) },
    organisation: String(organisation),
    title,
    on: approved?.content.expiresOn ?? to,
  }));
}

async function grantsEnding(from: string, to: string): Promise<StandingFact[]> {
  const docs = await GrantModel.find({ state: 'granted', 'content.to': { $gte: from, $lte: to } }).lean();
  const facts: StandingFact[] = [];
  for (const { _id, organisation, mark, content } of docs) {
    facts.push({
      subject: { kind: 'grant', id: String(_id) },
      organisation: String(organisation),
      title: (await markOf({ mark })) ?? '',
      on: content.to,
    });
  }
  return facts;
}
