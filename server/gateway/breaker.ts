import type { Trouble } from '../domain/gateway-trouble.ts';
import { backOff } from './back-off.ts';

/** After so many failures in a row a gateway is left in peace but for a probe. */
export const threshold = 5;

/** What all processes know together of a gateway's health (docs/adr/0020). */
export interface BreakerState {
  /** In a row; beyond the threshold, probes that failed. */
  failures: number;
  openUntil: Date | null;
  /** Who may send the one probe, and until when nobody else may. */
  probe: { owner: string; until: Date } | null;
  trouble: Trouble | null;
  /** Of the first failure in the row. */
  since: Date | null;
}

export const closed: BreakerState = { failures: 0, openUntil: null, probe: null, trouble: null, since: null };

export interface Failure {
  at: Date;
  by: string;
  trouble: Trouble;
  retryAfter?: number | undefined;
  random: () => number;
}

export function isOpen({ failures }: Pick<BreakerState, 'failures'>): boolean {
  return failures >= threshold;
}

/**
 * One more failure. Once open, only the probe makes the wait longer: deliveries that were under way when it opened
 * tell nothing new, though a longer wait that the gateway asks for is kept.
 */
export function afterFailure(state: BreakerState, failure: Failure): BreakerState {
  const { at, by, trouble, retryAfter = 0, random } = failure;
  const since = state.since ?? at;
  if (isOpen(state) && state.probe?.owner !== by) {
    return { ...state, openUntil: later(state.openUntil, new Date(at.getTime() + retryAfter * 1000)) };
  }
  const failures = state.failures + 1;
  if (failures < threshold) return { ...state, failures, trouble, since };
  const wait = backOff(failures - threshold + 1, random, retryAfter);
  return { failures, openUntil: new Date(at.getTime() + wait), probe: null, trouble, since };
}

/** The state with the probe given to `owner`; undefined where it is not time or another has it. */
export function withProbe(
  state: BreakerState,
  { owner, at, probeMs }: { owner: string; at: Date; probeMs: number },
): BreakerState | undefined {
  const { openUntil, probe } = state;
  if (!isOpen(state) || (openUntil && at < openUntil)) return undefined;
  if (probe && at < probe.until) return undefined;
  return { ...state, probe: { owner, until: new Date(at.getTime() + probeMs) } };
}

function later(one: Date | null, other: Date): Date {
  return one && one > other ? one : other;
}
