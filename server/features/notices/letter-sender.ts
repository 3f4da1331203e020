import { randomInt } from 'node:crypto';
import { retryAt } from '../../domain/notice-rules.ts';
import type { Clock } from '../../platform/clock.ts';
import { newSecret } from '../../platform/ids.ts';
import type { Logger } from '../../platform/logger.ts';
import { mailRefusal } from '../../platform/mail-road.ts';
import type { MailRoad } from '../../platform/mail-road.ts';
import { repeatedWork } from '../../platform/repeated-work.ts';
import { worthAMail, letterGatherer } from './letter-gatherer.ts';
import type { Letter } from './letter-model.ts';
import { letterQueue } from './letter-queue.ts';
import { confirmationText, digestText } from './letter-text.ts';
import type { LetterText } from './letter-text.ts';
import { MailboxModel, mailboxOf } from './mailbox-model.ts';
import type { Mailbox } from './mailbox-model.ts';
import { NoticeModel } from './notice-model.ts';
import type { StoredNotice } from './notice-model.ts';
import type { Addressee, NoticeNeighbours } from './notice-neighbours.ts';

interface SenderOptions {
  clock: Clock;
  log: Logger;
  publicOrigin: string;
  /** Absent where this deployment sends no mail: notices are told on pages alone. */
  mail: { road: MailRoad; from: string } | undefined;
  neighbours: Pick<NoticeNeighbours, 'addressees'>;
  tokenOf: (box: Mailbox) => string | null;
  pauseMs?: number;
  leaseMs?: number;
}

/** Carries letters to the mail server. Any number of processes may; at least once, under one Message-ID. */
export function letterSender(options: SenderOptions) {
  const { clock, log, publicOrigin, mail, neighbours, tokenOf, pauseMs = 10_000, leaseMs = 90_000 } = options;
  const queue = letterQueue({ owner: newSecret(), clock, leaseMs });
  const gather = letterGatherer(neighbours, clock);
  const turns = repeatedWork({ work: round, pauseMs, log, failure: 'mail could not be sent' });

  return {
    start(): void {
      if (mail) turns.start();
    },
    stop: turns.stop,
    round,
  };

  /** Everything that is due now; how many letters went out. */
  async function round(): Promise<number> {
    if (!mail) return 0;
    await gather();
    let sent = 0;
    for (let letter = await queue.claim(); letter && !turns.isStopping(); letter = await queue.claim()) {
      if (await carry(letter, mail)) sent += 1;
    }
    return sent;
  }

  async function carry(letter: Letter, { road, from }: NonNullable<SenderOptions['mail']>): Promise<boolean> {
    const [person] = await neighbours.addressees([String(letter.user)]);
    const box = await mailboxOf(letter.user);
    const written = person && (await textOf(letter, person, box));
    if (!written) {
      await queue.settle(letter, 'needless');
      return false;
    }
    try {
      const messageId = `${String(letter._id)}@${new URL(publicOrigin).hostname}`;
      const { _id: _, to, createdAt: date } = letter;
      await road.send({ messageId, from, to, date, language: box.language, ...written });
    } catch (error) {
      await failed(letter, error);
      return false;
    }
    await queue.settle(letter, 'sent');
    await MailboxModel.updateOne({ _id: letter.user, failure: { $ne: null } }, { $set: { failure: null } });
    return true;
  }

  /** Nothing where it became pointless meanwhile, or the address is not the person's any more. */
  async function textOf(letter: Letter, person: Addressee, box: Mailbox): Promise<LetterText | undefined> {
    const { name } = person;
    const { language, confirmed, pending } = box;
    if (letter.kind === 'confirmation') {
      const token = pending?.email === letter.to && pending.until > clock.now() ? tokenOf(box) : null;
      if (token === null) return undefined;
      return confirmationText(`${publicOrigin}/account/email/confirm?token=${token}`, { name, language });
    }
    if (person.email !== letter.to || confirmed !== letter.to) return undefined;
    const notices = await NoticeModel.find({ _id: { $in: letter.notices } })
      .sort({ _id: 1 })
      .lean<StoredNotice[]>();
    if (worthAMail(notices, person).length === 0) return undefined;
    const shown = worthAMail(
      notices.map((one) => ({ ...one, readAt: null, settledAt: null })),
      person,
    ).map(({ _id }) => String(_id));
    const still = notices.filter(({ _id }) => shown.includes(String(_id)));
    return digestText(still, { name, language, publicOrigin });
  }

  async function failed(letter: Letter, error: unknown): Promise<void> {
    const { isFinal, words } = mailRefusal(error);
    const now = clock.now();
    const next = isFinal ? null : retryAt(letter.tries, now, randomInt(1000) / 1000);
    log.warn({ err: error, letter: String(letter._id), tries: letter.tries, next }, 'mail not taken');
    if (next) await queue.postpone(letter, next, words);
    else await queue.settle(letter, 'failed', words);
    await MailboxModel.updateOne(
      { _id: letter.user, failure: null },
      { $set: { failure: { since: now, reason: words } } },
      { upsert: false },
    );
    await MailboxModel.updateOne({ _id: letter.user }, { $set: { 'failure.reason': words } });
  }
}
