import { DomainError } from '../../domain/errors.ts';
import { systemActor } from '../../domain/roles.ts';
import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import { hashPassword, isPassword, needsRehash, pretendToCheck } from './password.ts';
import { acceptedStep } from './second-factor.ts';
import type { SignInBrake } from './sign-in-brake.ts';
import { userEntry } from './user-entry.ts';
import { UserModel, actorFor } from './user-model.ts';
import type { StoredUser } from './user-model.ts';

export interface Credentials {
  login: string;
  password: string;
  code?: string | undefined;
  /** The caller's network address. */
  address: string;
}

interface SignInOptions {
  ledger: Ledger;
  clock: Clock;
  brake: SignInBrake;
}

export type SignInService = ReturnType<typeof signInService>;

/** The door. Whatever is wrong, the answer is the same, as late and in the same words (ASVS 6.3.8). */
export function signInService({ ledger, clock, brake }: SignInOptions) {
  return {
    /** `open` makes the session or token in the transaction that notes the sign-in. */
    async signIn<Result>(
      given: Credentials,
      open: (user: StoredUser) => Promise<Result>,
    ): Promise<{ user: StoredUser; result: Result }> {
      const login = normalLogin(given.login);
      const attempt = { login, address: given.address };
      await brake.begin(attempt);
      const user = await UserModel.findOne({ login }).lean<StoredUser>();
      const proof = await prove(user, given);
      if (!user || !proof) {
        await noteFailure(user, given.address);
        throw failed();
      }
      assertStillGood(user);
      const result = await ledger.change({ actor: actorFor(user) }, async (record) => {
        await useProof(user, proof);
        await record(userEntry(user, 'user.sign-in', given.address));
        return open(user);
      });
      await brake.forgive(attempt);
      return { user, result };
    },

    /** Notes who left; ending the session or token is the caller's. */
    async noteSignOut(user: StoredUser, end: () => Promise<void>): Promise<void> {
      await ledger.change({ actor: actorFor(user) }, async (record) => {
        await end();
        await record(userEntry(user, 'user.sign-out'));
      });
    },
  };

  async function prove(
    user: StoredUser | null,
    { password, code = '' }: Credentials,
  ): Promise<Proof | undefined> {
    const isRight = user ? await isPassword(user.passwordHash, password) : await pretendToCheck(password);
    if (!user || !isRight || user.disabled) return undefined;
    const step = user.totp === null ? null : await acceptedStep(user.totp, code, clock.now());
    if (step === undefined) return undefined;
    return { step, renewed: needsRehash(user.passwordHash) ? await hashPassword(password) : null };
  }

  async function noteFailure(user: StoredUser | null, address: string): Promise<void> {
    await ledger.change({ actor: systemActor }, (record) =>
      record(userEntry(user, 'user.sign-in-failed', address)),
    );
  }

  function assertStillGood({ passwordExpiresAt }: StoredUser): void {
    if (passwordExpiresAt !== null && passwordExpiresAt <= clock.now()) {
      throw new DomainError('unauthenticated', { key: 'account.one-time-expired' });
    }
  }

  /** Of two sign-ins with one code, or one that raced with a reset or a disabling, the later finds nothing. */
  async function useProof({ _id, passwordHash }: StoredUser, { step, renewed }: Proof): Promise<void> {
    const { modifiedCount } = await UserModel.updateOne(
      { _id, passwordHash, disabled: false, ...(step !== null && { 'totp.lastStep': { $lt: step } }) },
      {
        $set: {
          lastSignInAt: clock.now(),
          ...(step !== null && { 'totp.lastStep': step }),
          ...(renewed !== null && { passwordHash: renewed }),
        },
      },
    );
    if (modifiedCount === 0) throw failed();
  }
}

interface Proof {
  /** The time step of the second factor; null where none is enrolled. */
  step: number | null;
  /** The password under today's policy, where the stored hash is weaker. */
  renewed: string | null;
}

/** Logins are compared in lower case. */
export function normalLogin(login: string): string {
  return login.normalize('NFC').trim().toLowerCase();
}

function failed(): DomainError {
  return new DomainError('unauthenticated', { key: 'account.sign-in-failed' });
}
