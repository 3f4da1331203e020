import { Types } from 'mongoose';
import { audiencesOf, mailTime, rolesIn, usualTiming } from '../../domain/notice-rules.ts';
import type { Audience, NoticeKind } from '../../domain/notice-rules.ts';
import { MailboxModel } from './mailbox-model.ts';
import type { Mailbox } from './mailbox-model.ts';
import { NoticeModel } from './notice-model.ts';
import type { StoredNotice } from './notice-model.ts';
import type { NoticeNeighbours, Recipient } from './notice-neighbours.ts';

/** Something to be told, before it is known to whom. */
export interface Telling extends Pick<StoredNotice, 'kind' | 'subject' | 'words' | 'once'> {
  pointer?: string | null;
  /** Whose people an audience is; an audience without one is not told, and the department needs none. */
  organisations: Partial<Record<Audience, string>>;
  /** Who did it knows already. */
  except?: string;
  /** The one person whom it concerns, of those who could be told. */
  only?: string | undefined;
  at: Date;
}

export type NoticeWriter = ReturnType<typeof noticeWriter>;

/** Writes a notice for each person whom it concerns, with the time it goes by mail as that person wants it. */
export function noticeWriter({ people }: Pick<NoticeNeighbours, 'people'>) {
  return {
    async write(telling: Telling): Promise<number> {
      const { except, only } = telling;
      const readers = (await readersOf(telling)).filter(
        ({ id }) => id !== except && (only === undefined || id === only),
      );
      if (readers.length === 0) return 0;
      const boxes = await MailboxModel.find({ _id: { $in: readers.map(({ id }) => id) } }).lean<Mailbox[]>();
      const timings = new Map(boxes.map(({ _id, timings: chosen }) => [String(_id), chosen]));
      const { upsertedCount } = await NoticeModel.bulkWrite(
        readers.map((reader) => {
          const _id = new Types.ObjectId();
          const { user, once, ...rest } = noticeFor(reader, telling, timings.get(reader.id)?.[telling.kind]);
          return {
            updateOne: { filter: { user, once }, update: { $setOnInsert: { _id, ...rest } }, upsert: true },
          };
        }),
      );
      return upsertedCount;
    },
  };

  async function readersOf({ kind, organisations }: Telling): Promise<Recipient[]> {
    const found = new Map<string, Recipient>();
    for (const audience of audiencesOf(kind)) {
      const organisation = organisations[audience];
      if (audience !== 'officers' && organisation === undefined) continue;
      const whose = audience === 'officers' ? null : (organisation ?? null);
      for (const one of await people(rolesIn(audience), whose)) found.set(one.id, one);
    }
    return [...found.values()];
  }
}

function noticeFor(
  { id, organisation }: Recipient,
  { kind, subject, words, once, pointer = null, at }: Telling,
  chosen: Mailbox['timings'][NoticeKind],
): Omit<StoredNotice, '_id'> {
  return {
    user: new Types.ObjectId(id),
    organisation: organisation === null ? null : new Types.ObjectId(organisation),
    kind,
    subject,
    pointer,
    words,
    once,
    at,
    readAt: null,
    settledAt: null,
    mailAt: mailTime(chosen ?? usualTiming(kind), at),
    letter: null,
  };
}
