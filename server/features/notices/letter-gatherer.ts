import mongoose, { Types } from 'mongoose';
import { gatheredUntil, kindsFor } from '../../domain/notice-rules.ts';
import type { Clock } from '../../platform/clock.ts';
import { LetterModel } from './letter-model.ts';
import { mailboxOf } from './mailbox-model.ts';
import { NoticeModel } from './notice-model.ts';
import type { StoredNotice } from './notice-model.ts';
import type { Addressee, NoticeNeighbours } from './notice-neighbours.ts';

const mostPeople = 200;

/** Puts what is due for one person into one letter. Two processes at it: one finds nothing left. */
export function letterGatherer({ addressees }: Pick<NoticeNeighbours, 'addressees'>, clock: Clock) {
  return async function gather(): Promise<number> {
    const due = { mailAt: { $lte: clock.now() }, letter: null };
    const ids = await NoticeModel.aggregate<{ _id: Types.ObjectId }>([
      { $match: due },
      { $group: { _id: '$user' } },
      { $limit: mostPeople },
    ]);
    const people = new Map(
      (await addressees(ids.map(({ _id }) => String(_id)))).map((one) => [one.id, one] as const),
    );
    for (const { _id } of ids)
      await mongoose.connection.transaction(() => gatherFor(_id, people.get(String(_id))));
    return ids.length;
  };

  async function gatherFor(user: Types.ObjectId, person: Addressee | undefined): Promise<void> {
    const now = clock.now();
    const waiting = { user, letter: null, mailAt: { $lte: gatheredUntil(now) } };
    const found = await NoticeModel.find(waiting).sort({ _id: 1 }).lean<StoredNotice[]>();
    const box = await mailboxOf(user);
    const told = person?.email != null && person.email === box.confirmed ? worthAMail(found, person) : [];
    const ids = (some: StoredNotice[]) => ({ _id: { $in: some.map(({ _id }) => _id) }, letter: null });
    const letter = new Types.ObjectId();
    await NoticeModel.updateMany(ids(told), { $set: { letter } });
    await NoticeModel.updateMany(ids(found.filter((one) => !told.includes(one))), { $set: { mailAt: null } });
    if (told.length === 0) return;
    await new LetterModel({
      _id: letter,
      kind: 'digest',
      user,
      to: person?.email,
      notices: told.map(({ _id }) => _id),
      nextAt: now,
      createdAt: now,
    }).save();
  }
}

/** Neither read nor settled by now, and still the reader's to see. */
export function worthAMail(notices: readonly StoredNotice[], reader: Addressee): StoredNotice[] {
  const kinds = kindsFor(reader);
  return notices.filter(
    ({ kind, organisation, readAt, settledAt }) =>
      kinds.includes(kind) &&
      (organisation === null ? null : String(organisation)) === reader.organisation &&
      readAt === null &&
      settledAt === null,
  );
}
