import type { Attempt, OutboxMessage } from '../ledger/outbox-model.ts';
import { backOff } from './back-off.ts';
import type { Outcome } from './gateway-port.ts';

/** Our own program failed on the way; the gateway is not to blame. */
export interface Stumble {
  outcome: 'later';
  reason: 'internal';
  retryAfter?: number;
}

export type Settlement = Outcome | Stumble;

interface Circumstances {
  at: Date;
  tries: number;
  random: () => number;
}

/** Where a message stands after a delivery. Pure: the queue, the desk and the receipts by hand write it. */
export function stateAfter(
  outcome: Settlement,
  { at, tries, random }: Circumstances,
): Partial<OutboxMessage> {
  switch (outcome.outcome) {
    case 'accepted': {
      const { foreignId, receipt, digest } = outcome;
      const foreignIds = { ...(foreignId !== null && { id: foreignId }), receipt };
      return {
        state: 'accepted',
        settledAt: at,
        foreignIds,
        contentDigest: digest,
        cause: null,
        blockedBy: null,
      };
    }
    case 'refused': {
      const { code, words, field = null } = outcome;
      return { state: 'refused', settledAt: at, cause: { code, field, words: words.slice(0, 300) } };
    }
    case 'handed':
      return { state: 'handed' };
    case 'later':
    case 'unknown': {
      const nextAt = new Date(at.getTime() + backOff(tries, random, outcome.retryAfter));
      return { state: 'queued', tries: tries + 1, nextAt };
    }
  }
}

/** Where the gateway did not speak, `code` says what went wrong: one of `troubles`, or `internal`. */
export function attemptOf(outcome: Settlement, at: Date): Attempt {
  switch (outcome.outcome) {
    case 'accepted':
      return { at, outcome: 'accepted', words: outcome.receipt };
    case 'handed':
      return { at, outcome: 'handed', words: '' };
    case 'refused': {
      const { code, words, field } = outcome;
      return { at, outcome: 'refused', code, words, ...(field !== undefined && { field }) };
    }
    case 'later':
    case 'unknown':
      return { at, outcome: outcome.outcome, code: outcome.reason, words: '' };
  }
}

export function isFinal({ outcome }: Settlement): boolean {
  return outcome === 'accepted' || outcome === 'refused';
}
