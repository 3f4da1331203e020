import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';
import { tokenSigner } from '../../platform/tokens.ts';
import { bearerToken } from './bearer-token.ts';
import { meRoutes } from './me-routes.ts';
import { ownAccountService } from './own-account-service.ts';
import { readSession, refuseCrossSite } from './page-session.ts';
import { sessionCookie } from './session-cookie.ts';
import { sessionService } from './session-service.ts';
import { signInBrake } from './sign-in-brake.ts';
import { signInService } from './sign-in-service.ts';
import { tokenRoutes } from './token-routes.ts';
import { tokenService } from './token-service.ts';
import { userQueries } from './user-queries.ts';
import { userRoutes } from './user-routes.ts';
import { userService } from './user-service.ts';
import type { OrganisationNames } from './user-view.ts';

interface AccountOptions {
  database: Database;
  ledger: Ledger;
  clock: Clock;
  publicOrigin: string;
  /** Signing keys of API tokens, the current one first. */
  tokenSecrets: readonly string[];
  requireSecondFactor: boolean;
  organisations: OrganisationNames;
}

export type Accounts = ReturnType<typeof createAccounts>;

/** Everything about who may come in: the services, the guards of pages and API, the operations. */
export function createAccounts(options: AccountOptions) {
  const { database, ledger, clock, publicOrigin, tokenSecrets, requireSecondFactor, organisations } = options;
  const signer = tokenSigner({ clock, secrets: tokenSecrets, issuer: publicOrigin });
  const brake = signInBrake({ database });
  const cookie = sessionCookie({ publicOrigin });
  const sessions = sessionService({ clock });
  const door = signInService({ ledger, clock, brake });
  const tokens = tokenService({ ledger, clock, signer, secret: tokenSecrets[0] ?? '' });
  const ownAccount = ownAccountService({ ledger, clock, brake, issuer: new URL(publicOrigin).host });
  const users = userService({ ledger, clock, organisations });
  const queries = userQueries({ organisations });

  return {
    cookie,
    sessions,
    door,
    tokens,
    ownAccount,
    users,
    queries,
    requireSecondFactor,
    identifyCaller: bearerToken({ tokens, requireSecondFactor }),
    guardPages: [refuseCrossSite({ publicOrigin }), readSession({ sessions, cookie, requireSecondFactor })],
    operations: [
      ...tokenRoutes({ door, tokens }),
      ...meRoutes(ownAccount),
      ...userRoutes({ users, queries }),
    ],
  };
}
