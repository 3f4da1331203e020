import { Types } from 'mongoose';
import { accountFaults } from '../../domain/account-rules.ts';
import type { ChangeBy } from '../../domain/change.ts';
import { conflict, invalid, notFound } from '../../domain/errors.ts';
import { searchKey } from '../../domain/search-key.ts';
import { assertFresh } from '../../ledger/record-store.ts';
import type { Ledger, Record } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { NewUser, UserContent, User as UserAnswer } from '../../platform/contract-types.ts';
import { isDuplicateKey } from '../../platform/database.ts';
import { newSecret } from '../../platform/ids.ts';
import { endAccess } from './access-ending.ts';
import { hashPassword, oneTimePassword, passwordFaults } from './password.ts';
import { normalLogin } from './sign-in-service.ts';
import { userEntry } from './user-entry.ts';
import { UserModel } from './user-model.ts';
import type { UserDocument } from './user-model.ts';
import { userViews } from './user-view.ts';
import type { OrganisationNames } from './user-view.ts';

interface UserOptions {
  ledger: Ledger;
  clock: Clock;
  organisations: OrganisationNames;
}

const oneTimeLife = 72 * 3_600_000;

export type UserService = ReturnType<typeof userService>;

/** An administrator's hold on accounts: who may sign in, as what, for whom. */
export function userService({ ledger, clock, organisations }: UserOptions) {
  return {
    /** The one-time password stands in this one answer only; a repeated request gets the account without it. */
    async create(given: NewUser, by: ChangeBy): Promise<UserAnswer> {
      return issuing((secret) => add(given, secret, by));
    },

    /** For trial mode, which prints the passwords it made. */
    async createWithPassword(given: NewUser, password: string, by: ChangeBy): Promise<UserAnswer> {
      const faults = passwordFaults(password, given);
      if (faults.length > 0) throw invalid(faults.map((fault) => ({ ...fault, pointer: '/password' })));
      const { user } = await add(given, { passwordHash: await hashPassword(password), issue: '' }, by);
      return user;
    },

    /** New roles or another organisation sign the user out: nothing goes on under rights that are gone. */
    async edit(
      id: string,
      given: UserContent,
      { rev, by }: { rev: number; by: ChangeBy },
    ): Promise<UserAnswer> {
      return change(id, 'user.edit', by, async (user) => {
        assertFresh(user, rev);
        if (
          isSelf(user, by) &&
          user.roles.includes('administrator') &&
          !given.roles.includes('administrator')
        ) {
          throw invalid([{ pointer: '/roles', key: 'account.own-role' }]);
        }
        const before = standingOf(user);
        user.set(await accepted(user.login, given));
        if (standingOf(user) !== before) await endAccess(user._id);
      });
    },

    async setDisabled(id: string, disabled: boolean, by: ChangeBy): Promise<UserAnswer> {
      return change(id, disabled ? 'user.disable' : 'user.enable', by, async (user) => {
        if (disabled && isSelf(user, by)) throw conflict({ key: 'account.own-disabling' });
        user.disabled = disabled;
        if (disabled) await endAccess(user._id);
      });
    },

    /** The second factor stays: a reset must not be a way around it (ASVS 6.4.3). */
    async resetPassword(id: string, by: ChangeBy): Promise<UserAnswer> {
      return issuing(async ({ passwordHash, issue, expiresAt }) => {
        const user = await change(id, 'user.password-reset', by, async (doc) => {
          doc.set({ passwordHash, mustChangePassword: true, passwordExpiresAt: expiresAt });
          await endAccess(doc._id);
        });
        return { user, issue };
      });
    },

    /** For a lost phone; the user enrols anew at the next sign-in. */
    async resetSecondFactor(id: string, by: ChangeBy): Promise<UserAnswer> {
      return change(id, 'user.second-factor-reset', by, async (user) => {
        user.set({ totp: null, totpDraft: null });
        await endAccess(user._id);
      });
    },

    async find(id: string): Promise<UserAnswer> {
      return view(await load(id));
    },
  };

  async function add(
    given: NewUser,
    secret: Issued,
    by: ChangeBy,
  ): Promise<{ user: UserAnswer; issue: string }> {
    const { passwordHash, expiresAt = null, issue } = secret;
    const login = normalLogin(given.login);
    try {
      return await ledger.change(by, async (record) => {
        const user = new UserModel({
          ...(await accepted(login, given)),
          login,
          passwordHash,
          mustChangePassword: expiresAt !== null,
          passwordExpiresAt: expiresAt,
          createdAt: clock.now(),
        });
        await save(user, 'user.create', record);
        return { user: await view(user), issue };
      });
    } catch (error) {
      if (await isTaken(error, login)) throw invalid([{ pointer: '/login', key: 'account.login-taken' }]);
      throw error;
    }
  }

  async function change(
    id: string,
    action: string,
    by: ChangeBy,
    alter: (user: UserDocument) => Promise<void>,
  ): Promise<UserAnswer> {
    return ledger.change(by, async (record) => {
      const user = await load(id);
      const before = auditedContent(user);
      await alter(user);
      await save(user, action, record, before);
      return view(user);
    });
  }

  async function accepted(login: string, { name, email = null, roles, organisation = null }: UserContent) {
    const faults = accountFaults({ roles, organisation });
    if (faults.length > 0) throw invalid(faults);
    if (organisation !== null && !(await organisations.namesOf([organisation])).has(organisation)) {
      throw invalid([{ pointer: '/organisation', key: 'account.organisation-unknown' }]);
    }
    return {
      name,
      email,
      roles,
      organisation: organisation === null ? null : new Types.ObjectId(organisation),
      searchKey: searchKey(`${name} ${login} ${email ?? ''}`),
    };
  }

  async function view(user: UserDocument): Promise<UserAnswer> {
    const [answer] = await userViews([user.toObject()], organisations);
    if (!answer) throw notFound();
    return answer;
  }

  /** Hashed ahead of the transaction, which may run twice; `issue` tells a first answer from a repeated one. */
  async function issuing(
    work: (secret: Required<Issued>) => Promise<{ user: UserAnswer; issue: string }>,
  ): Promise<UserAnswer> {
    const password = oneTimePassword();
    const issue = newSecret();
    const passwordHash = await hashPassword(password);
    const done = await work({
      passwordHash,
      issue,
      expiresAt: new Date(clock.now().getTime() + oneTimeLife),
    });
    return done.issue === issue ? { ...done.user, oneTimePassword: password } : done.user;
  }
}

interface Issued {
  passwordHash: string;
  issue: string;
  /** When a one-time password loses its force; absent for one that was chosen. */
  expiresAt?: Date;
}

async function load(id: string): Promise<UserDocument> {
  const user = Types.ObjectId.isValid(id) ? await UserModel.findById(new Types.ObjectId(id)) : null;
  if (!user) throw notFound();
  return user;
}

async function save(user: UserDocument, action: string, record: Record, before?: object): Promise<void> {
  await user.save();
  await record({ ...userEntry(user.toObject(), action), before, after: auditedContent(user) });
}

async function isTaken(error: unknown, login: string): Promise<boolean> {
  const isConflict = isDuplicateKey(error) || (error as { kind?: unknown }).kind === 'conflict';
  return isConflict && (await UserModel.exists({ login })) !== null;
}

/** What the audit log digests: everything an administrator decides, nothing secret. */
function auditedContent({ login, name, email, roles, organisation, disabled }: UserDocument): object {
  return {
    login,
    name,
    email,
    roles: [...roles],
    organisation: organisation && String(organisation),
    disabled,
  };
}

function standingOf({ roles, organisation }: UserDocument): string {
  return [...roles].sort().join() + String(organisation);
}

function isSelf(user: UserDocument, { actor }: ChangeBy): boolean {
  return String(user._id) === actor.id;
}
