import { conflict, forbidden, invalid } from '../../domain/errors.ts';
import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import { endAccess } from './access-ending.ts';
import type { Account } from './account-context.ts';
import { hashPassword, isPassword, passwordFaults } from './password.ts';
import { acceptedStep, enrolment, newSecondFactor } from './second-factor.ts';
import type { Enrolment } from './second-factor.ts';
import type { SignInBrake } from './sign-in-brake.ts';
import { userEntry } from './user-entry.ts';
import { UserModel, actorFor } from './user-model.ts';
import type { StoredUser, User } from './user-model.ts';

interface OwnAccountOptions {
  ledger: Ledger;
  clock: Clock;
  brake: SignInBrake;
  /** The name under which an authenticator app files the account. */
  issuer: string;
}

const freshness = 15 * 60_000;

export type OwnAccountService = ReturnType<typeof ownAccountService>;

/** What people do to their own account. */
export function ownAccountService({ ledger, clock, brake, issuer }: OwnAccountOptions) {
  return {
    /** Ends every other session and token of the user (ASVS 7.4.3). */
    async changePassword(
      account: Account,
      { current, next }: { current: string; next: string },
      address: string,
    ): Promise<void> {
      const { user } = account;
      const attempt = { login: user.login, address };
      await brake.begin(attempt);
      if (!(await isPassword(user.passwordHash, current))) {
        await note(user, 'user.password-change-failed', address);
        throw invalid([{ pointer: '/current', key: 'account.password-wrong' }]);
      }
      await brake.forgive(attempt);
      assertUsable(user, current, next);
      const passwordHash = await hashPassword(next);
      await change(user, {
        as: { passwordHash: user.passwordHash },
        set: { passwordHash, mustChangePassword: false, passwordExpiresAt: null },
        action: 'user.password-changed',
        kept: account,
      });
    },

    /** The secret to enrol, the same until it is confirmed; an enrolled factor is only replaced by an administrator. */
    async startEnrolment(account: Account): Promise<Enrolment> {
      const { user } = account;
      assertFreshlySignedIn(account);
      if (user.totp !== null) throw conflict({ key: 'account.factor-enrolled' });
      if (user.totpDraft !== null) return enrolment(user.totpDraft, user.login, issuer);
      const secret = newSecondFactor();
      await change(user, {
        as: { totp: null, totpDraft: null },
        set: { totpDraft: secret },
        action: 'user.second-factor-started',
      });
      return enrolment(secret, user.login, issuer);
    },

    /** The enrolment under way, if any. */
    enrolmentOf({ user }: Account): Enrolment | undefined {
      return user.totpDraft === null ? undefined : enrolment(user.totpDraft, user.login, issuer);
    },

    /** One code proves that the app has the secret; from now on every sign-in asks for one. */
    async confirmEnrolment(account: Account, code: string, address: string): Promise<void> {
      const { user } = account;
      assertFreshlySignedIn(account);
      if (user.totpDraft === null) throw conflict({ key: 'account.factor-not-started' });
      const attempt = { login: user.login, address };
      await brake.begin(attempt);
      const now = clock.now();
      const step = await acceptedStep({ secret: user.totpDraft, lastStep: 0 }, code, now);
      if (step === undefined) throw invalid([{ pointer: '/code', key: 'account.code-wrong' }]);
      await brake.forgive(attempt);
      const totp = { secret: user.totpDraft, lastStep: step, enrolledAt: now };
      await change(user, {
        as: { totp: null, totpDraft: user.totpDraft },
        set: { totp, totpDraft: null },
        action: 'user.second-factor-enrolled',
        kept: account,
      });
    },
  };

  async function change(user: StoredUser, { as, set, action, kept }: OwnChange): Promise<void> {
    await ledger.change({ actor: actorFor(user) }, async (record) => {
      const { modifiedCount } = await UserModel.updateOne(
        { _id: user._id, disabled: false, ...as },
        { $set: set, $inc: { rev: 1 } },
      );
      if (modifiedCount === 0) throw conflict({ key: 'errors.stale-now' });
      if (kept) await endAccess(user._id, kept);
      await record(userEntry(user, action));
    });
  }

  /** A session left open is not enough to change how its owner is known (ASVS 7.5.1). */
  function assertFreshlySignedIn({ signedInAt }: Account): void {
    if (clock.now().getTime() - signedInAt.getTime() > freshness) throw forbidden('account.sign-in-afresh');
  }

  async function note(user: StoredUser, action: string, reason: string): Promise<void> {
    await ledger.change({ actor: actorFor(user) }, (record) => record(userEntry(user, action, reason)));
  }
}

interface OwnChange {
  /** What the account must still look like. */
  as: Partial<User>;
  set: Partial<User>;
  action: string;
  /** The access that survives, where the change ends all other. */
  kept?: Account;
}

function assertUsable(owner: StoredUser, current: string, next: string): void {
  const faults = current === next ? [{ key: 'account.password-same' as const }] : passwordFaults(next, owner);
  if (faults.length > 0) throw invalid(faults.map((fault) => ({ ...fault, pointer: '/next' })));
}
