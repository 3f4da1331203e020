import { systemActor } from '../../domain/roles.ts';
import type { Entry } from '../../ledger/unit-of-work.ts';
import { actorFor } from './user-model.ts';
import type { StoredUser } from './user-model.ts';

/** The audit entry of what happened to a user's account, or at the door to nobody's. Never holds a secret. */
export function userEntry(user: StoredUser | null, action: string, reason?: string): Entry {
  const { id, organisation } = user ? actorFor(user) : systemActor;
  return { subject: { kind: 'user', id }, action, organisation: organisation ?? undefined, reason };
}
