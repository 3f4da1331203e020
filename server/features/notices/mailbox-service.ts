import { createHmac, timingSafeEqual } from 'node:crypto';
import { Types } from 'mongoose';
import type { ChangeBy } from '../../domain/change.ts';
import { conflict, invalid } from '../../domain/errors.ts';
import { kindsFor, mailTime, usualTiming } from '../../domain/notice-rules.ts';
import type { MailTiming, NoticeKind } from '../../domain/notice-rules.ts';
import type { Actor } from '../../domain/roles.ts';
import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { NoticeSettings, NoticeSettingsContent } from '../../platform/contract-types.ts';
import { newSecret } from '../../platform/ids.ts';
import { LetterModel } from './letter-model.ts';
import { MailboxModel, mailboxOf } from './mailbox-model.ts';
import type { Mailbox } from './mailbox-model.ts';
import { NoticeModel } from './notice-model.ts';
import type { NoticeNeighbours } from './notice-neighbours.ts';

interface MailboxOptions {
  ledger: Ledger;
  clock: Clock;
  /** Signs the words of links: any secret of this deployment. */
  secret: string;
  /** Whether this deployment sends mail at all. */
  isServed: boolean;
  neighbours: Pick<NoticeNeighbours, 'addressees'>;
  /** Writes the address into the account. Inside a change. */
  keepEmail: (user: string, email: string) => Promise<void>;
}

/** A link in a mail lives this long. */
const linkMs = 60 * 60_000;
const mostAsked = 3;

export type MailboxService = ReturnType<typeof mailboxService>;

/** How people want to be told by mail, and to which address. */
export function mailboxService(options: MailboxOptions) {
  const { ledger, clock, secret, isServed, neighbours, keepEmail } = options;
  return {
    settings,

    /** Notices that wait for their mail follow what was chosen. */
    async choose({ language, timings }: NoticeSettingsContent, actor: Actor): Promise<NoticeSettings> {
      const user = new Types.ObjectId(actor.id);
      const chosen = Object.entries(timings) as [NoticeKind, MailTiming][];
      const set = Object.fromEntries(chosen.map(([kind, timing]) => [`timings.${kind}`, timing]));
      await MailboxModel.updateOne({ _id: user }, { $set: { language, ...set } }, { upsert: true });
      const now = clock.now();
      for (const [kind, timing] of chosen) {
        const waiting = { user, kind, mailAt: { $ne: null }, letter: null };
        await NoticeModel.updateMany(waiting, { $set: { mailAt: mailTime(timing, now) } });
      }
      return settings(actor);
    },

    /** Nothing changes until the address has answered. */
    async ask(email: string, actor: Actor): Promise<NoticeSettings> {
      if (!isServed) throw conflict({ key: 'notice.mail-not-served' });
      const user = new Types.ObjectId(actor.id);
      const now = clock.now();
      await refuseTooMany(user, now);
      const pending = { email, until: new Date(now.getTime() + linkMs), nonce: newSecret() };
      await MailboxModel.updateOne({ _id: user }, { $set: { pending } }, { upsert: true });
      await new LetterModel({ kind: 'confirmation', user, to: email, nextAt: now, createdAt: now }).save();
      return settings(actor);
    },

    async confirm(token: string, by: ChangeBy): Promise<NoticeSettings> {
      const user = new Types.ObjectId(by.actor.id);
      const { pending } = await mailboxOf(user);
      const isGood =
        pending !== null && pending.until > clock.now() && isSame(token, tokenFor(user, pending));
      if (!pending || !isGood) throw invalid([{ pointer: '/token', key: 'notice.link-over' }]);
      const { email, nonce } = pending;
      await ledger.change(by, async (record) => {
        const taken = await MailboxModel.updateOne(
          { _id: user, 'pending.nonce': nonce },
          { $set: { confirmed: email, pending: null, failure: null } },
        );
        if (taken.modifiedCount === 0) throw conflict({ key: 'errors.stale-now' });
        await keepEmail(by.actor.id, email);
        const { organisation } = by.actor;
        const subject = { kind: 'user' as const, id: by.actor.id };
        await record({ subject, action: 'user.email-confirmed', organisation: organisation ?? undefined });
      });
      return settings(by.actor);
    },

    /** The word in the link that is on its way; null where none is. */
    tokenOf: ({ _id, pending }: Mailbox) => pending && tokenFor(_id, pending),
  };

  async function settings(actor: Actor): Promise<NoticeSettings> {
    const box = await mailboxOf(new Types.ObjectId(actor.id));
    const [person] = await neighbours.addressees([actor.id]);
    const email = person?.email ?? null;
    const { pending } = box;
    const isPending = pending !== null && pending.until > clock.now();
    return {
      isServed,
      email,
      isConfirmed: email !== null && email === box.confirmed,
      pending: isPending ? { email: pending.email, until: pending.until.toISOString() } : null,
      language: box.language,
      timings: Object.fromEntries(
        kindsFor(actor).map((kind) => [kind, box.timings[kind] ?? usualTiming(kind)]),
      ),
    };
  }

  /** Nobody's mailbox is filled by pressing a button. */
  async function refuseTooMany(user: Types.ObjectId, now: Date): Promise<void> {
    const since = new Date(now.getTime() - linkMs);
    const asked = { user, kind: 'confirmation' as const, createdAt: { $gt: since } };
    if ((await LetterModel.countDocuments(asked)) >= mostAsked) {
      throw invalid([{ pointer: '/email', key: 'notice.asked-often' }]);
    }
  }

  function tokenFor(user: Types.ObjectId, { email, nonce }: NonNullable<Mailbox['pending']>): string {
    const said = ['email-confirmation', String(user), email, nonce].join('\n');
    return createHmac('sha256', secret).update(said).digest('base64url');
  }
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
