import { conflict } from './errors.ts';

/** A right of use from its application to its end (Law 50/2005 arts. 121(4), 123, 142). */
export const grantStates = ['applied', 'granted', 'suspended', 'revoked', 'expired'] as const;
export type GrantState = (typeof grantStates)[number];

export const grantActions = ['grant', 'suspend', 'restore', 'revoke', 'expire'] as const;
export type GrantAction = (typeof grantActions)[number];

/** What was revoked or has run out is over: the organisation applies anew. */
const transitions: Record<GrantState, Partial<Record<GrantAction, GrantState>>> = {
  applied: { grant: 'granted' },
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
