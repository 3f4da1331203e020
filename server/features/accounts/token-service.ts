import { createHmac, hkdfSync } from 'node:crypto';
import { DomainError } from '../../domain/errors.ts';
import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { TokenAnswer } from '../../platform/contract-types.ts';
import { digestOf, newSecret } from '../../platform/ids.ts';
import { accessSeconds } from '../../platform/tokens.ts';
import type { TokenSigner } from '../../platform/tokens.ts';
import { TokenFamilyModel } from './token-family-model.ts';
import type { TokenFamily } from './token-family-model.ts';
import { userEntry } from './user-entry.ts';
import { UserModel, actorFor } from './user-model.ts';
import type { StoredUser } from './user-model.ts';

interface TokenOptions {
  ledger: Ledger;
  clock: Clock;
  signer: TokenSigner;
  /** The current token secret: successors of refresh tokens are derived from it. */
  secret: string;
}

const familyLife = 30 * 24 * 3_600_000;
const lostAnswerGrace = 10_000;

export type TokenService = ReturnType<typeof tokenService>;

/**
 * Tokens of programs. A refresh token is good once; its successor is derived from it, so that an answer lost on the
 * way can be given again within ten seconds without storing it. Any other second use means that two hold the
 * chain, and ends it (RFC 9700 §4.14.2).
 */
export function tokenService({ ledger, clock, signer, secret }: TokenOptions) {
  const successorKey = Buffer.from(
    hkdfSync('sha256', Buffer.from(secret, 'base64url'), '', 'refresh token', 32),
  );

  return {
    /** Inside the transaction of a sign-in. */
    async issue(user: StoredUser): Promise<TokenAnswer> {
      const now = clock.now();
      const family = newSecret();
      const refresh = newSecret();
      await new TokenFamilyModel({
        _id: family,
        user: user._id,
        current: digestOf(refresh),
        rotatedAt: now,
        createdAt: now,
        expiresAt: new Date(now.getTime() + familyLife),
      }).save();
      return answer(user, family, refresh);
    },

    async refresh(token: string, address: string): Promise<TokenAnswer> {
      const [id = '', given = ''] = token.split('.');
      const found = await TokenFamilyModel.findById(id).lean<TokenFamily>();
      const user = found && (await ownerOf(found));
      if (!found || !user) throw refused();
      const next = successorOf(given);
      if (await rotate(found, digestOf(given), digestOf(next))) return answer(user, id, next);
      if (await isLostAnswer(id, digestOf(given), digestOf(next))) return answer(user, id, next);
      await endStolen(found, user, address);
      throw refused();
    },

    /** Whom an access token stands for, as long as its chain lives and its user may sign in. */
    async check(
      accessToken: string,
    ): Promise<{ user: StoredUser; family: string; signedInAt: Date } | undefined> {
      const claims = signer.verify(accessToken);
      if (!claims) return undefined;
      const { subject, family } = claims;
      const found = await TokenFamilyModel.findOne({ _id: family, user: subject }).lean<TokenFamily>();
      const user = found && (await ownerOf(found));
      return user ? { user, family, signedInAt: found.createdAt } : undefined;
    },

    async end(family: string): Promise<void> {
      await TokenFamilyModel.deleteOne({ _id: family });
    },
  };

  function answer(user: StoredUser, family: string, refresh: string): TokenAnswer {
    return {
      accessToken: signer.sign({ subject: String(user._id), family }),
      tokenType: 'Bearer',
      expiresIn: accessSeconds,
      refreshToken: `${family}.${refresh}`,
    };
  }

  function successorOf(refresh: string): string {
    return createHmac('sha256', successorKey).update(refresh).digest('base64url');
  }

  async function ownerOf({ user, expiresAt }: TokenFamily): Promise<StoredUser | undefined> {
    if (expiresAt <= clock.now()) return undefined;
    const owner = await UserModel.findById(user).lean<StoredUser>();
    return owner && !owner.disabled ? owner : undefined;
  }

  async function rotate({ _id }: TokenFamily, given: string, next: string): Promise<boolean> {
    const { modifiedCount } = await TokenFamilyModel.updateOne(
      { _id, current: given },
      { $set: { current: next, previous: given, rotatedAt: clock.now() } },
    );
    return modifiedCount === 1;
  }

  async function isLostAnswer(_id: string, previous: string, current: string): Promise<boolean> {
    const rotatedAt = { $gte: new Date(clock.now().getTime() - lostAnswerGrace) };
    return (await TokenFamilyModel.exists({ _id, previous, current, rotatedAt })) !== null;
  }

  async function endStolen({ _id }: TokenFamily, user: StoredUser, address: string): Promise<void> {
    await ledger.change({ actor: actorFor(user) }, async (record) => {
      await TokenFamilyModel.deleteOne({ _id });
      await record(userEntry(user, 'user.refresh-token-reused', address));
    });
  }
}

function refused(): DomainError {
  return new DomainError('unauthenticated', { key: 'account.token-refused' });
}
