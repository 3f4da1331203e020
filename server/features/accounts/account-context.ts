import { DomainError } from '../../domain/errors.ts';
import type { PendingStep } from './second-factor.ts';
import type { StoredUser } from './user-model.ts';

/** Who a request comes from, and by which session or chain of tokens. */
export interface Account {
  user: StoredUser;
  /** What the user must do before anything else is open to them. */
  pending: PendingStep | null;
  signedInAt: Date;
  session?: string;
  family?: string;
}

const accounts = new WeakMap<object, Account>();

export function rememberAccount(req: object, account: Account): void {
  accounts.set(req, account);
}

export function accountOrNobody(req: object): Account | undefined {
  return accounts.get(req);
}

export function accountOf(req: object): Account {
  const account = accounts.get(req);
  if (!account) throw new DomainError('unauthenticated', { key: 'errors.unauthenticated' });
  return account;
}
