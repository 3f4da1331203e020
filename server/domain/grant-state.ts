import { conflict } from './errors.ts';

/** A right of use from its application to its end (Law 50/2005 arts. 121(4), 123, 142); `checked`: on the spot. */
export const grantStates = [
  'applied',
  'checked',
  'refused',
  'granted',
  'suspended',
  'revoked',
  'expired',
] as const;
export type GrantState = (typeof grantStates)[number];

export const grantActions = ['check', 'refuse', 'grant', 'suspend', 'restore', 'revoke', 'expire'] as const;
export type GrantAction = (typeof grantActions)[number];

/** What was refused, revoked or has run out is over: the organisation applies anew. */
const transitions: Record<GrantState, Partial<Record<GrantAction, GrantState>>> = {
  applied: { check: 'checked', refuse: 'refused' },
  checked: { check: 'checked', refuse: 'refused', grant: 'granted' },
  refused: {},
  granted: { suspend: 'suspended', revoke: 'revoked', expire: 'expired' },
  suspended: { restore: 'granted', revoke: 'revoked', expire: 'expired' },
  revoked: {},
  expired: {},
};

export function nextGrantState(state: GrantState, action: GrantAction): GrantState {
  const next = transitions[state][action];
  if (!next) throw conflict({ key: 'mark.grant-not-now', params: { action, state } }, { state, action });
  return next;
}

/** Rights run out by the calendar, whether or not anybody has written it down. */
export function grantStateOn({ state, to }: { state: GrantState; to: string }, date: string): GrantState {
  const canExpire = transitions[state].expire !== undefined;
  return canExpire && date > to ? 'expired' : state;
}
