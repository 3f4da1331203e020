import { Types } from 'mongoose';
import { DomainError } from '../../domain/errors.ts';
import { searchKey } from '../../domain/search-key.ts';
import type { UserPage, UserQuery } from '../../platform/contract-types.ts';
import { UserModel } from './user-model.ts';
import type { StoredUser } from './user-model.ts';
import { userViews } from './user-view.ts';
import type { OrganisationNames } from './user-view.ts';

export type UserQueries = ReturnType<typeof userQueries>;

export function userQueries({ organisations }: { organisations: OrganisationNames }) {
  return {
    /** Newest first; every word of `q` must occur in name, login or e-mail address. */
    async list({ q, role, organisation, after, limit }: UserQuery): Promise<UserPage> {
      const words = searchKey(q ?? '')
        .split(' ')
        .filter((word) => word !== '');
      const users = await UserModel.find({
        ...(role !== undefined && { roles: role }),
        ...(organisation !== undefined && { organisation: new Types.ObjectId(organisation) }),
        ...(words.length > 0 && { $and: words.map((word) => ({ searchKey: { $regex: word } })) }),
        ...(after !== undefined && { _id: { $lt: cursorId(after) } }),
      })
        .sort({ _id: -1 })
        .limit(limit + 1)
        .lean<StoredUser[]>();
      const items = await userViews(users.slice(0, limit), organisations);
      const last = items.at(-1);
      return users.length > limit && last ? { items, next: last.id } : { items };
    },
  };
}

function cursorId(after: string): Types.ObjectId {
  if (/^[0-9a-f]{24}$/.test(after)) return new Types.ObjectId(after);
  throw new DomainError(
    'malformed',
    { key: 'errors.malformed' },
    { faults: [{ pointer: '/after', key: 'errors.pattern' }] },
  );
}
