import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backOff } from '../../server/gateway/back-off.ts';
import { afterFailure, closed, isOpen, threshold, withProbe } from '../../server/gateway/breaker.ts';
import type { BreakerState } from '../../server/gateway/breaker.ts';

describe('backing off', () => {
  it('stays between nothing and the doubled limit, never above fifteen minutes', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.double({ min: 0, max: 1, noNaN: true }), (failures, chance) => {
        const wait = backOff(failures, () => chance);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(Math.min(900_000, 1000 * 2 ** Math.min(failures, 20)));
      }),
    );
  });

  it('never comes back before the gateway allows it', () => {
    expect(backOff(0, () => 0, 120)).toBe(120_000);
  });
});

describe('the breaker', () => {
  const begin = new Date('2026-11-22T00:00:00Z');
  const later = (ms: number) => new Date(begin.getTime() + ms);
  const failed = (state: BreakerState, at: Date, differing: { by?: string; retryAfter?: number } = {}) =>
    afterFailure(state, { at, by: 'one', trouble: 'time-out', random: () => 1, ...differing });
  const afterFailures = (count: number, retryAfter?: number) => {
    let state: BreakerState = closed;
    for (let n = 0; n < count; n += 1) state = failed(state, begin, retryAfter ? { retryAfter } : {});
    return state;
  };
  const probe = (state: BreakerState, at: Date, owner = 'one') =>
    withProbe(state, { owner, at, probeMs: 60_000 });

  it('stays closed up to the fifth failure in a row', () => {
    expect(isOpen(afterFailures(threshold - 1))).toBe(false);
    expect(isOpen(afterFailures(threshold))).toBe(true);
  });

  it('gives one probe for all once its wait is over, and another where the holder died', () => {
    const open = afterFailures(threshold);
    expect(probe(open, later(1900))).toBeUndefined();
    const taken = probe(open, later(2000));
    expect(taken?.probe?.owner).toBe('one');
    expect(probe(taken!, later(2001), 'other')).toBeUndefined();
    expect(probe(taken!, later(62_001), 'other')?.probe?.owner).toBe('other');
  });

  it('waits twice as long after a probe that failed', () => {
    const again = failed(probe(afterFailures(threshold), later(2000))!, later(2000));
    expect(again).toMatchObject({ failures: threshold + 1, openUntil: later(6000), probe: null });
  });

  it('learns nothing from deliveries that were under way when it opened, but for a longer wait', () => {
    const open = afterFailures(threshold);
    expect(failed(open, begin)).toMatchObject({ failures: threshold, openUntil: later(2000) });
    expect(failed(open, begin, { retryAfter: 60 })).toMatchObject({ openUntil: later(60_000) });
  });

  it('keeps a wait that the gateway asked for', () => {
    expect(probe(afterFailures(threshold, 600), later(599_000))).toBeUndefined();
  });

  it('remembers since when the gateway is in trouble', () => {
    const state = failed(failed(closed, begin), later(5000));
    expect(state.since).toEqual(begin);
  });
});
