import type { Clock } from '../../platform/clock.ts';
import { digestOf, newSecret } from '../../platform/ids.ts';
import { SessionModel } from './session-model.ts';
import type { Session } from './session-model.ts';
import { UserModel } from './user-model.ts';
import type { StoredUser } from './user-model.ts';

const minute = 60_000;
const hour = 60 * minute;

/** A clerk in the field signs in once a season; who decides for the department, every morning (ASVS 7.3.1, 7.3.2). */
const spans = {
  organisation: { idle: 12 * hour, absolute: 30 * 24 * hour },
  department: { idle: hour, absolute: 12 * hour },
};

export type SessionService = ReturnType<typeof sessionService>;

/** Sessions of pages. The user is read at every request, so that a change of roles or a disabling holds at once. */
export function sessionService({ clock }: { clock: Clock }) {
  return {
    /** Inside the transaction of a sign-in. Always a new id: none given from outside is taken up (ASVS 7.2.4). */
    async open(user: StoredUser, replaced?: string): Promise<string> {
      const id = newSecret();
      const now = clock.now();
      if (replaced !== undefined) await SessionModel.deleteOne({ _id: digestOf(replaced) });
      await new SessionModel({
        _id: digestOf(id),
        user: user._id,
        createdAt: now,
        lastSeenAt: now,
        expiresAt: new Date(now.getTime() + spanFor(user).absolute),
      }).save();
      return id;
    },

    /** The user behind a cookie; undefined once the session, or the user, is at an end. */
    async find(id: string): Promise<{ user: StoredUser; session: string; signedInAt: Date } | undefined> {
      const session = await SessionModel.findById(digestOf(id)).lean<Session>();
      if (!session) return undefined;
      const now = clock.now();
      const user = await UserModel.findById(session.user).lean<StoredUser>();
      if (!user || user.disabled || isOver(session, user, now)) {
        await SessionModel.deleteOne({ _id: session._id });
        return undefined;
      }
      if (now.getTime() - session.lastSeenAt.getTime() > minute) {
        await SessionModel.updateOne({ _id: session._id }, { $set: { lastSeenAt: now } });
      }
      return { user, session: session._id, signedInAt: session.createdAt };
    },

    async end(session: string): Promise<void> {
      await SessionModel.deleteOne({ _id: session });
    },

    /** How long the browser shall keep the cookie: producers' over a restart, the department's not. */
    cookieAge(user: StoredUser): number | undefined {
      return user.organisation === null ? undefined : spanFor(user).absolute;
    },
  };
}

function isOver({ createdAt, lastSeenAt }: Session, user: StoredUser, now: Date): boolean {
  const { idle, absolute } = spanFor(user);
  return now.getTime() - lastSeenAt.getTime() > idle || now.getTime() - createdAt.getTime() > absolute;
}

function spanFor({ organisation }: StoredUser) {
  return organisation === null ? spans.department : spans.organisation;
}
