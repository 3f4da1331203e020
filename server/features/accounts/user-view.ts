import type { User as UserAnswer } from '../../platform/contract-types.ts';
import type { StoredUser } from './user-model.ts';

/** Names of organisations, which belong to another feature. */
export interface OrganisationNames {
  /** Those of the given ids that exist, by id. */
  namesOf(ids: readonly string[]): Promise<Map<string, string>>;
}

export async function userViews(
  users: readonly StoredUser[],
  { namesOf }: OrganisationNames,
): Promise<UserAnswer[]> {
  const ids = users.flatMap(({ organisation }) => (organisation === null ? [] : [String(organisation)]));
  const names = ids.length === 0 ? new Map<string, string>() : await namesOf([...new Set(ids)]);
  return users.map((user) => userView(user, names));
}

/** What an administrator sees: never the hash, never a secret. */
function userView(user: StoredUser, names: Map<string, string>): UserAnswer {
  const organisation = user.organisation === null ? null : String(user.organisation);
  return {
    id: String(user._id),
    rev: user.rev,
    login: user.login,
    name: user.name,
    email: user.email,
    roles: user.roles,
    organisation:
      organisation === null ? null : { id: organisation, name: names.get(organisation) ?? organisation },
    disabled: user.disabled,
    mustChangePassword: user.mustChangePassword,
    secondFactor: user.totp !== null,
    createdAt: user.createdAt.toISOString(),
    lastSignInAt: user.lastSignInAt?.toISOString() ?? null,
  };
}
